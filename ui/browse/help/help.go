// Package help is the overlay that lists the keys. It is made from the bindings,
// so that it cannot differ from what the keys are.
//
// It must not know what the keys do.
//
// The help of Bubbles is not used: it has no section titles, leaves out whatever
// columns do not fit instead of scrolling, and at one width in eight it draws lines
// that are too wide (charmbracelet/bubbles#1038).
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

// line is one line of the overlay: a title, or the keys of a binding and what
// they do. The empty line separates sections.
type line struct{ title, keys, does string }

func (l line) width() int {
	if l.keys == "" {
		return text.Width(l.title)
	}
	return keyWidth + text.Width(l.does)
}

const (
	keyWidth = 16 // of the keys, if there is room
	minDoes  = 8  // what must be left for the description
	gap      = 3  // between two columns
)

// Size returns how many cells the overlay needs to show everything, in two columns
// if they fit the width of the terminal.
func Size(sections []Section, maxWidth int) (w, h int) {
	columns := split(sections, maxWidth)
	return totalWidth(columns) + text.BoxWidth, height(columns) + text.BoxHeight
}

// totalWidth returns the width of all columns together.
func totalWidth(columns [][]line) int {
	return len(columns)*columnWidth(columns) + (len(columns)-1)*gap
}

func columnWidth(columns [][]line) int {
	w := 0
	for _, c := range columns {
		for _, l := range c {
			w = max(w, l.width())
		}
	}
	return w
}

// split distributes the sections over the two columns that make the lowest
// overlay. If two columns do not fit the width, there is one.
func split(sections []Section, maxWidth int) [][]line {
	lines, starts := linesOf(sections)
	best := [][]line{lines}
	for _, start := range starts {
		if start == 0 {
			continue
		}
		two := [][]line{lines[:start-1], lines[start:]} // without the empty line between them
		if totalWidth(two)+text.BoxWidth <= maxWidth && height(two) < height(best) {
			best = two
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

// linesOf returns the lines of all sections, without disabled bindings, and the
// index of the line that each section starts at.
func linesOf(sections []Section) (lines []line, starts []int) {
	for i, s := range sections {
		if i > 0 {
			lines = append(lines, line{})
		}
		starts = append(starts, len(lines))
		lines = append(lines, line{title: s.Title})
		for _, b := range s.Keys {
			if b.Enabled() {
				lines = append(lines, line{keys: b.Help().Key, does: b.Help().Desc})
			}
		}
	}
	return lines, starts
}

// View draws the overlay in exactly w by h cells, scrolled down by offset lines.
// What does not fit is left out.
func View(sections []Section, w, h, offset int, t theme.Theme) []string {
	inner, rows := w-text.BoxWidth, h-text.BoxHeight
	if inner <= 0 || rows <= 0 {
		return nil
	}
	columns := split(sections, w)
	column := inner
	if len(columns) > 1 {
		column = (inner - gap) / 2
	}
	all := height(columns)
	offset = min(offset, max(all-rows, 0))
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
	return text.Box(out, w, h, text.Part{From: offset, Shown: min(rows, all), All: all}, t)
}

// draw draws the line in exactly w cells.
func (l line) draw(w int, t theme.Theme) string {
	if l.keys == "" {
		return t.Heading.Render(text.Fit(l.title, w, t.Glyphs.Ellipsis))
	}
	n := keyWidth
	if w < keyWidth+minDoes {
		n = w / 2
	}
	keys := text.Fit(l.keys, n, "")
	return t.Key.Render(keys) + text.Fit(l.does, w-text.Width(keys), t.Glyphs.Ellipsis)
}
