package render

import (
	"strings"

	"teapot/ui/text"
	"teapot/ui/theme"
)

// ink is how a piece of text looks and where it leads.
type ink struct {
	style theme.Style
	url   string
}

// piece is text in one ink, without spaces.
type piece struct {
	text string
	ink  ink
}

// flow wraps text in several inks into lines. A word may change its ink within
// itself: it is broken only at spaces, unless it is longer than a line.
type flow struct {
	width         int
	first, indent string // before the first line, and before every other one
	theme         theme.Theme

	word      []piece
	wordWidth int
	line      []piece // with pieces that are one space
	lineWidth int
	drawn     []byte // the line that ends
	lines     []string
}

// begin empties the flow for another text, which is so wide without its
// indentation. What it had room for it keeps.
func (f *flow) begin(width int, first, indent string, t theme.Theme) {
	f.width, f.first, f.indent, f.theme, f.lines = width, first, indent, t, f.lines[:0]
}

// text adds text, which may hold spaces and be part of a word. A code may run
// over the end of a line of its source.
func (f *flow) text(s string, k ink) {
	for s != "" {
		i := strings.IndexAny(s, " \n")
		if i < 0 {
			f.add(s, k)
			return
		}
		f.add(s[:i], k)
		f.space()
		s = s[i+1:]
	}
}

func (f *flow) add(s string, k ink) {
	if s != "" {
		f.word = append(f.word, piece{s, k})
		f.wordWidth += text.Width(s)
	}
}

// space ends a word.
func (f *flow) space() {
	if len(f.word) == 0 {
		return
	}
	if f.lineWidth > 0 && f.lineWidth+1+f.wordWidth > f.width {
		f.newline()
	}
	if f.lineWidth > 0 {
		f.line = append(f.line, f.gap())
		f.lineWidth++
	}
	for _, p := range f.word {
		f.put(p)
	}
	f.word, f.wordWidth = f.word[:0], 0
}

// gap is the space between two words: in their ink where both have the same, so
// that a code or a link looks like one.
func (f *flow) gap() piece {
	last, next := f.line[len(f.line)-1].ink, f.word[0].ink
	if last == next {
		return piece{" ", last}
	}
	return piece{" ", ink{}}
}

// put adds a piece to the line, and breaks it where it is longer than a line.
func (f *flow) put(p piece) {
	for {
		head := text.Prefix(p.text, f.width-f.lineWidth)
		if head == "" && f.lineWidth == 0 {
			return // the first character is wider than a line
		}
		if head != "" {
			f.line = append(f.line, piece{head, p.ink})
			f.lineWidth += text.Width(head)
		}
		if p.text = p.text[len(head):]; p.text == "" {
			return
		}
		f.newline()
	}
}

// newline ends the line. Neighbors in the same ink are one text.
func (f *flow) newline() {
	b := append(f.drawn[:0], f.first...)
	for i := 0; i < len(f.line); {
		k := f.line[i].ink
		target := f.theme.Target(k.url)
		b = k.style.Begin(target.Begin(b))
		for ; i < len(f.line) && f.line[i].ink == k; i++ {
			b = append(b, f.line[i].text...)
		}
		b = target.End(k.style.End(b))
	}
	f.lines, f.drawn = append(f.lines, string(b)), b
	f.line, f.lineWidth, f.first = f.line[:0], 0, f.indent
}

// done ends the text and returns its lines, at least one. They are only valid until
// the flow begins again.
func (f *flow) done() []string {
	f.space()
	if len(f.line) > 0 || len(f.lines) == 0 {
		f.newline()
	}
	return f.lines
}
