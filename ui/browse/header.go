package browse

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"teapot/model"
	"teapot/ui/text"
)

// The header leaves out parts on a narrow terminal. These widths are in cells.
const (
	minTitleWidth    = 60 // the header shows the program's name from this terminal width
	minBothTabsWidth = 34 // the header shows both tabs beside the search box from this terminal width
	minPositionWidth = 48 // the header shows the position in the list from this terminal width
)

// prompt is drawn before the text in the search box.
const prompt = "> "

// drawHeader draws the tabs, the search box and the position in the list. It also returns
// the cursor of the terminal at its place in the search box, or nil if the header has no
// search box.
func (m *Model) drawHeader() (string, *tea.Cursor) {
	w := m.frame.Width
	tabs, position := m.drawTabs(), m.positionLabel()
	free := w - m.tabsWidth() - text.Width(position)
	isSearching := m.hasSearchBox()
	switch {
	case free < 0, isSearching && free <= len(prompt):
		return text.Pad(ansi.Truncate(tabs, w, ""), w), nil
	case !isSearching:
		return tabs + strings.Repeat(" ", free) + m.theme.Dim.Render(position), nil
	}
	query, x := m.searchBox.View()
	box := m.theme.Key.Render(prompt) + query
	cursor := tea.NewCursor(m.tabsWidth()+len(prompt)+x, m.frame.Header.Y)
	return tabs + text.Pad(box, free) + m.theme.Dim.Render(position), cursor
}

// fitSearchBox gives the search box the width that the other parts of the header leave
// free. Update calls it after every change.
func (m *Model) fitSearchBox() {
	if m.hasSearchBox() {
		free := m.frame.Width - m.tabsWidth() - text.Width(m.positionLabel())
		m.searchBox.SetWidth(max(free-len(prompt), 0))
	}
}

// hasSearchBox reports whether the header has a search box.
func (m *Model) hasSearchBox() bool { return m.isTyping || m.searchBox.Value() != "" }

// drawTabs draws the program's name and the tabs with their counts.
func (m *Model) drawTabs() string {
	var b strings.Builder
	b.WriteString(m.drawTitle())
	for _, p := range model.Protocols() {
		if m.isTabShown(p) {
			b.WriteString(m.drawTab(p))
		}
	}
	return b.String()
}

// tabsWidth returns the width in cells of the program's name and the tabs.
func (m *Model) tabsWidth() int {
	w := m.titleWidth()
	for _, p := range model.Protocols() {
		w += m.tabWidth(p)
	}
	return w
}

// drawTitle draws the program's name, if the terminal is wide enough for it.
func (m *Model) drawTitle() string {
	if m.titleWidth() == 0 {
		return ""
	}
	return " " + m.theme.Strong.Render("teapot") + "  "
}

// titleWidth returns the width in cells of the program's name, or 0 if it is not shown.
func (m *Model) titleWidth() int {
	if m.frame.Width < minTitleWidth {
		return 0
	}
	return len(" teapot  ")
}

// isTabShown reports whether the header shows the tab of a protocol.
func (m *Model) isTabShown(p model.Protocol) bool {
	return p == m.protocol || m.frame.Width >= minBothTabsWidth || !m.hasSearchBox()
}

// drawTab draws the tab of a protocol, with its count.
func (m *Model) drawTab(p model.Protocol) string {
	style := m.theme.Tab
	if p == m.protocol {
		style = m.theme.Active
	}
	return " " + style.Render(p.Title()) + " " + m.theme.Dim.Render(m.countLabel(p)) + " "
}

// tabWidth returns the width in cells of the tab of a protocol, or 0 if the tab is not
// shown.
func (m *Model) tabWidth(p model.Protocol) int {
	if !m.isTabShown(p) {
		return 0
	}
	return len(" ") + text.Width(p.Title()) + len(" ") + len(m.countLabel(p)) + len(" ")
}

// countLabel returns the count on the tab of a protocol: the number of codes, such as
// "85". If there is a query, it is the number of matches and of all entries, as "3/160".
func (m *Model) countLabel(p model.Protocol) string {
	if m.result.Query == "" {
		return fmt.Sprint(m.codeCounts[p])
	}
	return fmt.Sprintf("%d/%d", m.lists[p].Len(), m.entryCounts[p])
}

// positionLabel returns the text at the right end of the header: the position of the
// cursor in the list, as "2 of 85", or how far the page is scrolled while the user is
// reading, as "42%".
func (m *Model) positionLabel() string {
	if m.frame.Width < minPositionWidth || m.currentList().Len() == 0 {
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
