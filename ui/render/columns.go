package render

import (
	"cmp"
	"slices"
	"strings"

	"teapot/ui/text"
)

const (
	// maxProseWidth is the widest that prose is drawn, in cells. Longer lines are hard to
	// read.
	maxProseWidth = 90
	// minTwoColumnsWidth is the page width, in cells, from which the reference parts stand
	// in a column beside the text.
	minTwoColumnsWidth = 110
	// minReferenceWidth and maxReferenceWidth limit the width of that column, in cells.
	minReferenceWidth, maxReferenceWidth = 40, 100
	// maxIncomingBeside is how many links of other entries may stand beside the text. A reply
	// code has dozens, which stand below both columns.
	maxIncomingBeside = 15
	// referenceGap is the number of empty cells between the two columns.
	referenceGap = 4
	// MaxWidth is the width in cells that a page needs at most. A wider one looks the same.
	MaxWidth = maxProseWidth + referenceGap + maxReferenceWidth
)

// drawTwoColumns draws the page with the reference parts in a column beside the text. If
// there are no reference parts, it draws a single column.
func (p *page) drawTwoColumns() Page {
	p.parseBody()
	referenceWidth := max(p.width*36/100, p.width-referenceGap-maxProseWidth)
	referenceWidth = min(max(referenceWidth, minReferenceWidth), maxReferenceWidth)
	mainWidth := min(p.width-referenceGap-referenceWidth, maxProseWidth)
	parts, below := p.referenceParts(), []part(nil)
	if p.countIncoming() > maxIncomingBeside {
		parts = slices.DeleteFunc(parts, func(part part) bool { return part == partIncoming })
		below = []part{partIncoming}
	}
	reference := p.column(referenceWidth)
	reference.drawParts(parts)
	if len(reference.Lines) == 0 {
		p.width = min(p.width, maxProseWidth)
		p.drawParts(slices.Concat(headParts(), p.mainParts()))
		return p.finished()
	}
	main := p.column(mainWidth)
	main.drawParts(p.mainParts())
	p.width = mainWidth + referenceGap + referenceWidth
	p.drawParts(headParts())
	p.addBlank()
	p.addSideBySide(main.Page, reference.Page, mainWidth)
	p.drawParts(below)
	return p.finished()
}

// countIncoming returns how many links of other entries the page lists.
func (p *page) countIncoming() int {
	n := 0
	for _, l := range p.incomingLists() {
		n += len(l.rows)
	}
	return n
}

// column returns an empty page of another width for the same entry.
func (p *page) column(width int) *page {
	c := &page{request: p.request, entry: p.entry, source: p.source, sections: p.sections, incoming: p.incoming, hasIncoming: p.hasIncoming}
	c.width = width
	return c
}

// addSideBySide adds two pages, one beside the other. The left one is leftWidth cells wide.
func (p *page) addSideBySide(left, right Page, leftWidth int) {
	top := len(p.Lines)
	for i := range max(len(left.Lines), len(right.Lines)) {
		line := ""
		if i < len(left.Lines) {
			line = left.Lines[i]
		}
		if i < len(right.Lines) && right.Lines[i] != "" {
			line = text.Pad(line, leftWidth) + strings.Repeat(" ", referenceGap)
			right.moveLinks(i, leftWidth+referenceGap, len(line))
			line += right.Lines[i]
		}
		p.addLine(line)
	}
	for _, l := range slices.Concat(left.Links, right.Links) {
		l.Line += top
		p.Links = append(p.Links, l)
	}
	slices.SortStableFunc(p.Links, func(a, b Link) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.X, b.X))
	})
}

// moveLinks moves the links of one line to the right, by a number of cells and of bytes.
func (p Page) moveLinks(line, cells, bytes int) {
	for i := range p.Links {
		if l := &p.Links[i]; l.Line == line {
			l.X, l.Start, l.End = l.X+cells, l.Start+bytes, l.End+bytes
		}
	}
}
