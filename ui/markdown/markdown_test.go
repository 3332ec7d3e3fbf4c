package markdown

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"teapot/data"
)

// samples are texts that are read as CommonMark has them. Most are what people
// write; some are what goes wrong in readers of Markdown.
var samples = []string{
	"", "\n\n", "one\ntwo\n\nthree", "  one\n two", "end of a line  \nand a hard\\\nbreak",
	"# a\n## b ##\n### c#\n####### seven\n#no\n#", "a\n===\nb\nc\n---\nd", "a\n- b\n- c\n\nd", "---\n* * *\n__ _\n--", "- a\n---\nb",
	"- a\n- b\n\n  more of b\n- c\n+ d\n\ne", "- a\n  - b\n    - c\n  - d\n- e", "1. a\n2. b\n10. c", "3) a\n4) b\n5. c", "a\n2. b\n1. c",
	"-\n- a\n-\n\n  b", "- a\nlazy\n\nnot lazy", "-     code\n- ```\n  fence\n  ```\n- a\n\n      code", "-a\n1.b\n1234567890. c",
	"* a\n\n* b\n\n\n* c", "- a\n\n\nb", " - a\n   - b\n - c", "- a\n> q\n- b", "10. a\n    b\n\n    c",
	"```\na\n\n  b\n```\nc", "~~~ http x\n```\n~~~~\nd", "````\n```\n````", "```\nno end", "  ```\n   a\n b\n  ```", "a\n```\nb\n```\nc", "``` a`b\nc",
	"    a\n\n      b\n\nc\n    d", "> a\n> b\nlazy\n\nc", "> # a\n>\n> - b\n>   c\n> ```\n> d\n> ```", "> > a\n> b\n>> c", ">a\n\n>b",
	"`a` ``b`c`` ` d ` `` ` `` `no", "`a\nb` and `` `` ``", "a `*b*` *c `d* e`*", "\\*a\\* \\` \\a \\\\ \\é",
	"*a* _b_ **c** __d__ ***e*** **f*g*h**", "a*b*c a_b_c a__b__c snake_case_name 2*3*4", "* a * b *", "*a **b* c**", "**a*", "*a**", "(*a*) _(b)_ *\"c\"*",
	"*a\nb*", "***a* b**", "***a** b*", "_a *b_ c*", "a ** b ** c", "*a*b", "**a**b", "__a__b", "MAIL FROM:<> and *.example.com *and* Accept: */*",
	"[a](b) [a b](<c d> \"t\") [](x) [a](b 'c')", "[a](b(c)d) [a](b", "[a] (b) [a][b] [a]", "[`]`](b) [a\\]](b) [[a]](b)", "[*a*](b) *[a](b)* *a [b*](c)",
	"![a](b) ![a *c*](b)", "[a](\nb\n)", "[a]()", "!\\[a](b)", "<https://a.example/b?c=d> <a@b.example> <urn:x> <no> <a b:c>", "a < b > c", "HTTP/1.1 <status> and <b>bold</b>",
	"a!", "!", "a\\", "\\", "12\n34", "1", "a\n    ===\nb", "a\n    - b", "    # a", "a\n   ===", "a\n   > b", "` a` `b ` ` ` `  `", "[a](b c) [a](b 'c' d) [a](b\"c\") [a](b \"c)", "[a](<b c) [a](<b>c)",
	"[`a](b)` [a](b", "[a\\](b) [a\\\\](b)", "[a](b\\)c)", "<a+b.c-d:e> <1a:b> <a_b:c> <a:> <a:b\nc> <a:b<c>", "<a@b> <a@b_c> <@b> <a@> <a b@c>", "_a_ b_ _c", "*é*a é*a* ¡*a*",
	"a*é*b a_é_b", "*a*\n*b*", "[a](b\n'c') [a]( b )", "1)\n2) a", "0. a\n1. b", "a\n1) b", "- a\n\n  ```\n  b", "> ```\n> a\nb", "- # a\nb", "~~~\na\n~~~~ b\n~~~", "`` a ` b ``", "[a](#b?c=d&e)", "**a*", "****a****", "a***b***c",
	"a & b &amp; c", "é *é* «*a*»", "* \n  a", "- a\n\n  > b\n  c\n- d", "1. a\n\n   - b\n\n   c\n2. d",
}

