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
	unicode  bool
	old, new row
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

// gap is how many equal columns are written again rather than jumped over: a
// jump takes four bytes and more.
const gap = 4

// line writes the columns of a line that differ.
func (c *canvas) line(y int, was, is string) {
	c.old.parse(was, c.w)
	c.new.parse(is, c.w)
	end := c.w // behind it nothing stands, and something did
	for end > 0 && c.new.empty(end-1) {
		end--
	}
	for x := 0; x < end; {
		if c.equal(x) {
			x++
			continue
		}
		to := c.differs(x, end)
		c.span(x, to, y)
		x = to
	}
	for x := end; x < c.w; x++ {
		if !c.equal(x) {
			c.erase(x, y)
			return
		}
	}
}

// equal reports whether a column is as it was. The halves of a wide character
// are never looked at alone.
func (c *canvas) equal(x int) bool {
	if !c.new.same(&c.old, x) {
		return false
	}
	for ; c.new.cells[x].width == 0; x-- {
		if !c.new.same(&c.old, x-1) {
			return false
		}
	}
	return true
}

// differs returns the column before which a changed span ends that begins at x.
// Few equal columns in its pen do not interrupt it.
func (c *canvas) differs(x, end int) int {
	to, seen := x, 0
	for i := x; i < end; i++ {
		switch {
		case !c.equal(i):
			to, seen = i+1, 0
		case seen == gap || c.new.cells[i].pen != c.new.cells[max(i-1, 0)].pen:
			return c.whole(to, end)
		default:
			seen++
		}
	}
	return c.whole(to, end)
}

// whole moves the end of a span behind a wide character that it would cut.
func (c *canvas) whole(to, end int) int {
	for to < end && c.new.cells[to].width == 0 {
		to++
	}
	return to
}

// blanks is from how many on blanks are erased rather than written.
const blanks = 10

// span writes columns of the new line.
func (c *canvas) span(from, to, y int) {
	for x := from; x < to; {
		n := 0
		for x+n < to && c.new.empty(x+n) {
			n++
		}
		if n >= blanks {
			c.move(x, y)
			c.use(pen{})
			c.csi(n, 'X')
			x += n
			continue
		}
		for n = max(n, 1); n > 0; n-- {
			c.cell(x, y)
			x += max(int(c.new.cells[x].width), 1)
		}
	}
}

// cell writes one character.
func (c *canvas) cell(x, y int) {
	k := c.new.cells[x]
	if k.width == 0 {
		return // its first half was written
	}
	c.move(x, y)
	c.use(c.new.pens[k.pen])
	text := c.new.at(x)
	c.out = append(c.out, text...)
	c.x += int(k.width)
	if c.x >= c.w || !c.unicode && utf8.RuneCountInString(text) > 1 {
		c.x = -1 // at the end of the line, or perhaps measured otherwise by the terminal
	}
}

// erase wipes the rest of a line.
func (c *canvas) erase(x, y int) {
	c.move(x, y)
	c.use(pen{})
	c.out = append(c.out, ansi.EraseLineRight...)
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
	if p.style != c.pen.style {
		if c.pen.style != "" {
			c.out = append(c.out, ansi.ResetStyle...)
		}
		c.out = append(c.out, p.style...)
	}
	c.pen = p
}
