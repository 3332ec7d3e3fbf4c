package render

import (
	"math"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"teapot/data"
	"teapot/model"
	"teapot/ui/text"
	"teapot/ui/theme"
)

// everyBlock is a Markdown text with every kind of block, and with raw HTML.
const everyBlock = "## Notes\n\nAny other title.\n\n## History\n\nOlder than tea.\n\n## What it means\n\nA paragraph with `code here` and **weight** and a\n[link](https://example.com/a).\n\n" +
	"- first item that is long enough to be wrapped at a narrow width\n- second\n\n1. one\n2. two\n\n" +
	"## Example\n\n```http\nGET / HTTP/1.1\nHost: example.com\n\nHTTP/1.1 429 Too Many Requests\nRetry-After: 30\n```\n\n" +
	"```smtp\nS: 220 ready\nC: EHLO example.com\nS: 250-one\n250 two\n```\n\n    indented\n\n> quoted\n\n<b>html</b>\n\n## What to do\n\nWait.\n"

// fullEntry returns an entry with everything that a page can show, and its catalog.
func fullEntry() (*model.Catalog, model.Hit) {
	entries := []model.Entry{
		{Kind: model.Class, Stem: "4xx", Code: "4xx", Name: "Client Error", Summary: "The client did it."},
		{Kind: model.Field, Stem: "retry-after", Name: "Retry-After", Summary: "When to come back."},
		{Kind: model.Status, Stem: "503", Code: "503", Name: "Service Unavailable", Standing: model.Standard},
		{Kind: model.Status, Stem: "429-tea", Code: "429", Name: "Pot Empty", Standing: model.Unofficial, Vendor: "Example Tea Works"},
		{Kind: model.Status, Stem: "431-x", Code: "431", Name: "Brewing", Standing: model.Draft,
			Links: []model.Link{{Relation: model.RelationSee, Target: "429", Reason: "no water"}}},
		{Kind: model.Status, Stem: "430-x", Code: "430", Name: "Other", Standing: model.Draft,
			Links: []model.Link{{Relation: model.RelationSee, Target: "429", Reason: "the registered code"}}},
		{
			Kind: model.Status, Stem: "429", Code: "429", Name: "Too Many Requests", Standing: model.Standard,
			Summary: "The client has sent more requests in a given time than the server allows.",
			Specs:   []model.Spec{"RFC 6585, section 4", "A manual; https://example.com"},
			Aliases: []string{"Rate Limited"},
			Facts:   []model.Fact{{Name: "Act", Value: "client"}, {Name: "Act", Value: "server"}, {Name: "Retry", Value: "later"}},
			Links: []model.Link{
				{Relation: model.RelationField, Target: "retry-after", Role: model.Response, Level: model.May, Condition: "temporary", Reason: "how long to wait"},
				{Relation: model.RelationMethod, Target: "*"},
				{Relation: model.RelationSee, Target: "503", Reason: "the server is short of capacity for everybody"},
				{Relation: model.RelationSee, Target: "430-x", Reason: "not registered"},
			},
			Constants: []model.Constant{{Language: "go", Name: "http.StatusTooManyRequests"}},
		},
	}
	entries[len(entries)-1].SetBodySource(model.TextBody(everyBlock))
	c := model.NewCatalog(entries)
	return c, model.Hit{Entry: c.Get(model.HTTP, model.Status, "429"), Code: "429"}
}

