package browse

import (
	tea "charm.land/bubbletea/v2"

	"teapot/model"
	"teapot/ui/text"
)

// showNotice shows a notice in the bottom line until the next key.
func (m *Model) showNotice(notice string) { m.notice, m.noticeIsError = notice, false }

// showError shows an error message in the bottom line until the next key.
func (m *Model) showError(notice string) { m.notice, m.noticeIsError = notice, true }

// hitTitle returns the code of a hit, which is the code that the user has searched for,
// and the name of its entry: "404 Not Found".
func hitTitle(h model.Hit) string {
	if h.Code == "" {
		return h.Entry.Name
	}
	return h.Code + " " + h.Entry.Name
}

// copyText copies text to the clipboard of the user's terminal. Not every terminal
// supports that. Therefore a notice shows the text, so that the user can select it.
func (m *Model) copyText(s string) tea.Cmd {
	s = text.Clean(s)
	m.showNotice("copied: " + s)
	return tea.SetClipboard(s)
}

// copyName copies the code and the name of the shown entry.
func (m *Model) copyName() tea.Cmd {
	if m.shownHit.Entry == nil {
		return nil
	}
	return m.copyText(hitTitle(m.shownHit))
}

// specURL returns the URL of the shown entry's specification, or "" if none is
// known.
func (m *Model) specURL() string {
	if m.shownHit.Entry == nil {
		return ""
	}
	for _, s := range m.shownHit.Entry.Specs {
		if u := s.URL(); u != "" {
			return u
		}
	}
	return ""
}

// copyURL copies the URL of the shown entry's specification.
func (m *Model) copyURL() tea.Cmd {
	if m.specURL() == "" {
		m.showError("this entry names no address")
		return nil
	}
	return m.copyText(m.specURL())
}

// openedMsg says that Config.Open has returned, and with which error.
type openedMsg struct {
	url string
	err error
}

// openURL returns a command that opens the URL of the shown entry's specification.
func (m *Model) openURL() tea.Cmd {
	if m.specURL() == "" {
		return m.copyURL() // which says that there is none
	}
	return m.openAddress(m.specURL())
}

// openAddress returns a command that opens a URL. In an SSH session, where the browser
// cannot open a URL on the user's machine, it copies the URL.
func (m *Model) openAddress(url string) tea.Cmd {
	if m.config.Open == nil {
		return m.copyText(url)
	}
	m.showNotice("opening " + url)
	return func() tea.Msg { return openedMsg{url, m.config.Open(url)} }
}

// handleOpened copies the URL if Config.Open could not open it.
func (m *Model) handleOpened(msg openedMsg) tea.Cmd {
	if msg.err == nil {
		return nil
	}
	cmd := m.copyText(msg.url)
	m.showError("cannot open it (" + msg.err.Error() + "); copied: " + msg.url)
	return cmd
}

// pickConstant asks which constant of the shown entry to copy.
func (m *Model) pickConstant() {
	if m.shownHit.Entry == nil || len(m.shownHit.Entry.Constants) == 0 {
		m.showError("this entry has no constants")
		return
	}
	constants := m.shownHit.Entry.Constants
	var items []string
	for _, c := range constants {
		items = append(items, text.Clean(text.Pad(c.Language, 8)+c.Name))
	}
	m.ask("Copy the constant of", items, func(i int) tea.Cmd { return m.copyText(constants[i].Symbol()) })
}
