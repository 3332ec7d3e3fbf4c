// Package list is the pane that lists entries in groups. The cursor skips the
// headings, the heading of a group sticks to the top while the group scrolls by,
// and the characters that matched a search are highlighted.
//
// It must not know where its items come from, or what choosing one does.
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
	Code, Title string
	// Class gives the heading its color. It may be nil.
	Class *model.Entry
	// Entries are the items of a group in which nothing has to be highlighted. The
	// lists of all sessions may share the slice.
	Entries []*model.Entry
	// Items are the items if Entries is nil.
	Items []Item
}

func (g *Group) len() int { return max(len(g.Entries), len(g.Items)) }

func (g *Group) item(i int) Item {
	if g.Entries == nil {
		return g.Items[i]
	}
	return Item{Hit: model.Hit{Entry: g.Entries[i], Code: g.Entries[i].Code}}
}

func (g *Group) entry(i int) *model.Entry {
	if g.Entries == nil {
		return g.Items[i].Entry
	}
	return g.Entries[i]
}

// Item is one row.
type Item struct {
	model.Hit
	Marks     []int  // byte offsets in the entry's name that matched
	CodeMarks int    // the number of bytes of the code that matched
	Why       string // what matched, if the name does not show it
}

// Model is the pane. The zero value is an empty list and has no size.
type Model struct {
	groups  []Group
	rows    []row
	items   int
	cursor  int // index into rows, always of an item; meaningless without items
	offset  int // index of the first row shown
	w, h    int
	focused bool
	theme   theme.Theme
	starred func(*model.Entry) bool
	lines   []string // what View returns; empty if it has to be drawn again
	drawn   []string // each row as it looks without the cursor; "" if it has to be drawn
}

// row is a heading (item < 0) or an item of a group. ordinal is the number of
// items before it.
type row struct {
	group, item, ordinal int32
}

// entry returns the entry of a row that is an item.
func (m *Model) entry(r row) *model.Entry { return m.groups[r.group].entry(int(r.item)) }

// SetStarred sets the function that reports whether an entry gets a star.
func (m *Model) SetStarred(starred func(*model.Entry) bool) { m.starred = starred }

// SetGroups replaces the items, and puts the cursor on the item with that number.
// Groups without items are not shown.
func (m *Model) SetGroups(groups []Group, cursor int) {
	m.groups, m.rows, m.items, m.cursor, m.offset = groups, m.rows[:0], 0, 0, 0
	for g := range groups {
		n := groups[g].len()
		if n == 0 {
			continue
		}
		m.rows = slices.Grow(m.rows, n+1)
		for i := -1; i < n; i++ {
			if i >= 0 && m.items+i == cursor {
				m.cursor = len(m.rows)
			}
			m.rows = append(m.rows, row{int32(g), int32(i), int32(m.items + max(i, 0))}) //nolint:gosec // a list has far fewer rows
		}
		m.items += n
	}
	if m.cursor == 0 {
		m.cursor = min(1, len(m.rows))
	}
	m.redrawRows()
	m.reveal()
}

// SetSize sets the size of the pane in cells.
func (m *Model) SetSize(w, h int) {
	if m.w != w || m.h != h {
		m.w, m.h = w, h
		m.redrawRows()
		m.reveal()
	}
}

// SetTheme sets the colors.
func (m *Model) SetTheme(t theme.Theme) {
	m.theme, m.lines = t, m.lines[:0]
	m.redrawRows()
}

// redrawRows empties the cache of drawn rows.
func (m *Model) redrawRows() {
	if cap(m.drawn) < len(m.rows) {
		m.drawn = make([]string, len(m.rows))
		return
	}
	m.drawn = m.drawn[:len(m.rows)]
	clear(m.drawn)
}

// SetFocused sets whether the pane has the focus.
func (m *Model) SetFocused(focused bool) {
	if m.focused != focused {
		m.focused, m.lines = focused, m.lines[:0]
	}
}

// Len returns the number of items.
func (m *Model) Len() int { return m.items }

// Position returns the number of the selected item, counted from zero.
func (m *Model) Position() int {
	if m.items == 0 {
		return 0
	}
	return int(m.rows[m.cursor].ordinal)
}

