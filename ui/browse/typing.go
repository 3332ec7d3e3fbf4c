package browse

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"teapot/ui/text"
)

// startTyping moves the focus to the search box.
func (m *Model) startTyping() tea.Cmd {
	m.typing = true
	if !m.frame.SideBySide {
		m.focus = onList // show the matches
	}
	m.updateFocus()
	return m.requestIndex()
}

// stopTyping moves the focus back to the pane that had it.
func (m *Model) stopTyping() { m.setFocus(m.focus) }

// clearSearch empties the search box, and lists everything again.
func (m *Model) clearSearch() {
	if m.searchBox.Value() != "" {
		m.searchBox.SetValue("")
		m.search()
	}
}

// handlePaste inserts pasted text into the search box.
func (m *Model) handlePaste(pasted string) tea.Cmd {
	m.notice = ""
	switch m.mode() {
	case helpMode, pickMode, compareMode:
		return nil
	case typeMode:
		return m.insert(cleanPaste(pasted))
	case readMode, listMode:
	}
	pasted = cleanPaste(pasted)
	if pasted != "" {
		m.searchBox.SetValue("") // as a digit does, a paste starts a new search
	}
	return m.insert(pasted)
}

// insert inserts text into the search box, and searches for what it holds then.
func (m *Model) insert(s string) tea.Cmd {
	cmd := m.startTyping()
	if m.searchBox.Insert(s) {
		m.search()
	}
	return cmd
}

// cleanPaste joins pasted text into one line, and replaces the characters that a
// terminal would act on.
func cleanPaste(s string) string {
	if len(s) > 4*maxQuery { // a character has up to four bytes
		s = s[:4*maxQuery]
	}
	return text.Clean(strings.Join(strings.Fields(s), " "))
}
