package browse

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"teapot/model"
	"teapot/ui/text"
)

// The widths from which the header has room for more than one tab.
const (
	minTitle    = 60 // for the name of the program
	minBothTabs = 34 // for both tabs beside the search box
	minPosition = 48 // for the position in the list
)

// prompt stands before the search box.
const prompt = "> "

// drawHeader draws the tabs, the search box and the position in the list. It returns
// where the cursor is if the user is typing, or nil if that is not visible.
func (m *Model) drawHeader() (string, *tea.Cursor) {
	w := m.frame.Width
	tabs, position := m.drawTabs(), m.positionLabel()
	room := w - m.tabsWidth() - text.Width(position)
	searching := m.searchBoxShown()
	switch {
	case room < 0, searching && room <= len(prompt):
		return text.Pad(ansi.Truncate(tabs, w, ""), w), nil
	case !searching:
		return tabs + strings.Repeat(" ", room) + m.theme.Dim.Render(position), nil
	}
	query, x := m.searchBox.View()
	box := m.theme.Key.Render(prompt) + query
	cursor := tea.NewCursor(m.tabsWidth()+len(prompt)+x, m.frame.Header.Y)
	return tabs + text.Pad(box, room) + m.theme.Dim.Render(position), cursor
}

// fitSearchBox sets the width of the search box, after anything has changed.
func (m *Model) fitSearchBox() {
	if m.searchBoxShown() {
		room := m.frame.Width - m.tabsWidth() - text.Width(m.positionLabel())
		m.searchBox.SetWidth(max(room-len(prompt), 0))
	}
}

// searchBoxShown reports whether the header has a search box.
func (m *Model) searchBoxShown() bool { return m.typing || m.searchBox.Value() != "" }

// drawTabs draws the program's name and the tabs with their counts.
func (m *Model) drawTabs() string {
	var b strings.Builder
	b.WriteString(m.drawTitle())
	for _, p := range model.Protocols() {
		if m.tabShown(p) {
			b.WriteString(m.drawTab(p))
		}
	}
	return b.String()
}

// tabsWidth returns the width of the program's name and the tabs.
func (m *Model) tabsWidth() int {
	w := m.titleWidth()
	for _, p := range model.Protocols() {
		w += m.tabWidth(p)
	}
	return w
}

// drawTitle draws the program's name, if there is room for it.
func (m *Model) drawTitle() string {
	if m.titleWidth() == 0 {
		return ""
	}
	return " " + m.theme.Strong.Render("teapot") + "  "
}

func (m *Model) titleWidth() int {
	if m.frame.Width < minTitle {
		return 0
	}
	return len(" teapot  ")
}

// tabShown reports whether there is room for the tab of a protocol.
func (m *Model) tabShown(p model.Protocol) bool {
	return p == m.protocol || m.frame.Width >= minBothTabs || !m.searchBoxShown()
}

func (m *Model) drawTab(p model.Protocol) string {
	style := m.theme.Tab
	if p == m.protocol {
		style = m.theme.Active
	}
	return " " + style.Render(p.Title()) + " " + m.theme.Dim.Render(m.countLabel(p)) + " "
}

// tabWidth returns the width of the tab of a protocol, 0 if it is not shown.
func (m *Model) tabWidth(p model.Protocol) int {
	if !m.tabShown(p) {
		return 0
	}
	return len(" ") + text.Width(p.Title()) + len(" ") + len(m.countLabel(p)) + len(" ")
}

// countLabel returns the number of codes of a protocol. With a query it is the number
// of matches out of all entries.
func (m *Model) countLabel(p model.Protocol) string {
	if m.result.Query == "" {
		return fmt.Sprint(m.codeCounts[p])
	}
	return fmt.Sprintf("%d/%d", m.lists[p].Len(), m.entryCounts[p])
}

// positionLabel describes the position in the list, or on the page if the user is reading.
func (m *Model) positionLabel() string {
	if m.frame.Width < minPosition || m.currentList().Len() == 0 {
		return ""
	}
	switch m.baseMode() {
	case compareMode:
		return " " + m.comparison.Percent() + " "
	case readMode:
		if percent := m.detail.Percent(); percent != "" {
			return " " + percent + " "
		}
	case helpMode, pickMode, typeMode, listMode:
	}
	return fmt.Sprintf(" %d of %d ", m.currentList().Position()+1, m.currentList().Len())
}
