package render

import (
	"slices"
	"strings"

	"teapot/model"
	"teapot/ui/text"
)

// list is a list of related entries with a label, such as "Headers" or "Related".
type list struct {
	label string
	rows  []row
}

// row is one row of a list: a related entry, or a word such as "any".
type row struct {
	to   *model.Entry // the related entry, or nil if the row is only a word
	name string       // the text that is a link to the entry
	note string       // how or why the entry is related
}

const (
	// minLabelWidth is the least width, in cells, of the column with the labels.
	minLabelWidth = 11
	// minColumnsWidth is the page width, in cells, from which label, name and note are
	// drawn side by side.
	minColumnsWidth = 46
	// maxUsualName is the width, in cells, of the longest name that makes the column with the
	// names wider.
	maxUsualName = 20
	// minNoteWidth is the least width, in cells, that a note beside a name needs. If there is
	// less, the note stands below the name.
	minNoteWidth = 12
)

// drawList draws a list, or nothing if it has no rows.
func (p *page) drawList(s list) {
	if len(s.rows) == 0 {
		return
	}
	labelWidth := max(minLabelWidth, text.Width(s.label)+2)
	nameWidth := s.nameWidth()
	if p.width < minColumnsWidth || p.width-labelWidth-nameWidth < minNoteWidth {
		p.addHeading(s.label)
		for _, r := range s.shortened() {
			p.drawStackedRow(r)
		}
		return
	}
	p.addBlank()
	label := p.theme.Heading.Render(text.Pad(s.label, labelWidth))
	for _, r := range s.shortened() {
		p.drawColumnsRow(label, labelWidth, nameWidth, r)
		label = strings.Repeat(" ", labelWidth)
	}
}

// shortened returns the rows of the list. A note that is the same as the one above is replaced
// by a short one.
func (s list) shortened() []row {
	rows := slices.Clone(s.rows)
	for i := range rows {
		if i > 0 && s.rows[i].note == s.rows[i-1].note && len(rows[i].note) > len(sameNote) {
			rows[i].note = sameNote
		}
	}
	return rows
}

// sameNote stands for the note of the row above.
const sameNote = "as above"

// nameWidth returns the width of the column with the names, in cells: that of the longest name
// of usual length. The notes of longer names stand below them.
func (s list) nameWidth() int {
	usual, longest := 0, 0
	for _, r := range s.rows {
		name := text.Width(text.Clean(r.name))
		longest = max(longest, name)
		if name <= maxUsualName {
			usual = max(usual, name)
		}
	}
	if usual == 0 {
		return min(longest, 2*maxUsualName)
	}
	return usual
}

// drawColumnsRow draws a row with label, name and note side by side. A name that is wider than
// its column has a line of its own.
func (p *page) drawColumnsRow(label string, labelWidth, nameWidth int, r row) {
	name := text.Cut(text.Clean(r.name), p.width-labelWidth, p.theme.Glyphs.Ellipsis)
	indent := labelWidth + nameWidth + 2
	notes, links := p.wrapNote(r, p.width-indent)
	line := p.addName(label, name, labelWidth, r.to)
	switch gap := indent - labelWidth - text.Width(name); {
	case notes[0] == "":
	case gap < 2:
		p.addLine(line)
		line = strings.Repeat(" ", indent)
	default:
		line += strings.Repeat(" ", gap)
	}
	p.addNotes(line, indent, notes, links)
}

// drawStackedRow draws a row on a narrow page. The note is after the name if both fit on one
// line, or else below the name.
func (p *page) drawStackedRow(r row) {
	const indent = 2
	name := text.Cut(text.Clean(r.name), p.width, p.theme.Glyphs.Ellipsis)
	line := p.addName("", name, 0, r.to)
	free := p.width - text.Width(name) - indent
	if notes, links := p.wrapNote(r, free); free > 0 && notes[0] != "" && len(notes) == 1 {
		p.addNotes(line+strings.Repeat(" ", indent), text.Width(name)+indent, notes, links)
		return
	}
	p.addLine(line)
	if notes, links := p.wrapNote(r, p.width-indent); p.width > indent && notes[0] != "" {
		p.addNotes(strings.Repeat(" ", indent), indent, notes, links)
	}
}

// wrapNote wraps the note of a row. The results are valid until the wrapper is used again.
func (p *page) wrapNote(r row, w int) ([]string, []Link) {
	p.wrapper.begin(max(w, 1), "", "", p.theme)
	p.addPlainText(r.note, r.to)
	return p.wrapper.finish()
}

// addNotes adds the lines of a note. The first one comes after the text first, and the others
// are indented by as many cells.
func (p *page) addNotes(first string, indent int, notes []string, links []Link) {
	before := first
	for i, note := range notes {
		for _, l := range links {
			if l.Line == i {
				l.Line, l.X, l.Start, l.End = len(p.Lines), l.X+indent, l.Start+len(before), l.End+len(before)
				p.Links = append(p.Links, l)
			}
		}
		p.addLine(before + note)
		before = strings.Repeat(" ", indent)
	}
}

// addName returns a line that ends with a name, and makes the name a link to an entry. The
// name begins at column x. If there is no entry, the name is plain text. The caller has to
// add the line to the page next.
func (p *page) addName(before, name string, x int, to *model.Entry) string {
	if to == nil {
		return before + name
	}
	target := &Target{Hit: model.Hit{Entry: to, Code: to.Code}}
	return p.addLinkText(before, name, x, target)
}

// addLinkText returns a line that ends with the text of a link, and adds the link to the
// page. If the reader cannot follow it, it does not look like a link.
func (p *page) addLinkText(before, name string, x int, to *Target) string {
	style := p.theme.Link
	if !p.canFollow(to) {
		style = p.theme.Strong
	}
	line := before + p.theme.HyperlinkStyle(to.URL).Render(style.Render(name))
	p.Links = append(p.Links, Link{Target: to, Line: len(p.Lines), X: x, Width: text.Width(name), Start: len(before), End: len(line)})
	return line
}
