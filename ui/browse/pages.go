package browse

import (
	"math"
	"slices"

	"teapot/model"
	"teapot/model/search"
	"teapot/ui/browse/detail"
	"teapot/ui/browse/list"
	"teapot/ui/render"
)

// find searches for what the box holds and fills both lists, with the cursor
// on the best match.
func (m *Model) find() {
	selected, _ := m.list().Selected()
	m.result = m.search(m.input.Value())
	m.fill()
	if m.result.Query == "" && selected.Entry != nil {
		m.list().Select(selected.Entry) // it stays among the others, if it is a favorite
	}
	m.showSelected()
}

// findAgain searches once more, now in the bodies too. Who has moved on meanwhile
// keeps the place.
func (m *Model) findAgain() {
	if m.result.Query == "" {
		return
	}
	selected, ok := m.list().Selected()
	best := m.result.Matches[m.protocol]
	moved := ok && len(best) > 0 && selected.Entry != best[0].Entry
	if m.focus == onDetail && !m.typing {
		return // who reads is not disturbed
	}
	m.find()
	if moved && m.list().Select(selected.Entry) {
		m.showSelected()
	}
}

// fill fills both lists with what was found, or with everything.
func (m *Model) fill() {
	for _, p := range model.Protocols() {
		m.fillList(p)
	}
}

func (m *Model) fillList(p model.Protocol) {
	if m.result.Query == "" {
		m.lists[p].SetGroups(m.allGroups(p), 0)
		return
	}
	m.lists[p].SetGroups(m.matchGroups(p))
}

// refill fills the entry's list after it has become a favorite or none, with the
// cursor where it was. Among the favorites that is the place of the one that has
// gone: there may be more to put away.
func (m *Model) refill(e *model.Entry, among bool) {
	nth, row := m.list().Position(), m.list().Row()
	if m.result.Query != "" {
		m.result = m.search(m.input.Value())
	}
	m.fillList(e.Protocol)
	switch {
	case among:
		m.list().Home()
		m.list().Move(nth)
	case m.list().Select(e):
		m.list().SetRow(row)
		return
	}
	if m.focus == onList || !among {
		m.showSelected()
	}
}

// allGroups are the codes of a protocol, as the list shows them without a
// query.
func (m *Model) allGroups(p model.Protocol) []list.Group {
	all := m.config.Catalog.Groups(p)
	groups := append(make([]list.Group, 0, len(all)+1), m.favoriteGroup(p))
	for _, g := range all {
		lg := codeGroup(g)
		lg.Entries = g.Entries
		groups = append(groups, lg)
	}
	return groups
}

// matchGroups are the matches of a protocol: classes, codes by class, then what
// goes with codes. It also returns the number of the best match in that order.
func (m *Model) matchGroups(p model.Protocol) (groups []list.Group, best int) {
	c := m.config.Catalog
	found := newMatches(m.result.Matches[p])
	for _, k := range overviews(p) {
		groups = found.gather(groups, k.Group, c.Kind(p, k.kind))
	}
	for _, g := range c.Groups(p) {
		groups = found.gather(groups, codeGroup(g), g.Entries)
	}
	for _, k := range companions(p) {
		groups = found.gather(groups, k.Group, c.Kind(p, k.kind))
	}
	return groups, found.best
}

// matches puts what was found into groups.
type matches struct {
	found []search.Match
	nth   map[*model.Entry]int // by entry, one more than the number in found
	items []list.Item          // of all groups, which share it
	best  int                  // where the first of found is among the items
}

func newMatches(found []search.Match) *matches {
	m := &matches{found: found, nth: make(map[*model.Entry]int, len(found)), items: make([]list.Item, 0, len(found))}
	for i := range slices.Backward(found) { // the best of an entry's counts
		m.nth[found[i].Entry] = i + 1
	}
	return m
}

// gather appends the group with those of the entries that match, in their order,
// if there are any.
func (m *matches) gather(groups []list.Group, g list.Group, entries []*model.Entry) []list.Group {
	from := len(m.items)
	for _, e := range entries {
		n := m.nth[e]
		if n == 0 {
			continue
		}
		if n == 1 {
			m.best = len(m.items)
		}
		found := &m.found[n-1]
		m.items = append(m.items, list.Item{Hit: found.Hit, Marks: found.Marks, CodeMarks: found.CodeMarks, Why: found.Why})
	}
	if len(m.items) == from {
		return groups
	}
	g.Items = m.items[from:len(m.items):len(m.items)]
	return append(groups, g)
}

