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

// labeledQuery is one line of the test set: what a user types, and the entries that
// are right as the first match, "http/429" or a pattern.
type labeledQuery struct {
	kind, text string
	want       []string
}

func readQueries(t testing.TB) []labeledQuery {
	t.Helper()
	text, err := os.ReadFile("testdata/queries.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []labeledQuery
	for row := range strings.Lines(string(text)) {
		row = strings.TrimSuffix(row, "\n")
		if row == "" || row[0] == '#' {
			continue
		}
		parts := strings.SplitN(row, "\t", 3)
		if len(parts) != 3 {
			t.Fatalf("testdata/queries.tsv: want three columns, got %q", row)
		}
		all = append(all, labeledQuery{parts[0], strings.ReplaceAll(parts[2], `\t`, "\t"), strings.Fields(parts[1])})
	}
	return all
}

func loadCatalog(t testing.TB) *model.Catalog {
	t.Helper()
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// rank returns the rank of the first right match, counted from 1, or 0 if there is
// none.
func (q labeledQuery) rank(found []Match) int {
	for i, m := range found {
		name := m.Entry.Protocol.String() + "/" + m.Entry.Stem
		if slices.ContainsFunc(q.want, func(w string) bool { ok, _ := path.Match(w, name); return ok }) {
			return i + 1
		}
	}
	return 0
}

// quality sums up the ranks of right matches.
type quality struct {
	queries, first, firstFive int
	reciprocal                float64
}

func (q *quality) add(rank int) {
	q.queries++
	if rank == 1 {
		q.first++
	}
	if rank > 0 && rank <= 5 {
		q.firstFive++
	}
	if rank > 0 {
		q.reciprocal += 1 / float64(rank)
	}
}

func (q quality) hit1() float64 { return float64(q.first) / float64(max(q.queries, 1)) }

func (q quality) hit5() float64 { return float64(q.firstFive) / float64(max(q.queries, 1)) }

// mrr returns the mean reciprocal rank.
func (q quality) mrr() float64 { return q.reciprocal / float64(max(q.queries, 1)) }

func (q quality) String() string {
	return fmt.Sprintf("n %3d  hit@1 %.2f  hit@5 %.2f  MRR %.2f", q.queries, q.hit1(), q.hit5(), q.mrr())
}

// The quality below which TestQuality fails.
const (
	minHit1     = 0.94
	minHit5     = 0.98
	minMRR      = 0.96
	minKindHit1 = 0.84 // for the queries of each kind
)

// exactKinds are the kinds of queries that name the entry, which must come first.
const exactKinds = "alias code enhanced field filter name vendor"

// TestQuality runs every query of the test set, and logs those whose right match is
// not the first one.
func TestQuality(t *testing.T) {
	e := New(loadCatalog(t))
	e.Prepare()
	var all quality
	kinds := map[string]*quality{}
	for _, q := range readQueries(t) {
		found := e.Find(q.text).Ranked()
		rank := q.rank(found)
		if kinds[q.kind] == nil {
			kinds[q.kind] = &quality{}
		}
		kinds[q.kind].add(rank)
		all.add(rank)
		if rank != 1 {
			first := "nothing"
			if len(found) > 0 {
				first = found[0].Entry.Stem
			}
			t.Logf("%-12s rank %2d (first %s): %s", q.kind, rank, first, q.text)
			if slices.Contains(strings.Fields(exactKinds), q.kind) {
				t.Errorf("%s %q: the right match has rank %d, want 1; the first is %s", q.kind, q.text, rank, first)
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
		if kinds[name].hit1() < minKindHit1 {
			t.Errorf("%s: hit@1 is %.2f, want at least %.2f", name, kinds[name].hit1(), minKindHit1)
		}
	}
	t.Logf("%-12s %v", "all", all)
	if all.hit1() < minHit1 || all.hit5() < minHit5 || all.mrr() < minMRR {
		t.Errorf("got %v, want at least hit@1 %.2f, hit@5 %.2f, MRR %.2f", all, minHit1, minHit5, minMRR)
	}
}
