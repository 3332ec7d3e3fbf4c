// Package detail is the pane that shows a page. It scrolls, and it moves from
// link to link as lynx does.
//
// It knows lines, links and the current link. It must not know how pages are
// made, or what following a link does.
package detail

import (
	"fmt"
	"slices"

	"teapot/ui/render"
	"teapot/ui/theme"
)

// Model is the pane. The zero value shows an empty page and has no size.
type Model struct {
	page    render.Page
	place   Place // the position that the user has chosen by scrolling or moving
	offset  int   // the index of the first line shown: place, as far as the size allows
	link    int   // the index of the current link in page.Links, or -1 if there is none
	w, h    int   // the size of the pane in cells
	focused bool
	theme   theme.Theme
	lines   []string // the slice that View returns, kept to reuse its memory
}

// Place is a position on a page.
type Place struct {
	Offset int // the index of the first line shown
	Lines  int // the number of lines of the page when Offset was set
	Link   int // the index of the current link, or -1 if there is none
}

// Top returns the place at the beginning of a page, with no current link.
func Top() Place { return Place{Link: -1} }

// offsetIn converts the offset to a page that has the same text, but the given number of
// lines because the text is wrapped at a different width.
func (p Place) offsetIn(lines int) int {
	if p.Lines == 0 {
		return p.Offset
	}
	return (p.Offset*lines + p.Lines/2) / p.Lines
}

// SetPage shows a page, scrolled to a place.
func (m *Model) SetPage(p render.Page, place Place) {
	m.page, m.place, m.link = p, place, place.Link
	if m.link >= len(p.Links) {
		m.link = -1
	}
	m.restorePlace()
}

// Place returns where the user is on the page.
func (m *Model) Place() Place { return Place{m.place.Offset, m.place.Lines, m.link} }

// restorePlace scrolls to m.place after the page or the size of the pane has changed. It
// does not change m.place. So the pane scrolls back to it when it becomes smaller again
// after it was large enough for the whole page.
func (m *Model) restorePlace() {
	m.offset = m.place.offsetIn(len(m.page.Lines))
	if m.hasLink() {
		m.reveal(m.page.Links[m.link].Line)
	}
	m.limitOffset()
}

// reveal scrolls just far enough to show a line.
func (m *Model) reveal(line int) { m.offset = min(max(m.offset, line-m.h+1), line) }

// savePlace sets m.place to the current position after the user has scrolled or moved.
func (m *Model) savePlace() { m.place = Place{m.offset, len(m.page.Lines), m.link} }

// limitOffset corrects the offset if it is before the first line, or so far down that
// there would be empty lines after the last one.
func (m *Model) limitOffset() {
	m.offset = min(max(m.offset, 0), max(len(m.page.Lines)-m.h, 0))
}

// SetSize sets the size of the pane in cells. The page must have been rendered
// for at most this width.
func (m *Model) SetSize(w, h int) {
	if m.w != w || m.h != h {
		m.w, m.h = w, h
		m.restorePlace()
	}
}

// SetTheme sets the theme, which has the colors of the current link.
func (m *Model) SetTheme(t theme.Theme) { m.theme = t }

// SetFocused sets whether the pane has the focus. Only then is the current link
// highlighted.
func (m *Model) SetFocused(focused bool) { m.focused = focused }

// Current returns where the current link leads, or nil if there is none.
func (m *Model) Current() *render.Target {
	if !m.hasLink() {
		return nil
	}
	return m.page.Links[m.link].Target
}

// hasLink reports whether there is a current link.
func (m *Model) hasLink() bool { return m.link >= 0 && m.link < len(m.page.Links) }

// Next moves to the next link if it is visible or one line below the pane. If
// not, it scrolls down by a line.
func (m *Model) Next() {
	next := m.link + 1
	if m.link < 0 {
		next = m.firstLinkFrom(m.offset)
	}
	for next < len(m.page.Links) && m.page.Links[next].Continues {
		next++
	}
	if next < len(m.page.Links) && m.page.Links[next].Line <= m.offset+m.h {
		m.setLink(next)
		return
	}
	m.Scroll(1)
}

// Previous moves to the previous link if it is visible or one line above the pane. If
// not, it scrolls up by a line.
func (m *Model) Previous() {
	previous := m.link - 1
	if m.link < 0 {
		previous = m.firstLinkFrom(m.offset+m.h) - 1
	}
	for previous >= 0 && m.page.Links[previous].Continues {
		previous--
	}
	if previous >= 0 && m.page.Links[previous].Line >= m.offset-1 {
		m.setLink(previous)
		return
	}
	m.Scroll(-1)
}

// firstLinkFrom returns the index of the first link that is on the given line or below
// it. If there is no such link, it returns the number of links.
func (m *Model) firstLinkFrom(line int) int {
	for i, l := range m.page.Links {
		if l.Line >= line {
			return i
		}
	}
	return len(m.page.Links)
}

// setLink makes a link the current one, and scrolls to it.
func (m *Model) setLink(i int) {
	m.link = i
	m.reveal(m.page.Links[i].Line)
	m.limitOffset()
	m.savePlace()
}

// Scroll scrolls down by n lines, or up if n is negative. If the current link is not
// visible then, no link is current.
func (m *Model) Scroll(n int) {
	m.offset += n
	m.limitOffset()
	if m.hasLink() {
		if line := m.page.Links[m.link].Line; line < m.offset || line >= m.offset+m.h {
			m.link = -1
		}
	}
	m.savePlace()
}

// Page scrolls down by n times the height of the pane, or up if n is negative. One line
// of the last screen stays visible.
func (m *Model) Page(n int) { m.Scroll(n * max(m.h-1, 1)) }

// Home scrolls to the beginning of the page.
func (m *Model) Home() { m.Scroll(-len(m.page.Lines)) }

// End scrolls to the end of the page.
func (m *Model) End() { m.Scroll(len(m.page.Lines)) }

// TargetAt returns where the link at a cell of the pane leads, or nil if there is none.
func (m *Model) TargetAt(x, y int) *render.Target {
	for _, l := range m.page.Links {
		if l.Line == m.offset+y && x >= l.X && x < l.X+l.Width {
			return l.Target
		}
	}
	return nil
}

// Percent returns how far the page is scrolled: "top", "42%" or "end", or "" if
// the whole page is visible.
func (m *Model) Percent() string {
	hiddenLines := len(m.page.Lines) - m.h
	switch {
	case hiddenLines <= 0:
		return ""
	case m.offset == 0:
		return "top"
	case m.offset >= hiddenLines:
		return "end"
	}
	return fmt.Sprintf("%d%%", m.offset*100/hiddenLines)
}

// View returns one line for each row of the pane. No line is wider than the pane, but a
// line may be narrower. The slice is valid until the next call of a method.
func (m *Model) View() []string {
	if m.w <= 0 || m.h <= 0 {
		return nil
	}
	m.lines = slices.Grow(m.lines[:0], m.h)[:m.h]
	clear(m.lines[copy(m.lines, m.page.Lines[min(m.offset, len(m.page.Lines)):]):])
	if m.focused && m.hasLink() {
		m.highlightLink()
	}
	return m.lines
}

// highlightLink highlights the current link in m.lines, with all of its parts.
func (m *Model) highlightLink() {
	for _, l := range m.page.Links[m.link:] {
		if row := l.Line - m.offset; l.Target == m.page.Links[m.link].Target && row >= 0 && row < m.h {
			m.lines[row] = l.Highlight(m.lines[row], m.theme)
		}
	}
}
