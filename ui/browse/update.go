package browse

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Update handles a message. If the message has a handler, it discards the cached view, so
// that the next call of View draws again. The cached view is discarded nowhere else.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd, handled := m.handle(msg)
	if handled {
		m.fitSearchBox()
		m.isViewValid = false
	}
	return m, cmd
}

// handle routes a message to its handler, and reports whether there is one.
func (m *Model) handle(msg tea.Msg) (cmd tea.Cmd, handled bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return m.handleKey(msg), true
	case tea.PasteMsg:
		return m.handlePaste(msg.Content), true
	case tea.MouseClickMsg:
		return m.handleClick(msg), true
	case tea.MouseWheelMsg:
		m.handleWheel(msg)
	case tea.MouseMotionMsg:
		m.dragDivider(msg.X)
	case tea.MouseReleaseMsg:
		m.isDraggingDivider = false
	case tea.WindowSizeMsg:
		m.resize(msg.Width, msg.Height)
	case tea.BackgroundColorMsg:
		m.setBackground(msg)
	case tea.ColorProfileMsg:
		m.themeOptions.Profile = cmp.Or(m.config.Profile, msg.Profile)
		m.applyTheme()
	case tea.EnvMsg:
		m.themeOptions.ASCII = asciiOnly(msg)
		m.applyTheme()
	case indexReadyMsg:
		m.searchAgain()
	case openedMsg:
		return m.handleOpened(msg), true
	case saveFailedMsg:
		m.showError("not saved: " + msg.err.Error())
	default:
		return nil, false
	}
	return nil, true
}

// setBackground applies the background that the terminal has reported, unless the user has
// chosen one.
func (m *Model) setBackground(msg tea.BackgroundColorMsg) {
	if m.config.Background == Ask {
		m.themeOptions.Dark = msg.IsDark()
		m.applyTheme()
	}
}

// asciiOnly reports whether the environment says that the terminal can show only ASCII.
// That is the case on the Linux console, and if the character set of the locale is not
// UTF-8.
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
	_, charset, hasCharset := strings.Cut(strings.ToLower(locale), ".")
	return hasCharset && !strings.HasPrefix(strings.ReplaceAll(charset, "-", ""), "utf8") ||
		locale == "C" || locale == "POSIX"
}
