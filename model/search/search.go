// Package search finds entries by what people type.
//
// It knows the catalogue and how words are compared. It must not know who asks
// or how matches are shown.
package search

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"

	"teapot/model"
	"teapot/model/logs"
)

// Engine answers queries about one catalogue. It is immutable and safe for
// concurrent use.
type Engine struct {
	docs   []doc
	reader *logs.Reader
}

// doc is what of an entry is searched, in lower case.
type doc struct {
	entry *model.Entry
	code  string
	name  string
	more  []string // aliases, vendor, keywords, constants
	all   string   // everything, for a quick no
}

// Match is an entry that answers a query.
type Match struct {
	model.Hit
	// Marks are the byte offsets in the entry's name that matched.
	Marks []int
	// CodeMarks is how many bytes at the start of the code matched.
	CodeMarks int

	score int
}

// Result is the answer to a query: the matches in each protocol, best first.
type Result struct {
	Query   string
	Matches [2][]Match
}

// Ranked returns the matches of both protocols together, best first.
func (r Result) Ranked() []Match {
	all := slices.Concat(r.Matches[model.HTTP], r.Matches[model.SMTP])
	slices.SortStableFunc(all, func(a, b Match) int { return cmp.Compare(a.score, b.score) })
	return all
}

// The scores, best first. Every word of a query adds the score of its best
// place; matches that only the fuzzy matcher finds come after all others.
const (
	scoreExact = iota
	scoreStart
	scoreWord
	scoreInside
	scoreMore
	scoreNone  = -1
	scoreFuzzy = 1000
)

// enough is the number of matches from which the fuzzy matcher is not asked.
const enough = 6

// New makes an engine for the catalogue.
func New(c *model.Catalog) *Engine {
	e := &Engine{docs: make([]doc, 0, len(c.All())), reader: logs.NewReader(c)}
	for _, entry := range c.All() {
		e.docs = append(e.docs, newDoc(entry))
	}
	return e
}

func newDoc(e *model.Entry) doc {
	d := doc{entry: e, code: strings.ToLower(e.Code), name: strings.ToLower(e.Name)}
	for _, a := range e.Aliases {
		d.more = append(d.more, strings.ToLower(a))
	}
	d.more = append(d.more, strings.ToLower(e.Vendor))
	for _, k := range e.Keywords() {
		d.more = append(d.more, strings.ToLower(k))
	}
	for _, c := range e.Constants {
		d.more = append(d.more, strings.ToLower(c.Name))
	}
	d.all = d.code + "\n" + d.name + "\n" + strings.Join(d.more, "\n")
	return d
}

// Find answers a query. An empty query has no matches.
func (e *Engine) Find(query string) Result {
	r := Result{Query: query}
	q := normalize(query)
	if q == "" {
		return r
	}
	found := e.ask(query, q)
	slices.SortStableFunc(found, func(a, b Match) int { return cmp.Compare(a.score, b.score) })
	for _, m := range found {
		p := m.Entry.Protocol
		r.Matches[p] = append(r.Matches[p], m)
	}
	return r
}

// ask answers with codes, with the codes of a pasted line, or with words.
func (e *Engine) ask(query, q string) []Match {
	if isCode(q) {
		return e.codes(q)
	}
	if found := e.pasted(query); len(found) > 0 {
		return found
	}
	return e.words(q)
}

// pasted finds the entries of the codes in a line of a log, a bounce or a
// client's output.
func (e *Engine) pasted(line string) []Match {
	if !strings.Contains(line, " ") && !strings.Contains(line, "\"") {
		return nil
	}
	var found []Match
	for n, c := range e.reader.Fresh().Line(line) {
		for _, m := range e.codes(strings.ToLower(c.Text)) {
			sameProtocol := (m.Entry.Protocol == model.HTTP) == (c.Kind == logs.HTTP)
			if m.Code == c.Text && m.Entry.Kind.IsCode() && sameProtocol {
				m.score = n
				found = append(found, m)
			}
		}
	}
	return found
}

// maxQuery bounds what is looked at of a pasted text, in bytes.
const maxQuery = 200

