package cli

import (
	"fmt"
	"io"
	"strings"

	"teapot/model"
	"teapot/ui/render"
	"teapot/ui/text"
	"teapot/ui/theme"
)

// writeRows writes a table with a row for each hit. Its columns are the protocol, the code,
// the name, and the kind of the entry or how official it is. On a terminal the rows are cut.
func (r *runner) writeRows(w io.Writer, hits []model.Hit) error {
	t := r.theme()
	columns := fullColumns(hits)
	if width := r.lineWidth(); width > 0 {
		columns = columns.fit(width)
	}
	for _, h := range hits {
		if _, err := fmt.Fprintln(w, strings.TrimRight(columns.row(h, t), " ")); err != nil {
			return err
		}
	}
	return nil
}

// columns holds the widths of the columns of a table, in cells. A column with width 0 is
// left out.
type columns struct {
	protocol, code, name, kind int
	isCut                      bool // whether texts that are wider than their column are cut
}

const columnGap = 2 // the number of spaces between two columns

// fullColumns returns columns in which every text of the hits fits.
func fullColumns(hits []model.Hit) columns {
	var c columns
	for _, h := range hits {
		c.protocol = max(c.protocol, text.Width(h.Entry.Protocol.String()))
		c.code = max(c.code, text.Width(h.Code))
		c.name = max(c.name, text.Width(text.Clean(h.Entry.Name)))
		c.kind = max(c.kind, text.Width(kindOrStanding(h.Entry)))
	}
	return c
}

// The columns of a table that is cut. A name with fewer cells says too little; a column
// that says less is then left out.
const (
	minKindWidth     = 12 // enough for "unofficial"
	minNameWidth     = 24 // with the column of kinds
	minNameWidthOnly = 14 // without the column of kinds
	maxCodeWidth     = 7  // a longer code, such as a range, shortens the name in its row
)

// fit returns columns for rows of a width. If the table is too wide, the name gets most of
// the space. If that is too little, the column of kinds is left out, and then the column of
// protocols.
func (c columns) fit(width int) columns {
	c.isCut = true
	free := width - c.protocol - columnGap - c.code - columnGap
	if c.name+columnGap+c.kind <= free {
		return c
	}
	c.code = min(c.code, maxCodeWidth)
	free = width - c.protocol - columnGap - c.code - columnGap
	kind := min(c.kind, max(minKindWidth, free/3, free-columnGap-c.name))
	if name := free - columnGap - kind; name >= min(c.name, minNameWidth) {
		c.name, c.kind = min(c.name, name), kind
		return c
	}
	c.kind = 0
	if free < min(c.name, minNameWidthOnly) {
		free += c.protocol + columnGap
		c.protocol = 0
	}
	c.name = min(c.name, max(free, 1))
	return c
}

// row returns the row of a hit.
func (c columns) row(h model.Hit, t theme.Theme) string {
	code := text.Pad(h.Code, c.code)
	name := c.name
	if c.isCut {
		name = max(c.name-(text.Width(code)-c.code), 1)
	}
	cells := []string{
		t.Class(h.Code).Render(code),
		t.Strong.Render(c.cell(text.Clean(h.Entry.Name), name, t)),
	}
	gap := strings.Repeat(" ", columnGap)
	row := strings.Join(cells, gap)
	if c.protocol > 0 {
		row = t.Dim.Render(text.Pad(h.Entry.Protocol.String(), c.protocol)) + gap + row
	}
	if c.kind > 0 {
		row += gap + t.Dim.Render(strings.TrimRight(c.cell(kindOrStanding(h.Entry), c.kind, t), " "))
	}
	return row
}

// cell returns a text for a column of a width: padded, and cut if the table is cut.
func (c columns) cell(s string, width int, t theme.Theme) string {
	if c.isCut {
		s = text.Cut(s, width, t.Glyphs.Ellipsis)
	}
	return text.Pad(s, width)
}

// kindOrStanding returns the standing of an entry that is a code, and the kind of any
// other entry, such as "field".
func kindOrStanding(e *model.Entry) string {
	if !e.Kind.IsCode() {
		return e.Kind.String()
	}
	return render.Standing(e)
}
