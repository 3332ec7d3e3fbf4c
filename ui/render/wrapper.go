package render

import (
	"strings"

	"teapot/ui/text"
	"teapot/ui/theme"
)

// span is text in one style. It may be a hyperlink.
type span struct {
	text  string
	style theme.Style
	url   string
}

// with returns a span with another text in the same style.
func (s span) with(words string) span {
	s.text = words
	return s
}

func (s span) looksLike(other span) bool { return s.style == other.style && s.url == other.url }

// wrapper wraps a paragraph of styled text into lines. It breaks lines only at
// spaces: one word may consist of spans in several styles. A word that is longer
// than a line is cut.
type wrapper struct {
	theme  theme.Theme
	width  int    // of a line, without its indentation
	first  string // what the next line begins with
	indent string // what every line after that begins with

	word      []span
	wordWidth int
	line      []span // the spaces between words are spans too
	lineWidth int
	lines     []string
	buffer    []byte // the line that is put together
}

// begin starts another paragraph. The buffers of the last one are used again, so
// that its lines are no longer valid.
func (w *wrapper) begin(width int, first, indent string, t theme.Theme) {
	w.width, w.first, w.indent, w.theme, w.lines = width, first, indent, t, w.lines[:0]
}

// add adds a span. Spaces and line ends in it end words.
func (w *wrapper) add(s span) {
	for s.text != "" {
		i := strings.IndexAny(s.text, " \n")
		if i < 0 {
			w.addToWord(s)
			return
		}
		w.addToWord(s.with(s.text[:i]))
		w.endWord()
		s.text = s.text[i+1:]
	}
}

func (w *wrapper) addToWord(s span) {
	if s.text != "" {
		w.word = append(w.word, s)
		w.wordWidth += text.Width(s.text)
	}
}

// endWord moves the word to the line, or to the next line if it does not fit.
func (w *wrapper) endWord() {
	if len(w.word) == 0 {
		return
	}
	if w.lineWidth > 0 && w.lineWidth+1+w.wordWidth > w.width {
		w.endLine()
	}
	if w.lineWidth > 0 {
		w.line = append(w.line, w.gap())
		w.lineWidth++
	}
	for _, s := range w.word {
		w.addToLine(s)
	}
	w.word, w.wordWidth = w.word[:0], 0
}

// gap returns the space before the next word. It has the style of its neighbors
// if they look alike, so that a code span or a link is not interrupted.
func (w *wrapper) gap() span {
	last, next := w.line[len(w.line)-1], w.word[0]
	if last.looksLike(next) {
		return last.with(" ")
	}
	return span{text: " "}
}

// addToLine adds a part of a word to the line, and cuts it where the line is full.
func (w *wrapper) addToLine(s span) {
	for {
		head := text.Prefix(s.text, w.width-w.lineWidth)
		if head == "" && w.lineWidth == 0 {
			return // the first character is wider than a line
		}
		if head != "" {
			w.line = append(w.line, s.with(head))
			w.lineWidth += text.Width(head)
		}
		if s.text = s.text[len(head):]; s.text == "" {
			return
		}
		w.endLine()
	}
}

// endLine puts the line together. Neighbors that look alike share their escape
// sequences.
func (w *wrapper) endLine() {
	b := append(w.buffer[:0], w.first...)
	for i := 0; i < len(w.line); {
		s := w.line[i]
		hyperlink := w.theme.HyperlinkStyle(s.url)
		b = s.style.Begin(hyperlink.Begin(b))
		for ; i < len(w.line) && w.line[i].looksLike(s); i++ {
			b = append(b, w.line[i].text...)
		}
		b = hyperlink.End(s.style.End(b))
	}
	w.lines, w.buffer = append(w.lines, string(b)), b
	w.line, w.lineWidth, w.first = w.line[:0], 0, w.indent
}

// finish ends the paragraph and returns its lines, at least one. They are valid
// until begin is called again.
func (w *wrapper) finish() []string {
	w.endWord()
	if len(w.line) > 0 || len(w.lines) == 0 {
		w.endLine()
	}
	return w.lines
}
