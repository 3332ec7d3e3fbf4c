package paint

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// textStyle is the style of a character: its colors and attributes, and its hyperlink.
// The zero value is plain text.
type textStyle struct {
	sgr  string // the SGR sequences since the last reset, joined
	link string // the parameters and the URL of the hyperlink (OSC 8), separated by ";"
}

// cell is one column of a line. It is a single number because thousands of cells
// are made and compared for each frame. From low to high bits it holds
//
//   - the glyph, 32 bits: the character; a negative number for a character of several
//     code points; 0 for the second column of a wide character,
//   - the number of the style, 16 bits,
//   - the width in columns; 0 for the second column of a wide character.
//
// Equal cells look the same, if their numbers come from the same symbol table.
type cell uint64

func newCell(glyph rune, styleNumber uint16, width int) cell {
	return cell(uint32(glyph)) | cell(styleNumber)<<32 | cell(width)<<48 //nolint:gosec // the bits of the glyph; a width is at most a few columns
}

func (k cell) glyph() rune { return rune(uint32(k)) } //nolint:gosec // the inverse of newCell

func (k cell) styleNumber() uint16 { return uint16(k >> 32) } //nolint:gosec // as above

func (k cell) width() int { return int(k >> 48) } //nolint:gosec // as above

// blank is an empty column.
const blank = cell(' ') | 1<<48

// symbolTable gives numbers to the styles, and to the characters of several code
// points, in the two lines that are compared. Style 0 is plain text.
type symbolTable struct {
	styles   []textStyle
	clusters []string
}

func (t *symbolTable) reset() {
	t.styles, t.clusters = append(t.styles[:0], textStyle{}), t.clusters[:0]
}

// styleNumber returns the number of a style, and adds the style to the table if it is
// new. A linear search is fast enough, because a line has only a few styles.
func (t *symbolTable) styleNumber(s textStyle) uint16 {
	for i := range t.styles {
		if t.styles[i] == s {
			return uint16(i) //nolint:gosec // bounded below
		}
	}
	if len(t.styles) == 1<<16-1 {
		return 0
	}
	t.styles = append(t.styles, s)
	return uint16(len(t.styles) - 1) //nolint:gosec // as above
}

// glyph returns the number that stands for a character in a cell. The character may
// consist of several code points.
func (t *symbolTable) glyph(character string) rune {
	if r, n := utf8.DecodeRuneInString(character); n == len(character) {
		return r
	}
	if !utf8.ValidString(character) || strings.ContainsFunc(character, isControl) {
		return t.glyph(cmp.Or(withoutControls(character), string(utf8.RuneError)))
	}
	for i, c := range t.clusters {
		if c == character {
			return rune(-1 - i) //nolint:gosec // a line has only a few such characters
		}
	}
	t.clusters = append(t.clusters, character)
	return rune(-len(t.clusters)) //nolint:gosec // as above
}

// appendGlyph appends the character that a glyph stands for.
func (t *symbolTable) appendGlyph(out []byte, glyph rune) []byte {
	if glyph < 0 {
		return append(out, t.clusters[-1-glyph]...)
	}
	return utf8.AppendRune(out, glyph)
}

// scanner reads a line character by character. Of the escape sequences it reads SGR
// and hyperlinks. It skips other sequences and control characters. Each line
// starts as plain text, even if the previous line did not end with a reset.
type scanner struct {
	line   string
	offset int // in bytes
	x      int // the column of the next character
	style  textStyle
}

// next reads a character and the escape sequences before it. It returns the offset of
// the character and its width, or false at the end of the line. A character without a
// width is skipped.
func (s *scanner) next() (start, width int, ok bool) {
	for s.offset < len(s.line) {
		switch c := s.line[s.offset]; {
		case s.atASCII():
			s.offset++
			s.x++
			return s.offset - 1, 1, true
		case c == 0x1b:
			s.offset += s.escape(s.line[s.offset:])
		case c < 0x20 || c == 0x7f:
			s.offset++
		case isBoxDrawing(s.line[s.offset:]):
			s.offset += 3
			s.x++
			return s.offset - 3, 1, true
		default:
			cluster, width := ansi.FirstGraphemeCluster(s.line[s.offset:], ansi.GraphemeWidth)
			s.offset += len(cluster)
			if width > 0 {
				s.x += width
				return s.offset - len(cluster), width, true
			}
		}
	}
	return s.offset, 0, false
}

