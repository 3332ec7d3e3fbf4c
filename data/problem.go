package data

import (
	"fmt"
	"strings"
)

// Problem says what is wrong with a file, and where.
type Problem struct {
	File   string // path below the folder, with slashes
	Line   int    // counted from 1; 0 if the problem has no line
	Header string // name of the header, or ""
	Reason string
}

// Error returns "file:line: header: reason".
func (p Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	if p.Header != "" {
		b.WriteString(": " + p.Header)
	}
	b.WriteString(": " + p.Reason)
	return b.String()
}

// Problems are the problems of a folder, in the order of its files.
type Problems []Problem

// Error returns the problems, one on each line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}