func codeGroup(g model.Group) list.Group {
	lg := list.Group{Code: g.Code, Class: g.Class}
	lg.Title = "not a registered subject"
	if g.Class != nil {
		lg.Title = g.Class.Name
	}
	if g.Code == model.OtherClass {
		lg.Code = ""
	}
	return lg
}

// kindGroup is the group of the entries of one kind that are not codes.
type kindGroup struct {
	list.Group
	kind model.Kind
}

// overviews are the pages about many codes.
func overviews(p model.Protocol) []kindGroup {
	classes := kindGroup{list.Group{Title: "Classes"}, model.Class}
	if p == model.HTTP {
		return []kindGroup{classes}
	}
	return []kindGroup{classes, {list.Group{Title: "Subjects"}, model.Subject}}
}

// companions are the kinds that go with codes.
func companions(p model.Protocol) []kindGroup {
	if p == model.HTTP {
		return []kindGroup{{list.Group{Title: "Headers"}, model.Field}, {list.Group{Title: "Methods"}, model.Method}}
	}
	return []kindGroup{{list.Group{Title: "Commands"}, model.Command}, {list.Group{Title: "Extensions"}, model.Extension}}
}

// showSelected shows the page of the selected item, from its top.
func (m *Model) showSelected() {
	item, ok := m.list().Selected()
	if !ok {
		m.shown = model.Hit{}
		m.detail.SetPage(render.Page{}, detail.Top())
		m.focus = onList // there is nothing to read
		m.passFocus()
		return
	}
	m.whole = m.focus == onDetail
	m.show(item.Hit, detail.Top())
}

// show draws the page of a hit at the place.
func (m *Model) show(h model.Hit, at detail.Place) {
	m.shown = h
	m.detail.SetPage(m.page(h), at)
}

// page renders a page for the detail pane: as much as can be seen beside the
// list, or all of it. Without room there is no page.
func (m *Model) page(h model.Hit) render.Page {
	r := m.frame.Detail
	if h.Entry == nil || r.Empty() {
		return render.Page{}
	}
	lines := math.MaxInt
	if !m.whole {
		lines = r.H
	}
	return m.config.Pages.Page(h, m.frame.TextWidth(), lines, m.theme)
}

// redrawPage draws the page again after the width or the theme changed.
func (m *Model) redrawPage() {
	m.drawContrast(m.contrast.Place())
	if m.shown.Entry != nil {
		m.show(m.shown, m.detail.Place())
	}
}

// read moves the focus to the page of the selected item.
func (m *Model) read() {
	if m.shown.Entry != nil {
		m.setFocus(onDetail)
		m.drawWhole()
	}
}

// drawWhole draws all of the page if only its beginning was drawn.
func (m *Model) drawWhole() {
	if !m.whole {
		m.whole = true
		m.show(m.shown, m.detail.Place())
	}
}

// leave returns to the list, and to the page of its selected item.
func (m *Model) leave() {
	m.setFocus(onList)
	if item, ok := m.list().Selected(); ok && item.Hit != m.shown {
		m.remember()
		m.showSelected()
	}
}

// remember puts the page into the history, since another one takes its place.
func (m *Model) remember() { m.history.push(visit{m.shown, m.detail.Place()}) }

// follow opens the entry that the current link leads to.
func (m *Model) follow() {
	to := m.detail.Current()
	if to == nil {
		return
	}
	m.remember()
	m.open(visit{model.Hit{Entry: to, Code: to.Code}, detail.Top()})
}

// open shows a page in the detail pane, and selects its entry in the list where
// the list has it.
func (m *Model) open(v visit) {
	m.protocol = v.hit.Entry.Protocol
	m.list().Select(v.hit.Entry)
	m.setFocus(onDetail)
	m.whole = true
	m.show(v.hit, v.place)
}

// back and forward walk through the history.
func (m *Model) back() {
	if v, ok := m.history.back(visit{m.shown, m.detail.Place()}); ok {
		m.open(v)
	}
}

func (m *Model) forward() {
	if v, ok := m.history.forward(visit{m.shown, m.detail.Place()}); ok {
		m.open(v)
	}
}
