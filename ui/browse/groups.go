package browse

import (
	"slices"

	"teapot/model"
	"teapot/model/search"
	"teapot/ui/browse/list"
)

// allGroups returns the groups of a protocol without a query: the favorites, then
// the codes by class.
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

// matchGroups returns the groups of the matches of a protocol: classes, codes by
// class, then the other kinds. It also returns the number of the best match in
// that order.
func (m *Model) matchGroups(p model.Protocol) (groups []list.Group, best int) {
	c := m.config.Catalog
	matches := newGrouper(m.result.Matches[p])
	for _, k := range kindsBeforeCodes(p) {
		groups = matches.add(groups, k.Group, c.Kind(p, k.kind))
	}
	for _, g := range c.Groups(p) {
		groups = matches.add(groups, codeGroup(g), g.Entries)
	}
	for _, k := range kindsAfterCodes(p) {
		groups = matches.add(groups, k.Group, c.Kind(p, k.kind))
	}
	return groups, matches.best
}

// grouper puts matches into groups.
type grouper struct {
	matches []search.Match
	indexes map[*model.Entry]int // by entry, the index of its best match plus one
	items   []list.Item          // of all groups, which share the slice
	best    int                  // the index in items of the best match
}

func newGrouper(matches []search.Match) *grouper {
	g := &grouper{matches: matches, indexes: make(map[*model.Entry]int, len(matches)), items: make([]list.Item, 0, len(matches))}
	for i := range slices.Backward(matches) { // the best match of an entry comes first, and is written last
		g.indexes[matches[i].Entry] = i + 1
	}
	return g
}

// add appends a group with those of the entries that match, if there are any.
func (g *grouper) add(groups []list.Group, group list.Group, entries []*model.Entry) []list.Group {
	first := len(g.items)
	for _, e := range entries {
		n := g.indexes[e]
		if n == 0 {
			continue
		}
		if n == 1 {
			g.best = len(g.items)
		}
		match := &g.matches[n-1]
		g.items = append(g.items, list.Item{Hit: match.Hit, Marks: match.Marks, CodeMarks: match.CodeMarks, Why: match.Why})
	}
	if len(g.items) == first {
		return groups
	}
	group.Items = g.items[first:len(g.items):len(g.items)]
	return append(groups, group)
}

// codeGroup returns the heading of a class of codes.
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

// kindGroup is the group of all entries of one kind.
type kindGroup struct {
	list.Group
	kind model.Kind
}

// kindsBeforeCodes returns the groups of entries that describe many codes.
func kindsBeforeCodes(p model.Protocol) []kindGroup {
	classes := kindGroup{list.Group{Title: "Classes"}, model.Class}
	if p == model.HTTP {
		return []kindGroup{classes}
	}
	return []kindGroup{classes, {list.Group{Title: "Subjects"}, model.Subject}}
}

// kindsAfterCodes returns the groups of entries that are used together with codes.
func kindsAfterCodes(p model.Protocol) []kindGroup {
	if p == model.HTTP {
		return []kindGroup{{list.Group{Title: "Headers"}, model.Field}, {list.Group{Title: "Methods"}, model.Method}}
	}
	return []kindGroup{{list.Group{Title: "Commands"}, model.Command}, {list.Group{Title: "Extensions"}, model.Extension}}
}
