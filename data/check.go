package data

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"teapot/model"
)

// MaxSummary is how long a summary may be, in characters.
const MaxSummary = 140

// Check finds everything that is wrong with the layers: what [Load] reports,
// links that lead nowhere, links without a reason, and summaries that are not
// one short sentence.
func Check(layers ...fs.FS) Problems {
	layers = slices.Clone(layers)
	for i, l := range layers {
		layers[i] = suspect{l}
	}
	catalog, err := Load(layers...)
	var problems Problems
	errors.As(err, &problems)
	for _, e := range catalog.All() {
		c := checker{catalog: catalog, entry: e, layers: layers}
		c.summary()
		for _, l := range e.Links {
			c.link(l)
		}
		problems = append(problems, c.problems...)
	}
	return problems
}

// suspect hides that a layer is the embedded one, so that its files are checked
// like any others.
type suspect struct{ fs.FS }

// Stat implements [fs.StatFS]: without it a file would be opened for that.
func (s suspect) Stat(name string) (fs.FileInfo, error) { return fs.Stat(s.FS, name) }

// checker checks one entry among all others.
type checker struct {
	catalog  *model.Catalog
	entry    *model.Entry
	layers   []fs.FS
	problems Problems
}

// Path returns the path of an entry's file below the folder.
func Path(e *model.Entry) string {
	return e.Protocol.String() + "/" + e.Kind.Folder() + "/" + e.Stem + ".md"
}

// problem reports something about the header line that begins with start.
func (c *checker) problem(header, start, format string, args ...any) {
	c.problems = append(c.problems, Problem{Path(c.entry), c.line(header + ": " + start), header, fmt.Sprintf(format, args...)})
}

// line finds the header line again: entries do not remember their lines.
func (c *checker) line(start string) int {
	for _, layer := range slices.Backward(c.layers) {
		text, err := readOwn(layer, Path(c.entry))
		if err != nil {
			continue
		}
		for n, l := range strings.Split(string(text), "\n") {
			if len(l) >= len(start) && strings.EqualFold(l[:len(start)], start) {
				return n + 1
			}
		}
	}
	return 0
}

func (c *checker) summary() {
	s := c.entry.Summary
	switch n := utf8.RuneCountInString(s); {
	case n > MaxSummary:
		c.problem("Summary", "", "%d characters long, at most %d", n, MaxSummary)
	case !strings.HasSuffix(s, "."):
		c.problem("Summary", "", "does not end with a full stop")
	case strings.Contains(strings.TrimSuffix(s, "."), ". "):
		c.problem("Summary", "", "more than one sentence")
	}
}

func (c *checker) link(l model.Link) {
	header := l.Relation.String()
	switch {
	case l.Special():
	case c.catalog.Target(c.entry, l) == nil:
		c.problem(header, l.Target, "no entry %q to link to", l.Target)
	case c.catalog.Target(c.entry, l) == c.entry:
		c.problem(header, l.Target, "links to itself")
	case l.Reason == "":
		c.problem(header, l.Target, "no reason after %q; write \"%s: %s; why\"", l.Target, header, l.Target)
	}
}
