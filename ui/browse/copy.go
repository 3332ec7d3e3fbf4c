package browse

import (
	tea "charm.land/bubbletea/v2"

	"teapot/model"
	"teapot/ui/text"
)

// say shows a notice in the bottom line until the next key.
func (m *Model) say(notice string) { m.notice, m.noticeIsError = notice, false }

// warn shows a notice that something went wrong.
func (m *Model) warn(notice string) { m.notice, m.noticeIsError = notice, true }

// hitTitle returns the code that was searched for, and the name of the entry.
func hitTitle(h model.Hit) string {
	if h.Code == "" {
		return h.Entry.Name
	}
	return h.Code + " " + h.Entry.Name
}

// copyText copies text to the clipboard of the user's terminal. The notice shows
// what was copied, because not every terminal supports it.
func (m *Model) copyText(s string) tea.Cmd {
	s = text.Clean(s)
	m.say("copied: " + s)
	return tea.SetClipboard(s)
}

// copyName copies code and name of the shown entry.
func (m *Model) copyName() tea.Cmd {
	if m.shown.Entry == nil {
		return nil
	}
	return m.copyText(hitTitle(m.shown))
}

// specURL returns the URL of the shown entry's specification, or "" if none is
// known.
func (m *Model) specURL() string {
	if m.shown.Entry == nil {
		return ""
	}
	for _, s := range m.shown.Entry.Specs {
		if u := s.URL(); u != "" {
			return u
		}
	}
	return ""
}

// copyURL copies the URL of the specification.
func (m *Model) copyURL() tea.Cmd {
	if m.specURL() == "" {
		m.warn("this entry names no address")
		return nil
	}
	return m.copyText(m.specURL())
}

// openedMsg is the result of opening a URL.
type openedMsg struct {
	url string
	err error
}

// openURL opens the specification on the user's machine. If that is another
// machine, it copies the URL.
func (m *Model) openURL() tea.Cmd {
	url := m.specURL()
	if url == "" || m.config.Open == nil {
		return m.copyURL()
	}
	m.say("opening " + url)
	return func() tea.Msg { return openedMsg{url, m.config.Open(url)} }
}

// handleOpened copies a URL that could not be opened.
func (m *Model) handleOpened(msg openedMsg) tea.Cmd {
	if msg.err == nil {
		return nil
	}
	cmd := m.copyText(msg.url)
	m.warn("cannot open it (" + msg.err.Error() + "); copied: " + msg.url)
	return cmd
}

// pickConstant asks for the language whose constant is copied.
func (m *Model) pickConstant() {
	if m.shown.Entry == nil || len(m.shown.Entry.Constants) == 0 {
		m.warn("this entry has no constants")
		return
	}
	constants := m.shown.Entry.Constants
	var items []string
	for _, c := range constants {
		items = append(items, text.Clean(text.Pad(c.Language, 8)+c.Name))
	}
	m.ask("Copy the constant of", items, func(i int) tea.Cmd { return m.copyText(constants[i].Symbol()) })
}
