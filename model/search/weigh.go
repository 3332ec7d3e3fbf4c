package search

import (
	"slices"
	"strings"

	"teapot/model"
)

// far is the score of entries that are not worth a close look: a small part of
// the best one's.
func (r *ranking) far() float32 {
	var best float32
	for i, s := range r.score {
		best = max(best, s*r.share(i))
	}
	return best * 0.1
}

// share is how much of the query an entry has, from a quarter to all.
func (r *ranking) share(doc int) float32 {
	if r.total == 0 {
		return 1
	}
	return 0.25 + 0.75*min(r.matched[doc]/r.total, 1)
}

// usual prefers what people mean when they do not say more: codes before what
// goes with them, the registered before the rest. Who names a thing exactly
// means it.
func (r *ranking) usual(doc int, exact bool) float32 {
	e := r.docs[doc].entry
	u := standingWeight(e.Standing) * r.kindWeight(e, exact)
	if r.q.protocols && e.Protocol == r.q.protocol {
		u *= 1.25
	}
	if r.q.name != "" && !e.Kind.IsCode() && strings.EqualFold(e.Name, r.q.name) {
		u *= 2.5
	}
	return u
}

// standingWeight prefers the registered to what a vendor or a draft says.
func standingWeight(s model.Standing) float32 {
	switch s {
	case model.Standard, model.Temporary, model.Obsolete, model.Unused:
	case model.Unofficial:
		return 0.9
	case model.Draft:
		return 0.7
	}
	return 1
}

// kindWeight prefers codes to what goes with them, unless the query says which kind
// or which vendor is meant.
func (r *ranking) kindWeight(e *model.Entry, exact bool) float32 {
	switch {
	case slices.Contains(r.q.kinds, e.Kind):
		return 1.3
	case e.Vendor != "" && r.names(e.Vendor):
		return 1.25
	case e.Kind == model.Enhanced && e.Vendor != "" && !exact:
		return 0.8
	case e.Kind.IsCode():
		return 1
	case exact:
		return 0.9
	case e.Kind == model.Class, e.Kind == model.Subject:
		return 0.6
	}
	return 0.55
}

// names reports whether the query names the vendor.
func (r *ranking) names(vendor string) bool {
	for _, word := range r.vendors {
		if len(word) > 2 && len(word) <= len(vendor) && strings.EqualFold(vendor[:len(word)], word) {
			return true
		}
	}
	return false
}

// closeness is the gain for words that stand together as in a name, an alias or
// a keyword, and whether the query is such a phrase and nothing else.
func (r *ranking) closeness(doc int) (gain float32, exact bool) {
	for _, p := range r.docs[doc].phrases {
		g, e := r.phraseGain(p)
		gain, exact = max(gain, g), exact || e && p.place >= inAlias
	}
	if r.beginsName(r.docs[doc].entry.Name) {
		return gain + beginGain/float32(len(r.ix.of(r.docs[doc].name()))), true
	}
	return gain, exact
}

// beginGain is the gain for a name that begins with the query, shared out among
// the words of the name: "login" is a third of "Login Time-out", and may mean much
// else.
const beginGain = 30

// beginsName reports whether the query is the one word with which the name
// begins, as far as it is typed.
func (r *ranking) beginsName(name string) bool {
	if len(r.q.terms) != 1 {
		return false
	}
	typed := r.q.terms[0].raw
	return len(typed) >= 4 && len(typed) <= len(name) && strings.EqualFold(name[:len(typed)], typed)
}

// phraseGain compares the query with a phrase: how much of the phrase's words
// are in the query, and how much of the query's in the phrase.
func (r *ranking) phraseGain(p phrase) (gain float32, exact bool) {
	var inQuery, whole, inPhrase, asked float32
	var have [16]float32 // by term; what follows the sixteenth word is not compared
	for _, id := range r.ix.of(p) {
		rarity := r.ix.rarity(id)
		whole += rarity
		if m, ok := r.sure[id]; ok {
			inQuery += rarity * m.certain
			if m.term < len(have) {
				have[m.term] = max(have[m.term], m.certain)
			}
		}
	}
	if inQuery == 0 {
		return 0, false
	}
	for i, most := range r.most[:min(len(r.most), len(have))] {
		inPhrase, asked = inPhrase+have[i]*most, asked+most
	}
	if asked == 0 {
		return 0, false
	}
	precision, recall := inQuery/whole, inPhrase/asked
	return 55 * precision * min(recall, 1) * p.place.weight() / 8, precision > 0.6 && recall > 0.6 && precision*recall > 0.5
}

// means is how sure it is that the query means the word.
func (r *ranking) means(id int32) float32 { return r.sure[id].certain }
