package browse

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"teapot/model"
	"teapot/ui/browse/list"
)

// favorites are the favorite entries, in the order in which the user has added them.
type favorites []*model.Entry

// findFavorites returns the entries that have the saved names. It skips a name without an
// entry. The state file keeps such a name, because its entry may be in a folder that is
// not loaded this time.
func findFavorites(c *model.Catalog, names []string) favorites {
	if len(names) == 0 {
		return nil
	}
	byName := make(map[string]*model.Entry)
	for _, e := range c.All() {
		byName[savedName(e)] = e
	}
	var result favorites
	for _, n := range names {
		if e := byName[n]; e != nil {
			result = append(result, e)
		}
	}
	return result
}

// savedName returns the name of an entry in the saved state, such as "http/status/404".
func savedName(e *model.Entry) string {
	return e.Protocol.String() + "/" + e.Kind.Folder() + "/" + e.Stem
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

// saveFailedMsg says that a change could not be saved.
type saveFailedMsg struct{ err error }

// save returns a command that saves a change, or nil if nothing is saved.
func (m *Model) save(c Change) tea.Cmd {
	if m.config.Save == nil {
		return nil
	}
	write := m.config.Save(c)
	return func() tea.Msg {
		if err := write(); err != nil {
			return saveFailedMsg{err}
		}
		return nil
	}
}

// toggleFavorite adds the shown entry to the favorites, or removes it if it is one. It
// returns a command that saves the change.
func (m *Model) toggleFavorite() tea.Cmd {
	e := m.shownHit.Entry
	if e == nil {
		return nil
	}
	if m.config.Catalog.Get(e.Protocol, e.Kind, e.Stem) == nil {
		m.showNotice("a code that is not registered cannot be a favorite")
		return nil
	}
	var c Change
	wasOnFavorite := m.isOnFavoriteRow(e)
	if m.favorites.toggle(e) {
		c.Added = savedName(e)
		m.showNotice("added to the favorites: " + e.Title())
	} else {
		c.Removed = savedName(e)
		m.showNotice("removed from the favorites: " + e.Title())
	}
	m.refillList(e, wasOnFavorite)
	return m.save(c)
}

// isOnFavoriteRow reports whether the cursor is on the row that an entry has in the group
// of favorites at the top of the list. The entry has another row in the group of its
// class.
func (m *Model) isOnFavoriteRow(e *model.Entry) bool {
	item, ok := m.currentList().Selected()
	return ok && item.Entry == e && m.result.Query == "" && m.currentList().Position() < len(m.favoriteGroup(m.protocol).Entries)
}

// refillList fills the list again after the entry e was added to the favorites or removed
// from them. The cursor stays on the row of e in the group of its class. If the cursor
// was on the row of e in the group of favorites, that row is gone: the cursor goes to the
// next favorite, because the user may want to remove that one too.
func (m *Model) refillList(e *model.Entry, wasOnFavorite bool) {
	position, row := m.currentList().Position(), m.currentList().Row()
	if m.result.Query != "" {
		m.result = m.find(m.searchBox.Value())
	}
	m.fillList(e.Protocol)
	switch {
	case wasOnFavorite:
		m.currentList().Home()
		m.currentList().Move(position)
	case m.currentList().Select(e):
		m.currentList().SetRow(row)
		return
	}
	if m.focus == listPane { // on a page, the user goes on reading it
		m.showSelected()
	}
}

// favoriteGroup returns the group of the list with the favorites of a protocol.
func (m *Model) favoriteGroup(p model.Protocol) list.Group {
	g := list.Group{Title: "Favorites"}
	for _, e := range m.favorites {
		if e.Protocol == p {
			g.Entries = append(g.Entries, e)
		}
	}
	return g
}
