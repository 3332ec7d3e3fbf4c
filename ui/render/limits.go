package render

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
)

// Goldmark can take a time that grows with the square of the length of a text, if the
// text is hostile. Lists and quotes may be nested as deep as a line is long. Every
// bracket, star or backquote may be compared with all those that follow it in the same
// paragraph. With the limits below, the time grows in proportion to the length. Real
// pages are far from these limits.
const (
	// maxNesting is how many lists and quotes may be nested. A list or quote that is
	// nested deeper is drawn as a paragraph, with its markers.
	maxNesting = 12
	// maxWork is the number of bytes that the inline parsers may read for one page. Each
	// character of markup counts as if the parser read the whole paragraph that the
	// character is in. At the limit, the markup that follows is drawn as text. A
	// paragraph of 2 KiB never reaches the limit, even if it is all markup. Nor do 64 KiB
	// of prose in short paragraphs.
	maxWork = 4 << 20
)

// parse returns the syntax tree of the Markdown in body.
func parse(p parser.Parser, body []byte) ast.Node {
	return p.Parse(gmtext.NewReader(body), parser.WithContext(&parseContext{parser.NewContext(), maxWork}))
}

// parseContext is the state of parsing one body.
type parseContext struct {
	parser.Context
	workLeft int // maxWork less the bytes that inline parsers have read so far
}

// nestingLimiter is a goldmark parser for lists or quotes that refuses to nest them
// deeper than maxNesting.
type nestingLimiter struct{ parser.BlockParser }

// Open implements [parser.BlockParser].
func (l nestingLimiter) Open(parent ast.Node, reader gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	// Inside a list, goldmark calls Open before every item. Such a call opens no new list,
	// and the list parser needs it to clear a flag.
	if parent.Kind() != ast.KindList && nesting(parent) >= maxNesting {
		return nil, parser.NoChildren
	}
	return l.BlockParser.Open(parent, reader, pc)
}

// nesting returns how many lists and quotes a block is nested in. A block that is a
// list item or a quote counts too.
func nesting(n ast.Node) int {
	depth := 0
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindListItem || n.Kind() == ast.KindBlockquote {
			depth++
		}
	}
	return depth
}

// workLimiter is a goldmark parser for one kind of inline markup that stops finding
// markup when the inline parsers have read maxWork bytes of the page.
type workLimiter struct{ parser.InlineParser }

// Parse implements [parser.InlineParser].
func (l workLimiter) Parse(block ast.Node, reader gmtext.Reader, pc parser.Context) ast.Node {
	c, isLimited := pc.(*parseContext)
	if isLimited {
		c.workLeft -= sourceLength(block)
	}
	if isLimited && c.workLeft < 0 {
		return nil
	}
	return l.InlineParser.Parse(block, reader, pc)
}

// sourceLength returns the number of bytes that a block takes in the Markdown source.
func sourceLength(block ast.Node) int {
	lines := block.Lines()
	if lines.Len() == 0 {
		return 0
	}
	return lines.At(lines.Len()-1).Stop - lines.At(0).Start
}

// linkParser is goldmark's link parser with a workLimiter. Goldmark must also call its
// link parser at the end of every block, so linkParser implements CloseBlocker too.
type linkParser struct {
	workLimiter
	parser.CloseBlocker
}

// newLinkParser returns a linkParser.
func newLinkParser() parser.InlineParser {
	original := parser.NewLinkParser()
	limiter := workLimiter{original}
	if closer, ok := original.(parser.CloseBlocker); ok {
		return linkParser{limiter, closer}
	}
	return limiter
}
