// Package search finds entries by what people type and paste.
//
// It knows the catalog and how words are compared. It must not know who asks
// or how matches are shown.
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
	catalog *model.Catalog
	core    func() *core
	bodies  func() *index
	ready   atomic.Bool // the bodies are indexed
}

// core is what answers need at once; it is built at the first query.
type core struct {
	ix     *index
	docs   []doc
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

// Result is the answer to a query: the matches in each protocol, best first.
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

// New makes an engine for the catalog. Nothing is indexed before it is asked.
func New(c *model.Catalog) *Engine {
	e := &Engine{catalog: c}
	e.core = sync.OnceValue(e.build)
	e.bodies = sync.OnceValue(e.buildBodies)
	return e
}

// build indexes the two halves of the catalog at the same time: it is waited
// for when something is searched for the first time.
func (e *Engine) build() *core {
	all := e.catalog.All()
	k := &core{docs: make([]doc, len(all))}
	k.reader = sync.OnceValue(func() *logs.Reader { return logs.NewReader(e.catalog) })
	half := len(all) / 2
	var rest *index
	var work sync.WaitGroup
	work.Go(func() { rest = indexed(k.docs, all, half, len(all)) })
	k.ix = indexed(k.docs, all, 0, half)
	work.Wait()
	k.ix.join(rest, k.docs[half:])
	k.ix.finish()
	return k
}

// indexed makes the documents of the entries from one number to before another.
func indexed(docs []doc, entries []*model.Entry, from, to int) *index {
	ix := newIndex(to-from, 32)
	ix.phrased = make([]int32, 0, 32*ix.docs)
	ix.phrases, ix.forms = make([]phrase, 0, 10*ix.docs), make([]form, 0, 8*ix.docs)
	for i := from; i < to; i++ {
		docs[i] = ix.addEntry(int32(i), entries[i]) //nolint:gosec // there are not that many entries
	}
	return ix
}

func (e *Engine) buildBodies() *index {
	ix := indexBodies(e.catalog.All())
	e.ready.Store(true)
	return ix
}

// Prepare indexes the bodies too. Until it has returned, queries do without
// them: it is meant to be called beside the reading of keys.
func (e *Engine) Prepare() {
	e.core()
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
	found := e.ask(text, q)
	slices.SortStableFunc(found, byProtocol)
	http := 0
	for http < len(found) && found[http].Entry.Protocol == model.HTTP {
		http++
	}
	r.Matches = [2][]Match{found[:http:http], found[http:]}
	return r
}

// ask answers with codes, with the codes of a pasted line, with words, or where
// there are only filters with everything.
func (e *Engine) ask(text string, q query) []Match {
	k := e.core()
	if q.text == "" {
		return e.everything(q)
	}
	if code := plainCode(q.text); code != "" {
		return e.filtered(q, q.prefer(k.codes(code)))
	}
	if found := k.pasted(text); len(found) > 0 {
		return e.filtered(q, found)
	}
	var bodies *index
	if e.ready.Load() {
		bodies = e.bodies()
	}
	return e.filtered(q, k.rank(q, bodies))
}

func (e *Engine) filtered(q query, found []Match) []Match {
	return slices.DeleteFunc(found, func(m Match) bool { return !e.keeps(q, m.Entry) })
}

// everything returns all that the filters keep.
func (e *Engine) everything(q query) []Match {
	k := e.core()
	var found []Match
	for i := range k.docs {
		if e.keeps(q, k.docs[i].entry) {
			found = append(found, k.match(i, 0))
		}
	}
	return found
}

func (e *Engine) keeps(q query, entry *model.Entry) bool {
	for _, f := range q.filters {
		if !f.keeps(e.catalog, entry) {
			return false
		}
	}
	return true
}

// match makes the match of a document.
func (k *core) match(i int, score float32) Match {
	e := k.docs[i].entry
	return Match{Hit: model.Hit{Entry: e, Code: e.Code}, score: score}
}
