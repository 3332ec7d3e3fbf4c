package search

import (
	"cmp"
	"slices"
	"strings"

	"teapot/model"
)

// ranking computes the scores of all documents for one query.
type ranking struct {
	*corpus
	q          query
	expansions [][]expansion       // expansions[n] are the terms that word n of the query may mean
	wordIDFs   []float32           // wordIDFs[n] is the highest idf of the terms in expansions[n]
	wordOf     map[int32]wordMatch // maps the id of a term to the word of the query that may mean it

	score   []float32 // score[doc] is the score so far of the document with the number doc
	covered []float32 // covered[doc] is the sum of the idfs of the query's words that the document has
	total   float32   // the sum of the idfs of the query's words that at least one document has

	vendorWords []string // the query's words and their synonyms, to compare with names of vendors

	// Scratch memory of scoreWord for the word that it is scoring. It is empty between calls.
	bestScore []float32 // bestScore[doc] is the most that one term of the word adds to score[doc]
	bestIDF   []float32 // bestIDF[doc] is the highest idf of the word's terms that the document has
	wordDocs  []int32   // the numbers of the documents that have a term of the word
}

// wordMatch says which word of the query may mean a term.
type wordMatch struct {
	word       int     // index of the word in query.words
	confidence float32 // how likely the word means the term, up to 1
}

// rank returns the entries that match the words of the query, best first. The ranking is like
// tf-idf: a word adds its inverse document frequency to the score of each entry that has the
// word. But the idf is multiplied by the weight of the field that has the word, and not by
// the term frequency. Words that no entry has are ignored. If the index knows no word of the
// query, or no entry matches, the fuzzy matcher adds its matches. bodies may be nil.
func (c *corpus) rank(q query, bodies *index) []Match {
	scratch := make([]float32, 4*len(c.docs))
	part := func(n int) []float32 { return scratch[n*len(c.docs) : (n+1)*len(c.docs)] }
	r := &ranking{corpus: c, q: q, score: part(0), covered: part(1), bestScore: part(2), bestIDF: part(3), wordOf: map[int32]wordMatch{}}
	anyKnown := false
	for i, t := range q.words {
		expansions := c.expand(t, q.typing && i == len(q.words)-1)
		r.addWord(i, expansions)
		isStop := isStopWord(t.stem)
		anyKnown = anyKnown || len(expansions) > 0 && !isStop
		r.total += r.scoreWord(c.ix, expansions, isStop, 1)
		if bodies != nil {
			r.scoreWord(bodies, c.expandInBodies(bodies, t, expansions), isStop, bodyShare)
		}
	}
	r.scoreCodes()
	r.scoreClasses()
	r.scoreInitials()
	matches := r.bestMatches()
	if !anyKnown && len(q.codes)+len(q.classes) == 0 || len(matches) == 0 {
		matches = append(matches, r.fuzzyMatches(matches)...)
	}
	return matches
}

// addWord records that word n of the query may mean the terms of the expansions.
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

// scoreWord raises the scores of the documents that have a term of the expansions, which are
// the terms that one word of the query may mean. If a document has several of these terms,
// only the one that adds most counts. The idf of the word, times share, is added to what the
// document covers. scoreWord returns the highest idf of the terms.
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
				r.wordDocs = append(r.wordDocs, doc)
			}
			r.bestScore[doc] = max(r.bestScore[doc], idf*p.field().weight())
			r.bestIDF[doc] = max(r.bestIDF[doc], idf)
		}
	}
	for _, doc := range r.wordDocs {
		r.score[doc] += r.bestScore[doc]
		r.covered[doc] += r.bestIDF[doc] * share
		r.bestScore[doc], r.bestIDF[doc] = 0, 0
	}
	r.wordDocs = r.wordDocs[:0]
	return highest
}

// scoreCodes raises the scores of the entries of the codes that the query contains.
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

// scoreClasses raises the scores of the pages of the classes that the query contains.
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

// scoreInitials raises the scores of the codes whose names have the initials that the user
// typed: tmr for Too Many Requests.
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

// coverage returns a factor for the score of a document. It is 1 if the document has all
// words of the query, and falls to minCoverage if it has none.
func (r *ranking) coverage(doc int) float32 {
	if r.total == 0 {
		return 1
	}
	return minCoverage + (1-minCoverage)*min(r.covered[doc]/r.total, 1)
}

// scored is a document with its score.
type scored struct {
	doc   int // the number of the document
	score float32
}

// compareScored sorts documents by falling score, and documents with equal scores in catalog
// order.
func compareScored(a, b scored) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.doc, b.doc))
}

// bestMatches returns the matches with the highest scores, best first. For the documents of the
// shortlist, it first compares their phrases with the query and applies their priors. That
// would take too long for all documents.
func (r *ranking) bestMatches() []Match {
	list := r.shortlist()
	for i := range list {
		gain, exact := r.scorePhrases(list[i].doc)
		list[i].score = (list[i].score + gain*r.coverage(list[i].doc)) * r.prior(list[i].doc, exact)
	}
	slices.SortFunc(list, compareScored)
	list = list[:min(len(list), maxMatches)]
	matches := make([]Match, 0, len(list))
	for _, s := range list {
		if s.score < list[0].score*minScoreShare {
			break
		}
		matches = append(matches, r.explain(s.doc, s.score))
	}
	return matches
}

// shortlist returns the documents whose words match the query best. Phrases and priors are
// not part of their scores yet.
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
