package search

import (
	"slices"
	"strings"

	"teapot/model"
)

// All weights of the search are in this file. TestQuality measures them with the 681
// queries of testdata/queries.tsv. "With 3, 2 queries get worse" means: if this weight
// alone is 3, two of these queries no longer find the right entry first. Measure again
// after a change:
//
//	go test ./model/search -run TestQuality -v

// The scores of entries that match a code, and what is added to them. Only the resulting
// order matters.
const (
	codeScore       = 100 // the code itself
	otherClassScore = 99  // the class 5yz for 5xx, after the class with the code as typed
	// registeredScore is for the registered code X.1.1 if the user asks for 5.1.1. It is
	// below codeScore, as some vendors define the concrete code, and above prefixScore, as
	// X.1.10 begins with X.1.1 too. With 40, 17 queries get worse.
	registeredScore = 80
	prefixScore     = 60 // a code that begins with what was typed; see [document.hasCode]
	// classPrefixScore is for a class that begins with what was typed. Its codes come
	// first, since a user who types 4 wants to go on to a code.
	classPrefixScore = 40

	// protocolBonus decides between equal matches: "smtp 421" is not the 421 of HTTP. With
	// 0, 3 queries get worse.
	protocolBonus = 5

	// laterCodePenalty keeps the codes of a pasted line in their order.
	laterCodePenalty = 10
	// enhancedBonus puts an enhanced code before the reply code of the same line, because
	// it says more. It has to make up for the difference of codeScore and registeredScore
	// and for laterCodePenalty. With 20, 13 queries get worse.
	enhancedBonus = 50
)

// meaningPenalty decides between the meanings of one code: registered meanings come first,
// and those of drafts last. Equal ones stay in catalog order, which has the usual meaning
// first. It is much lower than the gaps between the scores.
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

// weight returns the weight of a field. Users mostly search for an entry by its names;
// other fields help if no name matches. Name, alias and keyword are sensitive: if one of
// them is changed by 1 to 2, between 7 and 21 queries get worse. The others are not: by
// changes of about half, at most 3 queries get worse.
func (f docField) weight() float32 {
	switch f {
	case nameField:
		return 8
	case aliasField:
		return 7 // an alias is a name that fewer people use
	case keywordField:
		return 5.5 // keywords also have words that several entries share
	case vendorField:
		return 5
	case constantField:
		return 3 // the words of the name again
	case summaryField:
		return 2.8
	case linkField:
		return 1.8 // about another entry
	case bodyField:
	}
	return 1
}

// The confidence that a word of the query means a term. It is 1 for the stem of the word.
// prefixConfidence and typoConfidence must differ from the others, as expansions are
// compared with them.
const (
	synonymConfidence = 0.75 // with 1, 7 queries get worse; with 0.5, one
	prefixConfidence  = 0.7  // for the start of a term; with 0.6, 2 queries get worse
	typoConfidence    = 0.8  // for a distance of 1; with 0.7 or 0.9, one query gets worse
	twoTypoConfidence = 0.55 // for a distance of 2; from 0.3 to 0.7 it makes no difference
	// compoundConfidence is for the two terms of a compound together. From 0.6 to 1 it
	// makes no difference.
	compoundConfidence = 0.9
)

const (
	// maxWordIDF bounds the idf of a word where the query is compared with a phrase, so
	// that one rare word does not count more than all others. The highest idf of the
	// catalog is 6.3. With 3, 3 queries get worse.
	maxWordIDF = 5
	// maxExpansionIDF bounds the idf of a term that is only one of several guesses. Rare
	// guesses would outweigh the words that are certain. With 2 or 9, up to 3 queries get
	// worse.
	maxExpansionIDF = 4
	// stopWordShare is the part of its idf that counts for a stop word. With 1, 13 queries
	// get worse; with 0, 3 do, because some queries have no other words: "http get".
	stopWordShare = 0.15
	// bodyShare is the part of its idf that counts for coverage if only the body has a
	// word. With 0, 8 queries get worse, as their words are in no other field; with 1,
	// 4 do, as long bodies cover many queries by accident.
	bodyShare = 0.5
)

// The weights of codes, classes and initials in a query with other words.
const (
	// codeWeight is more than any word adds, which is the weight of a name, 8, times the
	// highest idf, 6.3. With 40, 2 queries get worse.
	codeWeight = 60
	// classWeight is higher, because the prior of a class is only 0.6. From 60 to 160 it
	// makes no difference.
	classWeight = 120
	// codeCoverage is how much a code counts for coverage. It is about the idf of a term
	// that only one entry has. With 3, 2 queries get worse.
	codeCoverage = 7

	// initialsWeight is as much as a word of a name with an idf of about 4 adds: the letters
	// may mean something else. From 0 to 50 it makes no difference.
	initialsWeight   = 30
	initialsCoverage = 6 // about a rare word; from 0 on it makes no difference
)

