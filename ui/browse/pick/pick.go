// Package pick is a small overlay that asks the user to choose one of a few items.
//
// It must not know what the items are, or what happens with the choice.
package pick

import (
	"teapot/ui/text"
	"teapot/ui/theme"
)

// Model is the overlay. The zero value is closed.
type Model struct {
	title  string
	items  []string
	cursor int
	offset int // the first item shown
	w, h   int
}

// New opens an overlay with a title and items, which are plain text. It is drawn
// once it has a size.
func New(title string, items []string) Model { return Model{title: title, items: items} }

// Open reports whether the overlay is open.
func (m *Model) Open() bool { return len(m.items) > 0 }

// Close closes the overlay.
func (m *Model) Close() { *m = Model{} }

// Size returns how many cells the overlay needs to show all items.
func (m *Model) Size() (w, h int) {
	w = text.Width(m.title)
	for _, it := range m.items {
		w = max(w, text.Width(it)+2)
	}
	return w + text.BoxWidth, 1 + len(m.items) + text.BoxHeight
}

// SetSize sets the size of the overlay in cells. It may be smaller than [Model.Size]:
// then the items scroll.
func (m *Model) SetSize(w, h int) {
	m.w, m.h = w, h
	m.reveal()
}

// Fits reports whether the size has room for the title and an item.
func (m *Model) Fits() bool { return m.w > text.BoxWidth && m.rows() > 0 }

// rows returns the number of items that are visible.
func (m *Model) rows() int { return m.h - text.BoxHeight - 1 }

// reveal scrolls until the item under the cursor is visible.
func (m *Model) reveal() {
	if m.Fits() {
		m.offset = min(max(m.offset, m.cursor-m.rows()+1), m.cursor)
	}
}

// Move moves the cursor by n items, and stops at the ends.
func (m *Model) Move(n int) {
	m.cursor = min(max(m.cursor+n, 0), len(m.items)-1)
	m.reveal()
}

// Chosen returns the number of the item under the cursor.
func (m *Model) Chosen() int { return m.cursor }

// Click puts the cursor on the item in row y of the overlay, and reports whether
// there is one.
func (m *Model) Click(y int) bool {
	i := m.offset + y - 2 // border and title
	if y < 2 || i >= len(m.items) {
		return false
	}
	m.cursor = i
	m.reveal()
	return true
}

// View draws the overlay.
func (m *Model) View(t theme.Theme) []string {
	if !m.Fits() {
		return nil
	}
	inner, rows := m.w-text.BoxWidth, min(m.rows(), len(m.items)-m.offset)
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
