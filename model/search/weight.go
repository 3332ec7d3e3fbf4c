package search

import (
	"slices"
	"strings"

	"teapot/model"
)

// All weights of the search are in this file. Their effect is measured with the 681 test
// queries of testdata/queries.tsv. "If it is 3, two test queries get worse" means: if this
// weight alone is changed to 3, the right entry is no longer the first match of two test
// queries that have it first now. Measure again after you change a weight:
//
//	go test ./model/search -run TestQuality -v

// The scores of entries that match a query for a code, and what is added to them. Only the
// resulting order matters.
const (
	// codeScore is the score of an entry whose code is exactly the query.
	codeScore = 100
	// otherClassScore is the score of the class 5yz of SMTP if the query is 5xx. It is below
	// codeScore, so that the class 5xx of HTTP comes first.
	otherClassScore = 99
	// registeredScore is the score of the registered code X.1.1 if the query is 5.1.1. It is
	// below codeScore, because a vendor may define exactly 5.1.1. It is above prefixScore,
	// because X.1.10 begins with X.1.1 too. If it is 40, 17 test queries get worse.
	registeredScore = 80
	// rangeScore is the score of a range that contains the query, before rangeLenPenalty. It
	// is below registeredScore, because an entry of exactly the code says more.
	rangeScore = 77
	// rangeLenPenalty is subtracted once for each code of the range, so that shorter ranges
	// come first. The longest range has 1000 codes, which is still above prefixScore.
	rangeLenPenalty = 0.015
	// prefixScore is the score of an entry whose code begins with the query.
	prefixScore = 60
	// rangePrefixScore is the score of a range with codes that begin with the query. It is
	// below prefixScore, because most ranges have many such codes.
	rangePrefixScore = 55
	// classPrefixScore is the score of a class whose code begins with the query. It is below
	// prefixScore, because a user who has typed 4 probably wants to type a code such as 404.
	classPrefixScore = 40

	// protocolBonus is added to entries of the protocol that the query names: for "smtp 421",
	// the 421 of SMTP comes before the 421 of HTTP. If it is 0, three test queries get worse.
	protocolBonus = 5

	// laterCodePenalty is subtracted once for each code that precedes this code in a pasted
	// line, so that entries are in the order of the codes.
	laterCodePenalty = 10
	// enhancedBonus puts an enhanced code before the reply code of the same line, because the
	// enhanced code says more. It must be higher than codeScore - registeredScore +
	// laterCodePenalty. If it is 20, 13 test queries get worse.
	enhancedBonus = 50
)

// meaningPenalty returns what is subtracted from the score of an entry with the standing. It
// sorts the meanings of a code: registered meanings first, then unofficial ones, then those
// of drafts. Meanings with equal penalties stay in catalog order, where the most usual
// meaning comes first. The penalties are much lower than the differences between the scores.
func meaningPenalty(s model.Standing) float32 {
	switch s {
	case model.Standard, model.Temporary, model.Obsolete, model.Unused:
		return 0
	case model.Unofficial:
		return 1
	case model.Draft:
	}
	return 2
}

// weight returns how much a word in the field counts. Users mostly search for an entry by its
// names; other fields help if no name matches. Small changes of the weights of name,
// alias and keyword matter: if one of them changes by 1 to 2, between 7 and 21 test queries
// get worse. If one of the other weights changes by about half, at most three do.
func (f docField) weight() float32 {
	switch f {
	case nameField:
		return 8
	case aliasField:
		return 7 // fewer people use an alias than the name
	case keywordField:
		return 5.5 // several entries may share a keyword
	case vendorField:
		return 5
	case constantField:
		return 3 // a constant repeats the words of the name
	case summaryField:
		return 2.8
	case linkField:
		return 1.8 // the target of a link is another entry
	case bodyField:
	}
	return 1
}

