package paint

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// canvas remembers what is on the terminal's screen. For the next frame it writes only
// what differs from that.
//
// It compares whole lines first, because most lines of two frames are equal. It splits
// only lines that changed into cells, and writes only the columns that differ.
type canvas struct {
	size   Size   // of the terminal
	screen string // the frame that is on the screen; lines are separated by newlines
	out    []byte // output that still has to be written to the terminal
	// The style in which the terminal writes the next character, and the position of its
	// cursor. An x of -1 means that the position is unknown.
	style textStyle
	x, y  int
	// unicodeWidths says that the terminal measures characters as we do (mode 2027).
	unicodeWidths bool
	// The line that is compared now.
	symbols  symbolTable // the styles and characters that the cells in old and new refer to
	first    int         // the column of old[0] and new[0]; the columns before it have not changed
	old, new []cell      // the cells of the line on the screen, and in the next frame
}

// clear sets the size, clears the screen, and forgets what was on it.
func (c *canvas) clear(s Size) {
	c.size, c.screen = s, ""
	c.out = append(c.out, ansi.ResetStyle+ansi.EraseEntireScreen...)
	c.style, c.x = textStyle{}, -1
}

// draw writes the difference between the screen and the next frame.
func (c *canvas) draw(frame string) {
	before, after := c.screen, frame
	for y := range c.size.Height {
		var was, is string
		was, before, _ = strings.Cut(before, "\n")
		is, after, _ = strings.Cut(after, "\n")
		if was != is {
			c.drawLine(y, was, is)
		}
	}
	c.screen = frame
}

// drawLine writes those columns of line y that differ between was, the line on the
// screen, and is, the line in the next frame.
func (c *canvas) drawLine(y int, was, is string) {
	start := c.skipCommon(was, is)
	before := start
	before.line = was
	c.first = start.x
	c.symbols.reset()
	c.new = start.appendCells(c.new[:0], &c.symbols, c.size.Width)
	c.old = before.appendCells(c.old[:0], &c.symbols, c.size.Width)
	end := len(c.new) // becomes the index after the last column that is not blank
	for end > 0 && c.new[end-1] == blank {
		end--
	}
	for i := 0; i < end; {
		if c.columnUnchanged(i) {
			i++
			continue
		}
		to := c.spanEnd(i, end)
		c.writeSpan(i, to, y)
		i = to
	}
	for i := end; i < len(c.new); i++ {
		if c.old[i] != c.new[i] {
			c.moveTo(c.first+i, y)
			c.setStyle(textStyle{})
			c.out = append(c.out, ansi.EraseLineRight...)
			return
		}
	}
}

// skipCommon returns a scanner of the line in the next frame. The scanner stands after
// the text that both lines begin with.
func (c *canvas) skipCommon(was, is string) scanner {
	n := commonPrefix(was, is)
	s := scanner{line: is}
	for {
		s.asciiRun(min(n-s.offset, c.size.Width-s.x) - 1)
		next := s
		if _, _, ok := next.next(); !ok || next.offset >= n || next.x >= c.size.Width || is[next.offset] >= utf8.RuneSelf {
			return s // the next bytes differ, or may combine with bytes that differ
		}
		s = next
	}
}

// commonPrefix returns the number of bytes that two lines have in common at the
// start.
func commonPrefix(a, b string) int {
	const step = 16
	n, limit := 0, min(len(a), len(b))
	for n+step <= limit && a[n:n+step] == b[n:n+step] {
		n += step
	}
	for n < limit && a[n] == b[n] {
		n++
	}
	return n
}

// same reports whether a column has not changed. The columns of a wide character
// are compared together.
func (c *canvas) columnUnchanged(i int) bool {
	for ; c.new[i].width() == 0 && i > 0; i-- {
		if c.new[i] != c.old[i] {
			return false
		}
	}
	return c.new[i] == c.old[i]
}

// maxGap is how many unchanged columns between two changes are written again. A longer
// gap is skipped by moving the cursor, which takes at least four bytes.
const maxGap = 4

