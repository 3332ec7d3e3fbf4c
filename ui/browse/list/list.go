// Package list is the pane that shows codes in groups: a cursor that skips the
// headings, headings that stick to the top while their group scrolls by, and
// the characters that matched.
//
// It must not know where its items come from or what choosing one does.
package list

import (
	"slices"
	"strings"

	"teapot/model"
	"teapot/ui/text"
	"teapot/ui/theme"
)

// Group is a heading with the items below it.
type Group struct {
	Code, Title string
	// Class gives the heading its color; it may be nil.
	Class *model.Entry
	// Entries are the items where nothing more is to be said of them. All lists may
	// share the slice.
	Entries []*model.Entry
	// Items are the items of a group without entries.
	Items []Item
}

func (g *Group) len() int { return max(len(g.Entries), len(g.Items)) }

// at returns an item.
func (g *Group) at(i int) Item {
	if g.Entries == nil {
		return g.Items[i]
	}
	return Item{Hit: model.Hit{Entry: g.Entries[i], Code: g.Entries[i].Code}}
}

// entry returns the entry of an item.
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
	CodeMarks int    // how many bytes of the code matched
	Why       string // what matched, where the name does not show it
}

// Model is the pane. The zero value is an empty list of no size.
type Model struct {
	groups  []Group
	rows    []row
	items   int
	cursor  int // index into rows, of an item; meaningless without items
	offset  int // index of the first row shown
	w, h    int
	focused bool
	theme   theme.Theme
	starred func(*model.Entry) bool
	lines   []string // what View returns, empty if it has to be drawn again
	drawn   []string // by row, as it looks without the cursor; "" if it was not drawn yet
}

// row is a heading (item < 0) or an item of a group. nth counts the items
// before it.
type row struct {
	group, item, nth int32
}

// entry is the entry of a row that is an item.
func (m *Model) entry(r row) *model.Entry { return m.groups[r.group].entry(int(r.item)) }

// SetStarred says which entries carry a star.
func (m *Model) SetStarred(starred func(*model.Entry) bool) { m.starred = starred }

// SetGroups shows other items, with the cursor on the item of that number.
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
			m.rows = append(m.rows, row{int32(g), int32(i), int32(m.items + max(i, 0))}) //nolint:gosec // there are not that many
		}
		m.items += n
	}
	if m.cursor == 0 {
		m.cursor = min(1, len(m.rows))
	}
	m.forget()
	m.reveal()
}

// SetSize gives the pane its size in cells.
func (m *Model) SetSize(w, h int) {
	if m.w != w || m.h != h {
		m.w, m.h = w, h
		m.forget()
		m.reveal()
	}
}

// SetTheme changes the colors.
func (m *Model) SetTheme(t theme.Theme) {
	m.theme, m.lines = t, m.lines[:0]
	m.forget()
}

// forget has all rows drawn again.
func (m *Model) forget() {
	if cap(m.drawn) < len(m.rows) {
		m.drawn = make([]string, len(m.rows))
		return
	}
	m.drawn = m.drawn[:len(m.rows)]
	clear(m.drawn)
}

// SetFocused says whether keys go to this pane.
func (m *Model) SetFocused(focused bool) {
	if m.focused != focused {
		m.focused, m.lines = focused, m.lines[:0]
	}
}

// Len returns the number of items.
func (m *Model) Len() int { return m.items }

// Position returns the number of the selected item, counted from nought.
func (m *Model) Position() int {
	if m.items == 0 {
		return 0
	}
	return int(m.rows[m.cursor].nth)
}

// Selected returns the item under the cursor, and false if there is none.
func (m *Model) Selected() (Item, bool) {
	if m.items == 0 {
		return Item{}, false
	}
	r := m.rows[m.cursor]
	return m.groups[r.group].at(int(r.item)), true
}

// Row is the row of the pane in which the cursor is.
func (m *Model) Row() int { return m.cursor - m.offset }

// SetRow scrolls until the cursor is in that row, as far as there is something to
// show above and below.
func (m *Model) SetRow(y int) {
	m.offset = max(m.cursor-y, 0)
	m.reveal()
}

// Select puts the cursor on the entry and reports whether it is in the list. Of
// several rows it takes the last: the favorites come first.
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

// Move moves the cursor by n items and stops at the ends.
func (m *Model) Move(n int) {
	if m.items == 0 {
		return
	}
	m.moveTo(m.Position() + n)
}

// Page moves by n pages.
func (m *Model) Page(n int) { m.Move(n * max(m.h-1, 1)) }

// Home moves to the first item, End to the last.
func (m *Model) Home() { m.moveTo(0) }

// End moves to the last item.
func (m *Model) End() { m.moveTo(m.items - 1) }

// moveTo puts the cursor on the item of that number, or the nearest there is.
func (m *Model) moveTo(nth int) {
	nth = min(max(nth, 0), m.items-1)
	for i, r := range m.rows {
		if r.item >= 0 && int(r.nth) == nth {
			m.cursor = i
			break
		}
	}
	m.reveal()
}

// Scroll moves what is shown by n rows, and the cursor with it where it would
// be left behind.
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
	m.reveal() // where there is room for hardly anything
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

// top is the first row that the sticky heading does not cover.
func (m *Model) top() int {
	if m.sticky() {
		return m.offset + 1
	}
	return m.offset
}

// sticky reports whether the heading of the first group shown has scrolled away
// and stands over the first row.
func (m *Model) sticky() bool {
	return m.h > 1 && m.offset < len(m.rows) && m.rows[m.offset].item >= 0
}

// reveal scrolls until the cursor can be seen, with its heading above it where
// there is room.
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

// View returns the lines of the pane, each exactly as wide as the pane. The
// slice is only valid until the next call of a method.
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
	return m.item(m.groups[r.group].at(int(r.item)), i == m.cursor)
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
