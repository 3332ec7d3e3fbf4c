package paint

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// pen is how text is written: the SGR sequences since the last reset, joined, and
// parameters and URL of the hyperlink (OSC 8). The zero pen is plain.
type pen struct {
	style, link string
}

// cell is one column of a line. It is a single number because thousands of cells
// are made and compared for each frame. From low to high bits it holds
//
//   - the glyph, 32 bits: the character; a negative number for a character of several
//     code points; 0 for the second column of a wide character,
//   - the number of the pen, 16 bits,
//   - the width: 0 for the second column of a wide character.
//
// Cells with numbers of the same symbol table look the same if they are equal.
type cell uint64

func newCell(glyph rune, pen uint16, width int) cell {
	return cell(uint32(glyph)) | cell(pen)<<32 | cell(width)<<48 //nolint:gosec // the bits of the glyph; a width is at most a few columns
}

func (k cell) glyph() rune { return rune(uint32(k)) } //nolint:gosec // the inverse of newCell

func (k cell) pen() uint16 { return uint16(k >> 32) } //nolint:gosec // as above

func (k cell) width() int { return int(k >> 48) } //nolint:gosec // as above

// blank is an empty column.
const blank = cell(' ') | 1<<48

// symbolTable gives numbers to the pens, and to the characters of several code
// points, in the two lines that are compared. Pen 0 is the plain one.
type symbolTable struct {
	pens     []pen
	clusters []string
}

func (t *symbolTable) reset() {
	t.pens, t.clusters = append(t.pens[:0], pen{}), t.clusters[:0]
}

// penNumber returns the number of a pen. A line has only a few pens.
func (t *symbolTable) penNumber(p pen) uint16 {
	for i := range t.pens {
		if t.pens[i] == p {
			return uint16(i) //nolint:gosec // bounded below
		}
	}
	if len(t.pens) == 1<<16-1 {
		return 0
	}
	t.pens = append(t.pens, p)
	return uint16(len(t.pens) - 1) //nolint:gosec // as above
}

// glyph returns the glyph of a character.
func (t *symbolTable) glyph(character string) rune {
	if r, n := utf8.DecodeRuneInString(character); n == len(character) {
		return r
	}
	if !utf8.ValidString(character) || strings.ContainsFunc(character, isControl) {
		return t.glyph(cmp.Or(withoutControls(character), string(utf8.RuneError)))
	}
	for i, c := range t.clusters {
		if c == character {
			return rune(-1 - i) //nolint:gosec // a line has only a few
		}
	}
	t.clusters = append(t.clusters, character)
	return rune(-len(t.clusters)) //nolint:gosec // as above
}

// appendGlyph appends the character of a glyph.
func (t *symbolTable) appendGlyph(out []byte, glyph rune) []byte {
	if glyph < 0 {
		return append(out, t.clusters[-1-glyph]...)
	}
	return utf8.AppendRune(out, glyph)
}

// scanner reads a line character by character. Of the escape sequences it reads SGR
// and hyperlinks, and skips the others; control characters are not shown. Each line
// starts with the plain pen, even if the line before did not end with it.
type scanner struct {
	line   string
	offset int // in bytes
	x      int // column
	pen    pen
}

// next reads a character and the sequences before it. It returns the offset of the
// character and its width, or false at the end of the line. Characters without a
// width belong to the one before.
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
	current, number := s.pen, t.penNumber(s.pen)
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
		if s.pen != current {
			current, number = s.pen, t.penNumber(s.pen)
		}
		cells = append(cells, newCell(t.glyph(s.line[start:s.offset]), number, width))
		for range width - 1 {
			cells = append(cells, newCell(0, number, 0))
		}
	}
}

// asciiRun reads up to limit bytes that are ASCII characters of their own.
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

// atASCII reports whether the next byte is an ASCII character of its own.
func (s *scanner) atASCII() bool {
	return s.offset < len(s.line) && s.line[s.offset] >= 0x20 && s.line[s.offset] < 0x7f && !s.mayCombine(s.offset+1)
}

// mayCombine reports whether the text at an offset may be a combining character,
// which is one character with the byte before it.
func (s *scanner) mayCombine(offset int) bool {
	return offset < len(s.line) && s.line[offset] >= 0x80 && !isBoxDrawing(s.line[offset:])
}

// isBoxDrawing reports whether text starts with a box-drawing character, U+2500 to
// U+257F, that nothing is combined with. Two panes have one in every line, so these
// are not looked up.
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
			s.pen.style = addSGR(s.pen.style, text[:n+1])
		}
		return min(n+1, len(text))
	case ']':
		n, end := oscEnd(text)
		if body, ok := strings.CutPrefix(text[2:n], "8;"); ok {
			s.pen.link = printable(body)
			if strings.HasSuffix(body, ";") {
				s.pen.link = ""
			}
		}
		return end
	}
	return 2
}

// isSGR reports whether the parameters of a sequence are those of SGR: numbers with
// separators. A control character within a sequence would be executed by the terminal.
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
// control characters, and without bytes that are not UTF-8. A byte that begins a code
// point may be followed by a control character instead of the rest.
func withoutControls(character string) string {
	return strings.Map(func(r rune) rune {
		if isControl(r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, character)
}

// addSGR returns a style after one more SGR sequence.
func addSGR(style, sgr string) string {
	switch {
	case sgr == "\x1b[m" || sgr == "\x1b[0m":
		return ""
	case style == "":
		return sgr
	}
	return style + sgr
}

// oscEnd returns where the text of an operating system command (OSC) ends, and
// where the command with its terminator ends.
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
