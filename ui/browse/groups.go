package browse

import (
	"slices"

	"teapot/model"
	"teapot/model/search"
	"teapot/ui/browse/list"
)

// allGroups returns the groups that the list of a protocol shows while there is no query:
// the favorites, then one group of codes for each class.
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

// matchGroups returns the groups that the list of a protocol shows for the matches of a
// query: classes, then one group of codes for each class, then headers or commands and
// the like. best is the number of the best match, counted from 0 over all groups.
func (m *Model) matchGroups(p model.Protocol) (groups []list.Group, best int) {
	c := m.config.Catalog
	matches := newGrouper(m.result.Matches[p])
	for _, k := range kindsBeforeCodes(p) {
		groups = matches.addGroup(groups, k.Group, c.Kind(p, k.kind))
	}
	for _, g := range c.Groups(p) {
		groups = matches.addGroup(groups, codeGroup(g), g.Entries)
	}
	for _, k := range kindsAfterCodes(p) {
		groups = matches.addGroup(groups, k.Group, c.Kind(p, k.kind))
	}
	if len(groups) == 0 && len(matches.matches) > 0 {
		groups = m.unregisteredGroup(matches)
	}
	return groups, matches.best
}

// unregisteredGroup returns the group of a code that the catalog does not have. Its match is
// the page which says so, and the group is that of its class.
func (m *Model) unregisteredGroup(g *grouper) []list.Group {
	e := g.matches[0].Entry
	group := list.Group{Title: "Codes"}
	if class := m.config.Catalog.ClassOf(e); class != nil {
		group = codeGroup(model.Group{Code: class.Code, Class: class})
	}
	return g.addGroup(nil, group, []*model.Entry{e})
}

// grouper puts matches into groups.
type grouper struct {
	matches []search.Match       // the matches of one protocol, the best one first
	ranks   map[*model.Entry]int // the index in matches of an entry's best match, plus 1; 0 for no match
	items   []list.Item          // the items of all groups; each group has a part of this slice
	best    int                  // the index in items of the best match
}

// newGrouper returns a grouper for the matches of a protocol, which must be sorted.
func newGrouper(matches []search.Match) *grouper {
	g := &grouper{matches: matches, ranks: make(map[*model.Entry]int, len(matches)), items: make([]list.Item, 0, len(matches))}
	for i := range slices.Backward(matches) { // so that the best match of an entry replaces its other matches
		g.ranks[matches[i].Entry] = i + 1
	}
	return g
}

// addGroup gives group an item for each of the entries that matches, and appends it to groups.
// If none of the entries matches, it returns groups unchanged.
func (g *grouper) addGroup(groups []list.Group, group list.Group, entries []*model.Entry) []list.Group {
	first := len(g.items)
	for _, e := range entries {
		rank := g.ranks[e]
		if rank == 0 {
			continue
		}
		if rank == 1 {
			g.best = len(g.items)
		}
		match := &g.matches[rank-1]
		g.items = append(g.items, list.Item{Hit: match.Hit, Marks: match.Marks, CodeMarks: match.CodeMarks, Why: match.Why})
	}
	if len(g.items) == first {
		return groups
	}
	group.Items = g.items[first:len(g.items):len(g.items)]
	return append(groups, group)
}

// codeGroup returns the group of the list for a class of codes, still without entries.
func codeGroup(g model.Group) list.Group {
	lg := list.Group{Code: g.Code, Class: g.Class, Title: "not a registered subject"}
	if g.Class != nil {
		lg.Title = g.Class.Name
	}
	if g.Code == model.OtherClass {
		lg.Code = ""
	}
	return lg
}

// kindGroup is the group of the list for all entries of one kind, such as methods.
type kindGroup struct {
	list.Group
	kind model.Kind
}

// kindsBeforeCodes returns the groups that the list shows above the codes. Their entries
// describe many codes at once.
func kindsBeforeCodes(p model.Protocol) []kindGroup {
	classes := kindGroup{list.Group{Title: "Classes"}, model.Class}
	if p == model.HTTP {
		return []kindGroup{classes}
	}
	return []kindGroup{classes, {list.Group{Title: "Subjects"}, model.Subject}}
}

// kindsAfterCodes returns the groups that the list shows below the codes. Their entries
// are used together with codes.
func kindsAfterCodes(p model.Protocol) []kindGroup {
	if p == model.HTTP {
		return []kindGroup{{list.Group{Title: "Headers"}, model.Field}, {list.Group{Title: "Methods"}, model.Method}}
	}
	return []kindGroup{{list.Group{Title: "Commands"}, model.Command}, {list.Group{Title: "Extensions"}, model.Extension}}
}
