package render

import (
	"slices"
	"strings"

	"teapot/model"
	"teapot/ui/text"
	"teapot/ui/theme"
)

// contrast is a fact about two entries.
type contrast struct {
	label string
	a, b  string
}

func (c contrast) same() bool { return c.a == c.b }

// stackedBelow is the width below which the values of two entries stand one
// under the other.
const stackedBelow = 60

// Compare draws two entries side by side, w cells wide, or one under the other
// where that is too narrow. What is equal is dimmed, what is different carries a
// sign.
func Compare(c *model.Catalog, a, b model.Hit, w int, t theme.Theme) Page {
	p := &page{catalog: c, width: max(w, 1), theme: t, enough: 1 << 30}
	hits := [2]model.Hit{a, b}
	rows := slices.DeleteFunc(contrasts(c, hits), func(k contrast) bool { return k.a == "" && k.b == "" })
	p.labels = labelWidth
	for _, k := range rows {
		p.labels = max(p.labels, text.Width(k.label))
	}
	p.compareTitles(hits)
	for _, k := range rows {
		p.contrast(k, hits)
	}
	return p.Page
}

// compareTitles writes the codes and names.
func (p *page) compareTitles(hits [2]model.Hit) {
	columns := [2][]string{}
	width := p.columnWidth()
	for i, h := range hits {
		title := text.Wrap(text.Clean(strings.TrimSpace(h.Code+" "+h.Entry.Name)), width)
		for j, l := range title {
			title[j] = p.theme.Class(h.Code).Render(l)
		}
		columns[i] = append(title, p.theme.Dim.Render(text.Cut(Standing(h.Entry), width, p.theme.Glyphs.Ellipsis)))
	}
	p.beside("", "", columns)
	p.wasLong = true
}

// contrasts lists what there is to compare, the most telling first.
func contrasts(c *model.Catalog, hits [2]model.Hit) []contrast {
	a, b := hits[0].Entry, hits[1].Entry
	out := []contrast{
		{"Apart", reason(c, a, b), reason(c, b, a)},
		{"Meaning", a.Summary, b.Summary},
	}
	for _, name := range factNames(a, b) {
		if name == model.FactWire && facts(a, name) == "yes" && facts(b, name) == "yes" {
			continue // as with nearly all
		}
		out = append(out, contrast{capital(factLabel(name)), facts(a, name), facts(b, name)})
	}
	for _, r := range relations() {
		out = append(out, contrast{r.label, targets(c, a, r.to), targets(c, b, r.to)})
	}
	return append(out,
		contrast{"Class", className(c, a), className(c, b)},
		contrast{"Spec", spec(a), spec(b)},
		contrast{"Also called", strings.Join(a.Aliases, "; "), strings.Join(b.Aliases, "; ")},
	)
}

// reason is why an entry's See speaks of the other one.
func reason(c *model.Catalog, e, other *model.Entry) string {
	for _, l := range e.Links {
		if l.Relation == model.SeeAlso && c.Target(e, l) == other {
			return unquoted(l.Reason)
		}
	}
	return ""
}

// factNames are the names of the facts of both entries, each once, in order.
func factNames(a, b *model.Entry) []string {
	var names []string
	for _, f := range slices.Concat(a.Facts, b.Facts) {
		if !slices.Contains(names, f.Name) {
			names = append(names, f.Name)
		}
	}
	return names
}

func facts(e *model.Entry, name string) string {
	var values []string
	for _, f := range e.Facts {
		if f.Name == name {
			values = append(values, f.Value)
		}
	}
	return strings.Join(values, ", ")
}

// targets names what an entry points to, in alphabetical order.
func targets(c *model.Catalog, e *model.Entry, r model.Relation) string {
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

func className(c *model.Catalog, e *model.Entry) string {
	if class := c.ClassOf(e); class != nil {
		return class.Code + " " + class.Name
	}
	return ""
}

func spec(e *model.Entry) string {
	if len(e.Specs) == 0 {
		return ""
	}
	return e.Specs[0].Title()
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// signWidth is the column of the sign that says that two values differ.
const signWidth = 2

// columnWidth is the width of either column.
func (p *page) columnWidth() int {
	if p.width < stackedBelow {
		return p.width
	}
	return (p.width - signWidth - p.labels - 2 - 2) / 2
}

// contrast writes a fact of both entries.
func (p *page) contrast(k contrast, hits [2]model.Hit) {
	style, sign := theme.Style{}, p.theme.Glyphs.Differs
	if k.same() {
		style, sign = p.theme.Dim, ""
	}
	values := [2]string{k.a, k.b}
	var columns [2][]string
	for i, v := range values {
		if v == "" {
			v = "-"
		}
		if p.width < stackedBelow && !k.same() {
			v = strings.TrimSpace(hits[i].Code+" "+hits[i].Entry.Vendor) + ": " + v
		}
		columns[i] = text.Wrap(text.Clean(v), p.columnWidth())
		for j, l := range columns[i] {
			columns[i][j] = style.Render(l)
		}
	}
	if long := max(len(columns[0]), len(columns[1])) > 1; long || p.wasLong || p.width < stackedBelow {
		p.blank()
		p.wasLong = long
	}
	p.beside(sign, k.label, columns)
}

// beside writes two columns of lines behind a label, or one under the other
// below it.
func (p *page) beside(sign, label string, columns [2][]string) {
	label = text.Pad(sign, signWidth) + label
	if p.width < stackedBelow {
		if strings.TrimSpace(label) != "" {
			p.add(p.theme.Heading.Render(text.Cut(label, p.width, "")))
		}
		p.Lines = append(p.Lines, columns[0]...)
		if !slices.Equal(columns[0], columns[1]) {
			p.Lines = append(p.Lines, columns[1]...)
		}
		return
	}
	indent, width := signWidth+p.labels+2, p.columnWidth()
	head := p.theme.Heading.Render(text.Pad(label, indent))
	for i := range max(len(columns[0]), len(columns[1])) {
		left, right := "", ""
		if i < len(columns[0]) {
			left = columns[0][i]
		}
		if i < len(columns[1]) {
			right = columns[1][i]
		}
		p.add(head + text.Pad(left, width) + "  " + right)
		head = strings.Repeat(" ", indent)
	}
}
