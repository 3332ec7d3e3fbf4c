package search

import (
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"
)

// maxFuzzy bounds the number of entries that are passed to the fuzzy matcher.
const maxFuzzy = 120

// fuzzySource has the texts that the fuzzy matcher compares with the query.
type fuzzySource struct {
	docs  []int // by text
	texts []string
}

// String implements [fuzzy.Source].
func (s fuzzySource) String(i int) string { return s.texts[i] }

// Len implements [fuzzy.Source].
func (s fuzzySource) Len() int { return len(s.texts) }

// fuzzyMatches returns entries that are not in found and whose name or alias contains the
// letters of the query in order: tmnyrqsts finds Too Many Requests.
func (r *ranking) fuzzyMatches(found []Match) []Match {
	letters := strings.ToLower(strings.ReplaceAll(r.q.text, " ", ""))
	if len(letters) < 3 || len(letters) > 40 {
		return nil
	}
	source := r.fuzzySource(letters)
	var out []Match
	for rank, f := range fuzzy.FindFrom(letters, source) {
		doc := source.docs[f.Index]
		m := r.match(doc, fuzzyWeight/float32(rank+2))
		if slices.ContainsFunc(found, func(o Match) bool { return o.Entry == m.Entry }) {
			continue
		}
		m.score *= r.prior(doc, false)
		if f.Str == m.Entry.Name {
			m.Marks = f.MatchedIndexes
		} else {
			m.Why = aliasField.String() + ` "` + f.Str + `"`
		}
		out = append(out, m)
	}
	return out
}

// fuzzySource returns the first name or alias of each entry that contains the letters in
// order, since the fuzzy matcher matches no other texts.
func (r *ranking) fuzzySource(letters string) fuzzySource {
	var s fuzzySource
	for i := range r.docs {
		if len(s.texts) == maxFuzzy {
			break
		}
		for _, p := range r.docs[i].phrases {
			if p.field >= aliasField && isSubsequence(letters, p.text) {
				s.docs, s.texts = append(s.docs, i), append(s.texts, p.text)
				break
			}
		}
	}
	return s
}

// isSubsequence reports whether the text contains the letters, which are in lower case, in
// order.
func isSubsequence(letters, text string) bool {
	i := 0
	for j := 0; i < len(letters) && j < len(text); j++ {
		if letters[i] == text[j] || letters[i] == text[j]|0x20 {
			i++
		}
	}
	return i == len(letters)
}
