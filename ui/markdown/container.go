package markdown

import (
	"strconv"
	"strings"
)

// isQuote reports whether a line belongs to a quote.
func isQuote(line string) bool {
	return strings.HasPrefix(dedent(line, codeIndent-1), ">")
}

// quote reads the lines that begin with ">", and those that go on with its last
// paragraph.
func (r *reader) quote() Block {
	var in lines
	for r.at < len(r.lines) && r.quoted(&in, r.lines[r.at]) {
		r.at++
	}
	return Block{Kind: Quote, Blocks: r.inside(in.list)}
}

// quoted adds a line to a quote if it belongs to it.
func (r *reader) quoted(in *lines, line string) bool {
	switch {
	case isQuote(line):
		in.add(strings.TrimPrefix(strings.TrimLeft(line, " ")[1:], " "))
	case in.goOn(line) && !r.interrupts(line):
		in.add(strings.TrimLeft(line, " "))
	default:
		return false
	}
	return true
}

// lines are those of an item or a quote, without its marks.
type lines struct {
	list  []string
	fence fence // the one that is open
}

func (l *lines) add(line string) {
	switch f := fenceOf(line); {
	case l.fence.length == 0:
		l.fence = f
	case l.fence.closes(line):
		l.fence = fence{}
	}
	l.list = append(l.list, line)
}

// goOn reports whether a line without marks may be more of the last paragraph.
func (l *lines) goOn(line string) bool {
	if isBlank(line) || len(l.list) == 0 || l.fence.length > 0 || markerOf(line).content > 0 {
		return false
	}
	last := l.list[len(l.list)-1]
	return !isBlank(last) && fenceOf(last).length == 0 && headingOf(last) == 0 && indentOf(last) < codeIndent
}

// marker is what an item begins with.
type marker struct {
	sign    byte // one of "-*+", or what stands behind the number
	number  int
	content int  // where the text of the item begins; 0 if the line begins none
	empty   bool // there is no text behind it
}

func (m marker) ordered() bool { return m.sign == '.' || m.sign == ')' }

// markerOf reads the mark of the item that a line begins (section 5.2).
func markerOf(line string) marker {
	indent := indentOf(line)
	s := line[indent:]
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if indent >= codeIndent || digits >= len(s) || digits > 9 {
		return marker{}
	}
	m := marker{sign: s[digits]}
	if digits > 0 != m.ordered() || digits == 0 && strings.IndexByte("-*+", m.sign) < 0 || isRule(line) {
		return marker{}
	}
	m.number, _ = strconv.Atoi(s[:digits]) // digits only, or nothing
	text := s[digits+1:]
	gap := indentOf(text)
	switch m.empty = gap == len(text); {
	case m.empty, gap > codeIndent:
		gap = 1
	case gap == 0:
		return marker{}
	}
	m.content = indent + digits + 1 + gap
	return m
}

// list reads items with the same mark.
func (r *reader) list(first marker) Block {
	b := Block{Kind: List, Ordered: first.ordered(), Start: first.number}
	for m := first; m.content > 0 && m.sign == first.sign; {
		b.Blocks = append(b.Blocks, r.item(m))
		next := r.at
		for next < len(r.lines) && isBlank(r.lines[next]) {
			next++
		}
		if next == len(r.lines) {
			break
		}
		if m = markerOf(r.lines[next]); m.content > 0 && m.sign == first.sign {
			r.at = next
		}
	}
	return b
}

// item reads an item: its first line, what is indented as far as its text is, and
// lines that go on with its last paragraph.
func (r *reader) item(m marker) Block {
	var in lines
	first := r.lines[r.at]
	in.add(first[min(m.content, len(first)):])
	for r.at++; r.at < len(r.lines) && r.itemized(&in, m, r.lines[r.at]); {
		r.at++
	}
	return Block{Kind: Item, Blocks: r.inside(in.list)}
}

// itemized adds a line to an item if it belongs to it. An item that begins with an
// empty line has no second one.
func (r *reader) itemized(in *lines, m marker, line string) bool {
	switch {
	case isBlank(line) && m.empty && len(in.list) == 1:
		return false
	case isBlank(line):
		in.add("")
	case indentOf(line) >= m.content:
		in.add(line[m.content:])
	case in.goOn(line) && !r.interrupts(line):
		in.add(strings.TrimLeft(line, " "))
	default:
		return false
	}
	return true
}
