package browse

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"teapot/model"
	"teapot/model/search"
	"teapot/ui/browse/detail"
	"teapot/ui/browse/help"
	"teapot/ui/layout"
	"teapot/ui/text"
	"teapot/ui/theme"
)

// View joins what the panes draw. It runs for every message and returns the
// last view unless something changed.
func (m *Model) View() tea.View {
	if !m.drawn {
		m.view, m.drawn = m.draw(), true
	}
	return m.view
}

func (m *Model) draw() tea.View {
	v := tea.NewView(m.compose())
	v.AltScreen = true
	v.WindowTitle = "teapot"
	if m.shown.Entry != nil {
		v.WindowTitle = "teapot: " + text.Clean(hitTitle(m.shown))
	}
	v.Cursor = m.cursor()
	if !m.config.NoMouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

// compose draws the frame, one line for each row of the terminal.
func (m *Model) compose() string {
	f := m.frame
	if f.Width == 0 || f.Height == 0 {
		return ""
	}
	var b strings.Builder
	b.Grow(len(m.view.Content) + len(m.view.Content)/16)
	b.WriteString(m.header())
	if !f.Rule.Empty() {
		b.WriteByte('\n')
		b.WriteString(m.still().rule)
	}
	m.panes(&b)
	if !f.Footer.Empty() {
		b.WriteByte('\n')
		b.WriteString(m.footer())
	}
	switch {
	case m.help:
		sections := m.keys.sections()
		r := f.Overlay(help.Size(sections, f.Width))
		return m.overlay(b.String(), r, help.View(sections, r.W, r.H, m.helpFrom, m.theme))
	case m.picker.Open():
		r := f.Overlay(m.picker.Size())
		return m.overlay(b.String(), r, m.picker.View(r.W, r.H, m.theme))
	}
	return b.String()
}

// panes draws list and detail side by side, or the one that has the focus; or
// two entries that are compared.
func (m *Model) panes(b *strings.Builder) {
	left, right, divider := m.listView(), []string(nil), ""
	switch {
	case m.comparing():
		left = m.contrast.View()
	case m.frame.Both:
		right, divider = m.detail.View(), " "+m.theme.Border.Render(m.theme.Glyphs.Vertical)+" "
	case m.focus == onDetail:
		left = m.detail.View()
	}
	for i, l := range left {
		b.WriteByte('\n')
		b.WriteString(l)
		if right != nil {
			b.WriteString(divider)
			b.WriteString(right[i])
		}
	}
}

// listView is the list, or what to do where it has nothing to show.
func (m *Model) listView() []string {
	l := m.list()
	if l.Len() > 0 || m.result.Query == "" {
		return l.View()
	}
	r := m.frame.List
	lines := make([]string, r.H)
	message := m.emptyText(r.W)
	for i := range lines {
		lines[i] = strings.Repeat(" ", r.W)
		if i > 0 && i <= len(message) {
			lines[i] = text.Fit(" "+message[i-1], r.W, "")
		}
	}
	return lines
}

// emptyText says that nothing matches, and where something does.
func (m *Model) emptyText(w int) []string {
	lines := text.Wrap(fmt.Sprintf("no %s code matches.", m.protocol.Title()), w-2)
	other := m.protocol.Other()
	if n := m.lists[other].Len(); n > 0 {
		lines = append(lines, text.Wrap(fmt.Sprintf("%d in %s: press %s.", n, other.Title(), m.keys.Tab.Help().Key), w-2)...)
	}
	lines = append(lines, text.Wrap(m.keys.Clear.Help().Key+" clears the search.", w-2)...)
	if strings.Contains(m.result.Query, ":") { // a filter, or what was meant to be one
		lines = append(append(lines, ""), text.Wrap("The filters are "+strings.Join(search.Filters(), ": ")+":", w-2)...)
	}
	return lines
}

// The widths from which the header has room for more than the tabs.
const (
	titleFrom    = 60
	bothTabsFrom = 34
	positionFrom = 48
)

// header draws the tabs, the search box and the position in the list.
func (m *Model) header() string {
	w := m.frame.Width
	left := m.tabs()
	right := m.position()
	room := w - text.Width(left) - text.Width(right)
	if !m.searchShown() {
		if room < 0 {
			return text.Pad(ansi.Truncate(left, w, ""), w)
		}
		return left + strings.Repeat(" ", room) + m.theme.Dim.Render(right)
	}
	if room < len(prompt)+1 {
		m.cursorX = w // nowhere
		return text.Pad(ansi.Truncate(left, w, ""), w)
	}
	box := m.theme.Key.Render(prompt) + m.box(room-len(prompt))
	return left + text.Pad(box, room) + m.theme.Dim.Render(right)
}

const prompt = "> "

// searchShown reports whether the header has a search box.
func (m *Model) searchShown() bool { return m.typing || m.input.Value() != "" }

// box is the visible part of the search text, in at most w cells.
func (m *Model) box(w int) string {
	var visible string
	m.input.SetWidth(w)
	visible, m.cursorX = m.input.View()
	return visible
}

// cursor is where the terminal's own cursor stands: in the search box, or
// nowhere. The box was drawn before.
func (m *Model) cursor() *tea.Cursor {
	if !m.typing || m.help || m.frame.Width == 0 {
		return nil
	}
	x := text.Width(m.tabs()) + len(prompt) + m.cursorX
	if x >= m.frame.Width {
		return nil
	}
	return tea.NewCursor(x, m.frame.Header.Y)
}

// tabs draws the program's name and the tabs with their counts.
func (m *Model) tabs() string {
	var b strings.Builder
	b.WriteString(m.title())
	for _, p := range model.Protocols() {
		if m.tabShown(p) {
			b.WriteString(m.tab(p))
		}
	}
	return b.String()
}

// title is the program's name, where there is room for it.
func (m *Model) title() string {
	if m.frame.Width < titleFrom {
		return ""
	}
	return " " + m.theme.Strong.Render("teapot") + "  "
}

// tabShown reports whether there is room for the tab.
func (m *Model) tabShown(p model.Protocol) bool {
	return p == m.protocol || m.frame.Width >= bothTabsFrom || !m.searchShown()
}

func (m *Model) tab(p model.Protocol) string {
	style := m.theme.Tab
	if p == m.protocol {
		style = m.theme.Active
	}
	return " " + style.Render(p.Title()) + " " + m.theme.Dim.Render(m.count(p)) + " "
}

// count is the number of codes of a protocol, or while there is a query that of the
// matches out of all entries.
func (m *Model) count(p model.Protocol) string {
	if m.result.Query == "" {
		return fmt.Sprint(m.codes[p])
	}
	return fmt.Sprintf("%d/%d", m.lists[p].Len(), m.entries[p])
}

// position says which item is selected, or how far down the page the reader is.
func (m *Model) position() string {
	if m.frame.Width < positionFrom || m.list().Len() == 0 {
		return ""
	}
	percent := m.reading().Percent()
	switch {
	case m.comparing():
		return " " + percent + " "
	case percent != "" && m.focus == onDetail && !m.typing:
		return " " + percent + " "
	}
	return fmt.Sprintf(" %d of %d ", m.list().Position()+1, m.list().Len())
}

// reading is the page that scrolls.
func (m *Model) reading() *detail.Model {
	if m.comparing() {
		return &m.contrast
	}
	return &m.detail
}

// footer draws the notice, or what the keys do now.
func (m *Model) footer() string {
	w := m.frame.Width
	if m.notice != "" {
		style := m.theme.Strong
		if m.warns {
			style = m.theme.Error
		}
		return style.Render(text.Fit(" "+text.Clean(m.notice), w, m.theme.Glyphs.Ellipsis))
	}
	if item, ok := m.list().Selected(); ok && m.typing && item.Why != "" {
		return m.theme.Dim.Render(text.Fit(" matches its "+text.Clean(item.Why), w, m.theme.Glyphs.Ellipsis))
	}
	return m.still().hints
}

// still are the lines that most keys leave as they are: the rule under the header
// and the hints.
type still struct {
	situation
	rule, hints string
}

func (m *Model) still() *still {
	if now := m.situation(); m.kept.rule == "" || now != m.kept.situation {
		rule := m.theme.Border.Render(strings.Repeat(m.theme.Glyphs.Rule, m.frame.Width))
		m.kept = still{now, rule, m.hintLine()}
	}
	return &m.kept
}

// situation is everything that these lines depend on.
type situation struct {
	width                     int
	look                      theme.Options
	closing, choosing, typing bool
	focus                     pane
	protocol                  model.Protocol
	marked                    model.Hit
}

func (m *Model) situation() situation {
	return situation{m.frame.Width, m.theme.Options(), m.help || m.comparing(), m.picker.Open(), m.typing, m.focus, m.protocol, m.marked}
}

// hintLine says what the keys do, as far as there is room.
func (m *Model) hintLine() string {
	w := m.frame.Width
	var b strings.Builder
	used := 0
	for _, h := range m.hints() {
		n := 1 + text.Width(h.keys) + 1 + text.Width(h.does) + 1
		if used+n > w {
			break
		}
		b.WriteString(" " + m.theme.Key.Render(h.keys) + " " + m.theme.Dim.Render(h.does) + " ")
		used += n
	}
	return b.String() + strings.Repeat(" ", w-used)
}

// overlay draws a box over the frame.
func (m *Model) overlay(frame string, r layout.Rect, box []string) string {
	lines := strings.Split(frame, "\n")
	for i, l := range box {
		under := text.Pad(lines[r.Y+i], m.frame.Width)
		left, right := text.Pad(ansi.Truncate(under, r.X, ""), r.X), m.frame.Width-r.X-r.W
		end := ansi.TruncateLeft(under, r.X+r.W, "")
		if text.Width(end) > right { // half of a wide character
			end = " " + ansi.TruncateLeft(under, r.X+r.W+1, "")
		}
		lines[r.Y+i] = left + l + end
	}
	return strings.Join(lines, "\n")
}
