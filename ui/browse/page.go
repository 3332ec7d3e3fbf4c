package browse

import (
	"math"

	tea "charm.land/bubbletea/v2"

	"teapot/model"
	"teapot/ui/browse/detail"
	"teapot/ui/render"
)

// showSelected shows the beginning of the page of the selected item. If the list is empty,
// it shows an empty page.
func (m *Model) showSelected() {
	item, ok := m.currentList().Selected()
	if !ok {
		m.shownHit = model.Hit{}
		m.detail.SetPage(render.Page{}, detail.Top())
		m.focus = listPane // the page is empty, so it cannot have the focus
		m.updateFocus()
		return
	}
	m.isFullPage = m.focus == detailPane
	m.showPage(item.Hit, detail.Top())
}

// showPage shows the page of a hit, scrolled to a place.
func (m *Model) showPage(h model.Hit, place detail.Place) {
	m.shownHit = h
	m.detail.SetPage(m.renderPage(h), place)
}

// renderPage returns the page of a hit for the detail pane. If m.isFullPage is not set, the
// page has only as many lines as the pane shows.
func (m *Model) renderPage(h model.Hit) render.Page {
	r := m.frame.Detail
	if h.Entry == nil || r.Empty() {
		return render.Page{}
	}
	lines := math.MaxInt
	if !m.isFullPage {
		lines = r.H
	}
	return m.config.Pages.Page(h, r.W, lines, m.theme)
}

// renderPagesAgain renders the current page and the current comparison again, because the
// width or the theme has changed.
func (m *Model) renderPagesAgain() {
	m.renderComparison(m.comparison.Place())
	if m.shownHit.Entry != nil {
		m.showPage(m.shownHit, m.detail.Place())
	}
}

// renderFullPage renders the whole page if only its beginning has been rendered.
func (m *Model) renderFullPage() {
	if !m.isFullPage {
		m.isFullPage = true
		m.showPage(m.shownHit, m.detail.Place())
	}
}

// focusPage moves the focus to the page, so that the user can scroll it and follow its links.
func (m *Model) focusPage() {
	if m.shownHit.Entry != nil {
		m.setFocus(detailPane)
		m.renderFullPage()
	}
}

// backToList moves the focus to the list, and shows the page of the item that is selected
// there.
func (m *Model) backToList() {
	m.setFocus(listPane)
	if item, ok := m.currentList().Selected(); ok && item.Hit != m.shownHit {
		m.pushHistory()
		m.showSelected()
	}
}

// followLink opens the page or the address that the current link of the page leads to.
func (m *Model) followLink() tea.Cmd { return m.openTarget(m.detail.Current()) }

// openTarget opens a page, and puts the current page into the history. If the target is an
// address on the web, it opens the address. It does nothing if the target is nil.
func (m *Model) openTarget(to *render.Target) tea.Cmd {
	switch {
	case to == nil:
		return nil
	case to.Hit.Entry == nil:
		return m.openAddress(to.URL)
	}
	m.pushHistory()
	m.openVisit(visit{to.Hit, detail.Top()})
	return nil
}

// openVisit shows a page in the detail pane, moves the focus there, and selects
// the entry in the list if the list contains it.
func (m *Model) openVisit(v visit) {
	m.protocol = v.hit.Entry.Protocol
	m.currentList().Select(v.hit.Entry)
	m.setFocus(detailPane)
	m.isFullPage = true
	m.showPage(v.hit, v.place)
}

// currentVisit returns the page that is shown, and the current place on the page.
func (m *Model) currentVisit() visit { return visit{m.shownHit, m.detail.Place()} }

// pushHistory puts the current page into the history. It is called before a new page is
// shown.
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
