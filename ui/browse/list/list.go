// Package list is the pane that lists entries in groups. The cursor skips the headings
// of the groups. When the heading of the first visible group has scrolled away, it is
// drawn over the first row. The characters that matched a search are highlighted.
//
// It must not know where its items come from, or what happens when one is selected.
package list

import (
	"slices"
	"strings"

	"teapot/model"
	"teapot/ui/text"
	"teapot/ui/theme"
)

// Group is a heading and the items below it.
type Group struct {
	Code  string       // the code in the heading, such as "4xx", or ""
	Title string       // the text in the heading
	Class *model.Entry // the class whose color the heading has, or nil
	// Entries is for a list without a search, where no characters are highlighted. All
	// sessions may share the slice, so it must not be changed. A group has either Entries
	// or Items.
	Entries []*model.Entry
	// Items is for the results of a search. It is used only if Entries is nil.
	Items []Item
}

// len returns the number of items of the group.
func (g *Group) len() int { return max(len(g.Entries), len(g.Items)) }

// item returns item i of the group.
func (g *Group) item(i int) Item {
	if g.Entries == nil {
		return g.Items[i]
	}
	return Item{Hit: model.Hit{Entry: g.Entries[i], Code: g.Entries[i].Code}}
}

// entry returns the entry of item i of the group. It is faster than item.
func (g *Group) entry(i int) *model.Entry {
	if g.Entries == nil {
		return g.Items[i].Entry
	}
	return g.Entries[i]
}

// Item is an entry in the list, with what a search has found in it.
type Item struct {
	model.Hit
	Marks     []int  // the byte offsets of the characters of the name that matched
	CodeMarks int    // how many bytes at the start of the code matched
	Why       string // what else matched, if neither the name nor the code shows it
}

// Model is the pane. The zero value is an empty list and has no size.
type Model struct {
	groups    []Group
	rows      []row
	itemCount int
	cursor    int // the index in rows of the selected item; not valid if there are no items
	offset    int // the index in rows of the first visible row
	w, h      int // the size of the pane in cells
	focused   bool
	theme     theme.Theme
	isStarred func(*model.Entry) bool // reports whether an entry has a star; may be nil
	lines     []string                // the result of View; empty if it has to be drawn again
	drawnRows []string                // drawnRows[i] is rows[i] without the cursor; "" if it has to be drawn again
}

// row is a row of the list: the heading of a group, or an item.
type row struct {
	group   int32 // the index in Model.groups of the group that the row belongs to
	item    int32 // the index of the item in the group, or -1 for the heading
	ordinal int32 // the number of items above this row, in all groups
}

// entry returns the entry of a row. The row must be an item.
func (m *Model) entry(r row) *model.Entry { return m.groups[r.group].entry(int(r.item)) }

// SetStarred sets the function that reports whether the row of an entry has a star.
func (m *Model) SetStarred(isStarred func(*model.Entry) bool) { m.isStarred = isStarred }

// SetGroups replaces all groups and their items. It puts the cursor on the item with the
// given number, counted from 0 over all groups. Groups without items are not shown.
func (m *Model) SetGroups(groups []Group, cursor int) {
	m.groups, m.rows, m.itemCount, m.cursor, m.offset = groups, m.rows[:0], 0, 0, 0
	for g := range groups {
		n := groups[g].len()
		if n == 0 {
			continue
		}
		m.rows = slices.Grow(m.rows, n+1)
		for i := -1; i < n; i++ {
			if i >= 0 && m.itemCount+i == cursor {
				m.cursor = len(m.rows)
			}
			m.rows = append(m.rows, row{int32(g), int32(i), int32(m.itemCount + max(i, 0))}) //nolint:gosec // a list has far fewer rows than 2^31
		}
		m.itemCount += n
	}
	if m.cursor == 0 {
		m.cursor = min(1, len(m.rows))
	}
	m.clearDrawnRows()
	m.reveal()
}

// SetSize sets the size of the pane in cells.
func (m *Model) SetSize(w, h int) {
	if m.w != w || m.h != h {
		m.w, m.h = w, h
		m.clearDrawnRows()
		m.reveal()
	}
}

// SetTheme sets the colors and glyphs.
func (m *Model) SetTheme(t theme.Theme) {
	m.theme, m.lines = t, m.lines[:0]
	m.clearDrawnRows()
}

// clearDrawnRows empties the cache of drawn rows, so that every row is drawn again.
func (m *Model) clearDrawnRows() {
	if cap(m.drawnRows) < len(m.rows) {
		m.drawnRows = make([]string, len(m.rows))
		return
	}
	m.drawnRows = m.drawnRows[:len(m.rows)]
	clear(m.drawnRows)
}

// SetFocused sets whether the pane has the focus, which the selected row shows.
func (m *Model) SetFocused(focused bool) {
	if m.focused != focused {
		m.focused, m.lines = focused, m.lines[:0]
	}
}

// Len returns the number of items.
func (m *Model) Len() int { return m.itemCount }

// Position returns the number of the selected item, counted from 0 over all groups.
func (m *Model) Position() int {
	if m.itemCount == 0 {
		return 0
	}
	return int(m.rows[m.cursor].ordinal)
}

// Selected returns the item under the cursor, and false if the list is empty.
func (m *Model) Selected() (Item, bool) {
	if m.itemCount == 0 {
		return Item{}, false
	}
	r := m.rows[m.cursor]
	return m.groups[r.group].item(int(r.item)), true
}

// Row returns the number of the pane's row that the cursor is in, counted from 0 at the
// top.
func (m *Model) Row() int { return m.cursor - m.offset }

