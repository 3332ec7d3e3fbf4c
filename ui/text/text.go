// Package text measures and shapes text for a terminal: it counts cells, cuts,
// pads and wraps, makes text from outside safe to show, and draws boxes.
//
// It knows cells, grapheme clusters and escape sequences. It must not know the meaning
// of a text or the pane that shows it.
package text

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Width returns the number of cells that s takes on a terminal. Escape sequences take no
// cells.
func Width(s string) int {
	if isPrintableASCII(s) {
		return len(s)
	}
	return ansi.StringWidth(s)
}

// isPrintableASCII reports whether s has only printable ASCII characters, which take one
// cell each.
func isPrintableASCII(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// Cut shortens s to w cells. If something is cut off, the text ends with tail.
// Escape sequences are kept.
func Cut(s string, w int, tail string) string {
	if Width(s) <= w {
		return s
	}
	if w <= 0 {
		return ""
	}
	return ansi.Truncate(s, w, tail)
}

// Pad appends spaces to s until it is w cells wide. It returns a wider text unchanged.
func Pad(s string, w int) string {
	if n := w - Width(s); n > 0 {
		return s + strings.Repeat(" ", n)
	}
	return s
}

// Fit cuts or pads s to exactly w cells.
func Fit(s string, w int, tail string) string { return Pad(Cut(s, w, tail), w) }

// Prefix returns the longest prefix of s that fits into w cells, without splitting a
// grapheme cluster. It does not read the text after the prefix, so that cutting a
// long text into lines takes time proportional to its length. The text must be
// clean: see [Clean].
func Prefix(s string, w int) string {
	used := 0
	for i := 0; i < len(s); {
		size, cells := 1, 1
		if s[i] >= utf8.RuneSelf || i+1 < len(s) && s[i+1] >= utf8.RuneSelf {
			cluster, width := ansi.FirstGraphemeCluster(s[i:], ansi.GraphemeWidth)
			size, cells = len(cluster), width
		}
		if used += cells; used > w {
			return s[:i]
		}
		i += size
	}
	return s
}

// Wrap breaks plain, clean text into lines of at most w cells, between words where
// possible. A word longer than a line is cut. It returns at least one line.
func Wrap(s string, w int) []string {
	if w <= 0 {
		return []string{""}
	}
	s = collapseSpaces(s)
	if Width(s) <= w {
		return []string{s}
	}
	lines := make([]string, 0, 2+len(s)/w)
	for rest := s; ; {
		end := lineEnd(rest, w)
		lines = append(lines, Cut(rest[:end], w, ""))
		if end == len(rest) {
			return lines
		}
		rest = strings.TrimPrefix(rest[end:], " ")
	}
}

// lineEnd returns the index at which the first line of s ends: after the last
// word that fits into w cells, or within the first word if that word alone is too
// long. If the first character is wider than w, the line ends after the first word.
func lineEnd(s string, w int) int {
	fits := len(Prefix(s, w))
	switch {
	case fits == len(s) || fits > 0 && s[fits] == ' ':
		return fits
	case fits > 0:
		if space := strings.LastIndexByte(s[:fits], ' '); space > 0 {
			return space
		}
		return fits
	}
	if space := strings.IndexByte(s[1:], ' '); space >= 0 {
		return 1 + space
	}
	return len(s)
}

// collapseSpaces replaces every run of white space by one space and trims both
// ends. Most texts need no change and are returned as they are.
func collapseSpaces(s string) string {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x80 || c == ' ' && (i == 0 || i+1 == len(s) || s[i+1] == ' ') {
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}
