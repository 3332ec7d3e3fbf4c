package model

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// Catalog holds all entries of the reference. It is immutable and safe for concurrent
// use: all sessions of a process share one.
//
// It has no map from names to entries. A kind has a few hundred entries, and looking
// through them takes less time than drawing a page. Building a map would take longer
// than printing the one page that most commands print.
type Catalog struct {
	entries []*Entry               // all entries, in catalog order
	kinds   [2][kindCount][]*Entry // kinds[p][k] is the part of entries with protocol p and kind k
	groups  func() [2][]Group      // computes the groups of each protocol at the first call
}

// IncomingLink is a link that leads to an entry, with the entry that it comes from.
type IncomingLink struct {
	From *Entry // the entry that holds the link
	Link Link
}

// Group holds the codes of one class, or the enhanced codes of one subject.
type Group struct {
	Code    string   // the code of the class or subject: "4xx", "X.7"
	Class   *Entry   // the page of the class or subject; nil if there is none
	Entries []*Entry // the codes, in catalog order
}

// Hit is an entry that answers a search.
type Hit struct {
	Entry *Entry
	// Code is the code to show for the entry. It is the entry's own code, except for:
	//
	//   - a pattern such as X.1.1: if the user asked for 5.1.1, it is 5.1.1.
	//   - a range such as 5.7.606-5.7.649: if the user asked for 5.7.620, it is 5.7.620.
	//   - an HTTP status code: if the user asked for the sub-status 404.3, it is 404.3.
	Code string
}

// NewCatalog returns a catalog of the entries, which may be in any order. The caller
// must not change the entries afterwards.
func NewCatalog(entries []Entry) *Catalog {
	c := &Catalog{entries: make([]*Entry, len(entries))}
	for i := range entries {
		e := &entries[i]
		e.order = uint64(e.Protocol)<<60 | uint64(e.Kind)<<56 | sortKey(e)
		c.entries[i] = e
	}
	slices.SortFunc(c.entries, func(a, b *Entry) int {
		return cmp.Or(cmp.Compare(a.order, b.order), strings.Compare(a.Stem, b.Stem))
	})
	c.sortMeanings()
	for i, start := 1, 0; i <= len(c.entries); i++ {
		first := c.entries[start]
		if i == len(c.entries) || c.entries[i].Protocol != first.Protocol || c.entries[i].Kind != first.Kind {
			c.kinds[first.Protocol][first.Kind] = c.entries[start:i]
			start = i
		}
	}
	c.groups = sync.OnceValue(c.groupCodes)
	return c
}

// sortMeanings sorts the meanings of one number that are equally official. It puts the
// meaning first that most entries link to, because that is the most usual one.
func (c *Catalog) sortMeanings() {
	references := map[*Entry]int{}
	byStem := map[string]*Entry{}
	for i, e := range c.entries[:max(len(c.entries)-1, 0)] {
		if next := c.entries[i+1]; e.Code != "" && e.order == next.order {
			byStem[e.Stem], byStem[next.Stem] = e, next
		}
	}
	if len(byStem) == 0 {
		return
	}
	for _, from := range c.entries {
		for _, l := range from.Links {
			if l.Relation != RelationSee {
				continue
			}
			if e := byStem[l.Target]; e != nil && e.Protocol == from.Protocol {
				references[e]++
			}
		}
	}
	slices.SortStableFunc(c.entries, func(a, b *Entry) int {
		if a.order != b.order {
			return cmp.Compare(a.order, b.order)
		}
		return cmp.Compare(references[b], references[a])
	})
}

// All returns every entry in catalog order: by protocol, kind and code. The
// slice is shared and must not be changed.
func (c *Catalog) All() []*Entry { return c.entries }

// Get returns the entry with the protocol, the kind and the file stem, or nil.
func (c *Catalog) Get(p Protocol, k Kind, stem string) *Entry {
	for _, e := range c.kinds[p][k] {
		if e.Stem == stem {
			return e
		}
	}
	return nil
}

// Kind returns all entries of a kind in catalog order. The slice is shared and must not
// be changed.
func (c *Catalog) Kind(p Protocol, k Kind) []*Entry { return c.kinds[p][k] }

// Groups returns the codes of a protocol, grouped by class. For SMTP, the groups of
// reply codes come first, and then the enhanced codes grouped by subject.
func (c *Catalog) Groups(p Protocol) []Group { return c.groups()[p] }

// ClassOf returns the page of the class or subject that an entry belongs to. It returns
// nil if there is no such page, or if the entry is not a code.
func (c *Catalog) ClassOf(e *Entry) *Entry { return c.ClassOfCode(e.Kind, e.Code) }

