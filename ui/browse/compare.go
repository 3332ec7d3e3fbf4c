package browse

import (
	tea "charm.land/bubbletea/v2"

	"teapot/model"
	"teapot/ui/browse/detail"
	"teapot/ui/render"
	"teapot/ui/text"
)

// comparing reports whether two entries stand side by side.
func (m *Model) comparing() bool { return m.compared[0].Entry != nil }

// compare compares the shown entry with the marked one. If none is marked, it asks
// for the other entry.
func (m *Model) compare() {
	switch {
	case m.shown.Entry == nil:
	case m.compareMark.Entry == m.shown.Entry:
		m.clearCompareMark()
	case m.compareMark.Entry != nil:
		m.openComparison(m.compareMark, m.shown)
	default:
		m.askForOther()
	}
}

// askForOther asks which entry to compare the shown one with. It offers those that
// it is often confused with, and to choose another one in the list.
func (m *Model) askForOther() {
	others := m.relatedEntries()
	if len(others) == 0 {
		m.markForComparison()
		return
	}
	var items []string
	for _, e := range others {
		items = append(items, text.Clean(e.Title()))
	}
	shown := m.shown
	m.ask("Compare "+text.Clean(hitTitle(shown))+" with", append(items, "another entry ..."), func(i int) tea.Cmd {
		if i == len(others) {
			m.markForComparison()
			return nil
		}
		m.openComparison(shown, model.Hit{Entry: others[i], Code: others[i].Code})
		return nil
	})
}

// markForComparison marks the shown entry as the first one of a comparison.
func (m *Model) markForComparison() {
	m.compareMark = m.shown
	m.say(hitTitle(m.shown) + " is marked: press " + m.keys.Compare.Keys()[0] + " on another entry")
}

func (m *Model) clearCompareMark() {
	m.compareMark = model.Hit{}
	m.say("no entry is marked now")
}

// relatedEntries returns the entries that the shown entry says to see as well.
func (m *Model) relatedEntries() []*model.Entry {
	var related []*model.Entry
	for _, l := range m.shown.Entry.Links {
		if to := m.config.Catalog.Target(m.shown.Entry, l); l.Relation == model.SeeAlso && to != nil {
			related = append(related, to)
		}
	}
	return related
}

func (m *Model) openComparison(a, b model.Hit) {
	m.compareMark, m.compared = model.Hit{}, [2]model.Hit{a, b}
	m.renderComparison(detail.Top())
}

func (m *Model) closeComparison() { m.compared = [2]model.Hit{} }

// renderComparison renders the comparison, if there is one, scrolled to a place.
func (m *Model) renderComparison(place detail.Place) {
	if !m.comparing() || m.frame.Panes.Empty() {
		return
	}
	m.comparison.SetPage(render.Compare(m.config.Catalog, m.compared[0], m.compared[1], m.frame.Panes.W, m.theme), place)
}
