package search

import (
	"strings"

	"teapot/model"
)

// bodyBuilder makes the index of the bodies of entries. It runs while the user types, so it
// allocates little memory: it reads all bodies into the same buffer, and copies a word only
// when the word is new.
type bodyBuilder struct {
	ix            *index
	idsBySpelling map[string]int32 // maps a word, with its capitals, to the id of its term
	frequencies   []int            // frequencies[id] is the number of bodies that contain term id
	lastBody      []int32          // lastBody[id] is 1 + the number of the last body that contains term id, or 0
	termIDs       []int32          // the ids of the terms of all bodies, one body after the other
	ends          []int            // in termIDs, the ids of the terms of body n end before ends[n]
	body          []byte           // the buffer with the text of the current body
}

// indexBodies returns an index of the bodies of the entries.
func indexBodies(entries []*model.Entry) *index {
	const terms, spellings, words = 6, 8, 96 // estimated averages for one body
	b := bodyBuilder{
		ix:            &index{ids: make(map[string]int32, terms*len(entries)), docs: len(entries)},
		idsBySpelling: make(map[string]int32, spellings*len(entries)),
		termIDs:       make([]int32, 0, words*len(entries)),
		ends:          make([]int, 0, len(entries)),
	}
	for i, e := range entries {
		b.body = e.AppendBody(b.body[:0])
		b.addBody(int32(i)) //nolint:gosec // far fewer entries than an int32 holds
	}
	return b.finish()
}

// addBody adds the words of the text in b.body, except words of one or two bytes.
func (b *bodyBuilder) addBody(doc int32) {
	for start, end := nextWord(b.body, 0, true); start < end; start, end = nextWord(b.body, end, true) {
		if end-start <= 2 {
			continue
		}
		id, known := b.idsBySpelling[string(b.body[start:end])]
		if !known {
			id = b.addSpelling(b.body[start:end])
		}
		if b.lastBody[id] <= doc {
			b.lastBody[id] = doc + 1
			b.frequencies[id]++
			b.termIDs = append(b.termIDs, id)
		}
	}
	b.ends = append(b.ends, len(b.termIDs))
}

// addSpelling adds a word that is in none of the earlier bodies, and returns the id of its
// term.
func (b *bodyBuilder) addSpelling(written []byte) int32 {
	word := string(written)
	term := stem(strings.ToLower(word)) // usually a substring of word, which needs no copy
	id, known := b.ix.ids[term]
	if !known {
		id = int32(len(b.frequencies)) //nolint:gosec // far fewer terms than an int32 holds
		b.ix.ids[term] = id
		b.frequencies, b.lastBody = append(b.frequencies, 0), append(b.lastBody, 0)
	}
	b.idsBySpelling[word] = id
	return id
}

// finish turns the collected term ids into posting lists, and returns the index.
func (b *bodyBuilder) finish() *index {
	b.ix.setIDFs(b.frequencies)
	b.ix.postings = emptyPostings(b.frequencies, len(b.termIDs))
	start := 0
	for doc, end := range b.ends {
		for _, id := range b.termIDs[start:end] {
			b.ix.postings[id] = append(b.ix.postings[id], newPosting(int32(doc), bodyField)) //nolint:gosec // far fewer entries than an int32 holds
		}
		start = end
	}
	return b.ix
}
