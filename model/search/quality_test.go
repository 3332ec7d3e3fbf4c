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

// labeledQuery is a query of the test set with the entries that are right answers to it.
type labeledQuery struct {
	kind string   // what the query is an example of, such as "typo" or "name"
	text string   // what the user types
	want []string // the right entries, such as "http/429"; a pattern such as "http/42?" is possible
}

// readQueries reads the test set from testdata/queries.tsv.
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

// loadCatalog returns the catalog of all embedded entries.
func loadCatalog(t testing.TB) *model.Catalog {
	t.Helper()
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// rank returns the rank of the first right match, counted from 1. It returns 0 if none of
// the matches is right.
func (q labeledQuery) rank(matches []Match) int {
	for i, m := range matches {
		name := m.Entry.Protocol.String() + "/" + m.Entry.Stem
		if slices.ContainsFunc(q.want, func(w string) bool { ok, _ := path.Match(w, name); return ok }) {
			return i + 1
		}
	}
	return 0
}

// quality measures how high the right matches of several queries are ranked.
type quality struct {
	queries       int     // the number of queries
	firsts        int     // how many queries have a right match as the first one
	firstFives    int     // how many queries have a right match among the first five
	reciprocalSum float64 // the sum of 1/rank over the queries with a right match
}

// add counts a query whose first right match has the rank. The rank is 0 if no match is
// right.
func (q *quality) add(rank int) {
	q.queries++
	if rank == 1 {
		q.firsts++
	}
	if rank > 0 && rank <= 5 {
		q.firstFives++
	}
	if rank > 0 {
		q.reciprocalSum += 1 / float64(rank)
	}
}

// hit1 returns the share of queries that have a right match as the first one.
func (q quality) hit1() float64 { return float64(q.firsts) / float64(max(q.queries, 1)) }

// hit5 returns the share of queries that have a right match among the first five.
func (q quality) hit5() float64 { return float64(q.firstFives) / float64(max(q.queries, 1)) }

// mrr returns the mean reciprocal rank: the average of 1/rank, where a query without a right
// match counts as 0.
func (q quality) mrr() float64 { return q.reciprocalSum / float64(max(q.queries, 1)) }

func (q quality) String() string {
	return fmt.Sprintf("n %3d  hit@1 %.2f  hit@5 %.2f  MRR %.2f", q.queries, q.hit1(), q.hit5(), q.mrr())
}

// The lowest quality that TestQuality accepts.
const (
	minHit1     = 0.94
	minHit5     = 0.98
	minMRR      = 0.96
	minKindHit1 = 0.84 // the lowest hit1 for the queries of one kind
)

// exactKinds are the kinds of queries that name an entry. For each of these queries the right
// entry must be the first match.
const exactKinds = "alias code enhanced field filter name vendor"

// TestQuality checks that the search ranks right entries high enough over all queries of the
// test set. It logs every query whose first match is not right.
func TestQuality(t *testing.T) {
	e := New(loadCatalog(t))
	e.Prepare()
	var all quality
	kinds := map[string]*quality{}
	for _, q := range readQueries(t) {
		matches := e.Find(q.text).Ranked()
		rank := q.rank(matches)
		if kinds[q.kind] == nil {
			kinds[q.kind] = &quality{}
		}
		kinds[q.kind].add(rank)
		all.add(rank)
		if rank != 1 {
			first := "nothing"
			if len(matches) > 0 {
				first = matches[0].Entry.Stem
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
