package browse

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"teapot/model/search"
	"teapot/ui/text"
)

// View returns the cached view if nothing has changed since it was drawn. Bubble Tea calls
// View after every message.
func (m *Model) View() tea.View {
	if !m.isViewValid {
		m.view, m.isViewValid = m.draw(), true
	}
	return m.view
}

// draw returns the screen, and what the terminal has to do besides showing it.
func (m *Model) draw() tea.View {
	content, cursor := m.drawFrame()
	v := tea.NewView(content)
	v.AltScreen = true
	v.Cursor = cursor
	v.WindowTitle = "teapot"
	if m.shownHit.Entry != nil {
		v.WindowTitle = "teapot: " + text.Clean(hitTitle(m.shownHit))
	}
	if !m.config.NoMouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

// drawFrame draws the screen, one line for each row of the terminal. While the user is
// typing, it also returns the cursor, which is in the search box. Otherwise the cursor is
// nil.
func (m *Model) drawFrame() (string, *tea.Cursor) {
	f := m.frame
	if f.Width == 0 || f.Height == 0 {
		return "", nil
	}
	var b strings.Builder
	b.Grow(len(m.view.Content) + len(m.view.Content)/16)
	header, cursor := m.drawHeader()
	b.WriteString(header)
	if !f.Rule.Empty() {
		b.WriteByte('\n')
		b.WriteString(m.steadyLines().rule)
	}
	m.writePanes(&b)
	if !f.Footer.Empty() {
		b.WriteByte('\n')
		b.WriteString(m.drawFooter())
	}
	switch m.mode() {
	case helpMode:
		rect, box := m.drawHelp()
		return m.drawOver(b.String(), rect, box), nil
	case pickMode:
		return m.drawOver(b.String(), m.pickerRect(), m.picker.View(m.theme)), nil
	case typeMode:
		return b.String(), cursor
	case compareMode, readMode, listMode:
	}
	return b.String(), nil
}

// writePanes draws the part of the screen between header and footer: a comparison if one
// is open, or else list and page side by side. On a narrow terminal, it draws only the
// pane that has the focus.
func (m *Model) writePanes(b *strings.Builder) {
	left, right, divider := m.listLines(), []string(nil), ""
	switch {
	case m.isComparing():
		left = m.comparison.View()
	case m.frame.SideBySide:
		right, divider = m.detail.View(), " "+m.theme.Border.Render(m.theme.Glyphs.Vertical)+" "
	case m.focus == detailPane:
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

// listLines draws the list. If nothing matches the query, it draws a message instead.
func (m *Model) listLines() []string {
	l := m.currentList()
	if l.Len() > 0 || m.result.Query == "" {
		return l.View()
	}
	r := m.frame.List
	lines := make([]string, r.H)
	message := m.noMatchText(r.W)
	for i := range lines {
		lines[i] = strings.Repeat(" ", r.W)
		if i > 0 && i <= len(message) {
			lines[i] = text.Fit(" "+message[i-1], r.W, "")
		}
	}
	return lines
}

// noMatchText returns the message that nothing in this tab matches, wrapped to w cells. It
// also says how many entries in the other tab match, and how to clear the search.
func (m *Model) noMatchText(w int) []string {
	lines := text.Wrap(fmt.Sprintf("no %s code matches.", m.protocol.Title()), w-2)
	otherTab := m.protocol.Other()
	if n := m.lists[otherTab].Len(); n > 0 {
		lines = append(lines, text.Wrap(fmt.Sprintf("%d in %s: press %s.", n, otherTab.Title(), m.keys.Tab.Help().Key), w-2)...)
	}
	lines = append(lines, text.Wrap(m.keys.Clear.Help().Key+" clears the search.", w-2)...)
	if strings.Contains(m.result.Query, ":") { // the query has a filter, which may be misspelled
		lines = append(append(lines, ""), text.Wrap("The filters are "+strings.Join(search.Filters(), ": ")+":", w-2)...)
	}
	return lines
}
