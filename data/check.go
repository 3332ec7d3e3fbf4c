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

// MaxSummary is the maximum length of a summary, in characters.
const MaxSummary = 140

// Check returns all problems of the folders: those that [Load] reports, links that
// lead nowhere, links without a reason, and summaries that are not one short
// sentence.
func Check(folders ...fs.FS) Problems {
	folders = slices.Clone(folders)
	for i, f := range folders {
		folders[i] = untrustedFolder{f}
	}
	catalog, err := Load(folders...)
	var problems Problems
	errors.As(err, &problems)
	for _, e := range catalog.All() {
		c := checker{catalog: catalog, entry: e, folders: folders}
		c.checkSummary()
		for _, l := range e.Links {
			c.checkLink(l)
		}
		problems = append(problems, c.problems...)
	}
	return problems
}

// untrustedFolder wraps a folder, so that the loader checks its files like those of a user.
// Without the wrapper, the loader would skip some checks for the embedded folder.
type untrustedFolder struct{ fs.FS }

// Stat returns information about a file without opening the file. It implements
// [fs.StatFS]. Without this method, [fs.Stat] would open the file.
func (u untrustedFolder) Stat(name string) (fs.FileInfo, error) { return fs.Stat(u.FS, name) }

// checker checks one entry of a catalog.
type checker struct {
	catalog  *model.Catalog
	entry    *model.Entry
	folders  []fs.FS
	problems Problems
}

// Path returns the path of an entry's file below its folder.
func Path(e *model.Entry) string {
	return e.Protocol.String() + "/" + e.Kind.Folder() + "/" + e.Stem + ".md"
}

// problem adds a problem in the line of the header whose value begins with start.
func (c *checker) problem(header, start, format string, args ...any) {
	c.problems = append(c.problems, Problem{Path(c.entry), c.lineOf(header + ": " + start), header, fmt.Sprintf(format, args...)})
}

// lineOf returns the number of the line that begins with start in the entry's file, or 0 if
// there is none. It reads the file again, because entries do not have the line numbers of
// their headers.
func (c *checker) lineOf(start string) int {
	for _, folder := range slices.Backward(c.folders) {
		text, err := readUserFile(folder, Path(c.entry))
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

func (c *checker) checkSummary() {
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

func (c *checker) checkLink(l model.Link) {
	header := l.Relation.String()
	switch {
	case l.Special():
	case c.catalog.Target(c.entry, l) == nil:
		c.problem(header, l.Target, "no entry %q to link to", l.Target)
	case c.catalog.Target(c.entry, l) == c.entry:
		c.problem(header, l.Target, "links to itself")
	case l.Reason == "" && l.Condition == "":
		c.problem(header, l.Target, "no reason after %q; write \"%s: %s; why\"", l.Target, header, l.Target)
	}
}
