package render

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"

	"teapot/model"
	"teapot/ui/text"
	"teapot/ui/theme"
)

// drawBody returns the lines that a page shows for the Markdown text of an entry.
func drawBody(body string, w int, th theme.Theme) []string {
	e := model.Entry{Kind: model.Status, Stem: "1", Code: "1", Name: "x"}
	e.SetBodySource(model.TextBody(body))
	c := model.NewCatalog([]model.Entry{e})
	lines := Entry(c, model.Hit{Entry: c.All()[0], Code: "1"}, w, th).Lines[1:] // without the title
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	return lines
}

// replaceStyles replaces the escape sequences of a page by marks that are easy to read:
// `code`, *strong*, #heading#, _link_ and [text](address).
func replaceStyles(page string, th theme.Theme) string {
	page = regexp.MustCompile(`\x1b]8;;([^\x1b]+)\x1b\\(.*?)\x1b]8;;\x1b\\`).ReplaceAllString(page, "[$2]($1)")
	for mark, style := range map[string]theme.Style{"`": th.Code, "*": th.Strong, "#": th.Heading, "_": th.Link} {
		begin, end, _ := strings.Cut(style.Render("x"), "x")
		styled := regexp.MustCompile(regexp.QuoteMeta(begin) + "(.*?)" + regexp.QuoteMeta(end))
		page = styled.ReplaceAllString(page, mark+"${1}"+mark)
	}
	return page
}

