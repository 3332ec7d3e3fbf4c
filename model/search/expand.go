package search

// expansion is a term that a word of the query may mean.
type expansion struct {
	id         int32   // the id of the term
	confidence float32 // how likely the user means the term; 1 is certain
}

// expand returns the terms that a word of the query may mean: its stem, synonyms of the stem
// and, while the user is typing the word, terms that begin with it. If the index has none of
// these terms, expand returns what [index.guess] returns.
func (c *corpus) expand(t token, typing bool) []expansion {
	var out []expansion
	if id, ok := c.ix.ids[t.stem]; ok {
		out = append(out, expansion{id, 1})
	}
	for _, synonym := range synonyms(t.stem) {
		if id, ok := c.ix.ids[synonym]; ok && synonym != t.stem {
			out = append(out, expansion{id, synonymConfidence})
		}
	}
	if typing {
		for _, id := range c.ix.withPrefix(t.word, maxCompletions) {
			out = append(out, expansion{id, prefixConfidence})
		}
	}
	if len(out) > 0 {
		return out
	}
	return c.ix.guess(t.word)
}

// guess returns the terms that an unknown word may mean. It tries these guesses in order,
// the most likely one first, and stops at the first that succeeds:
//
//   - the word has one typing error
//   - the word is two words written as one
//   - the word is the start of a term, or has two typing errors
func (ix *index) guess(word string) []expansion {
	similar := ix.similarTerms(word)
	if len(similar) > 0 && similar[0].confidence == typoConfidence {
		return similar
	}
	if terms := ix.splitCompound(word); len(terms) > 0 {
		return terms
	}
	var out []expansion
	if len(word) >= 3 {
		for _, id := range ix.withPrefix(word, maxUnknownCompletions) {
			out = append(out, expansion{id, prefixConfidence})
		}
	}
	return append(out, similar...)
}

// splitCompound splits a word that is two terms without a space between them: "timedout" is
// "timed" and "out". It returns nil if the word is not two terms of the index.
func (ix *index) splitCompound(word string) []expansion {
	const minLength = 3 // of each half, in bytes
	for i := minLength; i <= len(word)-minLength; i++ {
		first, okFirst := ix.ids[stem(word[:i])]
		second, okSecond := ix.ids[stem(word[i:])]
		if okFirst && okSecond {
			return []expansion{{first, compoundConfidence / 2}, {second, compoundConfidence / 2}}
		}
	}
	return nil
}

// expandInBodies returns the terms that a word may mean, as far as the index of the bodies
// has them: the stem of the word with confidence 1, and its likely expansions with less. The
// ids in expansions are ids of c.ix. The ids in the result are ids of bodies.
func (c *corpus) expandInBodies(bodies *index, t token, expansions []expansion) []expansion {
	var out []expansion
	if id, ok := bodies.ids[t.stem]; ok {
		out = append(out, expansion{id, 1})
	}
	for _, x := range expansions {
		term := c.ix.terms[x.id]
		if term == t.stem || x.confidence < synonymConfidence {
			continue
		}
		if id, ok := bodies.ids[term]; ok {
			out = append(out, expansion{id, x.confidence * synonymConfidence})
		}
	}
	return out
}
