// Package triage counts the codes in a log. It says how often each code occurs, what it
// means, and who has to act.
//
// It does no I/O and knows the catalog. It must not know how codes are found in text,
// where the text comes from, or how the results are shown.
package triage

import (
	"cmp"
	"slices"
	"strings"

	"teapot/model"
)

// MaxCodes is how many different codes a [Tally] counts. A real log has dozens. The limit
// is for logs with made-up codes, which would fill the memory.
const MaxCodes = 4096

// MaxSample is the maximum length of [Count.Sample] in bytes.
const MaxSample = 400

// Count says how often a code occurs.
type Count struct {
	Kind model.Kind
	Code string // the code as the log writes it
	N    int    // how often the code occurs
	// Sample is the first line of the log with the code, cut to [MaxSample] bytes.
	Sample string
}

// Tally counts codes. The zero value is ready to use. It is not safe for concurrent
// use.
type Tally struct {
	// MaxCodes is how many different codes are counted; 0 means the constant [MaxCodes].
	MaxCodes int

	counts map[key]*Count
	found  []*Count // in the order in which the codes first occurred
	other  int      // how often codes occurred that have no count
}

// key identifies a code in a [Tally].
type key struct {
	kind model.Kind
	code string
}

// Add counts one occurrence of the code in the line. The tally copies what it needs of
// both strings, so the caller may reuse their memory.
func (t *Tally) Add(k model.Kind, code, line string) { t.AddN(k, code, line, 1) }

// AddN is like [Tally.Add], for a line that says that the code has occurred n times.
func (t *Tally) AddN(k model.Kind, code, line string, n int) {
	count := t.counts[key{k, code}]
	if count == nil {
		if len(t.found) == cmp.Or(t.MaxCodes, MaxCodes) {
			t.other += n
			return
		}
		count = &Count{Kind: k, Code: strings.Clone(code), Sample: strings.Clone(line[:min(len(line), MaxSample)])}
		if t.counts == nil {
			t.counts = map[key]*Count{}
		}
		t.counts[key{k, count.Code}] = count
		t.found = append(t.found, count)
	}
	count.N += n
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

// Uncounted returns how often codes occurred that have no count, because [MaxCodes]
// different codes had occurred before them.
func (t *Tally) Uncounted() int { return t.other }