// What the comparison of the query with the phrases of an entry adds to its score.
const (
	// phraseWeight is for a query that is the name of the entry. It is about as much as a
	// rare word of the name adds. With 0, 40 queries get worse; with 28, 8; with 110, 5.
	phraseWeight = 55
	// nameStartWeight is for a name that begins with the only word of the query. It is
	// divided by the number of words of the name, because "login" may mean other things
	// than "Login Time-out". With 60, one query gets worse.
	nameStartWeight = 30

	// The query is an exact match of a phrase if precision, recall and their product are
	// above these bounds. They are below 1, as an exact match may have a typing error or lack
	// a stop word. With 0.8, up to 2 queries get worse.
	exactPrecision = 0.6
	exactRecall    = 0.6
	exactProduct   = 0.5
)

// minCoverage is the factor for an entry that covers nearly nothing of the query. With
// 0.6, 3 queries get worse, since entries come first that match only one of the words, but
// in their name. With 1, 6 queries do.
const minCoverage = 0.25

// The bounds of what is compared and returned.
const (
	// shortlistShare is the part of the best score that an entry needs to be compared with
	// the query as a phrase. Up to 0.3 it makes no difference to the first match.
	shortlistShare = 0.1
	maxShortlist   = 80 // with 20, the shortlist of "login" lacks the right entry
	maxMatches     = 60 // more than users read
	// minScoreShare is the part of the best score that a match needs. Lower scores are those
	// of entries that contain only an unimportant word. With 0.5, 2 right entries are lost.
	minScoreShare = 0.3

	maxTypingPrefixes = 40 // terms for a word that the user is typing; with 10, one query gets worse
	maxPrefixes       = 10 // terms for a word that the index lacks; from 3 to 40 it makes no difference
	maxMisspelled     = 4  // terms for a misspelled word; with 2, one query gets worse
)

// fuzzyWeight is twice the score of the first match of the fuzzy matcher; the scores of the
// others fall with their rank. It is low because these matches are guesses. From 1 to 50
// it makes no difference.
const fuzzyWeight = 5

// prior returns the factor for what users usually search for if the query does not say
// it: codes before other entries, and registered entries before unofficial ones. An entry
// that the query matches exactly needs less of it.
func (r *ranking) prior(doc int, exact bool) float32 {
	e := r.docs[doc].entry
	p := standingPrior(e.Standing) * r.kindPrior(e, exact)
	if r.q.wantsProtocol(e.Protocol) {
		p *= 1.25 // only a hint: entries of HTTP have the word "mail" too
	}
	if r.q.name != "" && !e.Kind.IsCode() && strings.EqualFold(e.Name, r.q.name) {
		p *= 2.5 // makes up for the prior of the kind: "Depth: infinity" means this field
	}
	return p
}

// standingPrior returns the factor for the standing of an entry. If that of unofficial ones
// is 1, 9 queries get worse; if that of drafts is 1, 4 do.
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

// kindPrior returns the factor for the kind and the vendor of an entry.
func (r *ranking) kindPrior(e *model.Entry, exact bool) float32 {
	switch {
	case r.q.wantsKind(e.Kind):
		return 1.3 // "allow header"; with 1, 3 queries get worse
	case e.Vendor != "" && r.namesVendor(e.Vendor):
		return 1.25 // makes up for the prior of unofficial entries
	case e.Kind == model.Enhanced && e.Vendor != "" && !exact:
		return 0.8 // there are many with similar names; with 1, 2 queries get worse
	case e.Kind.IsCode():
		return 1
	case exact:
		return 0.9 // with 0.55, 17 queries get worse
	case e.Kind == model.Class, e.Kind == model.Subject:
		return 0.6
	}
	return 0.55 // fields, methods, commands, extensions: with 1, 7 queries get worse; with 0.3, 9
}

// namesVendor reports whether the name of the vendor begins with a word of the query.
func (r *ranking) namesVendor(vendor string) bool {
	return slices.ContainsFunc(r.vendorWords, func(word string) bool {
		return len(word) > 2 && len(word) <= len(vendor) && strings.EqualFold(vendor[:len(word)], word)
	})
}
