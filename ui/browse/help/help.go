// Package help is the overlay that lists the keys. It is made from the
// bindings; nothing is typed twice.
//
// It must not know what the keys do.
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

// line is one line of the overlay: a title, or a key and what it does.
type line struct{ title, keys, does string }

func (l line) width() int {
	if l.keys == "" {
		return text.Width(l.title)
	}
	return keyWidth + text.Width(l.does)
}

const (
	keyWidth = 16 // where there is room
	minDoes  = 8  // for what a key does
	gap      = 3  // between two columns
)

// Size returns the cells that the overlay needs to show everything, in two
// columns if they fit into the width.
func Size(sections []Section, room int) (w, h int) {
	columns := split(sections, room)
	return width(columns) + text.BoxWidth, height(columns) + text.BoxHeight
}

// width is how wide the columns are together.
func width(columns [][]line) int {
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

// split lists the lines in the two columns that are the shortest, or in one if
// the room is too narrow.
func split(sections []Section, room int) [][]line {
	best := [][]line{list(sections)}
	for n := 1; n < len(sections); n++ {
		two := [][]line{list(sections[:n]), list(sections[n:])}
		if width(two)+text.BoxWidth <= room && height(two) < height(best) {
			best = two
		}
	}
	return best
}

// height is how many lines the longest column has.
func height(columns [][]line) int {
	h := 0
	for _, c := range columns {
		h = max(h, len(c))
	}
	return h
}

// list lists the lines of sections; disabled bindings are left out.
func list(sections []Section) []line {
	var lines []line
	for i, s := range sections {
		if i > 0 {
			lines = append(lines, line{})
		}
		lines = append(lines, line{title: s.Title})
		for _, b := range s.Keys {
			if b.Enabled() {
				lines = append(lines, line{keys: b.Help().Key, does: b.Help().Desc})
			}
		}
	}
	return lines
}

// View draws the overlay in exactly w by h cells, from the line of that number;
// what does not fit is left out.
func View(sections []Section, w, h, from int, t theme.Theme) []string {
	inner, rows := w-text.BoxWidth, h-text.BoxHeight
	if inner <= 0 || rows <= 0 {
		return nil
	}
	columns := split(sections, w)
	room := inner
	if len(columns) > 1 {
		room = (inner - gap) / 2
	}
	all := height(columns)
	from = min(from, max(all-rows, 0))
	out := make([]string, rows)
	for i := range out {
		for n, c := range columns {
			var l line
			if from+i < len(c) {
				l = c[from+i]
			}
			if n > 0 {
				out[i] += text.Pad("", inner-2*room)
			}
			out[i] += styled(l, room, t)
		}
	}
	return text.Box(out, w, h, text.Part{From: from, Shown: min(rows, all), All: all}, t)
}

func styled(l line, w int, t theme.Theme) string {
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
