package search

import "slices"

// similarTerms returns the terms that a misspelled word may stand for, the most frequent first.
// They are the terms of the spellings with the smallest edit distance to the word. The
// distance must be 1, or up to 2 for words of six letters or more. For words of less than four
// letters there are no results, because too many words are similar to them.
func (ix *index) similarTerms(word string) []expansion {
	if len(word) < 4 || isCode(word) {
		return nil
	}
	nearest := 2
	if len(word) < 6 {
		nearest = 1
	}
	var out []expansion
	for _, s := range ix.spellings {
		if abs(len(s.word)-len(word)) > nearest || len(s.word) < 3 || !startsAlike(s.word, word) {
			continue
		}
		d := distance(word, s.word, nearest)
		if d > nearest {
			continue
		}
		if d < nearest {
			nearest, out = d, out[:0]
		}
		confidence := float32(typoConfidence)
		if d == 2 {
			confidence = twoTypoConfidence
		}
		out = append(out, expansion{s.id, confidence})
	}
	slices.SortStableFunc(out, func(a, b expansion) int { return len(ix.postings[b.id]) - len(ix.postings[a.id]) })
	return out[:min(len(out), maxSimilarTerms)]
}

// startsAlike reports whether two words have the same first letter, the same second letter, or
// the same first two letters in swapped order. Few users mistype both letters, so comparing
// only such words loses few results, and it saves most computations of a distance.
func startsAlike(a, b string) bool {
	return a[0] == b[0] || a[1] == b[1] || a[0] == b[1] && a[1] == b[0]
}

func abs(n int) int { return max(n, -n) }

// distance returns the edit distance of two words: how many insertions, deletions,
// replacements and swaps of neighboring letters turn a into b. This is the optimal string
// alignment distance, that is, the Damerau-Levenshtein distance without editing a letter
// twice. The result is limit+1 if the distance is above the limit, or if a word has 32 bytes
// or more.
func distance(a, b string, limit int) int {
	var rows [3][32]int // an array of fixed size stays on the stack
	if len(a) >= 32 || len(b) >= 32 {
		return limit + 1
	}
	beforeLast, last, row := &rows[0], &rows[1], &rows[2]
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
				row[j] = min(row[j], beforeLast[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
		beforeLast, last, row = last, row, beforeLast
	}
	return last[len(b)]
}