// markdownCases are Markdown texts, and how each is drawn, with | between the lines.
// Most are ordinary Markdown. Some are unusual cases that parsers often get wrong.
var markdownCases = []struct{ body, want string }{
	// Paragraphs and headings.
	{"", ""},
	{"\n\n", ""},
	{"one\ntwo\n\nthree", "one two||three"},
	{"  one\n two", "one two"},
	{"end of a line  \nand a hard\\\nbreak", "end of a line and a hard break"},
	{"# a\ntext\n## b ##\n### c#", "#a#|text||#b#||#c##"},
	{"####### seven\n#no", "####### seven #no"},
	{"a\n===\nb\nc\n---\nd", "#a#||#b c#|d"},
	{"a\n    ===\nb", "a === b"},
	{"---\n* * *\n__ _\n--", "--"}, // all lines except the last are thematic breaks

	// Lists.
	{"a\n- b\n- c\n\nd", "a||• b|• c||d"},
	{"- a\n- b\n\n  more of b\n- c\n+ d\n\ne", "• a|• b||  more of b|• c||• d||e"},
	{"- a\n  - b\n    - c\n  - d\n- e", "• a|  • b|    • c|  • d|• e"},
	{"* a\n\n* b\n\n\n* c", "• a|• b|• c"},
	{"1. a\n2. b\n10. c", "1. a|2. b|3. c"},
	{"3) a\n4) b\n5. c", "3. a|4. b||5. c"},
	{"0. a\n1. b", "0. a|1. b"},
	{"10. a\n    b\n\n    c", "10. a b||    c"},
	{"1. a\n\n   - b\n\n   c\n2. d", "1. a|   • b||   c|2. d"},
	{"a\n2. b\n1. c", "a 2. b||1. c"}, // only a list that begins with 1 may interrupt a paragraph
	{"-a\n1.b\n1234567890. c", "-a 1.b 1234567890. c"},
	{"- a\nlazy\n\nnot lazy", "• a lazy||not lazy"},
	{"-\n- a\n-\n\n  b", "• a||b"},
	{"- a\n\n  > b\n  c\n- d", "• a||    b c|• d"},
	{"- # a\nb", "• #a#||b"},

	// Code blocks.
	{"```\na\n\n  b\n```\nc", "  `a`|  |  `  b`||c"},
	{"~~~ http x\n```\n~~~~\nd", "  `````||d"},
	{"```\nno end", "  `no end`"},
	{"  ```\n   a\n b\n  ```", "  ` a`|  `b`"},
	{"a\n```\nb\n```\nc", "a||  `b`||c"},
	{"``` a`b\nc", "``` a`b c"},
	{"    a\n\n      b\n\nc\n    d", "  `a`|  |  `  b`||c d"},
	{"-     code\n- ```\n  fence\n  ```\n- a\n\n      code", "    `code`|    `fence`|• a||    `code`"},

	// Quotes.
	{"> a\n> b\nlazy\n\nc", "  a b lazy||c"},
	{"> # a\n>\n> - b\n>   c\n> ```\n> d\n> ```", "  #a#|  • b c||    `d`"},
	{"> > a\n> b\n>> c", "    a b c"},
	{"> ```\n> a\nb", "    `a`||b"},

	// Code spans.
	{"`a` ``b`c`` ` d ` `` ` `` `no", "`a b`c d ```` `no"},
	{"a `*b*` *c `d* e`*", "a `*b*` *c* ``d* e``"},
	{"`a\nb`", "``a b``"},

	// Emphasis.
	{"*a* _b_ **c** __d__ ***e*** **f*g*h**", "*a b c d e fgh*"},
	{"a*b*c a_b_c snake_case_name 2*3*4", "a*b*c a_b_c snake_case_name 2*3*4"},
	{"**a* *b**", "*a b*"},
	{"*a\n\nb*", "*a||b*"},
	{"MAIL FROM:<> and *.example.com *and* Accept: */*", "MAIL FROM:<> and *.example.com *and* Accept: */*"},
	{"\\*a\\* \\` \\a \\\\ \\é", "*a* ` \\a \\ \\é"},

	// Links and images.
	{"[a](http://b) [c d](<http://e f> \"t\") [](http://x)", "[_a_](http://b) c d"}, // no terminal takes an address with a space
	{"[a](http://b(c)d) [a](http://b\\)c) [a](http://b", "[_a_](http://b(c)d) [_a_](http://b)c) [a](http://b"},
	{"[*a*](http://b) *[c](http://d)* *e [f*](http://g)", "[_a_](http://b) [_c_](http://d) *e [_f*_](http://g)"},
	{"[`a`](http://b) [[a]](http://b)", "[`a`](http://b) [_[a]_](http://b)"},
	{"[a](javascript:b) [c](FILE:///d) [e](ssh://-oProxyCommand=f) [g](h) [i](//j)", "a c e g i"}, // only web and mail addresses become hyperlinks
	{"<javascript:a> <ssh://-ob> <file:///c> <MAILTO:a@b.example>", "javascript:a ssh://-ob file:///c [_MAILTO:a@b.example_](MAILTO:a@b.example)"},
	{"[a] (b) [a][b] [a]\n\n[a]: b", "[a] (b) [a][b] [a]||[a]: b"},
	{"![a](b) ![c *d*](e)", "a c *d*"},
	{"<https://a.example/b?c=d> <a@b.example>", "[_https://a.example/b?c=d_](https://a.example/b?c=d) [_a@b.example_](mailto:a@b.example)"},

	// What is drawn as it is written.
	{"HTTP/1.1 <status> and <b>*bold*</b>", "HTTP/1.1 <status> and <b>*bold*</b>"},
	{"<div>\n\n*a* &amp; &#27;\n\n</div>", "<div>||*a* &amp; &#27;||</div>"},
	{"| a | b |\n|---|---|\n| c | d |", "| a | b | |---|---| | c | d |"},
}

func TestMarkdown(t *testing.T) {
	th := theme.New(theme.Options{Dark: true, Profile: colorprofile.TrueColor})
	for _, tt := range markdownCases {
		if got := replaceStyles(strings.Join(drawBody(tt.body, 80, th), "|"), th); got != tt.want {
			t.Errorf("%q\n got %q\nwant %q", tt.body, got, tt.want)
		}
	}
}

