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

// favorites are entries in the order in which they were added.
type favorites []*model.Entry

// set looks up the names. Those that no entry has now may come back with a folder
// of entries that is not loaded.
func (f *favorites) set(c *model.Catalog, names []string) {
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

func (f *favorites) has(e *model.Entry) bool { return slices.Contains(*f, e) }

// toggle adds an entry or removes it, and reports whether it was added.
func (f *favorites) toggle(e *model.Entry) bool {
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

// favor adds the shown entry to the favorites or removes it.
func (m *Model) favor() tea.Cmd {
	e := m.shown.Entry
	if e == nil {
		return nil
	}
	var c Change
	among := m.amongFavorites(e)
	if m.favorites.toggle(e) {
		c.Added = Name(e)
		m.say("a favorite now: " + e.Title())
	} else {
		c.Dropped = Name(e)
		m.say("no favorite any more: " + e.Title())
	}
	m.refill(e, among)
	return m.keep(c)
}

// amongFavorites reports whether the cursor is on the entry among the favorites,
// which come before all others.
func (m *Model) amongFavorites(e *model.Entry) bool {
	item, ok := m.list().Selected()
	return ok && item.Entry == e && m.result.Query == "" && m.list().Position() < len(m.favoriteGroup(m.protocol).Entries)
}

// favoriteGroup lists the favorites of a protocol.
func (m *Model) favoriteGroup(p model.Protocol) list.Group {
	g := list.Group{Title: "Favorites"}
	for _, e := range m.favorites {
		if e.Protocol == p {
			g.Entries = append(g.Entries, e)
		}
	}
	return g
}

// search finds what the box asks for. is:favorite is the browser's own filter:
// what searches knows nothing of favorites.
func (m *Model) search(text string) search.Result {
	words := strings.Fields(text)
	rest := slices.DeleteFunc(slices.Clone(words), isFavoriteFilter)
	if len(rest) == len(words) || m.config.Keep == nil {
		return m.config.Search.Find(text)
	}
	r := search.Result{Query: strings.TrimSpace(text)}
	if len(rest) == 0 {
		for _, e := range m.favorites {
			r.Matches[e.Protocol] = append(r.Matches[e.Protocol], search.Match{Hit: model.Hit{Entry: e, Code: e.Code}})
		}
		return r
	}
	found := m.config.Search.Find(strings.Join(rest, " "))
	for p, matches := range found.Matches {
		r.Matches[p] = slices.DeleteFunc(matches, func(x search.Match) bool { return !m.favorites.has(x.Entry) })
	}
	return r
}

func isFavoriteFilter(word string) bool {
	return strings.EqualFold(word, "is:favorite") || strings.EqualFold(word, "is:favourite")
}
