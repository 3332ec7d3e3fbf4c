// Package search finds entries by what users type and paste.
//
// A query is a code, a pasted log line, filters, or words. Words are looked up in an
// inverted index. Entries are ranked by the fields that contain the words, by the inverse
// document frequency of the words, and by how much of the query an entry covers.
//
// It knows the catalog and how words are compared. It must not know where queries come from
// or how matches are shown.
//
// Where to look:
//
//   - query.go parses queries; code.go and filter.go match codes and filters
//   - token.go, stem.go and synonym.go normalize words
//   - document.go, build.go, bodies.go and index.go are the index
//   - expand.go and typo.go find the terms that a word may mean
//   - rank.go, phrase.go and fuzzy.go rank entries, and weight.go has all weights
//   - explain.go says which parts of an entry matched
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
	corpus      func() *corpus      // builds the corpus at the first call, and always returns it
	reader      func() *logs.Reader // creates the reader of log lines at the first call, and always returns it
	bodies      func() *index       // builds the index of bodies at the first call, and always returns it
	bodiesReady atomic.Bool         // whether the index of bodies has been built
}

// corpus holds the entries of a catalog as documents, and the index of everything except
// their bodies. The first query waits until the corpus is built.
type corpus struct {
	ix     *index
	docs   []document          // in catalog order; the index of a document is its number
	reader func() *logs.Reader // creates the reader of log lines at the first call, and always returns it
}

// Match is an entry that matches a query.
type Match struct {
	model.Hit
	// Marks are the offsets of the bytes of the entry's name that the query matches.
	Marks []int
	// CodeMarks is how many bytes at the start of the code the query matches.
	CodeMarks int
	// Why says which part of the entry matches, such as `keyword "mailbox full"`. It is
	// empty if Marks or CodeMarks show that already.
	Why string

	score float32 // better matches have a higher score
}

// Result is what [Engine.Find] returns for a query.
type Result struct {
	Query   string     // the query without spaces around it
	Matches [2][]Match // Matches[p] are the matches of the [model.Protocol] p, best first
}

// Ranked returns the matches of both protocols together, best first.
func (r Result) Ranked() []Match {
	all := slices.Concat(r.Matches[model.HTTP], r.Matches[model.SMTP])
	slices.SortStableFunc(all, compareScores)
	return all
}

// compareScores sorts matches by falling score.
func compareScores(a, b Match) int { return cmp.Compare(b.score, a.score) }

// compareProtocols sorts matches by protocol, and those of each protocol by falling score.
func compareProtocols(a, b Match) int {
	return cmp.Or(cmp.Compare(a.Entry.Protocol, b.Entry.Protocol), compareScores(a, b))
}

// New returns an engine for the catalog. The index is not built before the first query.
func New(c *model.Catalog) *Engine {
	e := &Engine{catalog: c}
	e.reader = sync.OnceValue(func() *logs.Reader { return logs.NewReader(c) })
	e.corpus = sync.OnceValue(func() *corpus { return buildCorpus(c, e.reader) })
	e.bodies = sync.OnceValue(func() *index {
		ix := indexBodies(c.All())
		e.bodiesReady.Store(true)
		return ix
	})
	return e
}

// Reader returns the reader of log lines that knows the codes of the catalog. It is shared: call
// [logs.Reader.Fresh] before reading lines.
func (e *Engine) Reader() *logs.Reader { return e.reader() }

// Prepare builds the index of the headers and the index of the bodies. It can run in the
// background while the user types: until it returns, Find does not search the bodies.
func (e *Engine) Prepare() {
	e.corpus()
	e.bodies()
}

// Find returns the entries that match a query. An empty query matches no entry.
func (e *Engine) Find(text string) Result {
	r := Result{Query: strings.TrimSpace(text)}
	q := parse(text)
	if q.text == "" && len(q.filters) == 0 {
		r.Query = ""
		return r
	}
	matches := e.matches(text, q)
	slices.SortStableFunc(matches, compareProtocols)
	http := 0
	for http < len(matches) && matches[http].Entry.Protocol == model.HTTP {
		http++
	}
	r.Matches = [2][]Match{matches[:http:http], matches[http:]}
	return r
}

// matches returns the matches of a parsed query that its filters keep. The query may be a
// code, a pasted line with codes, or words. A query of filters only matches all entries that
// they keep. text is the query before parsing.
func (e *Engine) matches(text string, q query) []Match {
	c := e.corpus()
	if q.text == "" {
		return e.allMatches(q)
	}
	if code := codeOfQuery(q.text); code != "" {
		matches := c.matchesOfCode(code)
		if len(matches) == 0 {
			matches = e.unregistered(code)
		}
		if len(matches) > 0 || !isRange(code) { // the codes of an unknown range are searched for as words
			return e.applyFilters(q, q.preferProtocol(matches))
		}
	}
	if matches := c.matchesOfLine(text); len(matches) > 0 {
		return e.applyFilters(q, matches)
	}
	var bodies *index
	if e.bodiesReady.Load() {
		bodies = e.bodies()
	}
	return e.applyFilters(q, c.rank(q, bodies))
}

// applyFilters removes the matches whose entries the query's filters do not keep, and returns
// the remaining ones.
func (e *Engine) applyFilters(q query, matches []Match) []Match {
	return slices.DeleteFunc(matches, func(m Match) bool { return !e.keeps(q, m.Entry) })
}

// allMatches returns every entry that the query's filters keep, in catalog order.
func (e *Engine) allMatches(q query) []Match {
	c := e.corpus()
	var matches []Match
	for i := range c.docs {
		if e.keeps(q, c.docs[i].entry) {
			matches = append(matches, c.newMatch(i, 0))
		}
	}
	return matches
}

// keeps reports whether all filters of the query keep the entry.
func (e *Engine) keeps(q query, entry *model.Entry) bool {
	for _, f := range q.filters {
		if !f.keeps(e.catalog, entry) {
			return false
		}
	}
	return true
}

// newMatch returns a match of the document with the number doc, without marks.
func (c *corpus) newMatch(doc int, score float32) Match {
	e := c.docs[doc].entry
	return Match{Hit: model.Hit{Entry: e, Code: e.Code}, score: score}
}