// Selected returns the item under the cursor, and false if the list is empty.
func (m *Model) Selected() (Item, bool) {
	if m.items == 0 {
		return Item{}, false
	}
	r := m.rows[m.cursor]
	return m.groups[r.group].item(int(r.item)), true
}

// Row returns the row of the pane that the cursor is in.
func (m *Model) Row() int { return m.cursor - m.offset }

// SetRow scrolls so that the cursor is in that row of the pane, as far as there
// are items above and below.
func (m *Model) SetRow(y int) {
	m.offset = max(m.cursor-y, 0)
	m.reveal()
}

// Select puts the cursor on the entry, and reports whether it is in the list. If
// it is there more than once, the last row is selected: the first one is among
// the favorites.
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

// Move moves the cursor by n items, and stops at the ends.
func (m *Model) Move(n int) {
	if m.items == 0 {
		return
	}
	m.selectOrdinal(m.Position() + n)
}

// Page moves the cursor by n pages.
func (m *Model) Page(n int) { m.Move(n * max(m.h-1, 1)) }

// Home moves the cursor to the first item.
func (m *Model) Home() { m.selectOrdinal(0) }

// End moves the cursor to the last item.
func (m *Model) End() { m.selectOrdinal(m.items - 1) }

// selectOrdinal puts the cursor on the item with that number, or on the first or
// the last item if there is none.
func (m *Model) selectOrdinal(n int) {
	n = min(max(n, 0), m.items-1)
	for i, r := range m.rows {
		if r.item >= 0 && int(r.ordinal) == n {
			m.cursor = i
			break
		}
	}
	m.reveal()
}

// Scroll scrolls by n rows. The cursor moves only as far as it takes to stay
// visible.
func (m *Model) Scroll(n int) {
	if m.items == 0 {
		return
	}
	m.offset = min(max(m.offset+n, 0), max(len(m.rows)-m.h, 0))
	m.lines = m.lines[:0]
	for m.cursor < m.top() && m.cursor < len(m.rows)-1 || m.rows[m.cursor].item < 0 {
		m.cursor++
	}
	for m.cursor >= m.offset+m.h && m.cursor > 1 {
		m.cursor--
		if m.rows[m.cursor].item < 0 {
			m.cursor--
		}
	}
	m.reveal() // in a pane of one or two rows
}

// Click puts the cursor on the item in row y of the pane, and reports whether
// there is one.
func (m *Model) Click(y int) bool {
	i := m.offset + y
	if y < 0 || y >= m.h || i >= len(m.rows) || m.rows[i].item < 0 || i < m.top() {
		return false
	}
	m.cursor = i
	m.reveal()
	return true
}

// top returns the first row that the sticky heading does not cover.
func (m *Model) top() int {
	if m.sticky() {
		return m.offset + 1
	}
	return m.offset
}

// sticky reports whether the heading of the first visible group has scrolled away,
// and is drawn over the first row.
func (m *Model) sticky() bool {
	return m.h > 1 && m.offset < len(m.rows) && m.rows[m.offset].item >= 0
}

// reveal scrolls until the cursor is visible, with its heading above it if that
// fits.
func (m *Model) reveal() {
	m.lines = m.lines[:0]
	if m.items == 0 {
		m.offset = 0
		return
	}
	if m.cursor <= m.offset || m.cursor < m.top() {
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
		case y == 0 && m.sticky():
			m.lines[y] = m.heading(m.groups[m.rows[i].group])
		case i == m.cursor && m.items > 0:
			m.lines[y] = m.draw(i)
		default:
			if m.drawn[i] == "" {
				m.drawn[i] = m.draw(i)
			}
			m.lines[y] = m.drawn[i]
		}
	}
	return m.lines
}

// draw draws a row as it looks now.
func (m *Model) draw(i int) string {
	r := m.rows[i]
	if r.item < 0 {
		return m.heading(m.groups[r.group])
	}
	return m.item(m.groups[r.group].item(int(r.item)), i == m.cursor)
}

// heading draws the heading of a group.
func (m *Model) heading(g Group) string {
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
