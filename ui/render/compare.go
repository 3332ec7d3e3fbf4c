package render

import (
	"slices"
	"strings"

	"teapot/model"
	"teapot/ui/text"
	"teapot/ui/theme"
)

const (
	// minSideBySideWidth is the page width, in cells, from which two entries are
	// compared side by side.
	minSideBySideWidth = 60
	// signWidth is the width in cells of the column with the signs that mark differences.
	signWidth = 2
	// columnGap is the number of empty cells between two columns.
	columnGap = 2
)

// Compare draws the comparison of two entries, w cells wide. The entries are side by
// side, or one below the other on a narrow page. Values that are equal are dimmed.
// Values that differ have a sign before them.
func Compare(c *model.Catalog, a, b model.Hit, w int, t theme.Theme) Page {
	p := &comparison{page: page{request: request{catalog: c, width: max(w, 1), theme: t}}, hits: [2]model.Hit{a, b}, labelWidth: minLabelWidth}
	rows := comparedRows(c, p.hits)
	for _, r := range rows {
		p.labelWidth = max(p.labelWidth, text.Width(r.label))
	}
	p.drawTitles()
	for _, r := range rows {
		p.drawRow(r)
	}
	return p.Page
}

// comparison is the state while a comparison is drawn.
type comparison struct {
	page
	hits           [2]model.Hit // the two entries
	labelWidth     int          // the width in cells of the column with the labels
	afterMultiline bool         // the row that was drawn last takes several lines
}

// comparedRow is one row of a comparison: a property, and the value that each of the
// two entries has.
type comparedRow struct {
	label  string
	values [2]string
}

func (r comparedRow) isEqual() bool { return r.values[0] == r.values[1] }

// comparedRows returns the rows of a comparison, the most important first. It leaves
// out properties that neither entry has.
func comparedRows(c *model.Catalog, hits [2]model.Hit) []comparedRow {
	a, b := hits[0].Entry, hits[1].Entry
	rows := []comparedRow{
		{"Apart", [2]string{seeAlsoReason(c, a, b), seeAlsoReason(c, b, a)}},
		{"Meaning", [2]string{a.Summary, b.Summary}},
	}
	rows = append(rows, factRows(hits)...)
	for _, r := range relations() {
		rows = append(rows, comparedRow{r.label, [2]string{targetNames(c, a, r.relation), targetNames(c, b, r.relation)}})
	}
	rows = append(rows,
		comparedRow{"Class", [2]string{className(c, a), className(c, b)}},
		comparedRow{"Spec", [2]string{specTitle(a), specTitle(b)}},
		comparedRow{"Also called", [2]string{strings.Join(a.Aliases, "; "), strings.Join(b.Aliases, "; ")}},
	)
	return slices.DeleteFunc(rows, func(r comparedRow) bool { return r.values == [2]string{} })
}

// seeAlsoReason returns the reason that the entry e gives for its "see also" link to
// the entry target. It returns "" if e has no such link.
func seeAlsoReason(c *model.Catalog, e, target *model.Entry) string {
	for _, l := range e.Links {
		if l.Relation == model.RelationSee && c.Target(e, l) == target {
			return withoutBackquotes(l.Reason)
		}
	}
	return ""
}

// withoutBackquotes removes the Markdown marks of code from a text that is drawn in a single
// style.
func withoutBackquotes(s string) string { return strings.ReplaceAll(s, "`", "") }

// factRows returns a row for each fact that one of the two entries has.
func factRows(hits [2]model.Hit) []comparedRow {
	var rows []comparedRow
	for i, h := range hits {
		for _, f := range h.FactLines() {
			j := slices.IndexFunc(rows, func(r comparedRow) bool { return r.label == f.Label })
			if j < 0 {
				j = len(rows)
				rows = append(rows, comparedRow{label: f.Label})
			}
			rows[j].values[i] = f.Words
		}
	}
	return rows
}

