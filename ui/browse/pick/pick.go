// Package pick is a small overlay that asks the user to choose one of a few items.
//
// It must not know what the items are, or what happens when one is chosen.
package pick

import (
	"teapot/ui/text"
	"teapot/ui/theme"
)

// Model is the overlay. The zero value is closed.
type Model struct {
	title  string
	items  []string
	cursor int // the index of the item under the cursor
	offset int // the index of the first visible item
	w, h   int // the size of the overlay in cells, with its border
}

// New opens an overlay with a title and items, which are plain text. The caller must then
// set its size.
func New(title string, items []string) Model { return Model{title: title, items: items} }

// Open reports whether the overlay is open.
func (m *Model) Open() bool { return len(m.items) > 0 }

// Close closes the overlay.
func (m *Model) Close() { *m = Model{} }

// Size returns the size in cells that the overlay needs to show all items.
func (m *Model) Size() (w, h int) {
	w = text.Width(m.title)
	for _, it := range m.items {
		w = max(w, text.Width(it)+2)
	}
	return w + text.BoxWidth, 1 + len(m.items) + text.BoxHeight
}

// SetSize sets the size of the overlay in cells. If the overlay is lower than [Model.Size]
// says, the items scroll.
func (m *Model) SetSize(w, h int) {
	m.w, m.h = w, h
	m.reveal()
}

// Fits reports whether the overlay is large enough for the title and one item.
func (m *Model) Fits() bool { return m.w > text.BoxWidth && m.visibleRows() > 0 }

// visibleRows returns the number of items that fit into the overlay.
func (m *Model) visibleRows() int { return m.h - text.BoxHeight - 1 }

// reveal scrolls until the item under the cursor is visible.
func (m *Model) reveal() {
	if m.Fits() {
		m.offset = min(max(m.offset, m.cursor-m.visibleRows()+1), m.cursor)
	}
}

// Move moves the cursor down by n items, or up if n is negative. It stops at the first
// and the last item.
func (m *Model) Move(n int) {
	m.cursor = min(max(m.cursor+n, 0), len(m.items)-1)
	m.reveal()
}

// Chosen returns the number of the item under the cursor.
func (m *Model) Chosen() int { return m.cursor }

// Click puts the cursor on the item in row y of the overlay, counted from 0 at the border.
// It reports whether there is an item in that row.
func (m *Model) Click(y int) bool {
	i := m.offset + y - 2 // the border and the title are above the first item
	if y < 2 || i >= len(m.items) {
		return false
	}
	m.cursor = i
	m.reveal()
	return true
}

// View draws the overlay, one line for each of its rows.
func (m *Model) View(t theme.Theme) []string {
	if !m.Fits() {
		return nil
	}
	inner, rows := m.w-text.BoxWidth, min(m.visibleRows(), len(m.items)-m.offset)
	lines := []string{t.Heading.Render(text.Fit(m.title, inner, t.Glyphs.Ellipsis))}
	for i := m.offset; i < m.offset+rows; i++ {
		style, sign := t.Row, "  "
		if i == m.cursor {
			style, sign = t.Selected, t.Glyphs.Cursor+" "
		}
		lines = append(lines, style.Text.Render(text.Fit(sign+m.items[i], inner, t.Glyphs.Ellipsis)))
	}
	return text.Box(lines, m.w, m.h, text.Part{From: m.offset, Shown: rows, All: len(m.items)}, t)
}
