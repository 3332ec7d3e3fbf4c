package render

import (
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"teapot/data"
	"teapot/model"
	"teapot/ui/theme"
)

// mentionEntries are the entries that the prose of the tests can name.
func mentionEntries() []model.Entry {
	entries := []model.Entry{
		{Kind: model.Status, Stem: "200", Code: "200", Name: "OK"},
		{Kind: model.Status, Stem: "404", Code: "404", Name: "Not Found", Standing: model.Standard},
		{Kind: model.Status, Stem: "404-x", Code: "404", Name: "Gone fishing", Standing: model.Unofficial},
		{Kind: model.Status, Stem: "410", Code: "410", Name: "Gone"},
		{Kind: model.Class, Stem: "4xx", Code: "4xx", Name: "Client Error"},
		{Kind: model.Class, Stem: "other", Code: "other", Name: "Other"},
		{Kind: model.Field, Stem: "host", Name: "Host"},
		{Kind: model.Field, Stem: "cache-control", Name: "Cache-Control"},
		{Kind: model.Method, Stem: "get", Name: "GET"},
		{Protocol: model.SMTP, Kind: model.Reply, Stem: "550", Code: "550", Name: "Mailbox unavailable"},
		{Protocol: model.SMTP, Kind: model.Enhanced, Stem: "x.1.1", Code: "X.1.1", Name: "Bad mailbox"},
		{Protocol: model.SMTP, Kind: model.Command, Stem: "rcpt", Name: "RCPT"},
		{Protocol: model.HTTP, Kind: model.Status, Stem: "page", Code: "404", Name: "x"},
		{Protocol: model.SMTP, Kind: model.Reply, Stem: "page", Code: "554", Name: "x"},
	}
	return entries
}

// mentionsIn draws prose on the page of a code of the protocol, and returns the texts of the
// links in it with the stems and codes of the entries they lead to.
func mentionsIn(t *testing.T, p model.Protocol, prose string, w int) string {
	t.Helper()
	drawn := drawProsePage(p, prose, w)
	n := len(drawn.Links) - len(drawProsePage(p, "", w).Links) // the others are below the prose
	var found []string
	for _, l := range drawn.Links[:n] {
		target := l.URL
		if e := l.Hit.Entry; e != nil {
			target = e.Stem
		}
		if l.Hit.Code != "" {
			target += " " + l.Hit.Code
		}
		found = append(found, ansi.Strip(drawn.Lines[l.Line][l.Start:l.End])+"="+target)
	}
	return strings.Join(found, ", ")
}

// drawProsePage draws a page of the protocol with the text.
func drawProsePage(p model.Protocol, prose string, w int) Page {
	entries := mentionEntries()
	entries[len(entries)-2+int(p)].SetBodySource(model.TextBody(prose))
	c := model.NewCatalog(entries)
	kind := model.Status
	if p == model.SMTP {
		kind = model.Reply
	}
	shown := c.Get(p, kind, "page")
	return NewPages(c, 1<<20).Page(model.Hit{Entry: shown, Code: shown.Code}, w, math.MaxInt, theme.Plain())
}

// TestMentions checks which words of a page are links, and where they lead.
func TestMentions(t *testing.T) {
	for _, tt := range []struct {
		protocol    model.Protocol
		prose, want string
	}{
		{model.HTTP, "410 is the better answer.", "410=410 410"},
		{model.HTTP, "Send 410, or\n410 again. Or (200).", "410=410 410, 200=200 200"},
		{model.HTTP, "410 here.\n\n410 there.", "410=410 410, 410=410 410"},
		{model.HTTP, "- 410\n- `410`", "410=410 410, 410=410 410"},
		{model.HTTP, "A 404 is the page itself.", ""},
		{model.HTTP, "It has 410 bytes, 410\nseconds, 410%, #410, 410.2, 1.410, more than 410.", ""},
		{model.HTTP, "Set `Cache-Control` or Cache-Control.", "Cache-Control=cache-control"},
		{model.HTTP, "`Cache-Control: no-cache` and `Host`", "Cache-Control=cache-control, Host=host"},
		{model.HTTP, "The Host sends `Host: example.com`.", "Host=host"},
		{model.HTTP, "`$host`, `the Host`, `Host_x`, `/Host/`", ""},
		{model.HTTP, "Repeat the GET, not the get.", "GET=get"},
		{model.HTTP, "Any 4xx. The other 550 and RCPT.", "4xx=4xx 4xx"},
		{model.HTTP, "Apache 5.1.1 has it.", ""},
		{model.HTTP, "# 410\n\n```\n410\n```\n\n[410](https://example.com)", "410=https://example.com"},
		{model.SMTP, "After RCPT: `550 5.1.1 <x>`, 4.1.1 or X.1.1, not 5.1.9.", "RCPT=rcpt, 550=550 550, 5.1.1=x.1.1 5.1.1"},
		{model.SMTP, "X.1.1 first.", "X.1.1=x.1.1 X.1.1"},
		{model.SMTP, "A host at 192.5.1.1 or 5.1.1.9.", ""},
	} {
		for _, w := range []int{30, 90} {
			if got := mentionsIn(t, tt.protocol, tt.prose, w); got != tt.want {
				t.Errorf("%q at width %d: got %q, want %q", tt.prose, w, got, tt.want)
			}
		}
	}
}

// TestPrintedPagesHaveNoDeadLinks checks that nothing on a printed page looks like a link
// unless the terminal can follow it.
func TestPrintedPagesHaveNoDeadLinks(t *testing.T) {
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	th := theme.New(theme.Options{Neutral: true, Profile: 4})
	underline, _, _ := strings.Cut(th.Link.Render("x"), "x")
	for _, e := range c.All() {
		for _, l := range Entry(c, model.Hit{Entry: e, Code: e.Code}, 80, th).Lines {
			before, _, ok := strings.Cut(l, underline)
			if ok && !strings.Contains(before, "\x1b]8;;http") && !strings.Contains(before, "\x1b]8;;mailto:") || strings.Contains(l, th.Mention.Render("x")[:4]) {
				t.Fatalf("%s: %q", e.Stem, l)
			}
		}
	}
}