// How likely a word of the query means a term, from 0 to 1. For the stem of the word it is 1.
// prefixConfidence and typoConfidence must differ from all other values, because the code
// compares the confidence of an expansion with them.
const (
	// synonymConfidence is for a synonym of the word. If it is 1, seven test queries get
	// worse; if it is 0.5, one does.
	synonymConfidence = 0.75
	// prefixConfidence is for a term that begins with the word. If it is 0.6, two test queries
	// get worse.
	prefixConfidence = 0.7
	// typoConfidence is for a term at an edit distance of 1 from the word. If it is 0.7 or
	// 0.9, one test query gets worse.
	typoConfidence = 0.8
	// twoTypoConfidence is for a term at an edit distance of 2 from the word. From 0.3 to 0.7
	// it makes no difference.
	twoTypoConfidence = 0.55
	// compoundConfidence is for a word that is two terms without a space between them. Each
	// of the terms gets half of it. From 0.6 to 1 it makes no difference.
	compoundConfidence = 0.9
)

// How much the idf of a word counts.
const (
	// maxWordIDF bounds the idf of a word when the query is compared with a phrase. Without
	// the bound, one rare word would count more than all other words. The highest idf in the
	// catalog is 6.3. If the bound is 3, three test queries get worse.
	maxWordIDF = 5
	// maxExpansionIDF bounds the idf of a term that is only one of several guesses. Without
	// the bound, a rare guess would count more than the words that are certain. If the bound
	// is 2 or 9, up to three test queries get worse.
	maxExpansionIDF = 4
	// stopWordShare is the factor for the idf of a stop word. If it is 1, 13 test queries get
	// worse. If it is 0, three do, because some queries consist of stop words: "http get".
	stopWordShare = 0.15
	// bodyShare is how much a word counts for the coverage of an entry if the word is in the
	// entry's body: its idf is multiplied by bodyShare. If it is 0, eight test queries get
	// worse, because no other field has their words. If it is 1, four get worse, because long
	// bodies have many words by accident.
	bodyShare = 0.5
)

// What codes, classes and initials add to the score of an entry, in a query with other words.
const (
	// codeWeight is added to the entry of a code in the query. It is more than any word adds:
	// the weight of a name, 8, times the highest idf, 6.3. If it is 40, two test queries get
	// worse.
	codeWeight = 60
	// classWeight is added to the page of a class in the query. It is higher than codeWeight,
	// because kindPrior multiplies it by only 0.6. From 60 to 160 it makes no difference.
	classWeight = 120
	// codeCoverage is how much a code or a class counts for the coverage of an entry, which is
	// how much of the query the entry has. The value is close to the idf of a word that only
	// one entry has. If it is 3, two test queries get worse.
	codeCoverage = 7

	// initialsWeight is added to an entry whose name has the query as its initials. It is only
	// as much as a name with a common word adds, because the letters may mean something
	// else. From 0 to 50 it makes no difference.
	initialsWeight = 30
	// initialsCoverage is how much matching initials count for coverage, about as much as a
	// rare word. From 0 on it makes no difference.
	initialsCoverage = 6
)

// What is added to the score of an entry when its phrases are compared with the query.
const (
	// phraseWeight is added if the query is the name of the entry. It is about as much as a
	// rare word of the name adds. If it is 0, 40 test queries get worse; if it is 28, eight
	// do; if it is 110, five do.
	phraseWeight = 55
	// nameStartWeight is added if the query is one word and the name begins with it. It is
	// divided by the number of words in the name, because "login" may mean other things than
	// "Login Time-out". If it is 60, one test query gets worse.
	nameStartWeight = 30

	// The query matches a phrase exactly if precision, recall and their product are above
	// these bounds. They are below 1, because the user may have made a typing error or left
	// out a stop word. If one of them is 0.8, up to two test queries get worse.
	exactPrecision = 0.6
	exactRecall    = 0.6
	exactProduct   = 0.5
)

// minCoverage is the factor for an entry that has almost no word of the query. If it is 0.6,
// three test queries get worse: an entry with only one of the words, but in its name, comes
// before the entry with all words. If it is 1, six test queries get worse.
const minCoverage = 0.25