// spanEnd returns the end of the span of changed columns that starts at i. A span may
// contain up to maxGap unchanged columns in a row, if their style is the span's.
func (c *canvas) spanEnd(i, end int) int {
	to := i
	for unchanged := 0; i < end && unchanged <= maxGap; i++ {
		switch {
		case !c.columnUnchanged(i):
			to, unchanged = i+1, 0
		case c.new[i].styleNumber() != c.new[to-1].styleNumber():
			unchanged = maxGap + 1
		default:
			unchanged++
		}
	}
	for to < end && c.new[to].width() == 0 {
		to++
	}
	return to
}

// minErase is the shortest run of blanks that is erased with one sequence. Shorter runs
// are written as spaces.
const minErase = 10

// writeSpan writes columns i to end-1 of line y, with their new content.
func (c *canvas) writeSpan(i, end, y int) {
	for i < end {
		c.moveTo(c.first+i, y)
		if n := c.countBlanks(i, end); n >= minErase {
			c.setStyle(textStyle{})
			c.writeCSI(n, 'X')
			i += n
			continue
		}
		c.setStyle(c.symbols.styles[c.new[i].styleNumber()])
		i = c.writeRun(i, end)
	}
}

// countBlanks returns the length of the run of blank columns that starts at column i. It
// counts no columns from end on.
func (c *canvas) countBlanks(i, end int) int {
	n := 0
	for i+n < end && c.new[i+n] == blank {
		n++
	}
	return n
}

// writeRun writes the columns from i on that have the same style. It returns the column
// at which it stops: at the next style, at a long run of blanks, or at end. The second
// column of a wide character is written with its first.
func (c *canvas) writeRun(i, end int) int {
	number := c.new[i].styleNumber()
	for first := i; i < end && c.new[i].styleNumber() == number; i++ {
		switch k := c.new[i]; {
		case k == blank && i > first && c.new[i-1] != blank && c.countBlanks(i, end) >= minErase:
			return i
		case k.glyph() > 0 && k.glyph() < utf8.RuneSelf:
			c.out = append(c.out, byte(k.glyph()))
			c.x++
		case k.width() > 0:
			c.out = c.symbols.appendGlyph(c.out, k.glyph())
			c.x += k.width()
			if k.glyph() < 0 && !c.unicodeWidths {
				c.x = -1 // the terminal may measure it differently
				return i + k.width()
			}
		}
	}
	if c.x >= c.size.Width {
		c.x = -1 // terminals differ in where the cursor is after the last column
	}
	return i
}

// moveTo moves the cursor to column x of line y. It writes nothing if the cursor is
// there already.
func (c *canvas) moveTo(x, y int) {
	switch {
	case c.x == x && c.y == y:
		return
	case c.x >= 0 && c.y == y && c.x < x:
		c.writeCSI(x-c.x, 'C')
	default:
		c.out = append(c.out, "\x1b["...)
		c.out = strconv.AppendInt(c.out, int64(y+1), 10)
		if x > 0 {
			c.out = append(c.out, ';')
			c.out = strconv.AppendInt(c.out, int64(x+1), 10)
		}
		c.out = append(c.out, 'H')
	}
	c.x, c.y = x, y
}

// writeCSI writes a control sequence with one number, which may be left out if it is 1.
func (c *canvas) writeCSI(n int, final byte) {
	c.out = append(c.out, "\x1b["...)
	if n != 1 {
		c.out = strconv.AppendInt(c.out, int64(n), 10)
	}
	c.out = append(c.out, final)
}

// setStyle writes the sequences after which the terminal writes characters in style s.
func (c *canvas) setStyle(s textStyle) {
	if s.link != c.style.link {
		c.out = append(c.out, "\x1b]8;"...)
		if s.link == "" {
			c.out = append(c.out, ';')
		}
		c.out = append(c.out, s.link...)
		c.out = append(c.out, "\x1b\\"...)
	}
	switch sgr, isSGR := strings.CutPrefix(s.sgr, "\x1b["); {
	case s.sgr == c.style.sgr:
	case s.sgr == "":
		c.out = append(c.out, ansi.ResetStyle...)
	case c.style.sgr != "" && isSGR: // reset and new style in one sequence
		c.out = append(c.out, "\x1b[;"...)
		c.out = append(c.out, sgr...)
	default:
		c.out = append(c.out, s.sgr...)
	}
	c.style = s
}