// ClassOfCode returns the page of the class of a status code or reply code, or of the
// subject of an enhanced code. The catalog need not have an entry for the code. The
// result is nil if there is no page, or if entries of the kind are not codes.
func (c *Catalog) ClassOfCode(k Kind, code string) *Entry {
	class := classCode(k, code)
	if class == "" {
		return nil
	}
	kind := Class
	if k == Enhanced {
		kind = Subject
	}
	return c.Get(k.Protocol(), kind, strings.ToLower(class))
}

// EnhancedParts returns the page of the class of an enhanced status code and the page of
// its subject, as far as they exist. Class and subject have a meaning even if the code
// is not registered (RFC 3463, sections 2 and 3). The result is nil if the argument is
// not an enhanced code.
func (c *Catalog) EnhancedParts(code string) []*Entry {
	parsed, ok := ParseEnhanced(code)
	if !ok {
		return nil
	}
	var parts []*Entry
	if class := c.Get(SMTP, Class, parsed.Class+".y.z"); class != nil {
		parts = append(parts, class)
	}
	if subject := c.Get(SMTP, Subject, "x."+parsed.Subject); subject != nil {
		parts = append(parts, subject)
	}
	return parts
}

// Target returns the entry that link l of entry e leads to, or nil if there is none. The
// target of a [RelationSee] link may have any kind: Target tries the kind of e first, and
// then all kinds of the protocol in catalog order.
func (c *Catalog) Target(e *Entry, l Link) *Entry {
	if l.Special() {
		return nil
	}
	if kind, ok := l.Relation.kind(); ok {
		return c.Get(e.Protocol, kind, l.Target)
	}
	if t := c.Get(e.Protocol, e.Kind, l.Target); t != nil {
		return t
	}
	for k := range kindCount {
		if t := c.Get(e.Protocol, k, l.Target); t != nil {
			return t
		}
	}
	return nil
}

// kind returns the kind that targets of links with this relation have. It returns false
// for [RelationSee], whose targets may have any kind.
func (r Relation) kind() (Kind, bool) {
	switch r {
	case RelationField:
		return Field, true
	case RelationMethod:
		return Method, true
	case RelationCommand:
		return Command, true
	case RelationExtension:
		return Extension, true
	case RelationReply:
		return Reply, true
	case RelationSee:
	}
	return 0, false
}

// Incoming returns the links that lead to the entry. They are in the catalog order of
// the entries that they come from.
func (c *Catalog) Incoming(e *Entry) []IncomingLink {
	var in []IncomingLink
	for _, from := range c.entries {
		for _, l := range from.Links {
			if l.Target == e.Stem && c.Target(from, l) == e {
				in = append(in, IncomingLink{from, l})
			}
		}
	}
	return in
}

// OtherMeanings returns the entries of the kind of e that also describe the code of e: 420 of
// Twitter for the 420 of a draft, and the range 4.7.500-4.7.699 for 4.7.650. Ranges come
// last, the shortest range first.
func (c *Catalog) OtherMeanings(e *Entry) []*Entry {
	if e.Code == "" {
		return nil
	}
	var others []*Entry
	for _, o := range c.kinds[e.Protocol][e.Kind] {
		if o != e && (o.Code == e.Code || o.covers(e.Code)) {
			others = append(others, o)
		}
	}
	slices.SortStableFunc(others, func(a, b *Entry) int { return cmp.Compare(rangeLen(a.Code), rangeLen(b.Code)) })
	return others
}

// groupCodes returns the groups of each protocol: groups[p] are those of protocol p.
func (c *Catalog) groupCodes() [2][]Group {
	var groups [2][]Group
	for _, e := range c.entries {
		if !e.Kind.IsCode() {
			continue
		}
		g := &groups[e.Protocol]
		i := slices.IndexFunc(*g, func(g Group) bool {
			return g.Code == classCode(e.Kind, e.Code) && g.Entries[0].Kind == e.Kind
		})
		if i < 0 {
			i = len(*g)
			*g = append(*g, Group{Code: classCode(e.Kind, e.Code), Class: c.ClassOf(e)})
		}
		(*g)[i].Entries = append((*g)[i].Entries, e)
	}
	for _, g := range groups {
		slices.SortStableFunc(g, compareGroups)
	}
	return groups
}

// compareGroups sorts groups of status codes and reply codes before those of enhanced
// codes, groups of one kind by code, and the class "other" after the other classes.
func compareGroups(a, b Group) int {
	return cmp.Or(
		cmp.Compare(a.Entries[0].Kind, b.Entries[0].Kind),
		cmp.Compare(groupKey(a), groupKey(b)),
	)
}

// groupKey returns the key that orders groups of one kind.
func groupKey(g Group) uint64 { return sortKey(&Entry{Code: g.Code}) }
