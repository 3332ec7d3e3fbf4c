package browse

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"teapot/model"
	"teapot/model/search"
	"teapot/ui/browse/list"
)

// Name is what an entry is remembered by: "http/status/404".
func Name(e *model.Entry) string {
	return e.Protocol.String() + "/" + e.Kind.Folder() + "/" + e.Stem
}

// favourites are entries in the order in which they were added.
type favourites []*model.Entry

// set looks up the names. Those that no entry has now may come back with a folder
// of entries that is not loaded.
func (f *favourites) set(c *model.Catalog, names []string) {
	known := make(map[string]*model.Entry, len(names))
	if len(names) > 0 {
		for _, e := range c.All() {
			known[Name(e)] = e
		}
	}
	for _, n := range names {
		if e := known[n]; e != nil {
			*f = append(*f, e)
		}
	}
}

func (f *favourites) has(e *model.Entry) bool { return slices.Contains(*f, e) }

// toggle adds an entry or removes it, and reports whether it was added.
func (f *favourites) toggle(e *model.Entry) bool {
	if i := slices.Index(*f, e); i >= 0 {
		*f = slices.Delete(slices.Clone(*f), i, i+1)
		return false
	}
	*f = append(slices.Clone(*f), e)
	return true
}

// notKept says that something could not be remembered.
type notKept struct{ err error }

// keep has a change remembered.
func (m *Model) keep(c Change) tea.Cmd {
	if m.config.Keep == nil {
		return nil
	}
	save := m.config.Keep(c)
	return func() tea.Msg {
		if err := save(); err != nil {
			return notKept{err}
		}
		return nil
	}
}

// favour adds the shown entry to the favourites or removes it.
func (m *Model) favour() tea.Cmd {
	e := m.shown.Entry
	if e == nil {
		return nil
	}
	var c Change
	among := m.amongFavourites(e)
	if m.favourites.toggle(e) {
		c.Added = Name(e)
		m.say("a favourite now: " + e.Title())
	} else {
		c.Dropped = Name(e)
		m.say("no favourite any more: " + e.Title())
	}
	m.refill(e, among)
	return m.keep(c)
}

// amongFavourites reports whether the cursor is on the entry among the favourites,
// which come before all others.
func (m *Model) amongFavourites(e *model.Entry) bool {
	item, ok := m.list().Selected()
	return ok && item.Entry == e && m.result.Query == "" && m.list().Position() < len(m.favouriteGroup(m.protocol).Entries)
}

// favouriteGroup lists the favourites of a protocol.
func (m *Model) favouriteGroup(p model.Protocol) list.Group {
	g := list.Group{Title: "Favourites"}
	for _, e := range m.favourites {
		if e.Protocol == p {
			g.Entries = append(g.Entries, e)
		}
	}
	return g
}

// search finds what the box asks for. is:favourite is the browser's own filter:
// what searches knows nothing of favourites.
func (m *Model) search(text string) search.Result {
	words := strings.Fields(text)
	rest := slices.DeleteFunc(slices.Clone(words), isFavouriteFilter)
	if len(rest) == len(words) || m.config.Keep == nil {
		return m.config.Search.Find(text)
	}
	r := search.Result{Query: strings.TrimSpace(text)}
	if len(rest) == 0 {
		for _, e := range m.favourites {
			r.Matches[e.Protocol] = append(r.Matches[e.Protocol], search.Match{Hit: model.Hit{Entry: e, Code: e.Code}})
		}
		return r
	}
	found := m.config.Search.Find(strings.Join(rest, " "))
	for p, matches := range found.Matches {
		r.Matches[p] = slices.DeleteFunc(matches, func(x search.Match) bool { return !m.favourites.has(x.Entry) })
	}
	return r
}

func isFavouriteFilter(word string) bool {
	return strings.EqualFold(word, "is:favourite") || strings.EqualFold(word, "is:favorite")
}
