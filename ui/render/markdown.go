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

// parseBody parses the Markdown text of the entry, unless that is done already.
func (p *page) parseBody() {
	if p.sections == nil {
		p.source = []byte(text.CleanLines(p.entry.Body()))
		p.sections = p.splitSections(parse(p.getParser(), p.source))
	}
}

// drawNodes draws blocks of the document one below the other. It draws only as many lines as
// the page needs.
func (p *page) drawNodes(blocks []ast.Node) {
	for _, n := range blocks {
		if p.isComplete() {
			return
		}
		p.drawBlock(n, "", "")
	}
}

// drawBlocks draws the children of a list item or a quote. The first line begins with
// firstIndent, which may contain a bullet, and every other line with indent.
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
		p.drawItems(list, indent)
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

// drawItems draws the items of a list, with a bullet or a number before each item.
func (p *page) drawItems(l *ast.List, indent string) {
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
	p.addInlines(n, inlineStyle{base: style, isHeading: n.Kind() == ast.KindHeading, named: &named{}})
	p.addWrapped()
}

// inlineStyle says what a text is part of, which determines the style of the text.
type inlineStyle struct {
	base         theme.Style // the style of the paragraph or heading that the text is in
	to           *Target     // where the link that the text is in leads, or nil
	isCode       bool        // the text is in a code span
	isEmphasized bool        // the text is in emphasis, * or **; both are drawn as Strong
	isUnbroken   bool        // no line is broken in the text
	isHeading    bool        // the text is in a heading
	named        *named      // the entries that the paragraph has named already
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
			style.to = webTarget(autoLinkURL(n, p.source))
			p.wrapper.add(p.styledSpan(string(n.Label(p.source)), style))
			continue
		case *ast.CodeSpan:
			style.isCode = true
			p.addCode(p.codeText(n), style, func(s inlineStyle) { p.addInlines(n, s) })
			continue
		case *ast.Emphasis:
			style.isEmphasized = true
		case *ast.Link:
			style.to = webTarget(string(util.UnescapePunctuations(n.Destination)))
		}
		p.addInlines(n, style)
	}
}

// contextLength is how many bytes before and after a text say what its words mean.
const contextLength = 32

// maxUnbrokenCode is the width, in cells, of the longest code that stands on one line.
const maxUnbrokenCode = 40

// addCode passes code to the wrapper by calling add. Code of several words keeps its
// backquotes, because its color must not be the only sign of where it ends. So does code such
// as "-", which looks like punctuation. Short code is not broken into lines.
func (p *page) addCode(code string, style inlineStyle, add func(inlineStyle)) {
	style.isUnbroken = text.Width(code) <= min(maxUnbrokenCode, p.width*2/3) && !strings.Contains(code, "\n")
	needsMarks := strings.ContainsAny(code, " \n") || !strings.ContainsFunc(code, isLetterOrDigit)
	if needsMarks {
		p.wrapper.add(p.styledSpan("`", style))
	}
	add(style)
	if needsMarks {
		p.wrapper.add(p.styledSpan("`", style))
	}
}

// codeText returns the text of a code span.
func (p *page) codeText(span *ast.CodeSpan) string {
	var b strings.Builder
	for n := span.FirstChild(); n != nil; n = n.NextSibling() {
		if t, ok := n.(*ast.Text); ok {
			b.Write(t.Segment.Value(p.source))
		}
	}
	return b.String()
}

// addText passes a text to the wrapper. It removes backslash escapes, and treats a
// line break like a space.
func (p *page) addText(n *ast.Text, style inlineStyle) {
	s := p.segment(n.Segment)
	if !style.isCode && strings.IndexByte(s, '\\') >= 0 {
		s = string(util.UnescapePunctuations([]byte(s)))
	}
	start, stop := n.Segment.Start, n.Segment.Stop
	p.addNaming(s, style, p.source[max(start-contextLength, 0):start], p.source[stop:min(stop+contextLength, len(p.source))])
	if n.SoftLineBreak() || n.HardLineBreak() {
		p.wrapper.endWord()
	}
}

// webTarget returns the target of a link to an address, or nil if the address may not be a
// hyperlink. A link without a target is drawn as text.
func webTarget(url string) *Target {
	if !theme.IsLinkable(url) {
		return nil
	}
	return &Target{URL: url}
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
	result := span{text: s, style: style.base, to: style.to, isUnbroken: style.isUnbroken}
	switch {
	case style.isCode:
		result.style = p.theme.Code
	case style.to != nil && p.canFollow(style.to):
		result.style = p.theme.Link
	case style.isEmphasized:
		result.style = p.theme.Strong
	}
	return result
}

// canFollow reports whether the reader can follow a link. On a printed page, the terminal has
// to do it, which can open addresses only.
func (p *page) canFollow(to *Target) bool {
	return p.mentions != nil || to.URL != "" && p.theme.HasHyperlinks()
}
