// Package text measures and shapes text for a terminal: how many cells it
// takes, where it may be cut or wrapped, what has to be made safe before it is
// shown, and the frame of a box.
//
// It knows cells, grapheme clusters and escape sequences. It must not know what
// a text means, nor which pane shows it.
package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Width is the number of cells that s takes on a terminal; escape sequences
// take none.
func Width(s string) int {
	if isASCII(s) {
		return len(s)
	}
	return ansi.StringWidth(s)
}

// isASCII reports whether every byte of s is one printable cell.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// Cut shortens text to w cells, with the tail in place of what is lost. Escape
// sequences stay.
func Cut(s string, w int, tail string) string {
	if Width(s) <= w {
		return s
	}
	if w <= 0 {
		return ""
	}
	return ansi.Truncate(s, w, tail)
}

// Pad fills s with spaces up to w cells.
func Pad(s string, w int) string {
	if n := w - Width(s); n > 0 {
		return s + strings.Repeat(" ", n)
	}
	return s
}

// Fit is Cut and Pad: exactly w cells of plain text.
func Fit(s string, w int, tail string) string { return Pad(Cut(s, w, tail), w) }

// Prefix returns the longest beginning of s that fits into w cells, without
// splitting a grapheme cluster. It reads no further than that, so that cutting a
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

// Clean makes text from outside safe to show: control characters, among them
// those that begin escape sequences, become a visible sign.
func Clean(s string) string {
	if isASCII(s) || !strings.ContainsFunc(s, isUnsafe) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case isUnsafe(r) && r != utf8.RuneError:
			return '·'
		}
		return r
	}, strings.ToValidUTF8(s, "·"))
}

// CleanLines is Clean for text of several lines. Nearly all are clean.
func CleanLines(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && isUnsafe(r) }) {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = Clean(l)
	}
	return strings.Join(lines, "\n")
}

// isUnsafe covers what is not simply shown: control characters, what may be a
// byte that is no UTF-8, and what isFormat covers.
func isUnsafe(r rune) bool {
	return r < ' ' || r >= 0x7f && r < 0xa0 || r == utf8.RuneError || isFormat(r)
}

// isFormat covers the characters that reorder or hide text.
func isFormat(r rune) bool {
	return unicode.Is(unicode.Cf, r) || r == 0x2028 || r == 0x2029 || r >= 0xe0000 && r <= 0xe0fff
}

// Wrap breaks plain text into lines of at most w cells, between words where it
// can. Words that are longer than a line are cut. It returns at least one line.
func Wrap(s string, w int) []string {
	if w <= 0 {
		return []string{""}
	}
	s = single(s)
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
// word that fits into w cells, or within the first word if that alone is too
// long. A first character wider than w takes its whole word with it.
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

// single makes one space of each white space, and none at the ends. Most texts
// are so already.
func single(s string) string {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x80 || c == ' ' && (i == 0 || i+1 == len(s) || s[i+1] == ' ') {
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}
