package search

import (
	"cmp"
	"slices"
	"strings"

	"teapot/model"
)

// sense is a word of the index that a term of the query may mean, and how sure
// that is, up to 1.
type sense struct {
	id      int32
	certain float32
}

// How sure it is that a word is meant.
const (
	sureAlike  = 0.75 // another word for the same
	sureOpen   = 0.7  // the word is still being typed
	sureTypo   = 0.8  // one letter is wrong
	sureTypos  = 0.55 // two are
	sureJoined = 0.9  // two words written as one, or one as two
)

// ranking scores the entries for one query.
type ranking struct {
	*core
	q       query
	score   []float32
	matched []float32 // how much of the query an entry has, by rarity
	total   float32   // how much of it anything has
	terms   [][]sense // by term of the query
	most    []float32 // the rarity of each term
	sure    map[int32]meaning
	gain    []float32 // scratch, by entry
	have    []float32
	touched []int32
	vendors []string // words that may begin the name of a vendor
}

// meaning says which term of the query a word of the index is.
type meaning struct {
	term    int
	certain float32
}

// rank finds the entries that words speak of. Each word adds what it tells, by
// where it stands and how rare it is; words that nothing has are forgiven.
func (k *core) rank(q query, bodies *index) []Match {
	scratch := make([]float32, 4*len(k.docs))
	part := func(n int) []float32 { return scratch[n*len(k.docs) : (n+1)*len(k.docs)] }
	r := &ranking{core: k, q: q, score: part(0), matched: part(1), gain: part(2), have: part(3), sure: map[int32]meaning{}}
	known := false
	for i, t := range q.terms {
		senses := r.senses(t, q.open && i == len(q.terms)-1)
		r.mean(i, senses)
		r.vendors = append(append(r.vendors, t.raw), alike(t.word)...)
		known = known || len(senses) > 0 && !isStop(t.word)
		r.count(k.ix, senses, isStop(t.word), 1)
		if bodies != nil {
			r.count(bodies, bodySenses(k.ix, bodies, t.word, senses), isStop(t.word), bodyShare)
		}
	}
	r.countCodes()
	r.countClasses()
	r.countInitials()
	found := r.best()
	if !known && len(q.codes)+len(q.classes) == 0 || len(found) == 0 {
		found = append(found, r.fuzzy(found)...)
	}
	return found
}

// mean notes what the nth term of the query means.
func (r *ranking) mean(n int, senses []sense) {
	r.terms = append(r.terms, senses)
	var most float32
	for _, s := range senses {
		most = max(most, min(r.ix.rarity(s.id), 5))
		if s.certain > r.sure[s.id].certain {
			r.sure[s.id] = meaning{n, s.certain}
		}
	}
	if isStop(r.q.terms[n].word) {
		most *= stopShare
	}
	r.most = append(r.most, most)
}

// stopShare is how much of its rarity a word counts that says little.
const stopShare = 0.15

// bodyShare is how much a word in a body counts towards how much of the query an
// entry has.
const bodyShare = 0.5

// senses returns the words of the index that a word of the query may mean.
func (r *ranking) senses(t token, open bool) []sense {
	var out []sense
	if id, ok := r.ix.ids[t.word]; ok {
		out = append(out, sense{id, 1})
	}
	for _, other := range alike(t.word) {
		if id, ok := r.ix.ids[other]; ok && other != t.word {
			out = append(out, sense{id, sureAlike})
		}
	}
	if open {
		for _, id := range r.ix.prefixed(t.raw, 40) {
			out = append(out, sense{id, sureOpen})
		}
	}
	if len(out) > 0 {
		return out
	}
	typos := r.ix.misspelled(t.raw)
	if len(typos) > 0 && typos[0].certain == sureTypo {
		return typos
	}
	if two := r.halves(t.raw); len(two) > 0 {
		return two
	}
	if len(t.raw) >= 3 {
		for _, id := range r.ix.prefixed(t.raw, 10) {
			out = append(out, sense{id, sureOpen})
		}
	}
	return append(out, typos...)
}

// halves takes a word for two that were written as one: timedout.
func (r *ranking) halves(w string) []sense {
	for i := 3; i <= len(w)-3; i++ {
		a, okA := r.ix.ids[stem(w[:i])]
		b, okB := r.ix.ids[stem(w[i:])]
		if okA && okB {
			return []sense{{a, sureJoined / 2}, {b, sureJoined / 2}}
		}
	}
	return nil
}

