package search

import (
	"slices"
	"strings"
)

// explain makes the match of an entry: what to mark in its name, and what
// matched if the name does not show it.
func (r *ranking) explain(doc int, score float32) Match {
	m, d := r.match(doc, score), &r.docs[doc]
	m.Marks = r.marks(d)
	for _, code := range r.q.codes {
		var c Match
		if d.code != "" && d.entry.Kind.IsCode() && d.matchCode(code, &c) && c.score >= scoreOpen {
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

// marks are the bytes of the entry's name that are to be marked: the initials if
// they were asked for, else as many of each word as were typed.
func (r *ranking) marks(d *doc) []int {
	var marks []int
	name, ids := d.entry.Name, r.ix.of(d.name())
	initials := len(r.q.terms) == 1 && d.hasInitials(r.q.terms[0].raw)
	for i, end := 0, 0; i < len(ids); i++ {
		var start int
		start, end = nextWord(name, end, true)
		n := 1
		if !initials {
			n = r.marked(ids[i], name[start:end])
		}
		for j := range n {
			marks = append(marks, start+j)
		}
	}
	return marks
}

// marked returns how many bytes of a name's word are to be marked: as many as
// were typed.
func (r *ranking) marked(id int32, written string) int {
	for i, senses := range r.terms {
		if isStop(r.q.terms[i].word) && len(r.q.terms) > 1 && !r.allStop() {
			continue
		}
		for _, s := range senses {
			if s.id == id {
				if typed := r.q.terms[i].raw; s.certain == sureOpen && strings.HasPrefix(strings.ToLower(written), typed) {
					return len(typed)
				}
				return len(written)
			}
		}
	}
	return 0
}

func (r *ranking) allStop() bool {
	return !slices.ContainsFunc(r.q.terms, func(t token) bool { return !isStop(t.word) })
}

// why names the place that speaks most for the entry: the phrase with most of
// the query's words, else the best place of a word.
func (r *ranking) why(doc int) string {
	var best phrase
	var most float32
	for _, p := range r.docs[doc].phrases {
		if p.place == inName {
			continue
		}
		var have float32
		for _, id := range r.ix.of(p) {
			have += r.ix.rarity(id) * r.means(id)
		}
		if have > most {
			best, most = p, have
		}
	}
	if most > 0 {
		return best.place.String() + ` "` + best.text + `"`
	}
	place := inBody
	for _, senses := range r.terms {
		for _, s := range senses {
			for _, p := range r.ix.postings[s.id] {
				if int(p.doc()) == doc {
					place = max(place, p.place())
				}
			}
		}
	}
	return place.String()
}
