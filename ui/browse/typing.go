package browse

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"teapot/ui/text"
)

// startTyping moves the focus to the search box. The first time, it returns a command that
// makes the bodies of entries searchable.
func (m *Model) startTyping() tea.Cmd {
	m.isTyping = true
	if !m.frame.SideBySide {
		m.focus = listPane // so that the matches are visible
	}
	m.updateFocus()
	return m.requestIndex()
}

// stopTyping moves the focus from the search box back to the pane that had it before.
func (m *Model) stopTyping() { m.setFocus(m.focus) }

// clearSearch empties the search box, so that the lists show all entries again.
func (m *Model) clearSearch() {
	if m.searchBox.Value() != "" {
		m.searchBox.SetValue("")
		m.search()
	}
}

// handlePaste inserts pasted text into the search box. If the user is not typing, the text
// replaces the last query. An overlay or a comparison ignores it.
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
		m.searchBox.SetValue("") // a paste starts a new search, as a digit does
	}
	return m.insert(pasted)
}

// insert inserts text into the search box, and searches for the new text of the box.
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
	if len(s) > 4*maxQueryLength { // a character has up to four bytes
		s = s[:4*maxQueryLength]
	}
	return text.Clean(strings.Join(strings.Fields(s), " "))
}