// TestNestingLimit checks that lists and quotes that are nested deeper than maxNesting
// are drawn as text, and that no text is lost.
func TestNestingLimit(t *testing.T) {
	for _, mark := range []string{"> ", "- ", "1. "} {
		for _, depth := range []int{maxNesting, maxNesting + 1, 5000} {
			page := strings.Join(drawBody(strings.Repeat(mark, depth)+"deep", 80, theme.Plain()), " ")
			drawnAsText := strings.Count(page, strings.TrimSpace(mark))
			if mark == "1. " {
				drawnAsText-- // the number of the innermost list
			}
			if drawnAsText != depth-maxNesting || !strings.HasSuffix(page, "deep") {
				t.Errorf("%d times %q: %d are drawn as text", depth, mark, drawnAsText)
			}
		}
	}
}

// TestWorkLimit checks that markup is drawn as text when the inline parsers have read
// maxWork bytes, and that no text is lost.
func TestWorkLimit(t *testing.T) {
	const size = 256 << 10
	body := strings.Repeat("*a* `b` ", size/8)
	page := strings.Join(drawBody(body, 80, theme.Plain()), " ")
	maxParsed := maxWork / size // the number of marks before the limit
	if stars := strings.Count(page, "*"); stars < size/4-2*maxParsed || stars > size/4 {
		t.Errorf("%d stars of %d are drawn as text", stars, size/4)
	}
	if letters := strings.Count(page, "a") + strings.Count(page, "b"); letters != size/4 {
		t.Errorf("%d letters are drawn, want %d", letters, size/4)
	}
	usual := strings.Repeat("A sentence of **usual** length with [a link](x), and `code` in it.\n\n", 1000)
	if page := strings.Join(drawBody(usual, 80, theme.Plain()), "\n"); strings.ContainsAny(page, "*[`") {
		t.Error("in 64 KiB of usual prose, markup is drawn as text")
	}
}

// TestHostileBodies checks that 256 KiB of hostile text are drawn in time. Without the
// limits, goldmark takes more than a second for 64 KiB of each of these texts, and 16
// times as long for 256 KiB.
func TestHostileBodies(t *testing.T) {
	const size = 256 << 10
	bodies := map[string]string{
		"bracket":      "[" + strings.Repeat("`", size),
		"nested lists": nestedLists(700),
	}
	for _, piece := range []string{"> ", "- ", "1. ", "*a_ ", "[a](", "*[a](", "[a](<", "[*a](b)", "[a](b (", "![", "> a\n", "  - a\n", "x"} {
		bodies[piece] = strings.Repeat(piece, size/len(piece))
	}
	for name, body := range bodies {
		start := time.Now()
		drawBody(body, 80, theme.Plain())
		if elapsed := time.Since(start); elapsed > 10*time.Second {
			t.Errorf("%q takes %v", name, elapsed)
		}
	}
}

// nestedLists returns lists that are nested in one another, one on each line.
func nestedLists(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

// TestLongWord draws words of 500 KB. If the time grew with the square of the length,
// this would take minutes.
func TestLongWord(t *testing.T) {
	th := theme.New(theme.Options{Dark: true, Profile: colorprofile.TrueColor})
	for _, part := range []string{"x", "世", "e\u0301", "🇩🇪", "a*b*", "["} {
		word := strings.Repeat(part, 500_000/len(part))
		for _, body := range []string{word, "- " + word, "[" + word + "](https://example.com/)", "```http\n" + word + "\n```"} {
			lines := drawBody(body, 60, th)
			want := text.Width(strings.ReplaceAll(word, "*", "")) / 60
			if got := len(lines); got < want {
				t.Errorf("%+q in %.5q: %d lines, want at least %d", part, body, got, want)
			}
			for i, l := range lines {
				if w := text.Width(l); w > 60 {
					t.Fatalf("%+q in %.5q: line %d is %d cells wide", part, body, i, w)
				}
			}
		}
	}
}
