package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sign is shown in place of a character that is not safe to show.
const sign = '·'

// maxMarks is how many combining marks may follow a character. Written languages
// need three. A terminal draws longer runs over the lines above and below.
const maxMarks = 4

// Clean makes text from outside safe to show on one line. Line ends and tabs
// become spaces. A visible dot replaces
//
//   - other control characters, which could begin an escape sequence,
//   - invalid UTF-8,
//   - characters that hide or reorder text, and letters that are invisible,
//   - the rest of a run of combining marks after the first four.
func Clean(s string) string {
	if isPrintableASCII(s) || !needsCleaning(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	marks := 0
	for _, r := range strings.ToValidUTF8(s, string(sign)) {
		if !isMark(r) {
			marks = 0
		} else if marks++; marks > maxMarks {
			if marks == maxMarks+1 {
				b.WriteRune(sign)
			}
			continue
		}
		switch {
		case r == '\n' || r == '\t':
			b.WriteByte(' ')
		case isUnsafe(r) || isBlank(r):
			b.WriteRune(sign)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// CleanLines makes text from outside safe to show on several lines. It works as [Clean]
// does, but keeps line ends.
func CleanLines(s string) string {
	isClean := true
	for line := range strings.SplitSeq(s, "\n") {
		isClean = isClean && (isPrintableASCII(line) || !needsCleaning(line))
	}
	if isClean {
		return s // nearly all texts are clean
	}
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = Clean(l)
	}
	return strings.Join(lines, "\n")
}

// needsCleaning reports whether [Clean] changes the text. It may also be true for
// text with the character U+FFFD, which could stand for invalid UTF-8.
func needsCleaning(s string) bool {
	marks := 0
	for _, r := range s {
		if r < 0x80 && r >= ' ' && r != 0x7f {
			marks = 0
			continue
		}
		if !isMark(r) {
			marks = 0
		} else if marks++; marks > maxMarks {
			return true
		}
		if isUnsafe(r) || isBlank(r) || r == utf8.RuneError {
			return true
		}
	}
	return false
}

// isUnsafe reports whether a character may change what a terminal shows besides
// its own cell: control characters, format characters, which hide, reorder or
// separate text, line and paragraph separators, and tags.
func isUnsafe(r rune) bool {
	return r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 ||
		r >= 0xe0000 && r <= 0xe0fff || r >= 0xad && unicode.Is(unicode.Cf, r)
}

// isBlank reports whether a character is a letter, a mark or a symbol that no font
// draws: the fillers of Hangul, the braille pattern without dots, the combining
// grapheme joiner, inherent vowels of Khmer, the musical null notehead, and
// variation selectors.
func isBlank(r rune) bool {
	switch r {
	case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164, 0xffa0, 0x1d159:
		return true
	}
	return r >= 0x180b && r <= 0x180f || r >= 0xfe00 && r <= 0xfe0f
}

// isMark reports whether a character is drawn in the cell of the previous character:
// combining marks, vowels and finals of Hangul syllables, half-width voicing marks
// and skin tones. A Hangul filler is not a mark, because Clean replaces it with a dot
// that has its own cell.
func isMark(r rune) bool {
	switch {
	case r < 0x300 || isBlank(r):
		return false
	case r >= 0x1161 && r <= 0x11ff, r >= 0xd7b0 && r <= 0xd7ff, r == 0xff9e, r == 0xff9f, r >= 0x1f3fb && r <= 0x1f3ff:
		return true
	}
	return unicode.Is(unicode.M, r)
}