// How many entries and terms are looked at and returned.
const (
	// An entry is on the shortlist if its score is more than shortlistShare times the best
	// score. Up to 0.3 it makes no difference to the first match.
	shortlistShare = 0.1
	// maxShortlist is the most entries on the shortlist. If it is 20, the right entry for the
	// query "login" is not among them.
	maxShortlist = 80
	// maxMatches is the most entries that a query of words returns. Users read fewer.
	maxMatches = 60
	// An entry is returned if its score is at least minScoreShare times the best score. Entries
	// with lower scores have only unimportant words of the query. If it is 0.5, the right
	// entries of two test queries are not returned.
	minScoreShare = 0.3

	// maxCompletions is the most terms that the search adds for a word that the user is still
	// typing. All of them begin with the word. If it is 10, one test query gets worse.
	maxCompletions = 40
	// maxUnknownCompletions is the most terms that the search adds for a word that no entry
	// has. All of them begin with the word. From 3 to 40 it makes no difference.
	maxUnknownCompletions = 10
	// maxSimilarTerms is the most terms that a misspelled word may stand for. If it is 2, one
	// test query gets worse.
	maxSimilarTerms = 4
)

// fuzzyWeight divided by rank+1 is the score of a match of the fuzzy matcher, where the first
// match has the rank 1. The scores are low because these matches are guesses. From 1 to 50 it
// makes no difference.
const fuzzyWeight = 5

// prior returns a factor for the score of a document. It says how often users look for such an
// entry, whatever the query is: more often for codes than for other entries, and more often for
// registered entries than for unofficial ones. The factor varies less if exact is set, which
// means that the query is the name or an alias of the entry.
func (r *ranking) prior(doc int, exact bool) float32 {
	e := r.docs[doc].entry
	p := standingPrior(e.Standing) * r.kindPrior(e, exact)
	if r.q.wantsProtocol(e.Protocol) {
		p *= 1.25 // not more, because a word like "mail" is only a hint: entries of HTTP have it too
	}
	if r.q.name != "" && !e.Kind.IsCode() && strings.EqualFold(e.Name, r.q.name) {
		p *= 2.5 // "Depth: infinity" means the field Depth, although kindPrior is low for fields
	}
	return p
}

// standingPrior returns the part of the prior that depends on the standing. If it is 1 for
// unofficial entries, nine test queries get worse; if it is 1 for drafts, four do.
func standingPrior(s model.Standing) float32 {
	switch s {
	case model.Standard, model.Temporary, model.Obsolete, model.Unused:
	case model.Unofficial:
		return 0.9
	case model.Draft:
		return 0.7
	}
	return 1
}

// kindPrior returns the part of the prior that depends on the kind and the vendor.
func (r *ranking) kindPrior(e *model.Entry, exact bool) float32 {
	switch {
	case r.q.wantsKind(e.Kind):
		return 1.3 // "allow header" asks for a field; if it is 1, three test queries get worse
	case e.Vendor != "" && r.namesVendor(e.Vendor):
		return 1.25 // the query names the vendor, although standingPrior is low for unofficial entries
	case e.Kind == model.Enhanced && e.Vendor != "" && !exact:
		return 0.8 // many of them have similar names; if it is 1, two test queries get worse
	case e.Kind.IsCode():
		return 1
	case exact:
		return 0.9 // if it is 0.55, 17 test queries get worse
	case e.Kind == model.Class, e.Kind == model.Subject:
		return 0.6
	}
	return 0.55 // fields, methods, commands, extensions; if it is 1, seven test queries get worse; if 0.3, nine
}

// namesVendor reports whether the name of the vendor begins with a word of the query or with a
// synonym of it.
func (r *ranking) namesVendor(vendor string) bool {
	return slices.ContainsFunc(r.vendorWords, func(word string) bool {
		return len(word) > 2 && len(word) <= len(vendor) && strings.EqualFold(vendor[:len(word)], word)
	})
}