func TestEntry(t *testing.T) {
	const want = `429  Too Many Requests                            standard
RFC 6585, section 4

The client has sent more requests in a given time than the
server allows.

Who acts   the client, then the operator of the server
Try again  later

What to do
Wait.

What it means
A paragraph with 'code here' and weight and a link.

• first item that is long enough to be wrapped at a narrow
  width
• second

1. one
2. two

Notes
Any other title.

Also 429   Example Tea Works  Pot Empty

Related    430  not registered
           503  the server is short of capacity for
                everybody

Example

  > GET / HTTP/1.1
  > Host: example.com
  >
  < HTTP/1.1 429 Too Many Requests
  < Retry-After: 30

  S: 220 ready
  C: EHLO example.com
  S: 250-one
     250 two

  indented

  quoted

<b>html</b>

Headers    Retry-After  may, if the reason will pass: how
                        long to wait

Methods    any

Class      4xx  Client Error

Also called
Rate Limited

In code
go      http.StatusTooManyRequests

Codes      431  Brewing; on its page: no water

History
Older than tea.

Sources
RFC 6585, section 4
A manual`
	c, h := fullEntry()
	lines := Entry(c, h, 58, theme.New(theme.Options{Dark: true, Profile: colorprofile.TrueColor})).Lines
	for i, l := range lines {
		lines[i] = strings.TrimRight(ansi.Strip(l), " ")
	}
	if got := strings.ReplaceAll(strings.Join(lines, "\n"), "`", "'"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestEntryStyles checks that a code span with a space has one style from end to end,
// and that links to the web are hyperlinks.
func TestEntryStyles(t *testing.T) {
	c, h := fullEntry()
	th := theme.New(theme.Options{Dark: true, Profile: colorprofile.TrueColor})
	page := strings.Join(Entry(c, h, 58, th).Lines, "\n")
	for _, want := range []string{
		" " + th.Code.Render("`code here`") + " and " + th.Strong.Render("weight") + " and", th.Hyperlink("https://example.com/a", th.Link.Render("link")),
		th.Hyperlink("https://www.rfc-editor.org/rfc/rfc6585.html#section-4", th.Link.Render("RFC 6585, section 4")), th.Heading.Render("What it means"),
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in\n%q", want, page)
		}
	}
}

// TestEntryFits checks that no line is wider than the page, and that the position of
// every link is right.
func TestEntryFits(t *testing.T) {
	c, h := fullEntry()
	th := theme.New(theme.Options{Dark: true, Profile: colorprofile.TrueColor})
	for w := -1; w <= 120; w++ {
		page := Entry(c, h, w, th)
		for i, l := range page.Lines {
			if got := ansi.StringWidth(l); got > max(w, 1) {
				t.Errorf("width %d: line %d is %d wide: %q", w, i, got, l)
			}
		}
		for _, l := range page.Links {
			if l.Line >= len(page.Lines) || l.Hit.Entry == nil && l.URL == "" {
				t.Fatalf("width %d: link %+v", w, l)
			}
			if a, b := ansi.Strip(page.Lines[l.Line]), ansi.Strip(l.Highlight(page.Lines[l.Line], th)); a != b {
				t.Errorf("width %d: the highlighted line has the text %q, the line itself %q", w, b, a)
			}
			if l.X+l.Width > ansi.StringWidth(page.Lines[l.Line]) {
				t.Errorf("width %d: the link at cell %d with %d cells is not on %q", w, l.X, l.Width, page.Lines[l.Line])
			}
		}
	}
}

// TestBeginning checks that the beginning of a page has at least the number of lines that
// was asked for, and is what the whole page begins with.
func TestBeginning(t *testing.T) {
	c, h := fullEntry()
	for _, w := range []int{40, 58, 130} {
		pages := NewPages(c, 1<<20)
		full := pages.Page(h, w, math.MaxInt, theme.Plain()).Lines
		for n := range 2 * len(full) {
			got := pages.Page(h, w, n, theme.Plain()).Lines
			if len(got) < min(n, len(full)) || len(got) > len(full) {
				t.Fatalf("width %d: asked for %d lines of %d, got %d", w, n, len(full), len(got))
			}
			for i, l := range got {
				if l != full[i] && i < n {
					t.Fatalf("width %d: line %d of a beginning of %d lines is %q, on the page %q", w, i, n, l, full[i])
				}
			}
		}
	}
}

// FuzzBody draws any Markdown. Drawing must not panic, every line must fit the width,
// and no escape sequence of the text may reach the screen. The letters that are drawn must
// be those of the source.
func FuzzBody(f *testing.F) {
	f.Add(everyBlock, 40)
	f.Add("```smtp\n\x1b[2J", 3)
	f.Add("[a](\x1b]8;;)", 20)
	f.Add("- - - a\n\n***b***", 2)
	f.Add("["+strings.Repeat("`", 2000), 80)
	for i, tt := range markdownCases {
		f.Add(tt.body+"\n"+markdownCases[(i+7)%len(markdownCases)].body, 30)
	}
	f.Fuzz(func(t *testing.T, body string, w int) {
		w %= 200
		for _, l := range drawBody(body, w, theme.Plain()) {
			if strings.ContainsAny(l, "\x1b\x07\n\r") || !utf8.ValidString(l) {
				t.Fatalf("%q is drawn as %q", body, l)
			}
			if ansi.StringWidth(l) > max(w, 1) {
				t.Fatalf("width %d: %q", w, l)
			}
		}
		checkLetters(t, body, drawBody(body, 80, theme.Plain()))
	})
}

// checkLetters checks that the letters of each line are in the source, in the same order,
// and that no letter is drawn more often than it is there. Whole sections may change places.
func checkLetters(t *testing.T, body string, lines []string) {
	counts := map[rune]int{}
	for _, r := range letters(body) {
		counts[r]++
	}
	for _, l := range lines {
		rest := letters(body)
		for _, r := range letters(l) {
			_, after, ok := strings.Cut(rest, string(r))
			if counts[r]--; !ok || counts[r] < 0 {
				t.Fatalf("%q is drawn with the line %q", body, l)
			}
			rest = after
		}
	}
}

// letters returns a text without the characters that are not letters.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return -1
		}
		return r
	}, s)
}

