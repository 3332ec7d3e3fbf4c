package search

import (
	"strings"

	"teapot/model"
)

// bodyBuilder makes the index of the bodies of entries. It runs while the user types, so it
// allocates little: it reads all bodies into one buffer, and copies a word only when it
// is new.
type bodyBuilder struct {
	ix            *index
	idsBySpelling map[string]int32 // by the word as it is written, with capitals
	frequencies   []int            // by term, the number of bodies that contain it
	last          []int32          // by term, the number of the last body that contains it plus 1
	terms         []int32          // the ids of the terms of all bodies, one body after the other
	ends          []int            // by body, the end of its terms in terms
	body          []byte
}

// indexBodies returns the index of the bodies of these entries.
func indexBodies(entries []*model.Entry) *index {
	const terms, spellings, words = 6, 8, 96 // estimates for one body
	b := bodyBuilder{
		ix:            &index{ids: make(map[string]int32, terms*len(entries)), docs: len(entries)},
		idsBySpelling: make(map[string]int32, spellings*len(entries)),
		terms:         make([]int32, 0, words*len(entries)),
		ends:          make([]int, 0, len(entries)),
	}
	for i, e := range entries {
		b.body = e.AppendBody(b.body[:0])
		b.addBody(int32(i)) //nolint:gosec // far fewer entries than an int32 holds
	}
	return b.finish()
}

// addBody adds the words of the body in the buffer, except the shortest.
func (b *bodyBuilder) addBody(doc int32) {
	for start, end := nextWord(b.body, 0, true); start < end; start, end = nextWord(b.body, end, true) {
		if end-start <= 2 {
			continue
		}
		id, known := b.idsBySpelling[string(b.body[start:end])]
		if !known {
			id = b.addSpelling(b.body[start:end])
		}
		if b.last[id] <= doc {
			b.last[id] = doc + 1
			b.frequencies[id]++
			b.terms = append(b.terms, id)
		}
	}
	b.ends = append(b.ends, len(b.terms))
}

// addSpelling adds a word that no body had before, and returns the id of its term.
func (b *bodyBuilder) addSpelling(written []byte) int32 {
	word := string(written)
	term := stem(strings.ToLower(word)) // usually a part of word, which is not copied
	id, known := b.ix.ids[term]
	if !known {
		id = int32(len(b.frequencies)) //nolint:gosec // far fewer terms than an int32 holds
		b.ix.ids[term] = id
		b.frequencies, b.last = append(b.frequencies, 0), append(b.last, 0)
	}
	b.idsBySpelling[word] = id
	return id
}

// finish makes posting lists of the terms of the bodies, and returns the index.
func (b *bodyBuilder) finish() *index {
	b.ix.setIDFs(b.frequencies)
	b.ix.postings = emptyPostings(b.frequencies, len(b.terms))
	from := 0
	for doc, end := range b.ends {
		for _, id := range b.terms[from:end] {
			b.ix.postings[id] = append(b.ix.postings[id], newPosting(int32(doc), bodyField)) //nolint:gosec // as in indexBodies
		}
		from = end
	}
	return b.ix
}
