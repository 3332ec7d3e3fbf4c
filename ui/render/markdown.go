package render

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"teapot/ui/text"
	"teapot/ui/theme"
)

// newParser returns a parser for the Markdown of entries: CommonMark without
// raw HTML, reference links and entities, which are drawn as they are written.
// Making one takes about as long as drawing a page. It is safe for concurrent
// use.
func newParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(nestingLimit{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(nestingLimit{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(workLimit{parser.NewCodeSpanParser()}, 100),
			util.Prioritized(newLinkParser(), 200),
			util.Prioritized(workLimit{parser.NewAutoLinkParser()}, 300),
			util.Prioritized(workLimit{parser.NewEmphasisParser()}, 500),
		),
	)
}

// body draws the Markdown of the entry. It is parsed only when its page is
// drawn, and drawn only as far as the page is asked for.
func (p *page) body() {
	p.source = []byte(text.CleanLines(p.entry.Body()))
	p.blocks(parse(p.parser(), p.source), "", "")
}

// blocks draws the children of a document, a list item or a quote. The first
// line of all begins with first, every other one with indent.
func (p *page) blocks(parent ast.Node, first, indent string) {
	for n := parent.FirstChild(); n != nil && !p.done(); n = n.NextSibling() {
		p.block(n, first, indent)
		first = indent
	}
}

// block draws one block. Its first line begins with first, every other one with
// indent.
func (p *page) block(n ast.Node, first, indent string) {
	if list, isList := n.(*ast.List); isList {
		if topLevel := n.Parent().Kind() == ast.KindDocument; topLevel && !followsHeading(n) {
			p.blank()
		}
		p.list(list, indent)
		return
	}
	isParagraph := n.Kind() == ast.KindParagraph || n.Kind() == ast.KindTextBlock
	if first == indent && !(isParagraph && followsHeading(n)) {
		p.blank()
	}
	switch n := n.(type) {
	case *ast.Heading:
		p.prose(n, first, indent, p.theme.Heading)
	case *ast.FencedCodeBlock:
		p.fence(string(n.Language(p.source)), p.codeLines(n), indent)
	case *ast.CodeBlock:
		p.fence("", p.codeLines(n), indent)
	case *ast.Blockquote:
		p.blocks(n, indent+"  ", indent+"  ")
	case *ast.Paragraph, *ast.TextBlock:
		p.prose(n, first, indent, theme.Style{})
	}
}

func followsHeading(n ast.Node) bool {
	before := n.PreviousSibling()
	return before != nil && before.Kind() == ast.KindHeading
}

// list draws the items of a list with bullets or numbers.
func (p *page) list(l *ast.List, indent string) {
	number := l.Start
	for item := l.FirstChild(); item != nil && !p.done(); item = item.NextSibling() {
		mark := p.theme.Glyphs.Bullet + " "
		if l.IsOrdered() {
			mark = strconv.Itoa(number) + ". "
			number++
		}
		p.blocks(item, indent+mark, indent+strings.Repeat(" ", text.Width(mark)))
	}
}

// codeLines returns the lines of a code block. Empty lines at its end are left
// out: an HTTP message without content ends with one.
func (p *page) codeLines(n ast.Node) []string {
	var lines []string
	for _, segment := range n.Lines().Sliced(0, n.Lines().Len()) {
		lines = append(lines, strings.TrimSuffix(p.segment(segment), "\n"))
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// segment returns the part of the body that a segment stands for.
func (p *page) segment(s gmtext.Segment) string {
	return string(s.Value(p.source))
}

// prose draws the inline nodes of a paragraph or a heading, wrapped.
func (p *page) prose(n ast.Node, first, indent string, style theme.Style) {
	p.flow.begin(p.width-text.Width(indent), text.Cut(first, p.width, ""), text.Cut(indent, p.width, ""), p.theme)
	p.inlines(n, inline{base: style})
	p.Lines = append(p.Lines, p.flow.done()...)
}

// inline is what the nodes around a text say about it.
type inline struct {
	base         theme.Style // of the paragraph or heading
	url          string
	code, strong bool
}

// inlines adds the inline nodes below a node to the paragraph that is wrapped.
func (p *page) inlines(parent ast.Node, around inline) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		in := around
		switch n := n.(type) {
		case *ast.Text:
			p.inlineText(n, in)
			continue
		case *ast.AutoLink:
			in.url = address(n, p.source)
			p.flow.text(string(n.Label(p.source)), p.ink(in))
			continue
		case *ast.CodeSpan:
			in.code = true
		case *ast.Emphasis:
			in.strong = true
		case *ast.Link:
			in.url = string(util.UnescapePunctuations(n.Destination))
		}
		p.inlines(n, in) // an image is drawn as its description
	}
}

// inlineText adds a text without its backslash escapes. The end of a line of the
// source is a space.
func (p *page) inlineText(n *ast.Text, in inline) {
	s := p.segment(n.Segment)
	if !in.code && strings.IndexByte(s, '\\') >= 0 {
		s = string(util.UnescapePunctuations([]byte(s)))
	}
	p.flow.text(s, p.ink(in))
	if n.SoftLineBreak() || n.HardLineBreak() {
		p.flow.space()
	}
}

// address returns where <https://example.com> or <user@example.com> leads.
func address(n *ast.AutoLink, source []byte) string {
	url := string(n.URL(source))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(url), "mailto:") {
		url = "mailto:" + url
	}
	return url
}

// ink is how a text looks. Where several looks meet, code comes before links, and
// links before emphasis.
func (p *page) ink(in inline) ink {
	style := in.base
	switch {
	case in.code:
		style = p.theme.Code
	case in.url != "":
		style = p.theme.Link
	case in.strong:
		style = p.theme.Strong
	}
	return ink{style: style, url: in.url}
}
