package text

import (
	"fmt"
	"strings"

	"teapot/ui/theme"
)

// The frame of a box: one column and row of border on each side, and a column
// of padding.
const (
	BoxWidth  = 4
	BoxHeight = 2
)

// Box draws a border around lines, in exactly w by h cells. Each line must be
// w less [BoxWidth] cells wide; rows without a line are empty. The border says which
// part of all lines these are. Without room for anything inside there is no box.
func Box(lines []string, w, h int, part Part, t theme.Theme) []string {
	if w <= BoxWidth || h <= BoxHeight {
		return nil
	}
	rule := strings.Repeat(t.Glyphs.Rule, w-2)
	side := t.Border.Render(t.Glyphs.Vertical)
	out := make([]string, 0, h)
	out = append(out, t.Border.Render(t.Glyphs.Corners[0]+rule+t.Glyphs.Corners[1]))
	for i := range h - BoxHeight {
		line := strings.Repeat(" ", w-BoxWidth)
		if i < len(lines) {
			line = lines[i]
		}
		out = append(out, side+" "+line+" "+side)
	}
	return append(out, t.Border.Render(t.Glyphs.Corners[2])+part.rule(w-2, t)+t.Border.Render(t.Glyphs.Corners[3]))
}

// Part is which lines of how many are shown. The zero value is all of them.
type Part struct{ From, Shown, All int }

// rule is the lower border, with the part in it where there is room.
func (p Part) rule(w int, t theme.Theme) string {
	text := fmt.Sprintf(" %d-%d of %d ", p.From+1, p.From+p.Shown, p.All)
	n := w - Width(text) - 1
	if p.Shown >= p.All || n < 1 {
		return t.Border.Render(strings.Repeat(t.Glyphs.Rule, w))
	}
	return t.Border.Render(strings.Repeat(t.Glyphs.Rule, n)) + t.Strong.Render(text) + t.Border.Render(t.Glyphs.Rule)
}