// TestLikeCommonMark compares what is read with what a whole reader of CommonMark
// makes of it: of all entries, and of the samples.
func TestLikeCommonMark(t *testing.T) {
	for _, s := range samples {
		t.Run(s, func(t *testing.T) { compare(t, s) })
	}
	err := fs.WalkDir(data.Embedded(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		file, err := fs.ReadFile(data.Embedded(), path)
		_, body, _ := strings.Cut(string(file), "\n\n")
		t.Run(path, func(t *testing.T) { compare(t, body) })
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func compare(t *testing.T, source string) {
	t.Helper()
	var got, want strings.Builder
	for b := range Blocks(source) {
		write(&got, b)
	}
	doc := goldmark.DefaultParser().Parse(text.NewReader([]byte(source)))
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		reference{&want, []byte(source)}.block(n)
	}
	if got.String() != want.String() {
		t.Errorf("%q is read as\n%swant\n%s", source, got.String(), want.String())
	}
}

// write puts a block down as text: its kind, and what it says with code as `…`,
// emphasis as *…* and links as […](…).
func write(w *strings.Builder, b Block) {
	switch b.Kind {
	case Paragraph:
		fmt.Fprintln(w, "paragraph", pieces(Inline(nil, b.Text)))
	case Heading:
		fmt.Fprintln(w, "heading", pieces(Inline(nil, b.Text)))
	case Code:
		fmt.Fprintf(w, "code %q %q\n", b.Language, b.Lines)
	case Rule:
		fmt.Fprintln(w, "rule")
	case List:
		fmt.Fprintln(w, "list", b.Ordered, b.Start)
	case Item, Quote:
		fmt.Fprintln(w, map[Kind]string{Item: "item", Quote: "quote"}[b.Kind])
	}
	for _, in := range b.Blocks {
		write(w, in)
	}
	if len(b.Blocks) > 0 {
		fmt.Fprintln(w, "end")
	}
}

// pieces joins neighbors that look alike, and folds spaces as the screen does.
func pieces(spans []Span) string {
	var out, run strings.Builder
	last := Span{}
	end := func() {
		if s := fold(run.String()); s != "" {
			switch last.Text = ""; {
			case last.Code:
				s = "`" + s + "`"
			case last.Strong:
				s = "*" + s + "*"
			}
			if last.URL != "" {
				s = "[" + s + "](" + last.URL + ")"
			}
			out.WriteString(s)
		}
		run.Reset()
	}
	for _, s := range spans {
		if s.Code {
			s.Strong = false // code looks like code everywhere
		}
		words := s.Text
		s.Text = ""
		if s != last {
			end()
		}
		last = s
		run.WriteString(words)
	}
	end()
	return strings.TrimSpace(fold(out.String()))
}

// fold makes one space of each white space.
func fold(s string) string {
	folded := strings.Join(strings.Fields(s), " ")
	if folded != "" && strings.ContainsAny(s[:1], " \n") {
		folded = " " + folded
	}
	if s != "" && strings.ContainsAny(s[len(s)-1:], " \n") {
		folded += " "
	}
	return folded
}

// reference puts down what the library read.
type reference struct {
	*strings.Builder
	source []byte
}

func (r reference) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		fmt.Fprintln(r, "heading", pieces(r.inline(nil, n, Span{})))
	case *ast.FencedCodeBlock:
		fmt.Fprintf(r, "code %q %q\n", n.Language(r.source), r.lines(n))
	case *ast.CodeBlock:
		fmt.Fprintf(r, "code %q %q\n", "", r.lines(n))
	case *ast.ThematicBreak:
		fmt.Fprintln(r, "rule")
	case *ast.List:
		fmt.Fprintln(r, "list", n.IsOrdered(), n.Start)
	case *ast.ListItem:
		fmt.Fprintln(r, "item")
	case *ast.Blockquote:
		fmt.Fprintln(r, "quote")
	default:
		fmt.Fprintln(r, "paragraph", pieces(r.inline(nil, n, Span{})))
		return
	}
	if n.Type() == ast.TypeBlock && n.FirstChild() != nil && n.FirstChild().Type() == ast.TypeBlock {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			r.block(c)
		}
		fmt.Fprintln(r, "end")
	}
}

