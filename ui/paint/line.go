package paint

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// pen is how text is written: the SGR sequences since the last reset, joined,
// and the parameters and the address of the hyperlink (OSC 8). The zero pen is
// plain.
type pen struct {
	style, link string
}

// cell is one column of a line, in one number: cells are made and compared by the
// thousand. Its parts are
//
//   - the glyph: the character, or what is less than nought for one of several code
//     points, or 0 for the second column of a wide one;
//   - the number of the pen;
//   - the width: 0 for the second column of a wide character.
//
// Cells of the same palette that are equal look the same.
type cell uint64

func newCell(glyph rune, pen uint16, width int) cell {
	return cell(uint32(glyph)) | cell(pen)<<32 | cell(width)<<48 //nolint:gosec // all bits of the glyph; a character takes few columns
}

func (k cell) glyph() rune { return rune(uint32(k)) } //nolint:gosec // as it was put in

func (k cell) pen() uint16 { return uint16(k >> 32) } //nolint:gosec // as above

func (k cell) width() int { return int(k >> 48) } //nolint:gosec // as above

// blank is a column where nothing stands.
const blank = cell(' ') | 1<<48

// palette numbers the pens and the characters of several code points that occur
// in the lines that are compared. The first pen is the plain one.
type palette struct {
	pens     []pen
	clusters []string
}

func (p *palette) reset() {
	p.pens, p.clusters = append(p.pens[:0], pen{}), p.clusters[:0]
}

// number is the number of a pen. There are few in a line.
func (p *palette) number(k pen) uint16 {
	for i := range p.pens {
		if p.pens[i] == k {
			return uint16(i) //nolint:gosec // there are few
		}
	}
	if len(p.pens) == 1<<16-1 {
		return 0
	}
	p.pens = append(p.pens, k)
	return uint16(len(p.pens) - 1) //nolint:gosec // as above
}

// glyph is the glyph of a character.
func (p *palette) glyph(text string) rune {
	if r, n := utf8.DecodeRuneInString(text); n == len(text) {
		return r
	}
	for i, c := range p.clusters {
		if c == text {
			return rune(-1 - i) //nolint:gosec // there are few
		}
	}
	p.clusters = append(p.clusters, text)
	return rune(-len(p.clusters)) //nolint:gosec // as above
}

// write writes a character.
func (p *palette) write(out []byte, glyph rune) []byte {
	if glyph < 0 {
		return append(out, p.clusters[-1-glyph]...)
	}
	return utf8.AppendRune(out, glyph)
}

// scanner reads a line, character for character. Of escape sequences only SGR
// and hyperlinks count; control characters are not shown. A line begins plain,
// whatever the one before it left behind.
type scanner struct {
	line string
	at   int // byte offset
	x    int // column
	pen  pen
}

// next reads a character and what comes before it. It returns where the
// character begins and how many columns it takes, or false at the end of the
// line. Characters without a width of their own are part of the one before.
func (s *scanner) next() (from, width int, ok bool) {
	for s.at < len(s.line) {
		switch c := s.line[s.at]; {
		case s.plain():
			s.at++
			s.x++
			return s.at - 1, 1, true
		case c == 0x1b:
			s.at += s.escape(s.line[s.at:])
		case c < 0x20 || c == 0x7f:
			s.at++
		case isBox(s.line[s.at:]):
			s.at += 3
			s.x++
			return s.at - 3, 1, true
		default:
			cluster, width := ansi.FirstGraphemeCluster(s.line[s.at:], ansi.GraphemeWidth)
			s.at += len(cluster)
			if width > 0 {
				s.x += width
				return s.at - len(cluster), width, true
			}
		}
	}
	return s.at, 0, false
}

// cells appends the rest of the line to those up to column w, filled with
// blanks. What is wider is cut; a wide character that does not fit is not shown.
func (s *scanner) cells(to []cell, p *palette, w int) []cell {
	inHand, number := s.pen, p.number(s.pen)
	for {
		plain := newCell(0, number, 1)
		for _, c := range []byte(s.run(w - s.x)) {
			to = append(to, plain|cell(c))
		}
		x := s.x
		from, width, ok := s.next()
		if !ok || s.x > w {
			for ; x < w; x++ {
				to = append(to, blank)
			}
			return to
		}
		if s.pen != inHand {
			inHand, number = s.pen, p.number(s.pen)
		}
		to = append(to, newCell(p.glyph(s.line[from:s.at]), number, width))
		for range width - 1 {
			to = append(to, newCell(0, number, 0))
		}
	}
}

// run reads up to most bytes that are characters of their own.
func (s *scanner) run(most int) string {
	text := s.line[s.at:min(len(s.line), s.at+max(most, 0))]
	n := 0
	for n < len(text) && text[n] >= 0x20 && text[n] < 0x7f {
		n++
	}
	if n > 0 && s.joins(s.at+n) {
		n--
	}
	s.at, s.x = s.at+n, s.x+n
	return text[:n]
}

// plain reports whether the next byte is a character of its own.
func (s *scanner) plain() bool {
	return s.at < len(s.line) && s.line[s.at] >= 0x20 && s.line[s.at] < 0x7f && !s.joins(s.at+1)
}

// joins reports whether what stands at a place may be one character with the byte
// before it.
func (s *scanner) joins(at int) bool {
	return at < len(s.line) && s.line[at] >= 0x80 && !isBox(s.line[at:])
}

// isBox reports whether text begins with a character that lines are drawn with,
// U+2500 to U+257F, which takes one column: every row of two panes has one.
func isBox(text string) bool {
	return len(text) >= 3 && text[0] == 0xe2 && (text[1] == 0x94 || text[1] == 0x95) && (len(text) == 3 || text[3] < 0x80)
}

// escape reads the escape sequence at the beginning of text and returns its
// length.
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
		if n < len(text) && text[n] == 'm' {
			s.pen.style = styled(s.pen.style, text[:n+1])
		}
		return min(n+1, len(text))
	case ']':
		n, end := oscEnd(text)
		if body, ok := strings.CutPrefix(text[2:n], "8;"); ok {
			s.pen.link = body
			if strings.HasSuffix(body, ";") {
				s.pen.link = ""
			}
		}
		return end
	}
	return 2
}

// styled is a style with one more SGR sequence.
func styled(style, sgr string) string {
	switch {
	case sgr == "\x1b[m" || sgr == "\x1b[0m":
		return ""
	case style == "":
		return sgr
	}
	return style + sgr
}

// oscEnd returns where the text of an operating system command ends, and where
// the whole of it does.
func oscEnd(s string) (text, end int) {
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
