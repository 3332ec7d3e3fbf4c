package render

import (
	"strings"

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

// Cut shortens plain text to w cells, with the tail in place of what is lost.
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

// Clean makes text from outside safe to show: control characters, among them
// those that begin escape sequences, become a visible sign.
func Clean(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case r < ' ' || r >= 0x7f && r < 0xa0 || isFormat(r):
			return '·'
		}
		return r
	}, strings.ToValidUTF8(s, "·"))
}

// cleanLines is Clean for text of several lines.
func cleanLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = Clean(l)
	}
	return strings.Join(lines, "\n")
}

// isFormat covers the characters that reorder or hide text.
func isFormat(r rune) bool {
	return r == 0xad || r >= 0x200b && r <= 0x200f || r >= 0x2028 && r <= 0x202e ||
		r >= 0x2060 && r <= 0x206f || r == 0xfeff || r >= 0xfff9 && r <= 0xfffb || r >= 0xe0000 && r <= 0xe0fff
}

// Wrap breaks plain text into lines of at most w cells, between words where it
// can. Words that are longer than a line are cut. It returns at least one line.
func Wrap(s string, w int) []string {
	if w <= 0 {
		return []string{""}
	}
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(s) {
		n := Width(word)
		if used > 0 && used+1+n <= w {
			line, used = line+" "+word, used+1+n
			continue
		}
		if used > 0 {
			lines = append(lines, line)
		}
		for n > w {
			head := ansi.Truncate(word, w, "")
			if head == "" {
				break // a cell too narrow for one wide character
			}
			lines, word = append(lines, head), word[len(head):]
			n = Width(word)
		}
		line, used = Cut(word, w, ""), n
	}
	return append(lines, line)
}
