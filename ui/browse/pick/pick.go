// Package pick is a small overlay that asks which of a few things is meant.
//
// It must not know what is chosen or what becomes of it.
package pick

import (
	"teapot/ui/text"
	"teapot/ui/theme"
)

// Model is a list to choose from. The zero value asks nothing.
type Model struct {
	title  string
	items  []string
	cursor int
	offset int
}

// New asks which of the items is meant; they are plain text.
func New(title string, items []string) Model { return Model{title: title, items: items} }

// Open reports whether something is asked.
func (m *Model) Open() bool { return len(m.items) > 0 }

// Close asks no more.
func (m *Model) Close() { *m = Model{} }

// Move moves the cursor by n items and stops at the ends.
func (m *Model) Move(n int) { m.cursor = min(max(m.cursor+n, 0), len(m.items)-1) }

// Chosen is the number of the item under the cursor.
func (m *Model) Chosen() int { return m.cursor }

// Click puts the cursor on the item in row y of the overlay, and reports whether
// there is one.
func (m *Model) Click(y int) bool {
	i := m.offset + y - 2 // border and title
	if y < 2 || i >= len(m.items) {
		return false
	}
	m.cursor = i
	return true
}

// Size returns the cells that the overlay needs to show everything.
func (m *Model) Size() (w, h int) {
	w = text.Width(m.title)
	for _, it := range m.items {
		w = max(w, text.Width(it)+2)
	}
	return w + text.BoxWidth, 1 + len(m.items) + text.BoxHeight
}

// View draws the overlay in exactly w by h cells, with the cursor in sight.
func (m *Model) View(w, h int, t theme.Theme) []string {
	inner, rows := w-text.BoxWidth, h-text.BoxHeight-1
	if inner <= 0 || rows <= 0 {
		return nil
	}
	m.offset = min(max(m.offset, m.cursor-rows+1), m.cursor)
	lines := []string{t.Heading.Render(text.Fit(m.title, inner, t.Glyphs.Ellipsis))}
	for i := m.offset; i < min(len(m.items), m.offset+rows); i++ {
		style, sign := t.Row, "  "
		if i == m.cursor {
			style, sign = t.Selected, t.Glyphs.Cursor+" "
		}
		lines = append(lines, style.Text.Render(text.Fit(sign+m.items[i], inner, t.Glyphs.Ellipsis)))
	}
	return text.Box(lines, w, h, text.Part{From: m.offset, Shown: min(rows, len(m.items)-m.offset), All: len(m.items)}, t)
}
