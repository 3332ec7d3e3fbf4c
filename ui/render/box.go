package render

import (
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
// w less [BoxWidth] cells wide; rows without a line are empty. Without room for
// anything inside there is no box.
func Box(lines []string, w, h int, t theme.Theme) []string {
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
	return append(out, t.Border.Render(t.Glyphs.Corners[2]+rule+t.Glyphs.Corners[3]))
}
