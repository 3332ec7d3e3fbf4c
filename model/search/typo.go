package search

import (
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"
)

// misspelled returns the words of the index that differ from w by a letter or
// two, the nearest first. Short words have no second chance.
func (ix *index) misspelled(w string) []sense {
	most := 2
	switch {
	case len(w) < 4 || isCode(w):
		return nil
	case len(w) < 6:
		most = 1
	}
	var out []sense
	nearest := most
	for _, f := range ix.forms {
		if abs(len(f.raw)-len(w)) > nearest || len(f.raw) < 3 || !begins(f.raw, w) {
			continue
		}
		d := distance(w, f.raw, nearest)
		if d > nearest {
			continue
		}
		if d < nearest {
			nearest, out = d, out[:0]
		}
		certain := float32(sureTypo)
		if d == 2 {
			certain = sureTypos
		}
		out = append(out, sense{f.id, certain})
	}
	// The word that most entries have is the likeliest.
	slices.SortStableFunc(out, func(a, b sense) int { return len(ix.postings[b.id]) - len(ix.postings[a.id]) })
	return out[:min(len(out), 4)]
}

// begins reports whether two words share a letter at their beginning: few people
// mistype both.
func begins(a, b string) bool {
	return a[0] == b[0] || a[1] == b[1] || a[0] == b[1] && a[1] == b[0]
}

func abs(n int) int { return max(n, -n) }

// distance is the number of letters that have to be added, dropped, changed or
// swapped with their neighbor to make one word of the other; it stops counting
// above most.
func distance(a, b string, most int) int {
	var rows [3][32]int
	if len(a) >= 32 || len(b) >= 32 {
		return most + 1
	}
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// maxFuzzy is how many entries the fuzzy matcher is asked about.
const maxFuzzy = 120

// fuzzySource are the texts that the fuzzy matcher looks at.
type fuzzySource struct {
	docs  []int
	texts []string
}

// String implements [fuzzy.Source].
func (s fuzzySource) String(i int) string { return s.texts[i] }

// Len implements [fuzzy.Source].
func (s fuzzySource) Len() int { return len(s.texts) }

// fuzzy asks the fuzzy matcher, last and for little: for the names that have the
// letters of the query in order, of entries that are not found yet.
func (r *ranking) fuzzy(found []Match) []Match {
	q := strings.ToLower(strings.ReplaceAll(r.q.text, " ", ""))
	if len(q) < 3 || len(q) > 40 {
		return nil
	}
	var s fuzzySource
	for i := range r.docs {
		if len(s.texts) == maxFuzzy {
			break
		}
		for _, p := range r.docs[i].phrases {
			if p.place >= inAlias && isSubsequence(q, p.text) {
				s.docs, s.texts = append(s.docs, i), append(s.texts, p.text)
				break
			}
		}
	}
	var out []Match
	for rank, f := range fuzzy.FindFrom(q, s) {
		m := r.match(s.docs[f.Index], 5/float32(rank+2))
		if slices.ContainsFunc(found, func(o Match) bool { return o.Entry == m.Entry }) {
			continue
		}
		m.score *= r.usual(s.docs[f.Index], false)
		if f.Str == m.Entry.Name {
			m.Marks = f.MatchedIndexes
		} else {
			m.Why = `alias "` + f.Str + `"`
		}
		out = append(out, m)
	}
	return out
}

// isSubsequence reports whether the letters of q, in lower case, stand in s in
// order.
func isSubsequence(q, s string) bool {
	i := 0
	for j := 0; i < len(q) && j < len(s); j++ {
		if q[i] == s[j] || q[i] == s[j]|0x20 {
			i++
		}
	}
	return i == len(q)
}
