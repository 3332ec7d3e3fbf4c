package browse

import (
	"math"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"teapot/ui/browse/detail"
)

// handleKey handles a key. It handles some keys in the same way in every mode, and passes
// all other keys to the function of the current mode.
func (m *Model) handleKey(msg tea.KeyPressMsg) tea.Cmd {
	k, pressed := &m.keys, keyName(msg.String())
	if key.Matches(pressed, k.Repaint) {
		return tea.ClearScreen // the notice stays, because a repaint must not change the screen
	}
	m.notice = ""
	switch {
	case key.Matches(pressed, k.Interrupt):
		return tea.Interrupt
	case key.Matches(pressed, k.Suspend):
		return tea.Suspend
	}
	switch m.mode() {
	case helpMode:
		m.helpKey(pressed)
	case pickMode:
		return m.pickKey(pressed)
	case compareMode:
		m.compareKey(pressed)
	case typeMode:
		return m.typeKey(msg, pressed)
	case readMode, listMode:
		return m.browseKey(pressed)
	}
	return nil
}

// helpKey handles a key while the help is open.
func (m *Model) helpKey(pressed keyName) {
	switch k := &m.keys; {
	case key.Matches(pressed, k.Down):
		m.scrollHelp(1)
	case key.Matches(pressed, k.Up):
		m.scrollHelp(-1)
	case key.Matches(pressed, k.PageDown):
		m.scrollHelp(m.frame.Height / 2)
	case key.Matches(pressed, k.PageUp):
		m.scrollHelp(-m.frame.Height / 2)
	case key.Matches(pressed, k.Home):
		m.helpOffset = 0
	case key.Matches(pressed, k.End):
		m.scrollHelp(math.MaxInt32)
	case key.Matches(pressed, k.Clear, k.Help, k.Quit, k.Read):
		m.isHelpOpen = false
	}
}

// pickKey handles a key while the user is asked to choose.
func (m *Model) pickKey(pressed keyName) tea.Cmd {
	switch k := &m.keys; {
	case key.Matches(pressed, k.Up, k.TypingUp):
		m.picker.Move(-1)
	case key.Matches(pressed, k.Down, k.TypingDown):
		m.picker.Move(1)
	case key.Matches(pressed, k.Read):
		return m.choose()
	case key.Matches(pressed, k.Clear, k.Leave, k.Quit):
		m.picker.Close()
	}
	return nil
}

// compareKey handles a key while a comparison is open.
func (m *Model) compareKey(pressed keyName) {
	switch k := &m.keys; {
	case key.Matches(pressed, k.Help):
		m.openHelp()
	case key.Matches(pressed, k.Clear, k.Leave, k.Compare, k.Back, k.Quit):
		m.closeComparison()
	default:
		m.pageKey(&m.comparison, pressed)
	}
}

// typeKey handles a key while the user is typing in the search box. Most keys are text
// there.
func (m *Model) typeKey(msg tea.KeyPressMsg, pressed keyName) tea.Cmd {
	switch k := &m.keys; {
	case key.Matches(pressed, k.Clear):
		m.clearSearch()
		m.stopTyping()
	case key.Matches(pressed, k.Tab, k.BackTab):
		return m.switchTab(m.protocol.Other())
	case key.Matches(pressed, k.TypingUp):
		m.moveSelection(-1)
	case key.Matches(pressed, k.TypingDown):
		m.moveSelection(1)
	case key.Matches(pressed, k.TypingPage):
		m.listKey(pressed)
	case key.Matches(pressed, k.TypingRead):
		m.focusPage()
	case m.searchBox.Key(msg):
		m.search()
	}
	return nil
}

// browseKey handles a key while the list or the page has the focus. It handles the keys
// that do the same in both panes, and passes all other keys on.
func (m *Model) browseKey(pressed keyName) tea.Cmd {
	switch k := &m.keys; {
	case key.Matches(pressed, k.Clear):
		m.handleEscape()
	case key.Matches(pressed, k.Tab, k.BackTab):
		return m.switchTab(m.protocol.Other())
	case key.Matches(pressed, k.Quit):
		return tea.Quit
	case key.Matches(pressed, k.Help):
		m.openHelp()
	case key.Matches(pressed, k.Search):
		return m.startTyping()
	case key.Matches(pressed, k.Digit):
		m.searchBox.SetValue(string(pressed))
		m.search()
		return m.startTyping()
	case key.Matches(pressed, k.Back):
		m.goBack()
	case key.Matches(pressed, k.Forward):
		m.goForward()
	default:
		return m.entryKey(pressed)
	}
	return nil
}

// entryKey handles a key that does something with the shown entry, such as copying its
// name. It passes all other keys to the pane that has the focus.
func (m *Model) entryKey(pressed keyName) tea.Cmd {
	switch k := &m.keys; {
	case key.Matches(pressed, k.Copy):
		return m.copyName()
	case key.Matches(pressed, k.CopySpec):
		return m.copyURL()
	case key.Matches(pressed, k.Constants):
		m.pickConstant()
	case key.Matches(pressed, k.Open):
		return m.openURL()
	case key.Matches(pressed, k.Compare):
		m.compare()
	case key.Matches(pressed, k.Favorite):
		return m.toggleFavorite()
	case m.focus == detailPane:
		return m.detailKey(pressed)
	default:
		m.listKey(pressed)
	}
	return nil
}

// handleEscape removes the mark for a comparison. If there is none, it clears the search. If
// there is no search, it goes from the page back to the list. It never quits.
func (m *Model) handleEscape() {
	switch {
	case m.compareMark.Entry != nil:
		m.clearCompareMark()
	case m.searchBox.Value() != "":
		m.clearSearch()
	case m.focus == detailPane:
		m.backToList()
	}
}

// listKey handles a key that moves the cursor of the list, or opens the selected entry.
func (m *Model) listKey(pressed keyName) {
	l := m.currentList()
	switch k := &m.keys; {
	case key.Matches(pressed, k.Up):
		l.Move(-1)
	case key.Matches(pressed, k.Down):
		l.Move(1)
	case key.Matches(pressed, k.PageUp):
		l.Page(-1)
	case key.Matches(pressed, k.PageDown):
		l.Page(1)
	case key.Matches(pressed, k.Home):
		l.Home()
	case key.Matches(pressed, k.End):
		l.End()
	case key.Matches(pressed, k.Read):
		m.focusPage()
		return
	default:
		return
	}
	m.showSelected()
}

// detailKey handles a key while the page has the focus.
func (m *Model) detailKey(pressed keyName) tea.Cmd {
	switch k := &m.keys; {
	case key.Matches(pressed, k.Read):
		return m.followLink()
	case key.Matches(pressed, k.Leave):
		m.backToList()
	default:
		m.pageKey(&m.detail, pressed)
	}
	return nil
}

// pageKey handles a key that moves to a link of a page, or scrolls the page. The page is
// that of an entry or of a comparison.
func (m *Model) pageKey(page *detail.Model, pressed keyName) {
	switch k := &m.keys; {
	case key.Matches(pressed, k.Up):
		page.Previous()
	case key.Matches(pressed, k.Down):
		page.Next()
	case key.Matches(pressed, k.PageUp):
		page.Page(-1)
	case key.Matches(pressed, k.PageDown):
		page.Page(1)
	case key.Matches(pressed, k.Home):
		page.Home()
	case key.Matches(pressed, k.End):
		page.End()
	}
}

// moveSelection moves the cursor of the list by n items, and shows the page of the entry
// that is selected then.
func (m *Model) moveSelection(n int) {
	m.currentList().Move(n)
	m.showSelected()
}
