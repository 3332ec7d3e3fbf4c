// Package markdown reads the Markdown that entries are written in: headings,
// paragraphs, lists, quotes, rules, examples, and within a line code, emphasis
// and links. What is not among them (HTML, tables, references to links) stays the
// text that it is.
//
// A library that reads all of Markdown took a seventh of the time of an answer and
// a fourteenth of the browser's memory, most of it for what entries never use.
// What is read here is read as CommonMark has it (https://spec.commonmark.org/0.31.2/),
// but that a line without marks behind an empty item or quote belongs to it. It
// must not know entries, or how anything looks.
package markdown

import (
	"iter"
	"strings"
)

// Kind is what a block is.
type Kind uint8

// The kinds of block.
const (
	Paragraph Kind = iota
	Heading
	List
	Item
	Quote
	Code
	Rule
)

// Block is a part of a text.
type Block struct {
	Kind Kind
	// Text is what a paragraph or a heading says, for [Inline].
	Text string
	// Lines are those of an example, and Language is what it is written in.
	Lines    []string
	Language string
	// Ordered says that the items of a list have numbers, from Start on.
	Ordered bool
	Start   int
	// Blocks are those in a list, an item or a quote.
	Blocks []Block
}

// maxDepth is how deep lists and quotes may stand in one another; what is deeper
// is a paragraph.
const maxDepth = 12

// Blocks reads a text block by block, as far as it is asked.
func Blocks(text string) iter.Seq[Block] {
	return func(yield func(Block) bool) {
		r := reader{lines: strings.Split(strings.TrimSuffix(text, "\n"), "\n")}
		for b, ok := r.next(); ok && yield(b); {
			b, ok = r.next()
		}
	}
}

// reader reads lines that stand in the same list or quote, without its marks.
type reader struct {
	lines []string
	at    int
	depth int
}

// inside reads the lines of a list's item or a quote.
func (r *reader) inside(lines []string) []Block {
	in := reader{lines: lines, depth: r.depth + 1}
	var blocks []Block
	for b, ok := in.next(); ok; b, ok = in.next() {
		blocks = append(blocks, b)
	}
	return blocks
}

// next reads a block. There is none where only empty lines are left.
func (r *reader) next() (Block, bool) {
	for r.at < len(r.lines) && isBlank(r.lines[r.at]) {
		r.at++
	}
	if r.at == len(r.lines) {
		return Block{}, false
	}
	line := r.lines[r.at]
	if indentOf(line) >= codeIndent {
		return r.indented(), true
	}
	switch f, m := fenceOf(line), markerOf(line); {
	case f.length > 0:
		return r.fenced(f), true
	case headingOf(line) > 0:
		r.at++
		return heading(line), true
	case isRule(line):
		r.at++
		return Block{Kind: Rule}, true
	case r.depth < maxDepth && isQuote(line):
		return r.quote(), true
	case r.depth < maxDepth && m.content > 0:
		return r.list(m), true
	}
	return r.paragraph(), true
}

// codeIndent is how far a line is indented that is an example (section 4.4).
const codeIndent = 4

func isBlank(line string) bool { return strings.TrimLeft(line, " ") == "" }

// indentOf is the number of spaces that a line begins with.
func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// dedent takes up to n spaces off the beginning of a line.
func dedent(line string, n int) string { return line[min(n, indentOf(line)):] }

// paragraph reads up to an empty line or another block. A line of = or - below it
// makes a heading of it (section 4.3).
func (r *reader) paragraph() Block {
	from := r.at
	for r.at++; r.at < len(r.lines); r.at++ {
		line := r.lines[r.at]
		if isUnderline(line) {
			r.at++
			return Block{Kind: Heading, Text: strings.TrimSpace(strings.Join(r.lines[from:r.at-1], "\n"))}
		}
		if isBlank(line) || r.interrupts(line) {
			break
		}
	}
	return Block{Text: strings.TrimSpace(strings.Join(r.lines[from:r.at], "\n"))}
}

// interrupts reports whether a line ends the paragraph before it. A number does
// only if it is the first (section 5.2): others end sentences.
func (r *reader) interrupts(line string) bool {
	if indentOf(line) >= codeIndent {
		return false
	}
	m := markerOf(line)
	return fenceOf(line).length > 0 || headingOf(line) > 0 || isRule(line) || isQuote(line) ||
		m.content > 0 && !m.empty && (!m.ordered() || m.number == 1)
}

// isUnderline reports whether a line makes a heading of the lines above it.
func isUnderline(line string) bool {
	s := strings.TrimRight(dedent(line, codeIndent-1), " ")
	return s != "" && (strings.Trim(s, "=") == "" || strings.Trim(s, "-") == "")
}

// headingOf is the level of the heading that a line is, or 0.
func headingOf(line string) int {
	s := dedent(line, codeIndent-1)
	n := len(s) - len(strings.TrimLeft(s, "#"))
	if n > 6 || n < len(s) && s[n] != ' ' {
		return 0
	}
	return n
}

// heading takes the marks off a heading.
func heading(line string) Block {
	s := strings.TrimSpace(strings.TrimLeft(strings.TrimLeft(line, " "), "#"))
	if t := strings.TrimRight(s, "#"); t == "" || strings.HasSuffix(t, " ") {
		s = strings.TrimRight(t, " ")
	}
	return Block{Kind: Heading, Text: s}
}

// isRule reports whether a line is three or more of the same sign.
func isRule(line string) bool {
	s := strings.ReplaceAll(dedent(line, codeIndent-1), " ", "")
	return len(s) >= 3 && strings.IndexByte("*-_", s[0]) >= 0 && strings.Trim(s, s[:1]) == ""
}

// indented reads an example of indented lines.
func (r *reader) indented() Block {
	from := r.at
	for r.at < len(r.lines) && (isBlank(r.lines[r.at]) || indentOf(r.lines[r.at]) >= codeIndent) {
		r.at++
	}
	b := Block{Kind: Code}
	for _, line := range r.lines[from:r.at] {
		b.Lines = append(b.Lines, dedent(line, codeIndent))
	}
	for n := len(b.Lines); isBlank(b.Lines[n-1]); n-- {
		b.Lines = b.Lines[:n-1]
	}
	return b
}

// fence is the line that begins an example, and the one that ends it.
type fence struct {
	sign           byte
	length, indent int
	language       string
}

// fenceOf reads the fence that a line is; it has no length if it is none.
func fenceOf(line string) fence {
	s := dedent(line, codeIndent-1)
	if s == "" || s[0] != '`' && s[0] != '~' {
		return fence{}
	}
	rest := strings.TrimLeft(s, s[:1])
	if len(s)-len(rest) < 3 || s[0] == '`' && strings.Contains(rest, "`") {
		return fence{}
	}
	language, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	return fence{s[0], len(s) - len(rest), len(line) - len(s), language}
}

// closes reports whether a line ends an example that began with this fence.
func (f fence) closes(line string) bool {
	end := fenceOf(line)
	return end.sign == f.sign && end.length >= f.length && end.language == ""
}

// fenced reads an example up to its end, or to that of the text.
func (r *reader) fenced(f fence) Block {
	from := r.at + 1
	for r.at = from; r.at < len(r.lines) && !f.closes(r.lines[r.at]); {
		r.at++
	}
	b := Block{Kind: Code, Language: f.language, Lines: r.lines[from:r.at]}
	if f.indent > 0 {
		b.Lines = make([]string, 0, r.at-from)
		for _, line := range r.lines[from:r.at] {
			b.Lines = append(b.Lines, dedent(line, f.indent))
		}
	}
	r.at = min(r.at+1, len(r.lines))
	return b
}
