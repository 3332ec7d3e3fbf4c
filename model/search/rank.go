package search

import (
	"cmp"
	"slices"
	"strings"

	"teapot/model"
)

// ranking scores the documents for one query. Slices are by document unless they say
// otherwise.
type ranking struct {
	*corpus
	q          query
	expansions [][]expansion       // by word of the query
	wordIDFs   []float32           // by word of the query; see [ranking.addWord]
	wordOf     map[int32]wordMatch // by term

	score   []float32
	covered []float32 // the sum of the idfs of those words of the query that the document has
	total   float32   // the sum of the idfs of those words that any document has

	vendorWords []string // words of the query and their synonyms

	// For the word that is being scored.
	best    []float32 // the highest weight of one of its terms
	bestIDF []float32 // the highest idf of one of its terms
	touched []int32   // the documents that have one
}

// wordMatch is the word of the query that means a term.
type wordMatch struct {
	word       int
	confidence float32
}

// rank returns the entries that match the words of the query, best first. As in tf-idf,
// each word adds its inverse document frequency to the score of an entry, but times the
// weight of the field that has the word and not times the term frequency. Words that no
// entry has do not count. The fuzzy matcher is tried only if no word is known or nothing
// is found.
func (c *corpus) rank(q query, bodies *index) []Match {
	scratch := make([]float32, 4*len(c.docs))
	part := func(n int) []float32 { return scratch[n*len(c.docs) : (n+1)*len(c.docs)] }
	r := &ranking{corpus: c, q: q, score: part(0), covered: part(1), best: part(2), bestIDF: part(3), wordOf: map[int32]wordMatch{}}
	known := false
	for i, t := range q.words {
		expansions := c.expand(t, q.typing && i == len(q.words)-1)
		r.addWord(i, expansions)
		isStop := isStopWord(t.stem)
		known = known || len(expansions) > 0 && !isStop
		r.total += r.scoreWord(c.ix, expansions, isStop, 1)
		if bodies != nil {
			r.scoreWord(bodies, c.expandInBodies(bodies, t, expansions), isStop, bodyShare)
		}
	}
	r.scoreCodes()
	r.scoreClasses()
	r.scoreInitials()
	found := r.top()
	if !known && len(q.codes)+len(q.classes) == 0 || len(found) == 0 {
		found = append(found, r.fuzzyMatches(found)...)
	}
	return found
}

// addWord records the terms that word n of the query may mean. The highest of their idfs is
// the idf of the word.
func (r *ranking) addWord(n int, expansions []expansion) {
	r.expansions = append(r.expansions, expansions)
	var idf float32
	for _, x := range expansions {
		idf = max(idf, min(r.ix.idf(x.id), maxWordIDF))
		if x.confidence > r.wordOf[x.id].confidence {
			r.wordOf[x.id] = wordMatch{n, x.confidence}
		}
	}
	t := r.q.words[n]
	if isStopWord(t.stem) {
		idf *= stopWordShare
	}
	r.wordIDFs = append(r.wordIDFs, idf)
	r.vendorWords = append(append(r.vendorWords, t.word), synonyms(t.stem)...)
}

// scoreWord adds one word of the query to the scores of the documents: for each document
// the term that adds most. The part of its idf that counts for coverage is share. It
// returns the highest idf of the terms.
func (r *ranking) scoreWord(ix *index, expansions []expansion, isStop bool, share float32) float32 {
	var highest float32
	for _, x := range expansions {
		idf := ix.idf(x.id)
		if isStop {
			idf *= stopWordShare
		}
		if len(expansions) > 1 && x.confidence < 1 {
			idf = min(idf, maxExpansionIDF)
		}
		idf *= x.confidence
		highest = max(highest, idf)
		for _, p := range ix.postings[x.id] {
			doc := p.doc()
			if r.bestIDF[doc] == 0 {
				r.touched = append(r.touched, doc)
			}
			r.best[doc] = max(r.best[doc], idf*p.field().weight())
			r.bestIDF[doc] = max(r.bestIDF[doc], idf)
		}
	}
	for _, doc := range r.touched {
		r.score[doc] += r.best[doc]
		r.covered[doc] += r.bestIDF[doc] * share
		r.best[doc], r.bestIDF[doc] = 0, 0
	}
	r.touched = r.touched[:0]
	return highest
}

// scoreCodes adds the codes among the words of the query.
func (r *ranking) scoreCodes() {
	for _, code := range r.q.codes {
		exists := false
		for i := range r.docs {
			var m Match
			if r.docs[i].hasCode(code, &m) {
				r.score[i] += codeWeight
				r.covered[i] += codeCoverage
				exists = true
			}
		}
		if exists {
			r.total += codeCoverage
		}
	}
}

// scoreClasses adds the classes among the words of the query.
func (r *ranking) scoreClasses() {
	for _, class := range r.q.classes {
		for i := range r.docs {
			if d := &r.docs[i]; d.entry.Kind == model.Class && sameClass(d.code, class) {
				r.score[i] += classWeight
				r.covered[i] += codeCoverage
			}
		}
		r.total += codeCoverage
	}
}

// scoreInitials adds the codes whose name has the query as its initials: tmr for Too Many
// Requests.
func (r *ranking) scoreInitials() {
	letters := strings.ToLower(r.q.text)
	if len(r.q.words) != 1 || len(letters) < 3 || len(letters) > 6 {
		return
	}
	for i := range r.docs {
		if e := r.docs[i].entry; e.Kind.IsCode() && e.Name != "" && e.Name[0]|0x20 == letters[0] && r.docs[i].hasInitials(letters) {
			r.score[i] += initialsWeight
			r.covered[i] += initialsCoverage
		}
	}
}

// coverage returns the factor for the part of the query that the document covers. It is
// between minCoverage and 1.
func (r *ranking) coverage(doc int) float32 {
	if r.total == 0 {
		return 1
	}
	return minCoverage + (1-minCoverage)*min(r.covered[doc]/r.total, 1)
}

// scored is a document with its score.
type scored struct {
	doc   int
	score float32
}

// compareScored puts the higher score first, and equal ones in catalog order.
func compareScored(a, b scored) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.doc, b.doc))
}

// top returns the best matches. It compares only the documents of the shortlist with the
// query as a phrase, and multiplies their scores by their priors.
func (r *ranking) top() []Match {
	list := r.shortlist()
	for i := range list {
		gain, exact := r.scorePhrases(list[i].doc)
		list[i].score = (list[i].score + gain*r.coverage(list[i].doc)) * r.prior(list[i].doc, exact)
	}
	slices.SortFunc(list, compareScored)
	list = list[:min(len(list), maxMatches)]
	found := make([]Match, 0, len(list))
	for _, s := range list {
		if s.score < list[0].score*minScoreShare {
			break
		}
		found = append(found, r.explain(s.doc, s.score))
	}
	return found
}

// shortlist returns the documents with the best scores for words.
func (r *ranking) shortlist() []scored {
	var best float32
	for i, s := range r.score {
		best = max(best, s*r.coverage(i))
	}
	cutoff, n := best*shortlistShare, 0
	for i, s := range r.score {
		if s*r.coverage(i) > cutoff {
			n++
		}
	}
	list := make([]scored, 0, n)
	for i, s := range r.score {
		if s *= r.coverage(i); s > cutoff {
			list = append(list, scored{i, s})
		}
	}
	slices.SortFunc(list, compareScored)
	return list[:min(len(list), maxShortlist)]
}
