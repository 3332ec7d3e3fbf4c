package search

import (
	"slices"
	"strings"

	"teapot/model"
)

// All weights of the search are in this file. TestQuality measures them with
// testdata/queries.tsv.

// The scores of matches of codes. The gaps leave room for what is added and
// subtracted below.
const (
	codeScore        = 100 // the code itself
	otherClassScore  = 99  // 5yz for 5xx: after the class that is written as it was typed
	registeredScore  = 80  // the registered code X.1.1 for the concrete 5.1.1
	prefixScore      = 60  // a code that begins with what was typed
	classPrefixScore = 40  // a class that begins with it: users want its codes first

	// protocolBonus is for codes of the protocol that the query names. It decides
	// between equal codes only.
	protocolBonus = 5

	// laterCodePenalty keeps the codes of a pasted line in their order.
	laterCodePenalty = 10
	// enhancedBonus puts the enhanced codes of a pasted line before the reply codes,
	// because they say more.
	enhancedBonus = 50
)

// meaningPenalty decides between the meanings of one code: registered ones come first,
// and those that only a draft has come last. Equal ones stay in catalog order.
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

// weight is how much a term counts in a field. Fields that name the entry weigh more
// than those that describe it.
func (f docField) weight() float32 {
	switch f {
	case nameField:
		return 8
	case aliasField:
		return 7
	case keywordField:
		return 5.5
	case vendorField:
		return 5
	case constantField:
		return 3
	case summaryField:
		return 2.8
	case linkField:
		return 1.8
	case bodyField:
	}
	return 1
}

// The confidence that a word of the query stands for a term, up to 1 for the term
// itself.
const (
	synonymConfidence  = 0.75
	prefixConfidence   = 0.7  // the word may be incomplete
	typoConfidence     = 0.8  // at a distance of 1: more likely than any other guess
	twoTypoConfidence  = 0.55 // at a distance of 2
	compoundConfidence = 0.9  // for two terms that were written as one word
)

const (
	// maxWordIDF bounds what one word weighs when a query is compared with a phrase, so
	// that one rare word does not outweigh all others.
	maxWordIDF = 5
	// maxExpansionIDF bounds the weight of a term that the query does not have itself.
	// It is lower, as a rare term is often a wrong guess.
	maxExpansionIDF = 4
	// stopWordShare is the part of its weight that a stop word keeps: enough to decide
	// between equal entries.
	stopWordShare = 0.15
	// bodyShare is how much a word that only the body has counts for the coverage of the
	// query.
	bodyShare = 0.5
)

// The weights of codes, classes and initials among the words of a query. A code weighs
// more than any word: names have a weight of 8 and an idf of about 6.
const (
	codeWeight  = 60
	classWeight = 120 // its page is meant, and its rank as a class is low
	// codeCoverage is what a code or class counts for the coverage, in units of idf. It
	// is the idf of a rare word.
	codeCoverage = 7

	initialsWeight   = 30 // as much as one good word: tmr may be another abbreviation
	initialsCoverage = 6
)

// The entry that matches a phrase gains more the better query and phrase agree.
const (
	// phraseWeight is the gain for a query that is the name of an entry. It is about as
	// much as one word of the name adds.
	phraseWeight = 55
	// nameStartWeight is the gain for a name that begins with the only word of the
	// query, shared out among the words of the name: "login" is a third of "Login
	// Time-out", and may mean much else.
	nameStartWeight = 30
	// A query is taken for the name of the entry if most of it is in the phrase and most
	// of the phrase is in it.
	exactPrecision = 0.6
	exactRecall    = 0.6
	exactBoth      = 0.5 // for the product
)

// Coverage scales the score of an entry: one that has only a small part of the query
// keeps this much.
const minCoverage = 0.25

// The bounds of what is ranked and returned.
const (
	// shortlistShare is the part of the best score below which an entry cannot win by
	// its phrases any more. Such entries are not compared with them.
	shortlistShare = 0.1
	maxShortlist   = 80
	maxMatches     = 60
	// minScoreShare is the part of the best score below which matches are left out: the
	// user has not asked for them.
	minScoreShare = 0.3

	maxTypingPrefixes = 40 // terms for a word that is being typed
	maxPrefixes       = 10 // terms for a complete word that no entry has
	maxMisspelled     = 4
)

// fuzzyWeight is the score of the best match of the fuzzy matcher; that of the next
// ones falls with their rank. It is low, as these matches are guesses.
const fuzzyWeight = 5

// prior is the factor for what users mean when the query does not say more: codes
// before other entries, registered before unofficial ones. An exact match names the
// entry, which makes up for most of that.
func (r *ranking) prior(doc int, exact bool) float32 {
	e := r.docs[doc].entry
	p := standingPrior(e.Standing) * r.kindPrior(e, exact)
	if r.q.wantsProtocol(e.Protocol) {
		p *= 1.25
	}
	if r.q.name != "" && !e.Kind.IsCode() && strings.EqualFold(e.Name, r.q.name) {
		p *= 2.5 // "Depth: infinity" asks for nothing but this field
	}
	return p
}

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

func (r *ranking) kindPrior(e *model.Entry, exact bool) float32 {
	switch {
	case r.q.wantsKind(e.Kind):
		return 1.3
	case e.Vendor != "" && r.namesVendor(e.Vendor):
		return 1.25
	case e.Kind == model.Enhanced && e.Vendor != "" && !exact:
		return 0.8 // vendors have many such codes with similar names
	case e.Kind.IsCode():
		return 1
	case exact:
		return 0.9
	case e.Kind == model.Class, e.Kind == model.Subject:
		return 0.6
	}
	return 0.55 // fields, methods, commands and extensions
}

// namesVendor reports whether a word of the query begins the name of the vendor.
func (r *ranking) namesVendor(vendor string) bool {
	return slices.ContainsFunc(r.vendorWords, func(word string) bool {
		return len(word) > 2 && len(word) <= len(vendor) && strings.EqualFold(vendor[:len(word)], word)
	})
}