// SetRow scrolls so that the cursor is in row y of the pane, counted from 0. Near the
// beginning and the end of the list, the cursor may be in a different row.
func (m *Model) SetRow(y int) {
	m.offset = max(m.cursor-y, 0)
	m.reveal()
}

// Select puts the cursor on the entry, and reports whether the entry is in the list. A
// favorite is in the list twice: in the group of favorites at the top, and in the group
// of its class. Select puts the cursor on the last row of the entry.
func (m *Model) Select(e *model.Entry) bool {
	for i, r := range slices.Backward(m.rows) {
		if r.item >= 0 && m.entry(r) == e {
			m.cursor = i
			m.reveal()
			return true
		}
	}
	return false
}

// Move moves the cursor down by n items, or up if n is negative. It stops at the first
// and the last item.
func (m *Model) Move(n int) {
	if m.itemCount == 0 {
		return
	}
	m.selectOrdinal(m.Position() + n)
}

// Page moves the cursor down by n times the height of the pane, or up if n is negative.
func (m *Model) Page(n int) { m.Move(n * max(m.h-1, 1)) }

// Home moves the cursor to the first item.
func (m *Model) Home() { m.selectOrdinal(0) }

// End moves the cursor to the last item.
func (m *Model) End() { m.selectOrdinal(m.itemCount - 1) }

// selectOrdinal puts the cursor on item n, counted from 0 over all groups. If n is too
// small or too large, it selects the first or the last item.
func (m *Model) selectOrdinal(n int) {
	n = min(max(n, 0), m.itemCount-1)
	for i, r := range m.rows {
		if r.item >= 0 && int(r.ordinal) == n {
			m.cursor = i
			break
		}
	}
	m.reveal()
}

// Scroll scrolls down by n rows, or up if n is negative. The cursor stays on its item
// while that is visible, and otherwise moves to the nearest visible item.
func (m *Model) Scroll(n int) {
	if m.itemCount == 0 {
		return
	}
	m.offset = min(max(m.offset+n, 0), max(len(m.rows)-m.h, 0))
	m.lines = m.lines[:0]
	for m.cursor < m.topRow() && m.cursor < len(m.rows)-1 || m.rows[m.cursor].item < 0 {
		m.cursor++
	}
	for m.cursor >= m.offset+m.h && m.cursor > 1 {
		m.cursor--
		if m.rows[m.cursor].item < 0 {
			m.cursor--
		}
	}
	m.reveal() // corrects the offset in a pane of one or two rows
}

// Click puts the cursor on the item in row y of the pane, counted from 0. It reports
// whether there is an item in that row.
func (m *Model) Click(y int) bool {
	i := m.offset + y
	if y < 0 || y >= m.h || i >= len(m.rows) || m.rows[i].item < 0 || i < m.topRow() {
		return false
	}
	m.cursor = i
	m.reveal()
	return true
}

// topRow returns the index in rows of the first row that is visible and not covered by
// a sticky heading.
func (m *Model) topRow() int {
	if m.hasStickyHeading() {
		return m.offset + 1
	}
	return m.offset
}

// hasStickyHeading reports whether the heading of the first visible group has scrolled
// away. That heading is then drawn over the first row of the pane.
func (m *Model) hasStickyHeading() bool {
	return m.h > 1 && m.offset < len(m.rows) && m.rows[m.offset].item >= 0
}

// reveal scrolls just far enough to show the selected row, and the row above it if that
// is the heading of its group.
func (m *Model) reveal() {
	m.lines = m.lines[:0]
	if m.itemCount == 0 {
		m.offset = 0
		return
	}
	if m.cursor <= m.offset || m.cursor < m.topRow() {
		m.offset = m.cursor - 1
	}
	if m.h == 1 {
		m.offset = m.cursor
	}
	if m.cursor >= m.offset+m.h {
		m.offset = m.cursor - m.h + 1
	}
	m.offset = min(max(m.offset, 0), max(len(m.rows)-m.h, 0))
	if m.h == 1 {
		m.offset = m.cursor
	}
}

// View returns the lines of the pane, each exactly as wide as the pane. The slice
// is valid until the next call of a method.
func (m *Model) View() []string {
	if m.w <= 0 || m.h <= 0 {
		return nil
	}
	if len(m.lines) > 0 {
		return m.lines
	}
	blank := strings.Repeat(" ", m.w)
	m.lines = slices.Grow(m.lines, m.h)[:m.h]
	for y := range m.lines {
		switch i := m.offset + y; {
		case i >= len(m.rows):
			m.lines[y] = blank
		case y == 0 && m.hasStickyHeading():
			m.lines[y] = m.drawHeading(m.groups[m.rows[i].group])
		case i == m.cursor && m.itemCount > 0:
			m.lines[y] = m.drawRow(i)
		default:
			if m.drawnRows[i] == "" {
				m.drawnRows[i] = m.drawRow(i)
			}
			m.lines[y] = m.drawnRows[i]
		}
	}
	return m.lines
}

// drawRow draws rows[i], with the cursor if it is there.
func (m *Model) drawRow(i int) string {
	r := m.rows[i]
	if r.item < 0 {
		return m.drawHeading(m.groups[r.group])
	}
	return m.drawItem(m.groups[r.group].item(int(r.item)), i == m.cursor)
}

// drawHeading draws the heading of a group.
func (m *Model) drawHeading(g Group) string {
	title := g.Title
	if g.Code != "" {
		title = g.Code + " " + title
	}
	title = text.Cut(text.Clean(title), m.w, m.theme.Glyphs.Ellipsis)
	pad := strings.Repeat(" ", m.w-text.Width(title))
	if g.Class == nil {
		return m.theme.Heading.Render(title) + pad
	}
	return m.theme.Class(g.Class.Code).Render(title) + pad
}
