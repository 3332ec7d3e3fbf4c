package paint

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// canvas knows what stands on the terminal's screen and writes what is
// different in the next frame.
//
// It compares lines first: most are the same strings. A line that changed is
// taken apart, and only the columns that differ are written.
type canvas struct {
	w, h    int
	content string // what stands there; lines end in newlines
	out     []byte
	// What the terminal does next: its pen, and the place of its cursor. An x of
	// -1 means that the place is not known.
	pen  pen
	x, y int
	// unicode says that the terminal measures characters as we do (mode 2027).
	unicode bool
	// The line that is compared: what both have behind column from.
	palette  palette
	from     int
	old, new []cell
}

// resize makes the canvas another size; nothing stands on it then.
func (c *canvas) resize(w, h int) {
	c.w, c.h = w, h
	c.content = ""
}

// clear wipes the screen and forgets what stood there.
func (c *canvas) clear() {
	c.out = append(c.out, ansi.ResetStyle+ansi.EraseEntireScreen...)
	c.pen, c.x, c.content = pen{}, -1, ""
}

// draw writes what is different in another frame.
func (c *canvas) draw(content string) {
	before, after := c.content, content
	for y := range c.h {
		var was, is string
		was, before, _ = strings.Cut(before, "\n")
		is, after, _ = strings.Cut(after, "\n")
		if was != is {
			c.line(y, was, is)
		}
	}
	c.content = content
}

// line writes the columns of a line that differ.
func (c *canvas) line(y int, was, is string) {
	start := c.skip(was, is)
	before := start
	before.line = was
	c.from = start.x
	c.palette.reset()
	c.new = start.cells(c.new[:0], &c.palette, c.w)
	c.old = before.cells(c.old[:0], &c.palette, c.w)
	end := len(c.new) // behind it nothing stands
	for end > 0 && c.new[end-1] == blank {
		end--
	}
	for i := 0; i < end; {
		if c.equal(i) {
			i++
			continue
		}
		to := c.differs(i, end)
		c.span(i, to, y)
		i = to
	}
	for i := end; i < len(c.new); i++ {
		if c.old[i] != c.new[i] {
			c.move(c.from+i, y)
			c.use(pen{})
			c.out = append(c.out, ansi.EraseLineRight...)
			return
		}
	}
}

// skip returns a scanner of the new line behind what both lines begin with.
func (c *canvas) skip(was, is string) scanner {
	n := common(was, is)
	s := scanner{line: is}
	for {
		s.run(min(n-s.at, c.w-s.x) - 1)
		next := s
		if _, _, ok := next.next(); !ok || next.at >= n || next.x >= c.w || is[next.at] >= utf8.RuneSelf {
			return s // or the next bytes might be part of the character
		}
		s = next
	}
}

// common is how many bytes two lines begin with alike.
func common(a, b string) int {
	const step = 16
	n, most := 0, min(len(a), len(b))
	for n+step <= most && a[n:n+step] == b[n:n+step] {
		n += step
	}
	for n < most && a[n] == b[n] {
		n++
	}
	return n
}

// equal reports whether a column is as it was. The halves of a wide character
// are never looked at alone.
func (c *canvas) equal(i int) bool {
	for ; c.new[i].width() == 0 && i > 0; i-- {
		if c.new[i] != c.old[i] {
			return false
		}
	}
	return c.new[i] == c.old[i]
}

// gap is how many equal columns are written again rather than jumped over: a
// jump takes four bytes and more.
const gap = 4

// differs returns the column before which a changed span ends that begins at i.
// Few equal columns in its pen do not interrupt it.
func (c *canvas) differs(i, end int) int {
	to := i
	for seen := 0; i < end && seen <= gap; i++ {
		switch {
		case !c.equal(i):
			to, seen = i+1, 0
		case c.new[i].pen() != c.new[to-1].pen():
			seen = gap + 1
		default:
			seen++
		}
	}
	for to < end && c.new[to].width() == 0 {
		to++
	}
	return to
}

// blanks is from how many on blanks are erased rather than written.
const blanks = 10

// span writes columns of the new line.
func (c *canvas) span(i, to, y int) {
	for i < to {
		if n := c.blanks(i, to); n >= blanks {
			c.move(c.from+i, y)
			c.use(pen{})
			c.csi(n, 'X')
			i += n
			continue
		}
		c.move(c.from+i, y)
		c.use(c.palette.pens[c.new[i].pen()])
		i = c.run(i, to)
	}
}

// blanks is how many blanks there are from a column on.
func (c *canvas) blanks(i, to int) int {
	n := 0
	for i+n < to && c.new[i+n] == blank {
		n++
	}
	return n
}

// run writes characters in the pen that is in hand, up to many blanks. Those of a
// second column were written with the first.
func (c *canvas) run(i, to int) int {
	pen := c.new[i].pen()
	for first := i; i < to && c.new[i].pen() == pen; i++ {
		switch k := c.new[i]; {
		case k == blank && i > first && c.new[i-1] != blank && c.blanks(i, to) >= blanks:
			return i
		case k.glyph() > 0 && k.glyph() < utf8.RuneSelf:
			c.out = append(c.out, byte(k.glyph()))
			c.x++
		case k.width() > 0:
			c.out = c.palette.write(c.out, k.glyph())
			c.x += k.width()
			if k.glyph() < 0 && !c.unicode {
				c.x = -1 // the terminal perhaps measures it otherwise
				return i + k.width()
			}
		}
	}
	if c.x >= c.w {
		c.x = -1 // at the end of the line
	}
	return i
}

// move brings the cursor to a place.
func (c *canvas) move(x, y int) {
	switch {
	case c.x == x && c.y == y:
		return
	case c.x >= 0 && c.y == y && c.x < x:
		c.csi(x-c.x, 'C')
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

// csi writes a control sequence with one number.
func (c *canvas) csi(n int, final byte) {
	c.out = append(c.out, "\x1b["...)
	if n != 1 {
		c.out = strconv.AppendInt(c.out, int64(n), 10)
	}
	c.out = append(c.out, final)
}

// use takes a pen in hand.
func (c *canvas) use(p pen) {
	if p.link != c.pen.link {
		c.out = append(c.out, "\x1b]8;"...)
		if p.link == "" {
			c.out = append(c.out, ';')
		}
		c.out = append(c.out, p.link...)
		c.out = append(c.out, "\x1b\\"...)
	}
	switch style, began := strings.CutPrefix(p.style, "\x1b["); {
	case p.style == c.pen.style:
	case p.style == "":
		c.out = append(c.out, ansi.ResetStyle...)
	case c.pen.style != "" && began: // the reset and the new style in one sequence
		c.out = append(c.out, "\x1b[;"...)
		c.out = append(c.out, style...)
	default:
		c.out = append(c.out, p.style...)
	}
	c.pen = p
}
