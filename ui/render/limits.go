package render

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
)

// For hostile text, the time that goldmark takes grows with the square of its
// length: lists and quotes may be nested as deep as a line is long, and every
// bracket, star or backquote may be compared with all that follow it in the same
// paragraph. The limits below make the time linear. Real pages stay far below
// them.
const (
	// maxNesting is the number of lists and quotes that may be nested in one
	// another. A deeper one is drawn as a paragraph, with its markers.
	maxNesting = 12
	// maxWork is the number of bytes that the inline parsers may read for one page,
	// if every character of markup makes them read its whole paragraph. When it is
	// used up, the rest of the markup is drawn as text. A paragraph of 2 KiB cannot
	// use it up, nor can 64 KiB of usual prose.
	maxWork = 4 << 20
)

// parse returns the syntax tree of a body.
func parse(p parser.Parser, body []byte) ast.Node {
	return p.Parse(gmtext.NewReader(body), parser.WithContext(&parseContext{parser.NewContext(), maxWork}))
}

// parseContext is the state of parsing one body.
type parseContext struct {
	parser.Context
	work int // what is left of [maxWork]
}

// nestingLimit opens a list or a quote only up to [maxNesting].
type nestingLimit struct{ parser.BlockParser }

// Open implements [parser.BlockParser].
func (l nestingLimit) Open(parent ast.Node, reader gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	// Inside a list, goldmark calls the list parser before every item, which clears
	// a flag.
	if parent.Kind() != ast.KindList && nesting(parent) >= maxNesting {
		return nil, parser.NoChildren
	}
	return l.BlockParser.Open(parent, reader, pc)
}

// nesting returns how many lists and quotes a block is nested in, itself included.
func nesting(n ast.Node) int {
	depth := 0
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindListItem || n.Kind() == ast.KindBlockquote {
			depth++
		}
	}
	return depth
}

// workLimit calls an inline parser only while there is work left.
type workLimit struct{ parser.InlineParser }

// Parse implements [parser.InlineParser].
func (l workLimit) Parse(block ast.Node, reader gmtext.Reader, pc parser.Context) ast.Node {
	c, limited := pc.(*parseContext)
	if limited {
		c.work -= size(block)
	}
	if limited && c.work < 0 {
		return nil
	}
	return l.InlineParser.Parse(block, reader, pc)
}

// size returns the length of a block in the source, in bytes.
func size(block ast.Node) int {
	lines := block.Lines()
	if lines.Len() == 0 {
		return 0
	}
	return lines.At(lines.Len()-1).Stop - lines.At(0).Start
}

// linkParser is goldmark's link parser with a limit on its work. The link parser
// must also be called at the end of every block.
type linkParser struct {
	workLimit
	parser.CloseBlocker
}

func newLinkParser() parser.InlineParser {
	links := parser.NewLinkParser()
	limited := workLimit{links}
	if closer, ok := links.(parser.CloseBlocker); ok {
		return linkParser{limited, closer}
	}
	return limited
}
