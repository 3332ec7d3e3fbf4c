package paint

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// pen is how text is written: the SGR sequences since the last reset, joined,
// and the address of the hyperlink (OSC 8) with its parameters. The zero pen is
// plain.
type pen struct {
	style, link string
}

// cell is one column of a line: where in the line its text stands, the pen it
// is written with, and how many columns the text takes. The second column of a
// wide character has width 0 and no text.
type cell struct {
	from, to uint32
	pen      uint16
	width    uint8
}

// row is a line taken apart. It is used again for the next line.
type row struct {
	text  string
	cells []cell
	pens  []pen
}

// blank is the cell where a line has nothing to say: the plain pen is always
// the first.
func blank() cell { return cell{width: 1} }

// parse takes a line apart into w columns. Of escape sequences only SGR and
// hyperlinks count; control characters are not shown. What is wider than w is
// cut. A line begins plain, whatever the one before it left behind.
func (r *row) parse(line string, w int) {
	r.text, r.cells = line, r.cells[:0]
	r.pens = append(r.pens[:0], pen{})
	for i := 0; i < len(line) && len(r.cells) < w; {
		switch c := line[i]; {
		case c == 0x1b:
			i += r.escape(line[i:])
		case c < 0x20 || c == 0x7f:
			i++
		case c < 0x7f && (i+1 == len(line) || line[i+1] < 0x80):
			r.put(i, i+1, 1, w)
			i++
		default:
			cluster, width := ansi.FirstGraphemeCluster(line[i:], ansi.GraphemeWidth)
			r.put(i, i+len(cluster), width, w)
			i += len(cluster)
		}
	}
	for len(r.cells) < w {
		r.cells = append(r.cells, blank())
	}
}

// put adds a character. One without a width belongs to the character before it;
// a wide one that does not fit is not shown.
func (r *row) put(from, to, width, w int) {
	n := len(r.cells)
	switch {
	case width == 0 && n > 0 && int(r.cells[n-1].to) == from:
		r.cells[n-1].to = uint32(to) //nolint:gosec // a line is shorter than 4 GB
	case width > 0 && n+width <= w:
		c := cell{from: uint32(from), to: uint32(to), pen: r.pen(), width: uint8(width)} //nolint:gosec // as above
		r.cells = append(r.cells, c)
		for range width - 1 {
			r.cells = append(r.cells, cell{pen: c.pen})
		}
	case width > 0:
		r.cells = append(r.cells, blank())
	}
}

// pen is the number of the pen that is used now.
func (r *row) pen() uint16 { return uint16(len(r.pens) - 1) } //nolint:gosec // a line has few of them

// escape reads the escape sequence at the beginning of s and returns its length.
func (r *row) escape(s string) int {
	if len(s) < 2 {
		return len(s)
	}
	now := r.pens[len(r.pens)-1]
	switch s[1] {
	case '[':
		n := 2
		for n < len(s) && (s[n] < 0x40 || s[n] > 0x7e) {
			n++
		}
		if n < len(s) && s[n] == 'm' {
			now.style = styled(now.style, s[:n+1])
			r.take(now)
		}
		return min(n+1, len(s))
	case ']':
		n, end := oscEnd(s)
		if body, ok := strings.CutPrefix(s[2:n], "8;"); ok {
			now.link = body
			if strings.HasSuffix(body, ";") {
				now.link = ""
			}
			r.take(now)
		}
		return end
	}
	return 2
}

// take goes on with another pen.
func (r *row) take(p pen) {
	if n := len(r.pens); len(r.cells) > 0 && r.cells[len(r.cells)-1].pen == uint16(n-1) || n == 1 { //nolint:gosec // there are few
		if n < 1<<16-1 {
			r.pens = append(r.pens, p)
		}
		return
	}
	r.pens[len(r.pens)-1] = p // nothing was written with the last one
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

// at returns the text of a cell; a blank one is a space.
func (r *row) at(i int) string {
	c := r.cells[i]
	if c.to == c.from {
		return " "
	}
	return r.text[c.from:c.to]
}

// same reports whether two rows show the same in a column.
func (r *row) same(o *row, i int) bool {
	a, b := r.cells[i], o.cells[i]
	return a.width == b.width && r.pens[a.pen] == o.pens[b.pen] && (a.width == 0 || r.at(i) == o.at(i))
}

// empty reports whether nothing stands in a column: a plain space.
func (r *row) empty(i int) bool {
	c := r.cells[i]
	return c.width == 1 && r.pens[c.pen] == pen{} && r.at(i) == " "
}