// appendCells appends the rest of the line as cells, and blanks up to column w.
// Characters beyond that column are left out.
func (s *scanner) appendCells(cells []cell, t *symbolTable, w int) []cell {
	current, number := s.style, t.styleNumber(s.style)
	for {
		plain := newCell(0, number, 1)
		for _, c := range []byte(s.asciiRun(w - s.x)) {
			cells = append(cells, plain|cell(c))
		}
		x := s.x
		start, width, ok := s.next()
		if !ok || s.x > w {
			for ; x < w; x++ {
				cells = append(cells, blank)
			}
			return cells
		}
		if s.style != current {
			current, number = s.style, t.styleNumber(s.style)
		}
		cells = append(cells, newCell(t.glyph(s.line[start:s.offset]), number, width))
		for range width - 1 {
			cells = append(cells, newCell(0, number, 0))
		}
	}
}

// asciiRun reads up to limit ASCII characters, and returns them. It stops before an
// ASCII character that a combining mark may follow.
func (s *scanner) asciiRun(limit int) string {
	text := s.line[s.offset:min(len(s.line), s.offset+max(limit, 0))]
	n := 0
	for n < len(text) && text[n] >= 0x20 && text[n] < 0x7f {
		n++
	}
	if n > 0 && s.mayCombine(s.offset+n) {
		n--
	}
	s.offset, s.x = s.offset+n, s.x+n
	return text[:n]
}

// atASCII reports whether the next byte is an ASCII character that no combining mark
// follows.
func (s *scanner) atASCII() bool {
	return s.offset < len(s.line) && s.line[s.offset] >= 0x20 && s.line[s.offset] < 0x7f && !s.mayCombine(s.offset+1)
}

// mayCombine reports whether the text at an offset may be a combining mark. Such a mark
// and the byte before it are a single character.
func (s *scanner) mayCombine(offset int) bool {
	return offset < len(s.line) && s.line[offset] >= 0x80 && !isBoxDrawing(s.line[offset:])
}

// isBoxDrawing reports whether text starts with a box-drawing character (U+2500 to
// U+257F) that no combining mark follows. The border between two panes has one in every
// line, so box-drawing characters take a faster path than other characters.
func isBoxDrawing(text string) bool {
	return len(text) >= 3 && text[0] == 0xe2 && (text[1] == 0x94 || text[1] == 0x95) && (len(text) == 3 || text[3] < 0x80)
}

// escape reads the escape sequence at the start of text, and returns its length.
func (s *scanner) escape(text string) int {
	if len(text) < 2 {
		return len(text)
	}
	switch text[1] {
	case '[':
		n := 2
		for n < len(text) && (text[n] < 0x40 || text[n] > 0x7e) {
			n++
		}
		if n < len(text) && text[n] == 'm' && isSGR(text[2:n]) {
			s.style.sgr = addSGR(s.style.sgr, text[:n+1])
		}
		return min(n+1, len(text))
	case ']':
		n, end := oscEnd(text)
		if body, ok := strings.CutPrefix(text[2:n], "8;"); ok {
			s.style.link = printable(body)
			if strings.HasSuffix(body, ";") {
				s.style.link = ""
			}
		}
		return end
	}
	return 2
}

// isSGR reports whether parameters are valid for an SGR sequence: only digits and
// separators. The terminal would execute a control character among them.
func isSGR(parameters string) bool {
	for i := range len(parameters) {
		if c := parameters[i]; (c < '0' || c > '9') && c != ';' && c != ':' {
			return false
		}
	}
	return true
}

// printable returns a text without the bytes that are not printable ASCII. They could
// end the sequence that the text is part of, and have no place in a URL.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f {
			return -1
		}
		return r
	}, s) // without a copy if nothing is dropped
}

func isControl(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 }

// withoutControls returns a character of several code points without those that are
// control characters, and without bytes that are not UTF-8. In invalid UTF-8, a control
// character may follow the first byte of a code point.
func withoutControls(character string) string {
	return strings.Map(func(r rune) rune {
		if isControl(r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, character)
}

// addSGR returns the SGR sequences that are in effect after one more of them. A reset
// cancels all sequences before it.
func addSGR(style, sgr string) string {
	switch {
	case sgr == "\x1b[m" || sgr == "\x1b[0m":
		return ""
	case style == "":
		return sgr
	}
	return style + sgr
}

// oscEnd returns two offsets in an operating system command (OSC): the end of its text,
// and the end of its terminator.
func oscEnd(s string) (textEnd, end int) {
	for i := 2; i < len(s); i++ {
		switch {
		case s[i] == 0x07:
			return i, i + 1
		case s[i] == 0x1b && i+1 < len(s) && s[i+1] == '\\':
			return i, i + 2
		}
	}
	return len(s), len(s)
}
