// Package search finds entries by what users type and paste.
//
// A query is a code, a pasted log line, filters, or words. Words are looked up in an
// inverted index. Entries are ranked by the fields that contain the words, by the inverse
// document frequency of the words, and by how much of the query an entry covers.
//
// It knows the catalog and how words are compared. It must not know who searches or how
// matches are shown.
//
// Where to look:
//
//   - query.go parses queries; code.go and filter.go match codes and filters
//   - token.go, stem.go and synonym.go normalize words
//   - document.go, build.go, bodies.go and index.go are the index
//   - expand.go and typo.go find the terms that a word may mean
//   - rank.go, phrase.go and fuzzy.go rank entries, and weight.go has all weights
//   - explain.go marks what matched
package search

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"teapot/model"
	"teapot/model/logs"
)

// Engine answers queries about one catalog. It is safe for concurrent use.
type Engine struct {
	catalog     *model.Catalog
	corpus      func() *corpus
	bodies      func() *index
	bodiesReady atomic.Bool
}

// corpus holds the entries as documents, with the index of everything except their
// bodies. It is built for the first query.
type corpus struct {
	ix     *index
	docs   []document
	reader func() *logs.Reader
}

// Match is an entry that answers a query.
type Match struct {
	model.Hit
	// Marks are the byte offsets in the entry's name that matched.
	Marks []int
	// CodeMarks is how many bytes at the start of the code matched.
	CodeMarks int
	// Why says what matched where the name does not show it: `keyword "mailbox
	// full"`. It is empty otherwise.
	Why string

	score float32
}

// Result is the answer to a query: the matches of each protocol, best first.
type Result struct {
	Query   string
	Matches [2][]Match
}

// Ranked returns the matches of both protocols together, best first.
func (r Result) Ranked() []Match {
	all := slices.Concat(r.Matches[model.HTTP], r.Matches[model.SMTP])
	slices.SortStableFunc(all, byScore)
	return all
}

func byScore(a, b Match) int { return cmp.Compare(b.score, a.score) }

func byProtocol(a, b Match) int {
	return cmp.Or(cmp.Compare(a.Entry.Protocol, b.Entry.Protocol), byScore(a, b))
}

// New returns an engine for the catalog. The first query builds the index.
func New(c *model.Catalog) *Engine {
	e := &Engine{catalog: c}
	e.corpus = sync.OnceValue(func() *corpus { return buildCorpus(c) })
	e.bodies = sync.OnceValue(func() *index {
		ix := indexBodies(c.All())
		e.bodiesReady.Store(true)
		return ix
	})
	return e
}

// Prepare indexes the bodies too. Until it returns, Find does without them, so it can run
// in the background while the user types.
func (e *Engine) Prepare() {
	e.corpus()
	e.bodies()
}

// Find answers a query. An empty query has no matches.
func (e *Engine) Find(text string) Result {
	r := Result{Query: strings.TrimSpace(text)}
	q := parse(text)
	if q.text == "" && len(q.filters) == 0 {
		r.Query = ""
		return r
	}
	found := e.matches(text, q)
	slices.SortStableFunc(found, byProtocol)
	http := 0
	for http < len(found) && found[http].Entry.Protocol == model.HTTP {
		http++
	}
	r.Matches = [2][]Match{found[:http:http], found[http:]}
	return r
}

// matches returns the matches of a code, of the codes in a pasted line, or of words. A
// query that has only filters matches all entries. All results are filtered.
func (e *Engine) matches(text string, q query) []Match {
	c := e.corpus()
	if q.text == "" {
		return e.all(q)
	}
	if code := codeOfQuery(q.text); code != "" {
		return e.filtered(q, q.preferProtocol(c.withCode(code)))
	}
	if found := c.withCodesOf(text); len(found) > 0 {
		return e.filtered(q, found)
	}
	var bodies *index
	if e.bodiesReady.Load() {
		bodies = e.bodies()
	}
	return e.filtered(q, c.rank(q, bodies))
}

// filtered returns the matches whose entries the filters keep.
func (e *Engine) filtered(q query, found []Match) []Match {
	return slices.DeleteFunc(found, func(m Match) bool { return !e.keeps(q, m.Entry) })
}

// all returns every entry that the filters keep, in catalog order.
func (e *Engine) all(q query) []Match {
	c := e.corpus()
	var found []Match
	for i := range c.docs {
		if e.keeps(q, c.docs[i].entry) {
			found = append(found, c.match(i, 0))
		}
	}
	return found
}

// keeps reports whether the entry has the properties of all filters.
func (e *Engine) keeps(q query, entry *model.Entry) bool {
	for _, f := range q.filters {
		if !f.keeps(e.catalog, entry) {
			return false
		}
	}
	return true
}

// match returns the match of a document.
func (c *corpus) match(doc int, score float32) Match {
	e := c.docs[doc].entry
	return Match{Hit: model.Hit{Entry: e, Code: e.Code}, score: score}
}