// targetNames returns the codes or names of the entries that e links to by one
// relation, in alphabetical order and joined by commas.
func targetNames(c *model.Catalog, e *model.Entry, r model.Relation) string {
	var names []string
	for _, l := range e.Links {
		if l.Relation != r {
			continue
		}
		name := l.Target
		if to := c.Target(e, l); to != nil {
			name = to.Name
			if to.Code != "" {
				name = to.Code
			}
		} else if l.Target == model.Any {
			name = "any"
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// className returns the code and name of an entry's class, or "" if it has none.
func className(c *model.Catalog, e *model.Entry) string {
	if class := c.ClassOf(e); class != nil {
		return class.Code + " " + class.Name
	}
	return ""
}

// specTitle returns the title of an entry's first specification, or "" if it has none.
func specTitle(e *model.Entry) string {
	if len(e.Specs) == 0 {
		return ""
	}
	return e.Specs[0].Title()
}

func (p *comparison) isSideBySide() bool { return p.width >= minSideBySideWidth }

// columnWidth returns the width in cells of the column with the values of one entry.
func (p *comparison) columnWidth() int {
	if !p.isSideBySide() {
		return p.width
	}
	return (p.width - signWidth - p.labelWidth - 2*columnGap) / 2
}

// drawTitles draws the head of each column: the code, the name and the standing of the
// entry.
func (p *comparison) drawTitles() {
	columns := [2][]string{}
	width := p.columnWidth()
	for i, h := range p.hits {
		title := text.Wrap(text.Clean(strings.TrimSpace(h.Code+" "+h.Entry.Name)), width)
		for j, l := range title {
			title[j] = p.theme.Class(h.Code).Render(l)
		}
		columns[i] = append(title, p.theme.Dim.Render(text.Cut(Standing(h.Entry), width, p.theme.Glyphs.Ellipsis)))
	}
	p.drawColumns("", columns)
	p.afterMultiline = true
}

// drawRow draws one property of both entries.
func (p *comparison) drawRow(r comparedRow) {
	style, sign := theme.Style{}, p.theme.Glyphs.Differs
	if r.isEqual() {
		style, sign = p.theme.Dim, ""
	}
	var columns [2][]string
	for i, v := range r.values {
		if v == "" {
			v = "-"
		}
		if !p.isSideBySide() && !r.isEqual() {
			v = strings.TrimSpace(p.hits[i].Code+" "+p.hits[i].Entry.Vendor) + ": " + v
		}
		columns[i] = text.Wrap(text.Clean(v), p.columnWidth())
		for j, l := range columns[i] {
			columns[i][j] = style.Render(l)
		}
	}
	isMultiline := max(len(columns[0]), len(columns[1])) > 1
	if isMultiline || p.afterMultiline || !p.isSideBySide() {
		p.addBlank()
		p.afterMultiline = isMultiline
	}
	p.drawColumns(text.Pad(sign, signWidth)+r.label, columns)
}

// drawColumns draws a label and two columns of lines. The columns are side by side, or one
// below the other on a narrow page.
func (p *comparison) drawColumns(label string, columns [2][]string) {
	if !p.isSideBySide() {
		if label != "" {
			p.addLine(p.theme.Heading.Render(text.Cut(label, p.width, "")))
		}
		p.Lines = append(p.Lines, columns[0]...)
		if !slices.Equal(columns[0], columns[1]) {
			p.Lines = append(p.Lines, columns[1]...)
		}
		return
	}
	indent, width := signWidth+p.labelWidth+columnGap, p.columnWidth()
	before := p.theme.Heading.Render(text.Pad(label, indent))
	for i := range max(len(columns[0]), len(columns[1])) {
		left, right := "", ""
		if i < len(columns[0]) {
			left = columns[0][i]
		}
		if i < len(columns[1]) {
			right = columns[1][i]
		}
		p.addLine(before + text.Pad(left, width) + strings.Repeat(" ", columnGap) + right)
		before = strings.Repeat(" ", indent)
	}
}
