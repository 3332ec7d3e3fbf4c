package browse

import (
	tea "charm.land/bubbletea/v2"

	"teapot/model"
	"teapot/ui/browse/detail"
	"teapot/ui/render"
	"teapot/ui/text"
)

// isComparing reports whether a comparison of two entries is open.
func (m *Model) isComparing() bool { return m.comparedHits[0].Entry != nil }

// compare opens a comparison of the shown entry and the marked entry. If no entry is
// marked, it asks which entry to compare the shown one with.
func (m *Model) compare() {
	switch {
	case m.shownHit.Entry == nil:
	case m.compareMark.Entry == m.shownHit.Entry:
		m.clearCompareMark()
	case m.compareMark.Entry != nil:
		m.openComparison(m.compareMark, m.shownHit)
	default:
		m.askWhatToCompare()
	}
}

// askWhatToCompare asks which entry to compare the shown entry with. The choices are the
// entries that are often confused with it. The last choice is to select any entry in the
// list.
func (m *Model) askWhatToCompare() {
	related := m.relatedEntries()
	if len(related) == 0 {
		m.markForComparison()
		return
	}
	var items []string
	for _, e := range related {
		items = append(items, text.Clean(e.Title()))
	}
	hit := m.shownHit
	m.ask("Compare "+text.Clean(hitTitle(hit))+" with", append(items, "another entry ..."), func(i int) tea.Cmd {
		if i == len(related) {
			m.markForComparison()
			return nil
		}
		m.openComparison(hit, model.Hit{Entry: related[i], Code: related[i].Code})
		return nil
	})
}

// markForComparison marks the shown entry as the first entry of a comparison. The user
// then selects the second one.
func (m *Model) markForComparison() {
	m.compareMark = m.shownHit
	m.showNotice(hitTitle(m.shownHit) + " is marked: press " + m.keys.Compare.Keys()[0] + " on another entry")
}

func (m *Model) clearCompareMark() {
	m.compareMark = model.Hit{}
	m.showNotice("no entry is marked now")
}

// relatedEntries returns the entries that the shown entry lists under "See also".
func (m *Model) relatedEntries() []*model.Entry {
	var related []*model.Entry
	for _, l := range m.shownHit.Entry.Links {
		if to := m.config.Catalog.Target(m.shownHit.Entry, l); l.Relation == model.RelationSee && to != nil {
			related = append(related, to)
		}
	}
	return related
}

func (m *Model) openComparison(a, b model.Hit) {
	m.compareMark, m.comparedHits = model.Hit{}, [2]model.Hit{a, b}
	m.renderComparison(detail.Top())
}

func (m *Model) closeComparison() { m.comparedHits = [2]model.Hit{} }

// renderComparison draws the page of the comparison, if one is open, and scrolls it to a
// place.
func (m *Model) renderComparison(place detail.Place) {
	if !m.isComparing() || m.frame.Panes.Empty() {
		return
	}
	m.comparison.SetPage(render.Compare(m.config.Catalog, m.comparedHits[0], m.comparedHits[1], m.frame.Panes.W, m.theme), place)
}
