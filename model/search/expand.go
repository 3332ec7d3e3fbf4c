package search

// expansion is a term that a word of the query may mean, with the confidence that it does,
// up to 1.
type expansion struct {
	id         int32
	confidence float32
}

// expand returns the terms that a word of the query may mean: its stem, synonyms and, while
// the user is typing it, terms that begin with it. If the index has none of these, expand
// guesses.
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
		for _, id := range c.ix.withPrefix(t.word, maxTypingPrefixes) {
			out = append(out, expansion{id, prefixConfidence})
		}
	}
	if len(out) > 0 {
		return out
	}
	return c.ix.guess(t.word)
}

// guess returns the terms that a word may mean which is not in the index. In order of
// likelihood, it has one typing error, is two words written as one, or is the start of a
// term or has two typing errors.
func (ix *index) guess(word string) []expansion {
	misspelled := ix.misspelled(word)
	if len(misspelled) > 0 && misspelled[0].confidence == typoConfidence {
		return misspelled
	}
	if two := ix.splitCompound(word); len(two) > 0 {
		return two
	}
	var out []expansion
	if len(word) >= 3 {
		for _, id := range ix.withPrefix(word, maxPrefixes) {
			out = append(out, expansion{id, prefixConfidence})
		}
	}
	return append(out, misspelled...)
}

// splitCompound returns the two terms that the user has written as one word: timedout. It
// returns nil if the word does not consist of two terms.
func (ix *index) splitCompound(word string) []expansion {
	const shortest = 3 // bytes of each half
	for i := shortest; i <= len(word)-shortest; i++ {
		first, okFirst := ix.ids[stem(word[:i])]
		second, okSecond := ix.ids[stem(word[i:])]
		if okFirst && okSecond {
			return []expansion{{first, compoundConfidence / 2}, {second, compoundConfidence / 2}}
		}
	}
	return nil
}

// expandInBodies returns the terms of the index of bodies that the word may mean: its stem
// and, with less confidence, those of its expansions that are likely enough.
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
