package paint

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// canvas knows the content of the terminal's screen, and writes the difference to
// the next frame.
//
// It compares lines first: most of them are the same strings. A line that changed
// is split into cells, and only the columns that differ are written.
type canvas struct {
	size   Size
	screen string // the frame that is on the screen; lines are separated by newlines
	out    []byte // what has to be written
	// The state of the terminal: its pen, and where its cursor is. An x of -1 means
	// that this is not known.
	pen  pen
	x, y int
	// unicodeWidths says that the terminal measures characters as we do (mode 2027).
	unicodeWidths bool
	// The line that is compared: its cells before and now, from column first on.
	symbols  symbolTable
	first    int
	old, new []cell
}

// clear sets the size, clears the screen, and forgets what was on it.
func (c *canvas) clear(s Size) {
	c.size, c.screen = s, ""
	c.out = append(c.out, ansi.ResetStyle+ansi.EraseEntireScreen...)
	c.pen, c.x = pen{}, -1
}

// draw writes the difference to another frame.
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

// drawLine writes the columns of a line that differ.
func (c *canvas) drawLine(y int, was, is string) {
	start := c.skipCommon(was, is)
	before := start
	before.line = was
	c.first = start.x
	c.symbols.reset()
	c.new = start.appendCells(c.new[:0], &c.symbols, c.size.Width)
	c.old = before.appendCells(c.old[:0], &c.symbols, c.size.Width)
	end := len(c.new) // after the last column that is not blank
	for end > 0 && c.new[end-1] == blank {
		end--
	}
	for i := 0; i < end; {
		if c.same(i) {
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
			c.setPen(pen{})
			c.out = append(c.out, ansi.EraseLineRight...)
			return
		}
	}
}

// skipCommon returns a scanner of the new line, after what both lines start with.
func (c *canvas) skipCommon(was, is string) scanner {
	n := commonPrefix(was, is)
	s := scanner{line: is}
	for {
		s.asciiRun(min(n-s.offset, c.size.Width-s.x) - 1)
		next := s
		if _, _, ok := next.next(); !ok || next.offset >= n || next.x >= c.size.Width || is[next.offset] >= utf8.RuneSelf {
			return s // the next bytes differ, or may combine with ones that differ
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
func (c *canvas) same(i int) bool {
	for ; c.new[i].width() == 0 && i > 0; i-- {
		if c.new[i] != c.old[i] {
			return false
		}
	}
	return c.new[i] == c.old[i]
}

// maxGap is the number of unchanged columns up to which they are written again
// rather than skipped: moving the cursor takes four bytes and more.
const maxGap = 4

// spanEnd returns where the changed span ends that starts at i. A few unchanged
// columns with the same pen do not end it.
func (c *canvas) spanEnd(i, end int) int {
	to := i
	for unchanged := 0; i < end && unchanged <= maxGap; i++ {
		switch {
		case !c.same(i):
			to, unchanged = i+1, 0
		case c.new[i].pen() != c.new[to-1].pen():
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

// minErase is the number of blanks from which they are erased rather than written.
const minErase = 10

// writeSpan writes columns of the new line.
func (c *canvas) writeSpan(i, to, y int) {
	for i < to {
		c.moveTo(c.first+i, y)
		if n := c.countBlanks(i, to); n >= minErase {
			c.setPen(pen{})
			c.writeCSI(n, 'X')
			i += n
			continue
		}
		c.setPen(c.symbols.pens[c.new[i].pen()])
		i = c.writeRun(i, to)
	}
}

// countBlanks returns the number of blanks from a column on.
func (c *canvas) countBlanks(i, to int) int {
	n := 0
	for i+n < to && c.new[i+n] == blank {
		n++
	}
	return n
}

// writeRun writes characters with the current pen, and stops at many blanks. The
// second column of a wide character is written with the first.
func (c *canvas) writeRun(i, to int) int {
	pen := c.new[i].pen()
	for first := i; i < to && c.new[i].pen() == pen; i++ {
		switch k := c.new[i]; {
		case k == blank && i > first && c.new[i-1] != blank && c.countBlanks(i, to) >= minErase:
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
		c.x = -1 // at the right edge, where terminals differ
	}
	return i
}

// moveTo moves the cursor.
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

// writeCSI writes a control sequence with one number.
func (c *canvas) writeCSI(n int, final byte) {
	c.out = append(c.out, "\x1b["...)
	if n != 1 {
		c.out = strconv.AppendInt(c.out, int64(n), 10)
	}
	c.out = append(c.out, final)
}

// setPen sets the terminal's pen.
func (c *canvas) setPen(p pen) {
	if p.link != c.pen.link {
		c.out = append(c.out, "\x1b]8;"...)
		if p.link == "" {
			c.out = append(c.out, ';')
		}
		c.out = append(c.out, p.link...)
		c.out = append(c.out, "\x1b\\"...)
	}
	switch style, isSGR := strings.CutPrefix(p.style, "\x1b["); {
	case p.style == c.pen.style:
	case p.style == "":
		c.out = append(c.out, ansi.ResetStyle...)
	case c.pen.style != "" && isSGR: // reset and new style in one sequence
		c.out = append(c.out, "\x1b[;"...)
		c.out = append(c.out, style...)
	default:
		c.out = append(c.out, p.style...)
	}
	c.pen = p
}
