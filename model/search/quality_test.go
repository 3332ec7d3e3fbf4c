package search

import (
	"fmt"
	"os"
	"path"
	"slices"
	"sort"
	"strings"
	"testing"

	"teapot/data"
	"teapot/model"
)

// asked is one line of the test set: what somebody typed, and the entries that
// are right as the first answer, "http/429" or a pattern.
type asked struct {
	kind, text string
	want       []string
}

func readQueries(t testing.TB) []asked {
	t.Helper()
	text, err := os.ReadFile("testdata/queries.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []asked
	for row := range strings.Lines(string(text)) {
		row = strings.TrimSuffix(row, "\n")
		if row == "" || row[0] == '#' {
			continue
		}
		parts := strings.SplitN(row, "\t", 3)
		if len(parts) != 3 {
			t.Fatalf("not three columns: %q", row)
		}
		all = append(all, asked{parts[0], strings.ReplaceAll(parts[2], `\t`, "\t"), strings.Fields(parts[1])})
	}
	return all
}

func reference(t testing.TB) *model.Catalog {
	t.Helper()
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (q asked) rank(found []Match) int {
	for i, m := range found {
		name := m.Entry.Protocol.String() + "/" + m.Entry.Stem
		if slices.ContainsFunc(q.want, func(w string) bool { ok, _ := path.Match(w, name); return ok }) {
			return i + 1
		}
	}
	return 0
}

// score sums up the ranks of right answers.
type score struct {
	n, first, five int
	reciprocal     float64
}

func (s *score) add(rank int) {
	s.n++
	if rank == 1 {
		s.first++
	}
	if rank > 0 && rank <= 5 {
		s.five++
	}
	if rank > 0 {
		s.reciprocal += 1 / float64(rank)
	}
}

func (s score) hit1() float64 { return float64(s.first) / float64(max(s.n, 1)) }
func (s score) hit5() float64 { return float64(s.five) / float64(max(s.n, 1)) }
func (s score) mrr() float64  { return s.reciprocal / float64(max(s.n, 1)) }

func (s score) String() string {
	return fmt.Sprintf("n %3d  hit@1 %.2f  hit@5 %.2f  MRR %.2f", s.n, s.hit1(), s.hit5(), s.mrr())
}

// The levels that were reached and must not be lost again.
const (
	levelHit1 = 0.94
	levelHit5 = 0.98
	levelMRR  = 0.96
	levelKind = 0.84 // hit@1 of every kind
)

// outright are the kinds that name what is wanted: it always comes first.
const outright = "alias code enhanced field filter name vendor"

// TestQuality asks every query of the test set and prints how far down the right
// answer stands.
func TestQuality(t *testing.T) {
	e := New(reference(t))
	e.Prepare()
	var all score
	kinds := map[string]*score{}
	for _, q := range readQueries(t) {
		found := e.Find(q.text).Ranked()
		rank := q.rank(found)
		if kinds[q.kind] == nil {
			kinds[q.kind] = &score{}
		}
		kinds[q.kind].add(rank)
		all.add(rank)
		if rank != 1 {
			first := "nothing"
			if len(found) > 0 {
				first = found[0].Entry.Stem
			}
			t.Logf("%-12s rank %2d (first %s): %s", q.kind, rank, first, q.text)
			if slices.Contains(strings.Fields(outright), q.kind) {
				t.Errorf("%s %q is at rank %d, after %s", q.kind, q.text, rank, first)
			}
		}
	}
	var names []string
	for name := range kinds {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		t.Logf("%-12s %v", name, *kinds[name])
		if kinds[name].hit1() < levelKind {
			t.Errorf("%s: hit@1 under %.2f", name, levelKind)
		}
	}
	t.Logf("%-12s %v", "all", all)
	if all.hit1() < levelHit1 || all.hit5() < levelHit5 || all.mrr() < levelMRR {
		t.Errorf("under the level of hit@1 %.2f, hit@5 %.2f, MRR %.2f", levelHit1, levelHit5, levelMRR)
	}
}
