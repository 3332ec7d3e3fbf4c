package browse

import (
	tea "charm.land/bubbletea/v2"

	"teapot/model"
	"teapot/ui/text"
)

// say puts a notice into the bottom line until the next key.
func (m *Model) say(notice string) { m.notice, m.warns = notice, false }

// warn is say, for what went wrong.
func (m *Model) warn(notice string) { m.notice, m.warns = notice, true }

// hitTitle is what people call what was found: the code that was asked for, and
// the name.
func hitTitle(h model.Hit) string {
	if h.Code == "" {
		return h.Entry.Name
	}
	return h.Code + " " + h.Entry.Name
}

// copyText puts text onto the clipboard of whoever sits at the terminal, and
// shows it: not every terminal can.
func (m *Model) copyText(s string) tea.Cmd {
	s = text.Clean(s)
	m.say("copied: " + s)
	return tea.SetClipboard(s)
}

// copyName copies code and name.
func (m *Model) copyName() tea.Cmd {
	if m.shown.Entry == nil {
		return nil
	}
	return m.copyText(hitTitle(m.shown))
}

// address is where the specification of the shown entry can be read, "" if
// nobody knows.
func (m *Model) address() string {
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

// copyAddress copies the address of the specification.
func (m *Model) copyAddress() tea.Cmd {
	if m.address() == "" {
		m.warn("this entry names no address")
		return nil
	}
	return m.copyText(m.address())
}

// opened says what became of opening an address.
type opened struct {
	url string
	err error
}

// openAddress opens the specification on the user's machine, or copies its
// address where that is another one.
func (m *Model) openAddress() tea.Cmd {
	url := m.address()
	if url == "" || m.config.Open == nil {
		return m.copyAddress()
	}
	m.say("opening " + url)
	return func() tea.Msg { return opened{url, m.config.Open(url)} }
}

// hasOpened says that an address could not be opened, and copies it.
func (m *Model) hasOpened(o opened) tea.Cmd {
	if o.err == nil {
		return nil
	}
	cmd := m.copyText(o.url)
	m.warn("cannot open it (" + o.err.Error() + "); copied: " + o.url)
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
