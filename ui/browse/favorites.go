package browse

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"teapot/model"
	"teapot/ui/browse/list"
)

// favorites are entries in the order in which they were added.
type favorites []*model.Entry

// findFavorites looks up saved names. Names without an entry are skipped, but stay
// saved: the entry may be in a folder that is not loaded this time.
func findFavorites(c *model.Catalog, names []string) favorites {
	if len(names) == 0 {
		return nil
	}
	entries := make(map[string]*model.Entry)
	for _, e := range c.All() {
		entries[savedName(e)] = e
	}
	var found favorites
	for _, n := range names {
		if e := entries[n]; e != nil {
			found = append(found, e)
		}
	}
	return found
}

// savedName returns the name by which an entry is saved: "http/status/404".
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

// save returns a command that saves a change.
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

// toggleFavorite adds the shown entry to the favorites or removes it.
func (m *Model) toggleFavorite() tea.Cmd {
	e := m.shown.Entry
	if e == nil {
		return nil
	}
	var c Change
	onFavorite := m.cursorOnFavorite(e)
	if m.favorites.toggle(e) {
		c.Added = savedName(e)
		m.say("added to the favorites: " + e.Title())
	} else {
		c.Removed = savedName(e)
		m.say("removed from the favorites: " + e.Title())
	}
	m.refillList(e, onFavorite)
	return m.save(c)
}

// cursorOnFavorite reports whether the cursor is on the entry's row among the
// favorites, which come before all other rows.
func (m *Model) cursorOnFavorite(e *model.Entry) bool {
	item, ok := m.currentList().Selected()
	return ok && item.Entry == e && m.result.Query == "" && m.currentList().Position() < len(m.favoriteGroup(m.protocol).Entries)
}

// refillList fills the entry's list after it was added to the favorites or removed.
// The cursor stays on the entry. If its row was among the favorites and is gone,
// the cursor goes to the next favorite: the user may want to remove several.
func (m *Model) refillList(e *model.Entry, onFavorite bool) {
	position, row := m.currentList().Position(), m.currentList().Row()
	if m.result.Query != "" {
		m.result = m.find(m.searchBox.Value())
	}
	m.fillList(e.Protocol)
	switch {
	case onFavorite:
		m.currentList().Home()
		m.currentList().Move(position)
	case m.currentList().Select(e):
		m.currentList().SetRow(row)
		return
	}
	if m.focus == onList || !onFavorite {
		m.showSelected()
	}
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