// bodySenses are the senses of a word in the index of bodies.
func bodySenses(ix, bodies *index, w string, senses []sense) []sense {
	var out []sense
	if id, ok := bodies.ids[w]; ok {
		out = append(out, sense{id, 1})
	}
	for _, s := range senses {
		if ix.words[s.id] == w || s.certain < sureAlike {
			continue
		}
		if id, ok := bodies.ids[ix.words[s.id]]; ok {
			out = append(out, sense{id, s.certain * sureAlike})
		}
	}
	return out
}

// count adds one word of the query: for each entry its best sense and place.
func (r *ranking) count(ix *index, senses []sense, stop bool, share float32) {
	if len(senses) == 0 {
		return
	}
	var most float32
	for _, s := range senses {
		rarity := ix.rarity(s.id)
		if stop {
			rarity *= stopShare
		}
		if len(senses) > 1 && s.certain < 1 {
			rarity = min(rarity, 4)
		}
		rarity *= s.certain
		most = max(most, rarity)
		for _, p := range ix.postings[s.id] {
			doc := p.doc()
			if r.have[doc] == 0 {
				r.touched = append(r.touched, doc)
			}
			r.gain[doc] = max(r.gain[doc], rarity*p.place().weight())
			r.have[doc] = max(r.have[doc], rarity)
		}
	}
	for _, doc := range r.touched {
		r.score[doc] += r.gain[doc]
		r.matched[doc] += r.have[doc] * share
		r.gain[doc], r.have[doc] = 0, 0
	}
	r.touched = r.touched[:0]
	if share == 1 {
		r.total += most
	}
}

// countCodes adds the codes that stand among the words.
func (r *ranking) countCodes() {
	for _, code := range r.q.codes {
		hit := false
		for i := range r.docs {
			var m Match
			if r.docs[i].code != "" && r.docs[i].entry.Kind.IsCode() && r.docs[i].matchCode(code, &m) && m.score >= scoreOpen {
				r.score[i] += codeGain
				r.matched[i] += codeGain / 8
				hit = true
			}
		}
		if hit {
			r.total += codeGain / 8
		}
	}
}

// countClasses adds the classes that stand among the words.
func (r *ranking) countClasses() {
	for _, class := range r.q.classes {
		for i := range r.docs {
			if d := &r.docs[i]; d.entry.Kind == model.Class && sameClass(d.code, class) {
				r.score[i] += 2 * codeGain
				r.matched[i] += codeGain / 8
			}
		}
		r.total += codeGain / 8
	}
}

// codeGain is what a code among words counts.
const codeGain = 60

// countInitials adds the entries whose name has the query as initials: tmr.
func (r *ranking) countInitials() {
	letters := strings.ToLower(r.q.text)
	if len(r.q.terms) != 1 || len(letters) < 3 || len(letters) > 6 {
		return
	}
	for i := range r.docs {
		if e := r.docs[i].entry; e.Kind.IsCode() && e.Name != "" && e.Name[0]|0x20 == letters[0] && r.docs[i].hasInitials(letters) {
			r.score[i] += 30
			r.matched[i] += 6
		}
	}
}

// The matches that are looked at closely, and those that are kept.
const (
	maxClose = 80
	maxFound = 60
	// tail is how far below the best score a match may be.
	tail = 0.3
)

// scored is an entry with its score.
type scored struct {
	doc   int
	score float32
}

// higher puts the better score first, and equal ones in catalog order.
func higher(a, b scored) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.doc, b.doc))
}

// best orders the entries, looks closely at the first, and drops those that are
// far behind.
func (r *ranking) best() []Match {
	all := r.candidates()
	for i := range all {
		gain, exact := r.closeness(all[i].doc)
		all[i].score = (all[i].score + gain*r.share(all[i].doc)) * r.usual(all[i].doc, exact)
	}
	slices.SortFunc(all, higher)
	all = all[:min(len(all), maxFound)]
	found := make([]Match, 0, len(all))
	for _, s := range all {
		if s.score < all[0].score*tail {
			break
		}
		found = append(found, r.explain(s.doc, s.score))
	}
	return found
}

// candidates are the entries that are worth a close look.
func (r *ranking) candidates() []scored {
	far, n := r.far(), 0
	for i, s := range r.score {
		if s*r.share(i) > far {
			n++
		}
	}
	all := make([]scored, 0, n)
	for i, s := range r.score {
		if s *= r.share(i); s > far {
			all = append(all, scored{i, s})
		}
	}
	slices.SortFunc(all, higher)
	return all[:min(len(all), maxClose)]
}
