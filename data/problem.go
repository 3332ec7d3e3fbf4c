package data

import (
	"fmt"
	"strings"
)

// Problem says what is wrong with a file, and in which line.
type Problem struct {
	File   string // path of the file in its folder, with slashes: "http/status/404.md"
	Line   int    // number of the line, counted from 1; 0 if the problem is in no single line
	Header string // name of the header with the problem; "" if it is not in a header
	Reason string // what is wrong
}

// Error returns the problem as "file:line: header: reason", without the parts that are empty.
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

// Error returns the problems, one in each line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}
