package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"teapot/model"
)

// benchQueries returns one query of each kind. The keys are the names of the benchmarks.
func benchQueries() map[string]string {
	return map[string]string{
		"code": "404", "enhanced": "5.7.26", "name": "too many requests", "typing": "too ma", "phrase": "mailbox of the recipient is full",
		"typo": "unathorized requst", "fuzzy": "tmrqs", "filter": "vendor:nginx is:unofficial", "pasted": `192.0.2.1 - - [21/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 503 190 "-" "curl/8.5.0"`,
	}
}

// BenchmarkFind measures how long one query of each kind takes on the embedded catalog.
func BenchmarkFind(b *testing.B) {
	e := New(loadCatalog(b))
	e.Prepare()
	for name, q := range benchQueries() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				e.Find(q)
			}
		})
	}
}

// BenchmarkBuild measures how long it takes to build the index of the headers, which the
// first query waits for, and the index of the bodies.
func BenchmarkBuild(b *testing.B) {
	c := loadCatalog(b)
	b.Run("headers", func(b *testing.B) {
		for b.Loop() {
			New(c).corpus()
		}
	})
	b.Run("bodies", func(b *testing.B) {
		for b.Loop() {
			New(c).bodies()
		}
	})
}

// syntheticCatalog returns a catalog of n entries. Each has the code and the name of one
// embedded entry, and the summary and the keywords of a second one.
func syntheticCatalog(b *testing.B, n int) *model.Catalog {
	b.Helper()
	all := loadCatalog(b).All()
	entries := make([]model.Entry, n)
	for i := range entries {
		e, second := all[i%len(all)], all[(i*7+i/len(all))%len(all)]
		entries[i] = model.Entry{
			Protocol: e.Protocol, Kind: e.Kind, Stem: fmt.Sprint(e.Stem, "-", i), Code: e.Code, Standing: e.Standing, Vendor: e.Vendor,
			Name: e.Name + " " + second.Name, Summary: second.Summary, Aliases: e.Aliases,
		}
		entries[i].SetKeywords(strings.Join(slices.Collect(second.Keywords()), ", "))
	}
	return model.NewCatalog(entries)
}

// BenchmarkGrowth measures how the time for a query and for building the index grows with
// the catalog, from 1,000 to 100,000 entries.
func BenchmarkGrowth(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		c := syntheticCatalog(b, n)
		e := New(c)
		e.corpus()
		for name, q := range benchQueries() {
			b.Run(fmt.Sprint(n, "/", name), func(b *testing.B) {
				for b.Loop() {
					e.Find(q)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/entry")
			})
		}
		b.Run(fmt.Sprint(n, "/build"), func(b *testing.B) {
			for b.Loop() {
				New(c).corpus()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/entry")
		})
	}
}
