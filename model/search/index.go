package search

import (
	"cmp"
	"math"
	"slices"
)

// index is an inverted index: it says for each term which documents contain it. A term is
// the stem of a word, and has a number as its id. Documents have numbers too.
type index struct {
	ids         map[string]int32 // maps a term to its id
	terms       []string         // terms[id] is the term with the id; empty in the index of bodies
	postings    [][]posting      // postings[id] lists the documents that contain term id
	idfs        []float32        // idfs[id] is the inverse document frequency of term id
	docs        int              // the number of documents
	spellings   []spelling       // the words that a misspelled word may stand for
	phraseTerms []int32          // the ids of the terms of all phrases, one phrase after the other
}

// posting is the number of a document that contains a term, together with the field that
// contains it. The field is in the lowest three bits, and the document's number is in the
// bits above them. There are tens of thousands of postings, so they should be small.
type posting uint32

// fieldBits is how many bits of a posting hold the field.
const fieldBits = 3

// newPosting returns the posting for a term in field f of the document with the number doc.
func newPosting(doc int32, f docField) posting { return posting(doc)<<fieldBits | posting(f) }

// doc returns the number of the document.
func (p posting) doc() int32 { return int32(p >> fieldBits) } //nolint:gosec // newPosting got an int32

// field returns the field of the document that contains the term.
func (p posting) field() docField { return docField(p & (1<<fieldBits - 1)) }

// docField is the part of a document in which a word occurs. It has nothing to do with the
// fields of HTTP.
type docField uint8

// The fields of a document, the least important first. If several fields of a document
// contain a term, its posting has the most important one.
const (
	bodyField     docField = iota
	summaryField           // the summary in one sentence
	linkField              // targets of links, such as "retry-after"
	constantField          // names in programming languages
	vendorField
	keywordField
	aliasField
	nameField
)

// String returns the name of the field for [Match.Why].
func (f docField) String() string {
	switch f {
	case nameField:
		return "name"
	case aliasField:
		return "alias"
	case keywordField:
		return "keyword"
	case vendorField:
		return "vendor"
	case constantField:
		return "constant"
	case linkField:
		return "related"
	case summaryField:
		return "summary"
	case bodyField:
	}
	return "page"
}

// spelling is a word as documents spell it. Misspelled words of a query are compared with
// whole words and not with stems, because users type whole words.
type spelling struct {
	word string // in lower case
	id   int32  // the id of the word's term
}

// termsOf returns the ids of the terms of a phrase, in the order of its words.
func (ix *index) termsOf(p phrase) []int32 { return ix.phraseTerms[p.from:p.to] }

// idf returns the inverse document frequency of the term with the id. It is high for terms
// that few documents contain.
func (ix *index) idf(id int32) float32 { return ix.idfs[id] }

// setIDFs computes the inverse document frequency of each term. frequencies[id] is the
// number of documents that contain term id.
func (ix *index) setIDFs(frequencies []int) {
	ix.idfs = make([]float32, len(frequencies))
	for id, n := range frequencies {
		ix.idfs[id] = float32(math.Log(1 + float64(ix.docs)/float64(n)))
	}
}

// emptyPostings returns an empty posting list for each term. The list of term id has the
// capacity frequencies[id], so that filling it allocates nothing. All lists share one array,
// whose size is total, the sum of the frequencies.
func emptyPostings(frequencies []int, total int) [][]posting {
	all := make([]posting, total)
	lists := make([][]posting, len(frequencies))
	for i, n := range frequencies {
		lists[i], all = all[:0:n], all[n:]
	}
	return lists
}

// withPrefix returns the ids of up to limit terms that begin with the prefix and are longer
// than it, the most frequent terms first. It looks at every term. There are two or three
// thousand, and sorting them before the first query would take longer than this loop.
func (ix *index) withPrefix(prefix string, limit int) []int32 {
	var out []int32
	for id, term := range ix.terms {
		if len(term) > len(prefix) && term[0] == prefix[0] && term[:len(prefix)] == prefix {
			out = append(out, int32(id)) //nolint:gosec // ids are int32
		}
	}
	slices.SortFunc(out, func(a, b int32) int {
		return cmp.Or(cmp.Compare(len(ix.postings[b]), len(ix.postings[a])), cmp.Compare(a, b))
	})
	return out[:min(len(out), limit)]
}