func (r reference) lines(n ast.Node) []string {
	var lines []string
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		lines = append(lines, strings.TrimSuffix(string(line.Value(r.source)), "\n"))
	}
	return lines
}

func (r reference) inline(spans []Span, n ast.Node, like Span) []Span {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		in := like
		switch c := c.(type) {
		case *ast.Text:
			in.Text = string(c.Value(r.source))
			if !in.Code {
				in.Text = string(util.UnescapePunctuations([]byte(in.Text)))
			}
			if c.SoftLineBreak() || c.HardLineBreak() {
				in.Text += "\n"
			}
			spans = append(spans, in)
		case *ast.RawHTML:
			for i := range c.Segments.Len() {
				segment := c.Segments.At(i)
				in.Text += string(segment.Value(r.source))
			}
			spans = append(spans, in)
		case *ast.AutoLink:
			in.Text, in.URL = string(c.Label(r.source)), string(c.URL(r.source))
			if c.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(in.URL, "mailto:") {
				in.URL = "mailto:" + in.URL
			}
			spans = append(spans, in)
		case *ast.CodeSpan:
			in.Code = true
			spans = r.inline(spans, c, in)
		case *ast.Emphasis:
			in.Strong = true
			spans = r.inline(spans, c, in)
		case *ast.Link:
			in.URL = string(c.Destination)
			spans = r.inline(spans, c, in)
		default:
			spans = r.inline(spans, c, in)
		}
	}
	return spans
}

// TestOnlyAsFar: who stops asking is not read to.
func TestOnlyAsFar(t *testing.T) {
	n := 0
	for b := range Blocks("a\n\nb\n\nc") {
		if n++; b.Text == "b" {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d blocks were read, want 2", n)
	}
}

// TestDeep: lists and quotes end at a depth, and nothing of them is lost.
func TestDeep(t *testing.T) {
	for _, mark := range []string{"> ", "- ", "1. "} {
		source := strings.Repeat(mark, 5000) + "deep"
		var w strings.Builder
		for b := range Blocks(source) {
			write(&w, b)
		}
		if n := strings.Count(w.String(), "end\n"); n > 2*maxDepth {
			t.Errorf("%q stands in itself %d times", mark, n)
		}
		if !strings.Contains(w.String(), "deep\n") {
			t.Errorf("what stands behind many %q is lost", mark)
		}
	}
}

// FuzzBlocks reads any text: it comes to an end, and every line of a code and
// every piece of a text is a part of the source.
func FuzzBlocks(f *testing.F) {
	for i, s := range samples {
		f.Add(s + "\n" + samples[(i+7)%len(samples)])
	}
	f.Add("[" + strings.Repeat("`", 2*maxLabel))
	f.Fuzz(func(t *testing.T, source string) {
		var check func(b Block)
		check = func(b Block) {
			for _, s := range Inline(nil, b.Text) {
				for piece := range strings.SplitSeq(s.Text, "\n") {
					if !strings.Contains(source, piece) {
						t.Fatalf("%s is not in %s", strconv.Quote(piece), strconv.Quote(source))
					}
				}
			}
			for _, l := range b.Lines {
				if !strings.Contains(source, l) {
					t.Fatalf("%s is not in %s", strconv.Quote(l), strconv.Quote(source))
				}
			}
			for _, in := range b.Blocks {
				check(in)
			}
		}
		for b := range Blocks(source) {
			check(b)
		}
	})
}
