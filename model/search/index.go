package search

import (
	"cmp"
	"math"
	"slices"
)

// index is an inverted index: it maps each term, which is a stem, to the documents that
// contain it.
type index struct {
	ids       map[string]int32 // by term
	terms     []string         // by id
	postings  [][]posting      // by id
	idfs      []float32        // by id
	docs      int
	spellings []spelling
	// phraseTerms has the ids of the terms of all phrases; see [phrase].
	phraseTerms []int32
}

// posting is a document that contains a term, and the field that contains it. The field is
// in the lowest bits and the number of the document in the others: there are tens of
// thousands of postings, so they are small.
type posting uint32

const fieldBits = 3

func newPosting(doc int32, f docField) posting { return posting(doc)<<fieldBits | posting(f) }

func (p posting) doc() int32 { return int32(p >> fieldBits) } //nolint:gosec // made from an int32

func (p posting) field() docField { return docField(p & (1<<fieldBits - 1)) }

// docField is a part of a document, and not a field of HTTP. If several fields of a
// document contain a term, its posting has the last one of this list.
type docField uint8

const (
	bodyField docField = iota
	summaryField
	linkField
	constantField
	vendorField
	keywordField
	aliasField
	nameField
)

// String returns the field as [Match.Why] names it.
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

// spelling is a word of the documents in lower case. Misspelled words are compared with
// spellings, since users do not type stems.
type spelling struct {
	word string
	id   int32 // of its term
}

// termsOf returns the ids of the terms of a phrase.
func (ix *index) termsOf(p phrase) []int32 { return ix.phraseTerms[p.from:p.to] }

// idf returns the inverse document frequency of a term: the fewer documents contain it,
// the higher it is.
func (ix *index) idf(id int32) float32 { return ix.idfs[id] }

// setIDFs computes the inverse document frequency of each term from its document
// frequency, which is the number of documents that contain it.
func (ix *index) setIDFs(frequencies []int) {
	ix.idfs = make([]float32, len(frequencies))
	for id, n := range frequencies {
		ix.idfs[id] = float32(math.Log(1 + float64(ix.docs)/float64(n)))
	}
}

// emptyPostings returns an empty posting list for each term, with its document frequency as
// capacity. The lists share one array; total is the sum of the frequencies.
func emptyPostings(frequencies []int, total int) [][]posting {
	all := make([]posting, total)
	lists := make([][]posting, len(frequencies))
	for i, n := range frequencies {
		lists[i], all = all[:0:n], all[n:]
	}
	return lists
}

// withPrefix returns the ids of up to limit terms that begin with the prefix and are
// longer, the most frequent first. It compares all of the two or three thousand terms:
// sorting them before the first query would take longer.
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
