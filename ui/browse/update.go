package browse

import (
	"cmp"
	"math"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"teapot/ui/browse/detail"
	"teapot/ui/browse/help"
	"teapot/ui/text"
)

// Update routes a message to its handler. What the handler changes is drawn
// when View is next called.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.resize(msg.Width, msg.Height)
	case tea.BackgroundColorMsg:
		if m.config.Background == Ask {
			m.look.Dark = msg.IsDark()
			m.setTheme()
		}
	case tea.ColorProfileMsg:
		m.look.Profile = cmp.Or(m.config.Profile, msg.Profile)
		m.setTheme()
	case tea.EnvMsg:
		m.look.ASCII = asciiOnly(msg)
		m.setTheme()
	case prepared:
		m.findAgain()
	case tea.PasteMsg:
		m.drawn = false
		return m, m.paste(msg.Content)
	case tea.MouseWheelMsg:
		m.wheel(msg)
	case tea.MouseClickMsg:
		m.drawn = false
		return m, m.click(msg)
	case tea.MouseMotionMsg:
		m.drag(msg)
	case tea.MouseReleaseMsg:
		m.dragging = false
	case opened:
		m.drawn = false
		return m, m.hasOpened(msg)
	case notKept:
		m.warn("not remembered: " + msg.err.Error())
	case tea.KeyPressMsg:
		m.drawn = false
		return m, m.key(msg)
	default:
		return m, nil
	}
	m.drawn = false
	return m, nil
}

// asciiOnly reports whether the terminal's variables say that it cannot show
// more than ASCII: the console of Linux, and locales that name another charset.
func asciiOnly(env tea.EnvMsg) bool {
	if env.Getenv("TERM") == "linux" {
		return true
	}
	locale := env.Getenv("LC_ALL")
	for _, name := range []string{"LC_CTYPE", "LANG"} {
		if locale == "" {
			locale = env.Getenv(name)
		}
	}
	_, charset, named := strings.Cut(strings.ToLower(locale), ".")
	return named && !strings.HasPrefix(strings.ReplaceAll(charset, "-", ""), "utf8") ||
		locale == "C" || locale == "POSIX"
}

// key handles a key: those that always mean the same first, then those of what
// has the focus.
func (m *Model) key(msg tea.KeyPressMsg) tea.Cmd {
	m.notice = ""
	switch k := &m.keys; {
	case key.Matches(msg, k.Interrupt):
		return tea.Interrupt
	case key.Matches(msg, k.Suspend):
		return tea.Suspend
	case m.help:
		m.helpKey(msg)
	case m.picker.Open():
		return m.pickKey(msg)
	case m.comparing() && !key.Matches(msg, k.Help):
		m.contrastKey(msg)
	case key.Matches(msg, k.Clear):
		m.escape()
	case key.Matches(msg, k.Tab, k.BackTab):
		return m.changeProtocol(m.protocol.Other())
	case m.typing:
		return m.typingKey(msg)
	case key.Matches(msg, k.Quit):
		return tea.Quit
	case key.Matches(msg, k.Help):
		m.help, m.helpFrom = true, 0
	case key.Matches(msg, k.Search):
		return m.startTyping()
	case key.Matches(msg, k.Digit):
		m.input.SetValue(msg.String())
		m.find()
		return m.startTyping()
	case key.Matches(msg, k.Back):
		m.back()
	case key.Matches(msg, k.Forward):
		m.forward()
	default:
		return m.paneKey(msg)
	}
	return nil
}

// paneKey handles the keys that do something with the entry that is shown, then
// those of the pane that has the focus.
func (m *Model) paneKey(msg tea.KeyPressMsg) tea.Cmd {
	switch k := &m.keys; {
	case key.Matches(msg, k.Copy):
		return m.copyName()
	case key.Matches(msg, k.CopySpec):
		return m.copyAddress()
	case key.Matches(msg, k.Constants):
		m.pickConstant()
	case key.Matches(msg, k.Open):
		return m.openAddress()
	case key.Matches(msg, k.Compare):
		m.compare()
	case key.Matches(msg, k.Favorite):
		return m.favor()
	case m.focus == onDetail:
		m.detailKey(msg)
	default:
		m.listKey(msg)
	}
	return nil
}

