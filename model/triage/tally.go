// Package triage adds up the codes that a log contains: how often each of them
// occurs, what it means, and who has to act.
//
// It is pure. It knows the catalog. It must not know how codes are found in text,
// where the text comes from, or how the results are shown.
package triage

import (
	"cmp"
	"slices"
	"strings"

	"teapot/model"
)

// MaxCodes is how many different codes a [Tally] counts. A log has dozens; made-up
// codes must not fill the memory.
const MaxCodes = 4096

// MaxSample is how much of a line a [Tally] keeps, in bytes.
const MaxSample = 400

// Count says how often a code occurs.
type Count struct {
	Kind model.Kind
	Code string // as the log writes it
	N    int
	// Sample is the first line with the code, up to [MaxSample] bytes.
	Sample string
}

// Tally counts codes. The zero value is ready to use. It is not safe for concurrent
// use.
type Tally struct {
	counts map[key]*Count
	found  []*Count // in the order in which the codes first occurred
	other  int
}

type key struct {
	kind model.Kind
	code string
}

// Add counts one occurrence of a code in a line. It keeps neither string.
func (t *Tally) Add(k model.Kind, code, line string) {
	count := t.counts[key{k, code}]
	if count == nil {
		if len(t.found) == MaxCodes {
			t.other++
			return
		}
		count = &Count{Kind: k, Code: strings.Clone(code), Sample: strings.Clone(line[:min(len(line), MaxSample)])}
		if t.counts == nil {
			t.counts = map[key]*Count{}
		}
		t.counts[key{k, count.Code}] = count
		t.found = append(t.found, count)
	}
	count.N++
}

// Counts returns the counts, highest first. Codes that occur equally often keep the
// order in which they first occurred.
func (t *Tally) Counts() []Count {
	counts := make([]Count, len(t.found))
	for i, c := range t.found {
		counts[i] = *c
	}
	slices.SortStableFunc(counts, func(a, b Count) int { return cmp.Compare(b.N, a.N) })
	return counts
}

// Other returns how often codes occurred that have no count of their own, because
// [MaxCodes] other codes occurred before them.
func (t *Tally) Other() int { return t.other }
