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

// newParser returns a parser for the Markdown of entries. That is CommonMark
// (https://spec.commonmark.org/0.31.2/) without raw HTML, reference links and
// entities, which are drawn as they are written. Making a parser takes about as
// long as drawing a page. A parser is safe for concurrent use.
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

// body draws the Markdown of the entry. It is parsed here, when the page is
// drawn, and drawn only as far as the page needs it.
func (p *page) body() {
	p.source = []byte(text.CleanLines(p.entry.Body()))
	p.blocks(parse(p.getParser(), p.source), "", "")
}

// blocks draws the children of a document, a list item or a quote. Their first
// line begins with first, every other line with indent.
func (p *page) blocks(parent ast.Node, first, indent string) {
	for n := parent.FirstChild(); n != nil && !p.isComplete(); n = n.NextSibling() {
		p.block(n, first, indent)
		first = indent
	}
}

// block draws one block. Its first line begins with first, every other line with
// indent.
func (p *page) block(n ast.Node, first, indent string) {
	if list, isList := n.(*ast.List); isList {
		if n.Parent().Kind() == ast.KindDocument && !followsHeading(n) {
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
		p.example(string(n.Language(p.source)), p.codeLines(n), indent)
	case *ast.CodeBlock:
		p.example("", p.codeLines(n), indent)
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
	for item := l.FirstChild(); item != nil && !p.isComplete(); item = item.NextSibling() {
		mark := p.theme.Glyphs.Bullet + " "
		if l.IsOrdered() {
			mark = strconv.Itoa(number) + ". "
			number++
		}
		p.blocks(item, indent+mark, indent+strings.Repeat(" ", text.Width(mark)))
	}
}

// codeLines returns the lines of a code block. It drops empty lines at the end:
// an HTTP message without content ends with one.
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

// segment returns the part of the source that a segment refers to.
func (p *page) segment(s gmtext.Segment) string { return string(s.Value(p.source)) }

// prose draws the inline nodes of a paragraph or a heading, wrapped.
func (p *page) prose(n ast.Node, first, indent string, style theme.Style) {
	p.wrapper.begin(p.width-text.Width(indent), text.Cut(first, p.width, ""), text.Cut(indent, p.width, ""), p.theme)
	p.inlines(n, inlineStyle{base: style})
	p.Lines = append(p.Lines, p.wrapper.finish()...)
}

// inlineStyle is what the nodes around a text say about its style.
type inlineStyle struct {
	base             theme.Style // of the paragraph or heading
	url              string      // of the link, if there is one
	isCode, isStrong bool
}

// inlines gives the inline nodes below parent to the wrapper. An image is drawn as
// its description.
func (p *page) inlines(parent ast.Node, outer inlineStyle) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		style := outer
		switch n := n.(type) {
		case *ast.Text:
			p.inlineText(n, style)
			continue
		case *ast.AutoLink:
			style.url = autoLinkURL(n, p.source)
			p.wrapper.add(p.styled(string(n.Label(p.source)), style))
			continue
		case *ast.CodeSpan:
			style.isCode = true
		case *ast.Emphasis:
			style.isStrong = true
		case *ast.Link:
			style.url = string(util.UnescapePunctuations(n.Destination))
		}
		p.inlines(n, style)
	}
}

// inlineText gives a text to the wrapper, without backslash escapes. A line break
// becomes a space.
func (p *page) inlineText(n *ast.Text, style inlineStyle) {
	s := p.segment(n.Segment)
	if !style.isCode && strings.IndexByte(s, '\\') >= 0 {
		s = string(util.UnescapePunctuations([]byte(s)))
	}
	p.wrapper.add(p.styled(s, style))
	if n.SoftLineBreak() || n.HardLineBreak() {
		p.wrapper.endWord()
	}
}

// autoLinkURL returns the address of <https://example.com> or <user@example.com>.
func autoLinkURL(n *ast.AutoLink, source []byte) string {
	url := string(n.URL(source))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(url), "mailto:") {
		url = "mailto:" + url
	}
	return url
}

// styled returns a text as a span. The style of code takes precedence over that of
// links, and links over emphasis.
func (p *page) styled(s string, style inlineStyle) span {
	styled := span{text: s, style: style.base, url: style.url}
	switch {
	case style.isCode:
		styled.style = p.theme.Code
	case style.url != "":
		styled.style = p.theme.Link
	case style.isStrong:
		styled.style = p.theme.Strong
	}
	return styled
}