// helpKey scrolls or closes the help.
func (m *Model) helpKey(msg tea.KeyPressMsg) {
	switch k := &m.keys; {
	case key.Matches(msg, k.Down):
		m.scrollHelp(1)
	case key.Matches(msg, k.Up):
		m.scrollHelp(-1)
	case key.Matches(msg, k.PageDown):
		m.scrollHelp(m.frame.Height / 2)
	case key.Matches(msg, k.PageUp):
		m.scrollHelp(-m.frame.Height / 2)
	case key.Matches(msg, k.Home):
		m.helpFrom = 0
	case key.Matches(msg, k.End):
		m.scrollHelp(math.MaxInt32)
	case key.Matches(msg, k.Clear, k.Help, k.Quit, k.Read):
		m.help = false
	}
}

// scrollHelp scrolls the help by n lines.
func (m *Model) scrollHelp(n int) {
	w, h := help.Size(m.keys.sections(), m.frame.Width)
	m.helpFrom = min(max(m.helpFrom+n, 0), max(h-m.frame.Overlay(w, h).H, 0))
}

// escape undoes one thing: a mark unless something is typed, the search, then
// reading. It never quits.
func (m *Model) escape() {
	switch {
	case m.marked.Entry != nil && !m.typing:
		m.unmark()
	case m.input.Value() != "":
		m.input.SetValue("")
		m.find()
		m.leaveTyping()
	case m.typing:
		m.leaveTyping()
	case m.focus == onDetail:
		m.leave()
	}
}

func (m *Model) startTyping() tea.Cmd {
	m.typing = true
	if !m.frame.Both {
		m.focus = onList // the matches are what one wants to see
	}
	m.passFocus()
	return m.prepare()
}

func (m *Model) leaveTyping() { m.setFocus(m.focus) }

// typingKey handles a key while the search box has the focus: nearly all are
// text.
func (m *Model) typingKey(msg tea.KeyPressMsg) tea.Cmd {
	switch k := &m.keys; {
	case key.Matches(msg, k.TypingUp):
		m.move(-1)
	case key.Matches(msg, k.TypingDown):
		m.move(1)
	case key.Matches(msg, k.TypingPage):
		m.listKey(msg)
	case key.Matches(msg, k.TypingRead):
		m.read()
	case m.input.Key(msg):
		m.find()
	}
	return nil
}

// paste puts pasted text into the search box, on one line and without anything
// that a terminal would obey.
func (m *Model) paste(pasted string) tea.Cmd {
	m.notice = ""
	if m.help || m.picker.Open() || m.comparing() {
		return nil
	}
	if len(pasted) > 4*maxInput {
		pasted = pasted[:4*maxInput]
	}
	pasted = text.Clean(strings.Join(strings.Fields(pasted), " "))
	if !m.typing && pasted != "" {
		m.input.SetValue("") // as a digit does, it begins another search
	}
	start := m.startTyping()
	if m.input.Insert(pasted) {
		m.find()
	}
	return start
}

// listKey handles a key in the list.
func (m *Model) listKey(msg tea.KeyPressMsg) {
	l := m.list()
	switch k := &m.keys; {
	case key.Matches(msg, k.Up):
		l.Move(-1)
	case key.Matches(msg, k.Down):
		l.Move(1)
	case key.Matches(msg, k.PageUp):
		l.Page(-1)
	case key.Matches(msg, k.PageDown):
		l.Page(1)
	case key.Matches(msg, k.Home):
		l.Home()
	case key.Matches(msg, k.End):
		l.End()
	case key.Matches(msg, k.Read):
		m.read()
		return
	default:
		return
	}
	m.showSelected()
}

func (m *Model) move(n int) {
	m.list().Move(n)
	m.showSelected()
}

// detailKey handles a key in the detail pane.
func (m *Model) detailKey(msg tea.KeyPressMsg) {
	switch k := &m.keys; {
	case key.Matches(msg, k.Read):
		m.follow()
	case key.Matches(msg, k.Leave):
		m.leave()
	default:
		m.scroll(&m.detail, msg)
	}
}

// scroll moves through a page.
func (m *Model) scroll(d *detail.Model, msg tea.KeyPressMsg) {
	switch k := &m.keys; {
	case key.Matches(msg, k.Up):
		d.Previous()
	case key.Matches(msg, k.Down):
		d.Next()
	case key.Matches(msg, k.PageUp):
		d.Page(-1)
	case key.Matches(msg, k.PageDown):
		d.Page(1)
	case key.Matches(msg, k.Home):
		d.Home()
	case key.Matches(msg, k.End):
		d.End()
	}
}
