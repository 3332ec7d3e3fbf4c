package search

import (
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"
)

// maxFuzzyTexts bounds how many texts are passed to the fuzzy matcher. Each is the name or an
// alias of another entry.
const maxFuzzyTexts = 120

// fuzzySource holds the texts that the fuzzy matcher compares with the query, and implements
// [fuzzy.Source].
type fuzzySource struct {
	texts []string // names and aliases of entries
	docs  []int    // docs[i] is the number of the document that has texts[i]
}

// String returns text number i.
func (s fuzzySource) String(i int) string { return s.texts[i] }

// Len returns the number of texts.
func (s fuzzySource) Len() int { return len(s.texts) }

// fuzzyMatches returns the entries whose name or alias contains the letters of the query in
// order: tmnyrqsts finds Too Many Requests. It leaves out entries that are among the matches
// already.
func (r *ranking) fuzzyMatches(matches []Match) []Match {
	letters := strings.ToLower(strings.ReplaceAll(r.q.text, " ", ""))
	if len(letters) < 3 || len(letters) > 40 {
		return nil
	}
	source := r.fuzzySource(letters)
	var out []Match
	for rank, f := range fuzzy.FindFrom(letters, source) {
		doc := source.docs[f.Index]
		m := r.newMatch(doc, fuzzyWeight/float32(rank+2))
		if slices.ContainsFunc(matches, func(o Match) bool { return o.Entry == m.Entry }) {
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

// fuzzySource returns the texts that contain the letters in order, since the fuzzy matcher
// matches no other texts. If the name and aliases of an entry have several such texts, only
// the first is returned.
func (r *ranking) fuzzySource(letters string) fuzzySource {
	var s fuzzySource
	for i := range r.docs {
		if len(s.texts) == maxFuzzyTexts {
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

// isSubsequence reports whether the text contains the letters in order, perhaps with other
// letters between them. The letters are in lower case, the text may have capitals.
func isSubsequence(letters, text string) bool {
	i := 0
	for j := 0; i < len(letters) && j < len(text); j++ {
		if letters[i] == text[j] || letters[i] == text[j]|0x20 {
			i++
		}
	}
	return i == len(letters)
}
