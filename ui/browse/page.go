package browse

import (
	"math"

	"teapot/model"
	"teapot/ui/browse/detail"
	"teapot/ui/render"
)

// showSelected shows the page of the selected item, from its beginning.
func (m *Model) showSelected() {
	item, ok := m.currentList().Selected()
	if !ok {
		m.shown = model.Hit{}
		m.detail.SetPage(render.Page{}, detail.Top())
		m.focus = onList // there is no page that could have the focus
		m.updateFocus()
		return
	}
	m.fullPage = m.focus == onDetail
	m.showPage(item.Hit, detail.Top())
}

// showPage shows a page, scrolled to a place.
func (m *Model) showPage(h model.Hit, place detail.Place) {
	m.shown = h
	m.detail.SetPage(m.renderPage(h), place)
}

// renderPage renders a page for the detail pane: only as many lines as the pane
// shows, unless the full page is wanted.
func (m *Model) renderPage(h model.Hit) render.Page {
	r := m.frame.Detail
	if h.Entry == nil || r.Empty() {
		return render.Page{}
	}
	lines := math.MaxInt
	if !m.fullPage {
		lines = r.H
	}
	return m.config.Pages.Page(h, m.frame.TextWidth(), lines, m.theme)
}

// renderPagesAgain renders what the panes show after the width or the theme has
// changed.
func (m *Model) renderPagesAgain() {
	m.renderComparison(m.comparison.Place())
	if m.shown.Entry != nil {
		m.showPage(m.shown, m.detail.Place())
	}
}

// renderFullPage renders the page to its end, if only its beginning was.
func (m *Model) renderFullPage() {
	if !m.fullPage {
		m.fullPage = true
		m.showPage(m.shown, m.detail.Place())
	}
}

// read moves the focus to the page of the selected item.
func (m *Model) read() {
	if m.shown.Entry != nil {
		m.setFocus(onDetail)
		m.renderFullPage()
	}
}

// backToList moves the focus to the list, and shows the page of its selected item.
func (m *Model) backToList() {
	m.setFocus(onList)
	if item, ok := m.currentList().Selected(); ok && item.Hit != m.shown {
		m.pushHistory()
		m.showSelected()
	}
}

// followLink opens the entry that the current link leads to.
func (m *Model) followLink() { m.openEntry(m.detail.Current()) }

// openEntry opens the page of an entry, and puts the current page into the
// history. It does nothing if the entry is nil.
func (m *Model) openEntry(e *model.Entry) {
	if e == nil {
		return
	}
	m.pushHistory()
	m.openVisit(visit{model.Hit{Entry: e, Code: e.Code}, detail.Top()})
}

// openVisit shows a page in the detail pane, moves the focus there, and selects
// the entry in the list if the list contains it.
func (m *Model) openVisit(v visit) {
	m.protocol = v.hit.Entry.Protocol
	m.currentList().Select(v.hit.Entry)
	m.setFocus(onDetail)
	m.fullPage = true
	m.showPage(v.hit, v.place)
}

// currentVisit returns the page that is shown, and the place on it.
func (m *Model) currentVisit() visit { return visit{m.shown, m.detail.Place()} }

// pushHistory puts the page into the history, because another one replaces it.
func (m *Model) pushHistory() { m.history.push(m.currentVisit()) }

func (m *Model) goBack() {
	if v, ok := m.history.back(m.currentVisit()); ok {
		m.openVisit(v)
	}
}

func (m *Model) goForward() {
	if v, ok := m.history.forward(m.currentVisit()); ok {
		m.openVisit(v)
	}
}