// normalize folds case and space, and drops the words that people write before
// a code.
func normalize(query string) string {
	if len(query) > maxQuery {
		query = query[:maxQuery]
	}
	words := strings.Fields(strings.ToLower(strings.ToValidUTF8(query, " ")))
	for len(words) > 1 && model.HasWord("http smtp error code status", words[0]) && isCode(words[1]) {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// isCode reports whether the query is a code, the start of one, or a pattern
// such as 4xx or 5.7.x.
func isCode(q string) bool {
	if q[0] == 'x' && len(q) > 1 && q[1] == '.' {
		return true
	}
	return q[0] >= '0' && q[0] <= '9' && strings.Trim(q, "0123456789.xyz") == ""
}

// codes finds the entries whose code is q, matches the pattern q, or begins
// with q.
func (e *Engine) codes(q string) []Match {
	var found []Match
	for i := range e.docs {
		d := &e.docs[i]
		if d.code == "" {
			continue
		}
		if m, ok := d.matchCode(q); ok {
			found = append(found, m)
		}
	}
	return found
}

func (d *doc) matchCode(q string) (Match, bool) {
	m := Match{Hit: model.Hit{Entry: d.entry, Code: d.entry.Code}, CodeMarks: len(q)}
	if d.entry.Kind == model.Enhanced && d.code[0] == 'x' && len(q) > 1 && q[1] == '.' && q[0] != 'x' {
		return d.matchPattern(m, q)
	}
	open := strings.TrimRight(q, "xyz.")
	switch isClass := !d.entry.Kind.IsCode(); {
	case isClass && strings.HasPrefix(d.code, q):
		m.score = scoreMore // its codes are what one wants to see
	case d.code == q:
		m.score = scoreExact
	case strings.HasPrefix(d.code, q):
		m.score = scoreStart
	case open != q && open != "" && strings.HasPrefix(d.code, open):
		m.score, m.CodeMarks = scoreWord, len(open)
	default:
		return m, false
	}
	return m, true
}

// matchPattern matches a concrete enhanced code, or the start of one, against
// a registered pattern: 5.1.1 is X.1.1.
func (d *doc) matchPattern(m Match, q string) (Match, bool) {
	rest := strings.TrimRight(q[1:], "xyz")
	if !model.HasWord("2 4 5", q[:1]) || !strings.HasPrefix(d.code[1:], rest) {
		return m, false
	}
	m.Code, m.CodeMarks, m.score = q[:1]+d.entry.Code[1:], 1+len(rest), scoreStart
	if d.code[1:] == rest {
		m.score = scoreExact
	}
	return m, true
}

// words finds the entries in which every word of the query stands, and asks the
// fuzzy matcher when these are few.
func (e *Engine) words(q string) []Match {
	words := strings.Fields(q)
	var found []Match
	var rest fuzzySource
	for i := range e.docs {
		d := &e.docs[i]
		if m, ok := d.matchWords(q, words); ok {
			found = append(found, m)
		} else if isSubsequence(q, d.name) {
			rest = append(rest, d)
		}
	}
	if len(found) < enough {
		found = append(found, rest.find(q)...)
	}
	return found
}

func (d *doc) matchWords(q string, words []string) (Match, bool) {
	m := Match{Hit: model.Hit{Entry: d.entry, Code: d.entry.Code}}
	for _, w := range words {
		if !strings.Contains(d.all, w) {
			return m, false
		}
	}
	for _, w := range words {
		s := d.score(w, &m)
		if s == scoreNone {
			return m, false
		}
		m.score += s
	}
	if d.name == q {
		m.score = scoreExact
	}
	m.score = m.score*standings + unusual(d.entry.Standing)
	return m, true
}

// standings is the number of steps of unusual.
const standings = 3

// unusual decides between equal matches: what is registered comes first, and
// what only a draft said last.
func unusual(s model.Standing) int {
	switch s {
	case model.Standard, model.Temporary, model.Obsolete, model.Unused:
		return 0
	case model.Unofficial:
		return 1
	case model.Draft:
	}
	return 2
}

// score returns how well one word fits, and notes where it stands in the name.
func (d *doc) score(w string, m *Match) int {
	if strings.HasPrefix(d.code, w) {
		m.CodeMarks = max(m.CodeMarks, len(w))
		return scoreStart
	}
	if i := strings.Index(d.name, w); i >= 0 {
		for j := range len(w) {
			m.Marks = append(m.Marks, i+j)
		}
		switch {
		case i == 0:
			return scoreStart
		case d.name[i-1] == ' ' || d.name[i-1] == '-':
			return scoreWord
		}
		return scoreInside
	}
	for _, s := range d.more {
		if strings.Contains(s, w) {
			return scoreMore
		}
	}
	return scoreNone
}

// isSubsequence is a quick test whether the letters of q stand in s in order,
// without which the fuzzy matcher need not be asked.
func isSubsequence(q, s string) bool {
	i := 0
	for j := 0; i < len(q) && j < len(s); j++ {
		if q[i] == s[j] {
			i++
		}
	}
	return i == len(q)
}

// fuzzySource are the docs that the fuzzy matcher looks at, by their names.
type fuzzySource []*doc

// String implements [fuzzy.Source].
func (s fuzzySource) String(i int) string { return s[i].entry.Name }

// Len implements [fuzzy.Source].
func (s fuzzySource) Len() int { return len(s) }

func (s fuzzySource) find(q string) []Match {
	var found []Match
	for rank, f := range fuzzy.FindFrom(q, s) {
		d := s[f.Index]
		found = append(found, Match{
			Hit:   model.Hit{Entry: d.entry, Code: d.entry.Code},
			Marks: f.MatchedIndexes,
			score: scoreFuzzy + rank,
		})
	}
	return found
}
