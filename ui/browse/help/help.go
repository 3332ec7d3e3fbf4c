// Package help is the overlay that lists the keys. It is made from the bindings, so
// that it always lists the keys that work.
//
// It must not know what the keys do.
//
// The help of Bubbles is not used for three reasons. It has no section titles. It leaves
// out columns that do not fit, instead of scrolling. At one of eight widths, it draws
// lines that are too wide (charmbracelet/bubbles#1038).
package help

import (
	"charm.land/bubbles/v2/key"

	"teapot/ui/text"
	"teapot/ui/theme"
)

// Section is a titled list of bindings.
type Section struct {
	Title string
	Keys  []key.Binding
}

// line is one line of the overlay: the title of a section, or the keys of a binding with
// their description. The zero value is the empty line between two sections.
type line struct{ title, keys, description string }

// width returns the number of cells that the line needs.
func (l line) width() int {
	if l.keys == "" {
		return text.Width(l.title)
	}
	return keyWidth + text.Width(l.description)
}

// The widths are in cells.
const (
	keyWidth            = 16 // the width of the keys, unless the line is too narrow
	minDescriptionWidth = 8  // if the description would get fewer cells, keys and description each get half of the line
	columnGap           = 3  // the space between two columns
)

// Size returns the size in cells that the overlay needs to show all bindings without
// scrolling. There are two columns if they fit into maxWidth.
func Size(sections []Section, maxWidth int) (w, h int) {
	columns := splitIntoColumns(sections, maxWidth)
	return totalWidth(columns) + text.BoxWidth, height(columns) + text.BoxHeight
}

// totalWidth returns the width of all columns and the gaps between them, in cells.
func totalWidth(columns [][]line) int {
	return len(columns)*columnWidth(columns) + (len(columns)-1)*columnGap
}

// columnWidth returns the width of the widest line, in cells. All columns have this
// width.
func columnWidth(columns [][]line) int {
	w := 0
	for _, c := range columns {
		for _, l := range c {
			w = max(w, l.width())
		}
	}
	return w
}

// splitIntoColumns distributes the sections over two columns, so that the overlay is as low as
// possible. If two columns do not fit into maxWidth, it returns one.
func splitIntoColumns(sections []Section, maxWidth int) [][]line {
	lines, starts := linesOf(sections)
	best := [][]line{lines}
	for _, start := range starts {
		if start == 0 {
			continue
		}
		columns := [][]line{lines[:start-1], lines[start:]} // without the empty line between them
		if totalWidth(columns)+text.BoxWidth <= maxWidth && height(columns) < height(best) {
			best = columns
		}
	}
	return best
}

// height returns the number of lines of the longest column.
func height(columns [][]line) int {
	h := 0
	for _, c := range columns {
		h = max(h, len(c))
	}
	return h
}

// linesOf returns the lines of all sections, without disabled bindings. starts[i] is the
// index of the first line of section i.
func linesOf(sections []Section) (lines []line, starts []int) {
	for i, s := range sections {
		if i > 0 {
			lines = append(lines, line{})
		}
		starts = append(starts, len(lines))
		lines = append(lines, line{title: s.Title})
		for _, b := range s.Keys {
			if b.Enabled() {
				lines = append(lines, line{keys: b.Help().Key, description: b.Help().Desc})
			}
		}
	}
	return lines, starts
}

// View draws the overlay in exactly w by h cells, scrolled down by offset lines. It leaves
// out lines that do not fit.
func View(sections []Section, w, h, offset int, t theme.Theme) []string {
	inner, rows := w-text.BoxWidth, h-text.BoxHeight
	if inner <= 0 || rows <= 0 {
		return nil
	}
	columns := splitIntoColumns(sections, w)
	column := inner
	if len(columns) > 1 {
		column = (inner - columnGap) / 2
	}
	lineCount := height(columns)
	offset = min(offset, max(lineCount-rows, 0))
	out := make([]string, rows)
	for i := range out {
		for n, c := range columns {
			var l line
			if offset+i < len(c) {
				l = c[offset+i]
			}
			if n > 0 {
				out[i] += text.Pad("", inner-2*column)
			}
			out[i] += l.draw(column, t)
		}
	}
	return text.Box(out, w, h, text.Part{From: offset, Shown: min(rows, lineCount), All: lineCount}, t)
}

// draw draws the line in exactly w cells.
func (l line) draw(w int, t theme.Theme) string {
	if l.keys == "" {
		return t.Heading.Render(text.Fit(l.title, w, t.Glyphs.Ellipsis))
	}
	n := keyWidth
	if w < keyWidth+minDescriptionWidth {
		n = w / 2
	}
	keys := text.Fit(l.keys, n, "")
	return t.Key.Render(keys) + text.Fit(l.description, w-text.Width(keys), t.Glyphs.Ellipsis)
}
