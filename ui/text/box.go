package text

import (
	"fmt"
	"strings"

	"teapot/ui/theme"
)

const (
	// BoxWidth is how many columns a box needs besides its content: a border and a column
	// of padding on each side.
	BoxWidth = 4
	// BoxHeight is how many rows a box needs besides its content: a border above and below.
	BoxHeight = 2
)

// Box draws a border around lines, in exactly w by h cells. Each line must be w
// minus [BoxWidth] cells wide; rows without a line are empty. The lower border
// says which part of the lines is shown. Box returns nil if the box has no room for
// content.
func Box(lines []string, w, h int, part Part, t theme.Theme) []string {
	if w <= BoxWidth || h <= BoxHeight {
		return nil
	}
	rule := strings.Repeat(t.Glyphs.Rule, w-2)
	side := t.Border.Render(t.Glyphs.Vertical)
	box := make([]string, 0, h)
	box = append(box, t.Border.Render(t.Glyphs.Corners[0]+rule+t.Glyphs.Corners[1]))
	for i := range h - BoxHeight {
		line := strings.Repeat(" ", w-BoxWidth)
		if i < len(lines) {
			line = lines[i]
		}
		box = append(box, side+" "+line+" "+side)
	}
	return append(box, t.Border.Render(t.Glyphs.Corners[2])+part.rule(w-2, t)+t.Border.Render(t.Glyphs.Corners[3]))
}

// Part is the part of a longer text that is shown: the Shown lines that start at index
// From, of a text of All lines. The zero value means that all lines are shown.
type Part struct{ From, Shown, All int }

// rule returns the lower border without its corners, w cells wide. It contains a label
// such as "1-9 of 20", unless all lines are shown or the border is too short.
func (p Part) rule(w int, t theme.Theme) string {
	label := fmt.Sprintf(" %d-%d of %d ", p.From+1, p.From+p.Shown, p.All)
	n := w - Width(label) - 1
	if p.Shown >= p.All || n < 1 {
		return t.Border.Render(strings.Repeat(t.Glyphs.Rule, w))
	}
	return t.Border.Render(strings.Repeat(t.Glyphs.Rule, n)) + t.Strong.Render(label) + t.Border.Render(t.Glyphs.Rule)
}
