package search

import (
	"slices"
	"strings"
)

// explain returns the match of a document, and marks what the query matches in the name and
// the code. If nothing is marked there, Why says what else matched.
func (r *ranking) explain(doc int, score float32) Match {
	m, d := r.newMatch(doc, score), &r.docs[doc]
	m.Marks = r.marks(d)
	for _, code := range r.q.codes {
		var c Match
		if d.hasCode(code, &c) {
			m.CodeMarks = c.CodeMarks
			if c.Code != "" {
				m.Code = c.Code
			}
		}
	}
	if len(m.Marks) == 0 && m.CodeMarks == 0 {
		m.Why = r.why(doc)
	}
	return m
}

// marks returns the byte offsets to mark in the name of the entry. If the query is the
// initials of the name, they are the initials. Otherwise they are the part of each word that
// the user has typed.
func (r *ranking) marks(d *document) []int {
	var marks []int
	name, ids := d.entry.Name, r.ix.termsOf(d.name())
	initials := len(r.q.words) == 1 && d.hasInitials(r.q.words[0].word)
	for i, end := 0, 0; i < len(ids); i++ {
		var start int
		start, end = nextWord(name, end, true)
		n := 1
		if !initials {
			n = r.typedLength(ids[i], name[start:end])
		}
		for j := range n {
			marks = append(marks, start+j)
		}
	}
	return marks
}

// typedLength returns how many bytes of a word of a name the user has typed. It is the length
// of the whole word, unless the user has typed only the start of it. Stop words of the query
// are ignored, unless the query has no other words.
func (r *ranking) typedLength(id int32, word string) int {
	for i, expansions := range r.expansions {
		if isStopWord(r.q.words[i].stem) && len(r.q.words) > 1 && !r.onlyStopWords() {
			continue
		}
		for _, x := range expansions {
			if x.id == id {
				if typed := r.q.words[i].word; x.confidence == prefixConfidence && strings.HasPrefix(strings.ToLower(word), typed) {
					return len(typed)
				}
				return len(word)
			}
		}
	}
	return 0
}

// onlyStopWords reports whether all words of the query are stop words.
func (r *ranking) onlyStopWords() bool {
	return !slices.ContainsFunc(r.q.words, func(t token) bool { return !isStopWord(t.stem) })
}

// why returns the text for [Match.Why]: the alias or keyword that matches the query best, or
// the name of the matching field if no alias or keyword matches.
func (r *ranking) why(doc int) string {
	var best phrase
	var highest float32
	for _, p := range r.docs[doc].phrases {
		if p.field == nameField {
			continue
		}
		var sum float32
		for _, id := range r.ix.termsOf(p) {
			sum += r.ix.idf(id) * r.wordOf[id].confidence
		}
		if sum > highest {
			best, highest = p, sum
		}
	}
	if highest > 0 {
		return best.field.String() + ` "` + best.text + `"`
	}
	return r.bestField(doc).String()
}

// bestField returns the most important field of the document that has a word of the query,
// or a term that the word may mean. If none of the fields in r.ix has one, it returns
// bodyField, because r.ix has all fields except the body.
func (r *ranking) bestField(doc int) docField {
	best := bodyField
	for _, expansions := range r.expansions {
		for _, x := range expansions {
			for _, p := range r.ix.postings[x.id] {
				if int(p.doc()) == doc {
					best = max(best, p.field())
				}
			}
		}
	}
	return best
}
