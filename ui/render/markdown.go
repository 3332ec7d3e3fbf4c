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

// newParser returns a parser for the Markdown of entries: CommonMark
// (https://spec.commonmark.org/0.31.2/) without raw HTML, reference links and
// entities, which are drawn as they are written. Making a parser takes about as long as
// drawing a page. A parser is safe for concurrent use.
func newParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(nestingLimiter{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(nestingLimiter{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(workLimiter{parser.NewCodeSpanParser()}, 100),
			util.Prioritized(newLinkParser(), 200),
			util.Prioritized(workLimiter{parser.NewAutoLinkParser()}, 300),
			util.Prioritized(workLimiter{parser.NewEmphasisParser()}, 500),
		),
	)
}

// drawBody draws the Markdown text of the entry. It parses the whole text, but draws only
// as many lines as the page needs.
func (p *page) drawBody() {
	p.source = []byte(text.CleanLines(p.entry.Body()))
	p.drawBlocks(parse(p.getParser(), p.source), "", "")
}

// drawBlocks draws the children of a document, a list item or a quote. The first line
// begins with firstIndent, which may contain a bullet, and every other line with indent.
func (p *page) drawBlocks(parent ast.Node, firstIndent, indent string) {
	for n := parent.FirstChild(); n != nil && !p.isComplete(); n = n.NextSibling() {
		p.drawBlock(n, firstIndent, indent)
		firstIndent = indent
	}
}

// drawBlock draws one block, such as a paragraph or a list. The first line begins with
// firstIndent, which may contain a bullet, and every other line with indent.
func (p *page) drawBlock(n ast.Node, firstIndent, indent string) {
	if list, isList := n.(*ast.List); isList {
		if n.Parent().Kind() == ast.KindDocument && !followsHeading(n) {
			p.addBlank()
		}
		p.drawList(list, indent)
		return
	}
	isParagraph := n.Kind() == ast.KindParagraph || n.Kind() == ast.KindTextBlock
	if firstIndent == indent && !(isParagraph && followsHeading(n)) {
		p.addBlank()
	}
	switch n := n.(type) {
	case *ast.Heading:
		p.drawProse(n, firstIndent, indent, p.theme.Heading)
	case *ast.FencedCodeBlock:
		p.drawExample(string(n.Language(p.source)), p.codeLines(n), indent)
	case *ast.CodeBlock:
		p.drawExample("", p.codeLines(n), indent)
	case *ast.Blockquote:
		p.drawBlocks(n, indent+"  ", indent+"  ")
	case *ast.Paragraph, *ast.TextBlock:
		p.drawProse(n, firstIndent, indent, theme.Style{})
	}
}

// followsHeading reports whether a block comes directly after a heading.
func followsHeading(n ast.Node) bool {
	before := n.PreviousSibling()
	return before != nil && before.Kind() == ast.KindHeading
}

// drawList draws a list, with a bullet or a number before each item.
func (p *page) drawList(l *ast.List, indent string) {
	number := l.Start
	for item := l.FirstChild(); item != nil && !p.isComplete(); item = item.NextSibling() {
		mark := p.theme.Glyphs.Bullet + " "
		if l.IsOrdered() {
			mark = strconv.Itoa(number) + ". "
			number++
		}
		p.drawBlocks(item, indent+mark, indent+strings.Repeat(" ", text.Width(mark)))
	}
}

// codeLines returns the lines of a code block. It leaves out empty lines at the end,
// because an HTTP message without content ends with an empty line.
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

// segment returns the part of the Markdown source that a segment refers to.
func (p *page) segment(s gmtext.Segment) string { return string(s.Value(p.source)) }

// drawProse draws the text of a paragraph or a heading, wrapped to the width of the page.
func (p *page) drawProse(n ast.Node, firstIndent, indent string, style theme.Style) {
	p.wrapper.begin(p.width-text.Width(indent), text.Cut(firstIndent, p.width, ""), text.Cut(indent, p.width, ""), p.theme)
	p.addInlines(n, inlineStyle{base: style})
	p.Lines = append(p.Lines, p.wrapper.finish()...)
}

// inlineStyle says what a text is part of, which determines the style of the text.
type inlineStyle struct {
	base         theme.Style // the style of the paragraph or heading that the text is in
	url          string      // the URL of the link that the text is in, or ""
	isCode       bool        // the text is in a code span
	isEmphasized bool        // the text is in emphasis, * or **; both are drawn as Strong
}

// addInlines passes the texts in the inline nodes below parent to the wrapper. Instead of
// an image, it passes the description of the image.
func (p *page) addInlines(parent ast.Node, parentStyle inlineStyle) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		style := parentStyle
		switch n := n.(type) {
		case *ast.Text:
			p.addText(n, style)
			continue
		case *ast.AutoLink:
			style.url = linkable(autoLinkURL(n, p.source))
			p.wrapper.add(p.styledSpan(string(n.Label(p.source)), style))
			continue
		case *ast.CodeSpan:
			style.isCode = true
		case *ast.Emphasis:
			style.isEmphasized = true
		case *ast.Link:
			style.url = linkable(string(util.UnescapePunctuations(n.Destination)))
		}
		p.addInlines(n, style)
	}
}

// addText passes a text to the wrapper. It removes backslash escapes, and treats a
// line break like a space.
func (p *page) addText(n *ast.Text, style inlineStyle) {
	s := p.segment(n.Segment)
	if !style.isCode && strings.IndexByte(s, '\\') >= 0 {
		s = string(util.UnescapePunctuations([]byte(s)))
	}
	p.wrapper.add(p.styledSpan(s, style))
	if n.SoftLineBreak() || n.HardLineBreak() {
		p.wrapper.endWord()
	}
}

// linkable returns an address that may be a hyperlink, and "" for every other one: its
// link is drawn as text.
func linkable(url string) string {
	if theme.IsLinkable(url) {
		return url
	}
	return ""
}

// autoLinkURL returns the URL of an autolink such as <https://example.com>, or such as
// <user@example.com>, where the URL begins with mailto:.
func autoLinkURL(n *ast.AutoLink, source []byte) string {
	url := string(n.URL(source))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(url), "mailto:") {
		url = "mailto:" + url
	}
	return url
}

// styledSpan returns a text as a span. If several styles apply, the style of code takes
// precedence over that of links, and the style of links over that of emphasis.
func (p *page) styledSpan(s string, style inlineStyle) span {
	result := span{text: s, style: style.base, url: style.url}
	switch {
	case style.isCode:
		result.style = p.theme.Code
	case style.url != "":
		result.style = p.theme.Link
	case style.isEmphasized:
		result.style = p.theme.Strong
	}
	return result
}
