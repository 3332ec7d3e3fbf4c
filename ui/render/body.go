package render

import (
	"strconv"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"teapot/ui/theme"
)

// parser reads Markdown. It is made once, when the first page is drawn, and is
// safe for concurrent use.
var parser = sync.OnceValue(goldmark.DefaultParser) //nolint:gochecknoglobals // never changes once it is there

// body draws the Markdown of the entry. It is parsed here, when a page is
// shown, and never before.
func (p *page) body() {
	body := p.entry.Body()
	if body == "" {
		return
	}
	source := []byte(cleanLines(body))
	doc := parser().Parse(text.NewReader(source))
	m := markdown{page: p, source: source}
	m.blocks(doc, "", "")
}

// markdown draws a tree of blocks.
type markdown struct {
	*page
	source []byte
}

// blocks draws the children of n, each set off by an empty line. The first line
// of all begins with first, every other one with indent.
func (m markdown) blocks(n ast.Node, first, indent string) {
	for c := n.FirstChild(); c != nil && !m.done(); c = c.NextSibling() {
		m.block(c, first, indent)
		first = indent
	}
}

func (m markdown) block(n ast.Node, first, indent string) {
	switch n := n.(type) {
	case *ast.Heading:
		m.blank()
		m.prose(n, first, indent, m.theme.Heading)
	case *ast.Paragraph:
		if first == indent {
			m.paragraphGap(n)
		}
		m.prose(n, first, indent, theme.Style{})
	case *ast.TextBlock:
		m.prose(n, first, indent, theme.Style{})
	case *ast.List:
		m.list(n, indent)
	case *ast.FencedCodeBlock:
		m.blank()
		m.fence(string(n.Language(m.source)), m.raw(n), indent)
	case *ast.CodeBlock:
		m.blank()
		m.fence("", m.raw(n), indent)
	case *ast.Blockquote:
		m.blank()
		m.blocks(n, indent+"  ", indent+"  ")
	case *ast.ThematicBreak:
		m.blank()
	default: // HTML and whatever else does not belong here is shown as it is
		m.fence("", m.raw(n), indent)
	}
}

// paragraphGap sets a paragraph off from what is before it, unless that is a
// heading.
func (m markdown) paragraphGap(n ast.Node) {
	if _, after := n.PreviousSibling().(*ast.Heading); !after {
		m.blank()
	}
}

// list draws the items with bullets or numbers.
func (m markdown) list(l *ast.List, indent string) {
	if _, after := l.PreviousSibling().(*ast.Heading); !after && l.Parent().Kind() == ast.KindDocument {
		m.blank()
	}
	number := l.Start
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		sign := m.theme.Glyphs.Bullet + " "
		if l.IsOrdered() {
			sign = strconv.Itoa(number) + ". "
			number++
		}
		m.blocks(item, indent+sign, indent+strings.Repeat(" ", Width(sign)))
	}
}

// raw is the text of a block of code.
func (m markdown) raw(n ast.Node) []string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(m.source))
	}
	return strings.Split(strings.TrimRight(b.String(), "\n"), "\n")
}

// prose draws the inline content of n, wrapped.
func (m markdown) prose(n ast.Node, first, indent string, style theme.Style) {
	f := flow{width: m.width - Width(indent), theme: m.theme}
	m.inline(n, &f, ink{style: style})
	for i, l := range f.done() {
		if i == 0 {
			m.add(Cut(first, m.width, "") + l)
			continue
		}
		m.add(Cut(indent, m.width, "") + l)
	}
}

// inline gives the text of n to the flow.
func (m markdown) inline(n ast.Node, f *flow, k ink) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			f.text(string(c.Value(m.source)), k)
			if c.SoftLineBreak() || c.HardLineBreak() {
				f.space()
			}
		case *ast.String:
			f.text(string(c.Value), k)
		case *ast.CodeSpan:
			m.inline(c, f, ink{style: m.theme.Code, url: k.url})
		case *ast.Emphasis:
			m.inline(c, f, ink{style: m.theme.Strong, url: k.url})
		case *ast.Link:
			m.inline(c, f, ink{style: m.theme.Link, url: string(c.Destination)})
		case *ast.AutoLink:
			f.text(string(c.Label(m.source)), ink{m.theme.Link, string(c.URL(m.source))})
		case *ast.RawHTML: // "<domain>" in running text is meant as it stands
			for i := range c.Segments.Len() {
				segment := c.Segments.At(i)
				f.text(string(segment.Value(m.source)), k)
			}
		default:
			m.inline(c, f, k)
		}
	}
}
