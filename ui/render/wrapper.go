package render

import (
	"strings"

	"teapot/ui/text"
	"teapot/ui/theme"
)

// span is text in one style. It may be a part of a link.
type span struct {
	text  string
	style theme.Style
	to    *Target // where the link leads, or nil. All spans of a link have the same pointer
	// isUnbroken says that no line is broken at a space in the text.
	isUnbroken bool
}

// withText returns a copy of the span that has another text.
func (s span) withText(t string) span {
	s.text = t
	return s
}

// looksLike reports whether two spans have the same style and belong to the same link.
func (s span) looksLike(other span) bool { return s.style == other.style && s.to == other.to }

// wrapper wraps a paragraph of styled text into lines. A word may consist of several
// spans with different styles, so a line is broken only at a space. A word that is
// longer than a line is cut.
type wrapper struct {
	theme      theme.Theme
	width      int    // the maximum width of a line in cells, without the indentation
	nextIndent string // what the next line begins with, such as "• "
	indent     string // what all lines after the next one begin with

	word      []span   // the current word, which is not on a line yet
	wordWidth int      // the width of the current word, in cells
	line      []span   // the current line, with a span for each space between words
	lineWidth int      // the width of the current line in cells, without the indentation
	lines     []string // the lines that are complete, with escape sequences
	links     []Link   // the links on these lines; Link.Line is an index in lines
	buffer    []byte   // memory that endLine reuses for each line
}

// begin starts a new paragraph. The lines that finish returned for the last paragraph
// become invalid, because their memory is reused.
func (w *wrapper) begin(width int, firstIndent, indent string, t theme.Theme) {
	w.width, w.nextIndent, w.indent, w.theme = width, firstIndent, indent, t
	w.lines, w.links = w.lines[:0], w.links[:0]
}

// add appends a span to the paragraph. A space or a line break in the span ends the
// current word, unless the span is unbroken.
func (w *wrapper) add(s span) {
	for s.text != "" {
		i := strings.IndexAny(s.text, " \n")
		if i < 0 || s.isUnbroken {
			w.addToWord(s)
			return
		}
		w.addToWord(s.withText(s.text[:i]))
		w.endWord()
		s.text = s.text[i+1:]
	}
}

// addToWord appends a span without spaces to the current word.
func (w *wrapper) addToWord(s span) {
	if s.text != "" {
		w.word = append(w.word, s)
		w.wordWidth += text.Width(s.text)
	}
}

// endWord moves the current word to the current line, or to a new line if it does not
// fit.
func (w *wrapper) endWord() {
	if len(w.word) == 0 {
		return
	}
	if w.lineWidth > 0 && w.lineWidth+1+w.wordWidth > w.width {
		w.endLine()
	}
	if w.lineWidth > 0 {
		w.line = append(w.line, w.space())
		w.lineWidth++
	}
	for _, s := range w.word {
		w.addToLine(s)
	}
	w.word, w.wordWidth = w.word[:0], 0
}

// space returns the space between the current line and the current word. If the text
// on both sides of the space looks alike, the space has the same style, so that a code
// span or a link is not interrupted.
func (w *wrapper) space() span {
	last, next := w.line[len(w.line)-1], w.word[0]
	if last.looksLike(next) {
		return last.withText(" ")
	}
	return span{text: " "}
}

// addToLine appends a span to the current line. Where the line is full, it cuts the
// span and continues on a new line.
func (w *wrapper) addToLine(s span) {
	for {
		head := text.Prefix(s.text, w.width-w.lineWidth)
		if head == "" && w.lineWidth == 0 {
			return // the first character is wider than a line
		}
		if head != "" {
			w.line = append(w.line, s.withText(head))
			w.lineWidth += text.Width(head)
		}
		if s.text = s.text[len(head):]; s.text == "" {
			return
		}
		w.endLine()
	}
}

// endLine completes the current line and begins a new one. Spans that are next to each
// other and look alike share their escape sequences.
func (w *wrapper) endLine() {
	b := append(w.buffer[:0], w.nextIndent...)
	for i := 0; i < len(w.line); {
		s := w.line[i]
		hyperlink := w.theme.HyperlinkStyle(s.to.url())
		first, start := i, len(b)
		b = s.style.Begin(hyperlink.Begin(b))
		for ; i < len(w.line) && w.line[i].looksLike(s); i++ {
			b = append(b, w.line[i].text...)
		}
		b = hyperlink.End(s.style.End(b))
		if s.to != nil {
			x := text.Width(w.nextIndent) + width(w.line[:first])
			w.addLink(Link{Target: s.to, Line: len(w.lines), X: x, Width: width(w.line[first:i]), Start: start, End: len(b)})
		}
	}
	w.lines, w.buffer = append(w.lines, string(b)), b
	w.line, w.lineWidth, w.nextIndent = w.line[:0], 0, w.indent
}

// width returns the number of cells that spans take.
func width(spans []span) int {
	n := 0
	for _, s := range spans {
		n += text.Width(s.text)
	}
	return n
}

// addLink adds a link to the paragraph. If it leads to the very target of the link before
// it, it is the rest of that link on a new line, or in another style.
func (w *wrapper) addLink(l Link) {
	n := len(w.links)
	l.Continues = n > 0 && w.links[n-1].Target == l.Target
	w.links = append(w.links, l)
}

// finish ends the paragraph and returns its lines, of which there is at least one, and the
// links on them. Both are valid until the next call of begin.
func (w *wrapper) finish() ([]string, []Link) {
	w.endWord()
	if len(w.line) > 0 || len(w.lines) == 0 {
		w.endLine()
	}
	return w.lines, w.links
}
