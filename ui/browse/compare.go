package browse

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"teapot/model"
	"teapot/ui/browse/detail"
	"teapot/ui/browse/pick"
	"teapot/ui/render"
	"teapot/ui/text"
)

// comparing reports whether two entries stand side by side.
func (m *Model) comparing() bool { return m.compared[0].Entry != nil }

// compare compares the entry that is shown with the one that was marked. With
// none marked it offers what the entry is confused with, and to choose another
// one in the list.
func (m *Model) compare() {
	switch {
	case m.shown.Entry == nil:
	case m.marked.Entry == m.shown.Entry:
		m.unmark()
	case m.marked.Entry != nil:
		m.showContrast(m.marked, m.shown)
	default:
		m.offerCompare()
	}
}

// offerCompare asks with what the shown entry is to be compared.
func (m *Model) offerCompare() {
	others := m.confusable()
	if len(others) == 0 {
		m.mark()
		return
	}
	var items []string
	for _, e := range others {
		items = append(items, text.Clean(e.Title()))
	}
	shown := m.shown
	m.ask("Compare "+text.Clean(hitTitle(shown))+" with", append(items, "another entry ..."), func(i int) tea.Cmd {
		if i == len(others) {
			m.mark()
			return nil
		}
		m.showContrast(shown, model.Hit{Entry: others[i], Code: others[i].Code})
		return nil
	})
}

// mark has the next entry compared with the one that is shown.
func (m *Model) mark() {
	m.marked = m.shown
	m.say(hitTitle(m.shown) + " is marked: press " + m.keys.Compare.Keys()[0] + " on another entry")
}

func (m *Model) unmark() {
	m.marked = model.Hit{}
	m.say("nothing is marked any more")
}

// confusable are the entries that the shown entry's See speaks of.
func (m *Model) confusable() []*model.Entry {
	var others []*model.Entry
	for _, l := range m.shown.Entry.Links {
		if to := m.config.Catalog.Target(m.shown.Entry, l); l.Relation == model.SeeAlso && to != nil {
			others = append(others, to)
		}
	}
	return others
}

func (m *Model) showContrast(a, b model.Hit) {
	m.marked, m.compared = model.Hit{}, [2]model.Hit{a, b}
	m.drawContrast(detail.Top())
}

func (m *Model) drawContrast(at detail.Place) {
	if !m.comparing() || m.frame.Panes.Empty() {
		return
	}
	m.contrast.SetPage(render.Compare(m.config.Catalog, m.compared[0], m.compared[1], m.frame.Panes.W, m.theme), at)
}

// contrastKey scrolls or closes the comparison.
func (m *Model) contrastKey(msg tea.KeyPressMsg) {
	switch k := &m.keys; {
	case key.Matches(msg, k.Clear, k.Leave, k.Compare, k.Back, k.Quit):
		m.compared = [2]model.Hit{}
	default:
		m.scroll(&m.contrast, msg)
	}
}

// ask asks which of the items is meant, and has the choice answered.
func (m *Model) ask(title string, items []string, picked func(int) tea.Cmd) {
	m.picker, m.picked = pick.New(title, items), picked
	if r := m.frame.Overlay(m.picker.Size()); r.W <= text.BoxWidth || r.H <= text.BoxHeight+1 {
		m.picker.Close()
		m.warn("there is no room to ask here")
	}
}

// pickKey moves in what is asked, chooses, or closes it.
func (m *Model) pickKey(msg tea.KeyPressMsg) tea.Cmd {
	switch k := &m.keys; {
	case key.Matches(msg, k.Up, k.TypingUp):
		m.picker.Move(-1)
	case key.Matches(msg, k.Down, k.TypingDown):
		m.picker.Move(1)
	case key.Matches(msg, k.Read):
		return m.choose()
	case key.Matches(msg, k.Clear, k.Leave, k.Quit):
		m.picker.Close()
	}
	return nil
}

func (m *Model) choose() tea.Cmd {
	i := m.picker.Chosen()
	m.picker.Close()
	return m.picked(i)
}
