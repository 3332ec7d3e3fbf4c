package model

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// Catalog is the whole reference. It is immutable and safe for concurrent use: all
// sessions of a process share one.
//
// It has no index by name. A kind has a few hundred entries, and a linear search
// takes less time than drawing a page; a command that prints one page would pay
// for an index of all entries.
type Catalog struct {
	entries []*Entry
	kinds   [2][kindCount][]*Entry // slices of entries, by protocol and kind
	groups  func() [2][]Group      // by protocol; computed when first needed
}

// Incoming is a link seen from its target.
type Incoming struct {
	From *Entry
	Link Link
}

// Group is a class of codes, or a subject of enhanced codes, with its members
// in order. Class is nil if the reference has no page for it.
type Group struct {
	Code    string
	Class   *Entry
	Entries []*Entry
}

// Hit is an entry that was found. Code is the code to show for it: its own, or for a
// pattern such as X.1.1 the code that was asked for, such as 5.1.1.
type Hit struct {
	Entry *Entry
	Code  string
}

// NewCatalog returns a catalog of the entries, which may come in any order. The
// caller must not change them afterwards.
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
	c.groups = sync.OnceValue(c.group)
	return c
}

// sortMeanings sorts the meanings of one number that are equally official: the one
// that more entries link to comes first, because it is the most usual one.
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
			if l.Relation != SeeAlso {
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

// Get returns the entry of that protocol, kind and file stem, or nil.
func (c *Catalog) Get(p Protocol, k Kind, stem string) *Entry {
	for _, e := range c.kinds[p][k] {
		if e.Stem == stem {
			return e
		}
	}
	return nil
}

// Kind returns the entries of a kind in catalog order. The slice is shared and
// must not be changed.
func (c *Catalog) Kind(p Protocol, k Kind) []*Entry { return c.kinds[p][k] }

// Groups returns the codes of a protocol by class; for SMTP the reply codes by
// class and then the enhanced codes by subject.
func (c *Catalog) Groups(p Protocol) []Group { return c.groups()[p] }

// ClassOf returns the page of the class or subject that an entry belongs to, or
// nil if it has none.
func (c *Catalog) ClassOf(e *Entry) *Entry { return c.ClassOfCode(e.Kind, e.Code) }

// ClassOfCode returns the page of the class of a status code or reply code, or
// of the subject of an enhanced code. The code itself need not be in the
// catalog. It returns nil if the class has no page or the kind is not a code.
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

// EnhancedParts returns the pages of the class and of the subject of an enhanced
// status code. Both have a meaning even if the code itself is not registered (RFC
// 3463, sections 2 and 3). It returns nil if code is not an enhanced code.
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

// Target returns the entry that a link of e leads to, or nil. The target of a See
// may have any kind: Target tries the kind of e first, then the other kinds of the
// protocol in catalog order.
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

// kind returns the kind of the relation's targets. It returns false for See, whose
// targets may have any kind.
func (r Relation) kind() (Kind, bool) {
	switch r {
	case ToField:
		return Field, true
	case ToMethod:
		return Method, true
	case ToCommand:
		return Command, true
	case ToExtension:
		return Extension, true
	case ToReply:
		return Reply, true
	case SeeAlso:
	}
	return 0, false
}

// Incoming returns the links that lead to the entry, in catalog order of the
// entries that hold them.
func (c *Catalog) Incoming(e *Entry) []Incoming {
	var in []Incoming
	for _, from := range c.entries {
		for _, l := range from.Links {
			if l.Target == e.Stem && c.Target(from, l) == e {
				in = append(in, Incoming{from, l})
			}
		}
	}
	return in
}

// SameCode returns the other meanings of the entry's number.
func (c *Catalog) SameCode(e *Entry) []*Entry {
	if e.Code == "" {
		return nil
	}
	var same []*Entry
	for _, o := range c.kinds[e.Protocol][e.Kind] {
		if o != e && o.Code == e.Code {
			same = append(same, o)
		}
	}
	return same
}

// group returns the codes of both protocols, grouped by class or subject.
func (c *Catalog) group() [2][]Group {
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

// compareGroups sorts classes before subjects, and "other" after all classes.
func compareGroups(a, b Group) int {
	return cmp.Or(
		cmp.Compare(a.Entries[0].Kind, b.Entries[0].Kind),
		cmp.Compare(groupKey(a), groupKey(b)),
	)
}

func groupKey(g Group) uint64 { return sortKey(&Entry{Code: g.Code}) }