// BenchmarkPage draws one entry after the other, in three ways: the whole page, the
// lines that a pane beside the list shows, and those lines through a cache that is too
// small for any page.
func BenchmarkPage(b *testing.B) {
	c, err := data.Load(data.Embedded())
	if err != nil {
		b.Fatal(err)
	}
	all := c.All()
	th := theme.New(theme.Options{Dark: true, Profile: colorprofile.ANSI256})
	pages := NewPages(c, 1<<10)
	for name, draw := range map[string]func(model.Hit){
		"whole":      func(h model.Hit) { Entry(c, h, 57, th) },
		"cache miss": func(h model.Hit) { pages.Page(h, 57, 27, th) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				e := all[i%len(all)]
				draw(model.Hit{Entry: e, Code: e.Code})
			}
		})
	}
}

// TestPages checks that a page is not drawn again while it is in the cache, and that
// the cache does not grow beyond its limit.
func TestPages(t *testing.T) {
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	th := theme.New(theme.Options{Dark: true, Profile: colorprofile.ANSI256})
	pages := NewPages(c, 64<<10)
	e := c.Get(model.HTTP, model.Status, "404")
	hit := model.Hit{Entry: e, Code: e.Code}
	first, second := pages.Page(hit, 60, 20, th), pages.Page(hit, 60, 20, th)
	if &first.Lines[0] != &second.Lines[0] {
		t.Error("the page was drawn twice")
	}
	if narrower := pages.Page(hit, 50, 20, th); &narrower.Lines[0] == &first.Lines[0] {
		t.Error("for another width, the cache returned the same page")
	}
	for _, e := range c.All() {
		pages.Page(model.Hit{Entry: e, Code: e.Code}, 60, 20, th)
	}
	cacheSize := 0
	for _, generation := range []map[pageKey]Page{pages.young, pages.old} {
		for _, p := range generation {
			cacheSize += p.size()
		}
	}
	if cacheSize > 64<<10 {
		t.Errorf("%d bytes are in the cache, at most 64 KiB are allowed", cacheSize)
	}
}

// TestCompareFits checks that no line of a comparison is too wide, and that no
// difference is marked when an entry is compared with itself.
func TestCompareFits(t *testing.T) {
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	all := c.All()
	for i, e := range all {
		a, b := model.Hit{Entry: e, Code: e.Code}, model.Hit{Entry: all[(i*7+1)%len(all)]}
		b.Code = b.Entry.Code
		for _, w := range []int{1, 5, 20, 40, 59, 60, 80, 130} {
			for _, l := range Compare(c, a, b, w, theme.Plain()).Lines {
				if text.Width(l) > w {
					t.Fatalf("%s and %s at width %d: %q", e.Stem, b.Entry.Stem, w, l)
				}
			}
		}
		for _, l := range Compare(c, a, a, 80, theme.Plain()).Lines {
			if strings.HasPrefix(l, theme.Plain().Glyphs.Differs) {
				t.Errorf("%s differs from itself: %q", e.Stem, l)
			}
		}
	}
}

// TestLongLabels checks that there is a space between a long label and the value after
// it, and that the position of a link after a long label is right.
func TestLongLabels(t *testing.T) {
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	a, b := c.Get(model.HTTP, model.Method, "get"), c.Get(model.HTTP, model.Method, "post")
	lines := Compare(c, model.Hit{Entry: a}, model.Hit{Entry: b}, 100, theme.Plain()).Lines
	if got := strings.Join(lines, "\n"); !strings.Contains(got, "Request body  ") || !strings.Contains(got, "Response body  ") {
		t.Errorf("got\n%s", got)
	}
	vendors := model.NewCatalog([]model.Entry{
		{Protocol: model.SMTP, Kind: model.Enhanced, Stem: "5.7.708-a", Code: "5.7.708", Name: "A", Standing: model.Unofficial, Vendor: "Acme"},
		{Protocol: model.SMTP, Kind: model.Enhanced, Stem: "5.7.708-b", Code: "5.7.708", Name: "B", Standing: model.Unofficial, Vendor: "Bell"},
	})
	page := Entry(vendors, model.Hit{Entry: vendors.Get(model.SMTP, model.Enhanced, "5.7.708-a"), Code: "5.7.708"}, 60, theme.Plain())
	l := page.Links[0] // there is no source before it
	if line := page.Lines[l.Line]; !strings.HasPrefix(line, "Also 5.7.708  Bell") || line[l.X:l.X+l.Width] != "Bell" {
		t.Errorf("%q, with the link at %d", line, l.X)
	}
}
