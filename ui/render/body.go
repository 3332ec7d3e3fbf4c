package render

import (
	"strconv"
	"strings"

	"teapot/ui/markdown"
	"teapot/ui/text"
	"teapot/ui/theme"
)

// body draws the Markdown of the entry. It is read here, when a page is shown, as
// far as the page is, and never before.
func (p *page) body() {
	p.scratch.body = p.entry.AppendBody(p.scratch.body[:0])
	before := markdown.Paragraph
	for b := range markdown.Blocks(text.CleanLines(string(p.scratch.body))) {
		if b.Kind == markdown.List && before != markdown.Heading {
			p.blank()
		}
		p.block(b, before, "", "")
		if before = b.Kind; p.done() {
			return
		}
	}
}

// blocks draws what is in an item or a quote. The first line of all begins with
// first, every other one with indent.
func (p *page) blocks(blocks []markdown.Block, first, indent string) {
	before := markdown.Paragraph
	for _, b := range blocks {
		p.block(b, before, first, indent)
		if before, first = b.Kind, indent; p.done() {
			return
		}
	}
}

// block draws a block that stands behind one of a kind. Its first line begins
// with first, every other one with indent.
func (p *page) block(b markdown.Block, before markdown.Kind, first, indent string) {
	if b.Kind == markdown.List {
		p.list(b, indent)
		return
	}
	if first == indent && (b.Kind != markdown.Paragraph || before != markdown.Heading) {
		p.blank()
	}
	switch b.Kind {
	case markdown.Heading:
		p.prose(b.Text, first, indent, p.theme.Heading)
	case markdown.Code:
		p.fence(b.Language, withoutEnd(b.Lines), indent)
	case markdown.Quote:
		p.blocks(b.Blocks, indent+"  ", indent+"  ")
	case markdown.Paragraph:
		p.prose(b.Text, first, indent, theme.Style{})
	case markdown.List, markdown.Item, markdown.Rule:
	}
}

// list draws the items with bullets or numbers.
func (p *page) list(l markdown.Block, indent string) {
	for i, item := range l.Blocks {
		sign := p.theme.Glyphs.Bullet + " "
		if l.Ordered {
			sign = strconv.Itoa(l.Start+i) + ". "
		}
		p.blocks(item.Blocks, indent+sign, indent+strings.Repeat(" ", text.Width(sign)))
	}
}

// prose draws text with codes and links, wrapped.
func (p *page) prose(markup, first, indent string, style theme.Style) {
	p.flow.begin(p.width-text.Width(indent), text.Cut(first, p.width, ""), text.Cut(indent, p.width, ""), p.theme)
	p.spans = markdown.Inline(p.spans[:0], markup)
	for _, s := range p.spans {
		p.flow.text(s.Text, p.ink(s, style))
	}
	p.Lines = append(p.Lines, p.flow.done()...)
}

// ink is how a piece of text looks.
func (p *page) ink(s markdown.Span, style theme.Style) ink {
	switch {
	case s.Code:
		style = p.theme.Code
	case s.URL != "":
		style = p.theme.Link
	case s.Strong:
		style = p.theme.Strong
	}
	return ink{style: style, url: s.URL}
}

// withoutEnd leaves out the empty lines at the end: that of a message without
// content, say.
func withoutEnd(lines []string) []string {
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}
