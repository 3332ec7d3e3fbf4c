// Package detail is the pane that shows a page: it scrolls, and walks through
// the page's links as lynx does.
//
// It must not know how pages are made or what following a link does.
package detail

import (
	"fmt"
	"slices"

	"teapot/model"
	"teapot/ui/render"
	"teapot/ui/theme"
)

// Model is the pane. The zero value shows an empty page of no size.
type Model struct {
	page    render.Page
	at      Place // where the reader went last
	offset  int   // where that is on this page, in a pane of this size
	link    int   // index of the current link, -1 for none
	w, h    int
	focused bool
	theme   theme.Theme
	lines   []string // what View returns, empty if it has to be drawn again
}

// Place is where the reader is on a page: on which line of how many, and on which
// link.
type Place struct{ Offset, Lines, Link int }

// Top is the place where reading begins.
func Top() Place { return Place{Link: -1} }

// on is the line on a page of so many lines: the same text in another width.
func (p Place) on(lines int) int {
	if p.Lines == 0 {
		return p.Offset
	}
	return (p.Offset*lines + p.Lines/2) / p.Lines
}

// SetPage shows another page at the place.
func (m *Model) SetPage(p render.Page, at Place) {
	m.page, m.at, m.link = p, at, at.Link
	if m.link >= len(p.Links) {
		m.link = -1
	}
	m.settle()
}

// Place returns where the reader is.
func (m *Model) Place() Place { return Place{m.at.Offset, m.at.Lines, m.link} }

// settle finds the reader's place on a page or in a pane that has changed. It is
// not forgotten where there is room for more.
func (m *Model) settle() {
	m.offset = m.at.on(len(m.page.Lines))
	if m.linked() {
		m.show(m.page.Links[m.link].Line)
	}
	m.clamp()
}

// show scrolls as far as it takes to see a line.
func (m *Model) show(line int) { m.offset = min(max(m.offset, line-m.h+1), line) }

// moved notes where the reader went.
func (m *Model) moved() { m.at = Place{m.offset, len(m.page.Lines), m.link} }

// SetSize gives the pane its size in cells. The page must have been drawn for
// at most this width.
func (m *Model) SetSize(w, h int) {
	if m.w != w || m.h != h {
		m.w, m.h = w, h
		m.settle()
	}
}

// SetTheme changes the colors of what the pane itself draws.
func (m *Model) SetTheme(t theme.Theme) { m.theme, m.lines = t, m.lines[:0] }

// SetFocused says whether keys go to this pane; only then a link is current.
func (m *Model) SetFocused(focused bool) {
	if m.focused != focused {
		m.focused, m.lines = focused, m.lines[:0]
	}
}

// Current returns the entry that the current link leads to, or nil.
func (m *Model) Current() *model.Entry {
	if !m.linked() {
		return nil
	}
	return m.page.Links[m.link].To
}

// linked reports whether there is a current link.
func (m *Model) linked() bool { return m.link >= 0 && m.link < len(m.page.Links) }

// Next goes to the next link if it can be seen, or after scrolling one line;
// else it scrolls.
func (m *Model) Next() {
	next := m.link + 1
	if m.link < 0 {
		next = m.firstFrom(m.offset)
	}
	if next < len(m.page.Links) && m.page.Links[next].Line <= m.offset+m.h {
		m.choose(next)
		return
	}
	m.Scroll(1)
}

// Previous is Next, upwards.
func (m *Model) Previous() {
	previous := m.link - 1
	if m.link < 0 {
		previous = m.firstFrom(m.offset+m.h) - 1
	}
	if previous >= 0 && m.page.Links[previous].Line >= m.offset-1 {
		m.choose(previous)
		return
	}
	m.Scroll(-1)
}

// firstFrom returns the number of the first link on the line or below it.
func (m *Model) firstFrom(line int) int {
	for i, l := range m.page.Links {
		if l.Line >= line {
			return i
		}
	}
	return len(m.page.Links)
}

// choose makes a link the current one and brings it into view.
func (m *Model) choose(i int) {
	m.link = i
	m.show(m.page.Links[i].Line)
	m.clamp()
	m.moved()
}

// Scroll moves the page by n lines. A link that leaves the pane is no longer
// current.
func (m *Model) Scroll(n int) {
	m.offset += n
	m.clamp()
	if m.linked() {
		if line := m.page.Links[m.link].Line; line < m.offset || line >= m.offset+m.h {
			m.link = -1
		}
	}
	m.moved()
}

// Page scrolls by n pages, with one line in common.
func (m *Model) Page(n int) { m.Scroll(n * max(m.h-1, 1)) }

// Home shows the beginning of the page.
func (m *Model) Home() { m.Scroll(-len(m.page.Lines)) }

// End shows the end of the page.
func (m *Model) End() { m.Scroll(len(m.page.Lines)) }

// clamp keeps the offset on the page, and has the pane drawn again.
func (m *Model) clamp() {
	m.offset = min(max(m.offset, 0), max(len(m.page.Lines)-m.h, 0))
	m.lines = m.lines[:0]
}

// Click returns the entry that the link at a cell of the pane leads to, or nil.
func (m *Model) Click(x, y int) *model.Entry {
	for _, l := range m.page.Links {
		if l.Line == m.offset+y && x >= l.X && x < l.X+l.Width {
			return l.To
		}
	}
	return nil
}

// Percent says how far down the page the pane is: "top", "42%", "end", or "" if
// all of the page can be seen.
func (m *Model) Percent() string {
	hidden := len(m.page.Lines) - m.h
	switch {
	case hidden <= 0:
		return ""
	case m.offset == 0:
		return "top"
	case m.offset >= hidden:
		return "end"
	}
	return fmt.Sprintf("%d%%", m.offset*100/hidden)
}

// View returns the lines of the pane, none wider than the pane. The slice is
// only valid until the next call of a method.
func (m *Model) View() []string {
	if m.w <= 0 || m.h <= 0 {
		return nil
	}
	if len(m.lines) > 0 {
		return m.lines
	}
	m.lines = slices.Grow(m.lines, m.h)[:m.h]
	clear(m.lines[copy(m.lines, m.page.Lines[min(m.offset, len(m.page.Lines)):]):])
	if m.focused && m.linked() {
		if l := m.page.Links[m.link]; l.Line >= m.offset && l.Line < m.offset+m.h {
			m.lines[l.Line-m.offset] = l.Selected(m.theme)
		}
	}
	return m.lines
}
