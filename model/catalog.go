package model

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// Catalog is the whole reference. It is immutable and safe for concurrent use:
// one is shared by everybody whom a process serves.
type Catalog struct {
	entries []*Entry
	index   func() *index
}

// index holds what is derived from the entries. It is built when it is first
// asked for, because a command that prints one page needs little of it.
type index struct {
	byStem   map[ref]*Entry
	incoming map[*Entry][]Incoming
	groups   [2][]Group
}

type ref struct {
	protocol Protocol
	kind     Kind
	stem     string
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

// Hit is an entry as somebody asked for it: Code is the code in their words,
// which for a pattern such as X.1.1 may be the concrete 5.1.1.
type Hit struct {
	Entry *Entry
	Code  string
}

// NewCatalog makes a catalogue of the entries, which it keeps. They may come in
// any order.
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
	c.index = sync.OnceValue(c.buildIndex)
	return c
}

// All returns every entry in catalogue order: by protocol, kind and code. The
// slice is shared and must not be changed.
func (c *Catalog) All() []*Entry { return c.entries }

// Get returns the entry of that protocol, kind and file stem, or nil.
func (c *Catalog) Get(p Protocol, k Kind, stem string) *Entry {
	return c.index().byStem[ref{p, k, stem}]
}

// Groups returns the codes of a protocol by class; for SMTP the reply codes by
// class and then the enhanced codes by subject.
func (c *Catalog) Groups(p Protocol) []Group { return c.index().groups[p] }

// ClassOf returns the page of the class or subject that a code belongs to, or
// nil.
func (c *Catalog) ClassOf(e *Entry) *Entry {
	code := classCode(e)
	if code == "" {
		return nil
	}
	kind := Class
	if e.Kind == Enhanced {
		kind = Subject
	}
	return c.Get(e.Protocol, kind, strings.ToLower(code))
}

// Target returns the entry that a link of e leads to, or nil. A See looks among
// the entries of e's own kind first, then among the other kinds of the
// protocol, codes before the rest.
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
	for k := Class; k < kindCount; k++ {
		if t := c.Get(e.Protocol, k, l.Target); t != nil {
			return t
		}
	}
	return nil
}

// kind returns the kind that the relation leads to, and false for See, which
// leads anywhere.
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

// Incoming returns the links that lead to the entry, in catalogue order of
// where they come from.
func (c *Catalog) Incoming(e *Entry) []Incoming { return c.index().incoming[e] }

// SameCode returns the other meanings of the entry's number.
func (c *Catalog) SameCode(e *Entry) []*Entry {
	if e.Code == "" {
		return nil
	}
	var same []*Entry
	for _, o := range c.entries {
		if o != e && o.Protocol == e.Protocol && o.Kind == e.Kind && o.Code == e.Code {
			same = append(same, o)
		}
	}
	return same
}

func (c *Catalog) buildIndex() *index {
	ix := &index{byStem: make(map[ref]*Entry, len(c.entries)), incoming: map[*Entry][]Incoming{}}
	for _, e := range c.entries {
		ix.byStem[ref{e.Protocol, e.Kind, e.Stem}] = e
	}
	// Links are resolved through the index under construction.
	building := &Catalog{entries: c.entries, index: func() *index { return ix }}
	for _, e := range c.entries {
		building.indexLinks(ix, e)
		if e.Kind.IsCode() {
			building.indexGroup(ix, e)
		}
	}
	return ix
}

func (c *Catalog) indexLinks(ix *index, e *Entry) {
	for _, l := range e.Links {
		if t := c.Target(e, l); t != nil {
			ix.incoming[t] = append(ix.incoming[t], Incoming{e, l})
		}
	}
}

func (c *Catalog) indexGroup(ix *index, e *Entry) {
	code, groups := classCode(e), &ix.groups[e.Protocol]
	i := slices.IndexFunc(*groups, func(g Group) bool {
		return g.Code == code && g.Entries[0].Kind == e.Kind
	})
	if i < 0 {
		*groups = append(*groups, Group{Code: code, Class: c.ClassOf(e)})
		i = len(*groups) - 1
		defer slices.SortStableFunc(*groups, compareGroups)
	}
	(*groups)[i].Entries = append((*groups)[i].Entries, e)
}

// compareGroups puts classes before subjects, and in each "other" last.
func compareGroups(a, b Group) int {
	return cmp.Or(
		cmp.Compare(a.Entries[0].Kind, b.Entries[0].Kind),
		cmp.Compare(groupKey(a), groupKey(b)),
	)
}

func groupKey(g Group) uint64 { return sortKey(&Entry{Code: g.Code}) }
