package browse

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"teapot/model"
	"teapot/model/search"
)

// indexReadyMsg says that the bodies of entries are searchable now.
type indexReadyMsg struct{}

// requestIndex returns a command that makes the bodies of entries searchable, which takes
// too long for Update. It returns nil if it has been called before.
func (m *Model) requestIndex() tea.Cmd {
	if m.indexRequested {
		return nil
	}
	m.indexRequested = true
	return func() tea.Msg {
		m.config.Search.Prepare()
		return indexReadyMsg{}
	}
}

// search searches for the text in the search box, and fills both lists with the matches.
// The cursor goes to the best match.
func (m *Model) search() {
	selected, _ := m.currentList().Selected()
	m.result = m.find(m.searchBox.Value())
	m.fillLists()
	if m.result.Query == "" && selected.Entry != nil {
		m.currentList().Select(selected.Entry) // Select ignores the row in the group of favorites
	}
	m.showSelected()
}

// searchAgain repeats the search when the bodies of entries have become searchable. If the
// user has moved the cursor in the meantime, the cursor stays on its entry.
func (m *Model) searchAgain() {
	if m.result.Query == "" {
		return
	}
	selected, ok := m.currentList().Selected()
	best := m.result.Matches[m.protocol]
	cursorMoved := ok && len(best) > 0 && selected.Entry != best[0].Entry
	if m.focus == detailPane && !m.isTyping {
		// Don't replace the page while the user is reading it.
		m.result = m.find(m.searchBox.Value())
		m.fillLists()
		m.currentList().Select(selected.Entry)
		return
	}
	m.search()
	if cursorMoved && m.currentList().Select(selected.Entry) {
		m.showSelected()
	}
}

// find returns the matches of a query. The filter is:favorite is handled here,
// since the search engine does not know the favorites.
func (m *Model) find(query string) search.Result {
	words := strings.Fields(query)
	otherWords := slices.DeleteFunc(slices.Clone(words), isFavoriteFilter)
	if len(otherWords) == len(words) || m.config.Save == nil {
		return m.config.Search.Find(query)
	}
	r := search.Result{Query: strings.TrimSpace(query)}
	if len(otherWords) == 0 {
		for _, e := range m.favorites {
			r.Matches[e.Protocol] = append(r.Matches[e.Protocol], search.Match{Hit: model.Hit{Entry: e, Code: e.Code}})
		}
		return r
	}
	all := m.config.Search.Find(strings.Join(otherWords, " "))
	for p, matches := range all.Matches {
		r.Matches[p] = slices.DeleteFunc(matches, func(x search.Match) bool { return !m.favorites.has(x.Entry) })
	}
	return r
}

// isFavoriteFilter reports whether a word of the query asks for favorites only.
func isFavoriteFilter(word string) bool {
	return strings.EqualFold(word, "is:favorite") || strings.EqualFold(word, "is:favourite") //nolint:misspell // both spellings are accepted
}

// fillLists fills both lists with the matches, or with all entries if there is no
// query.
func (m *Model) fillLists() {
	for _, p := range model.Protocols() {
		m.fillList(p)
	}
}

// fillList fills the list of one protocol, as fillLists does.
func (m *Model) fillList(p model.Protocol) {
	if m.result.Query == "" {
		m.lists[p].SetGroups(m.allGroups(p), 0)
		return
	}
	m.lists[p].SetGroups(m.matchGroups(p))
}
