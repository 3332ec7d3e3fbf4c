package cli

import (
	"fmt"
	"strings"
	"testing"

	"teapot/data"
	"teapot/model"
	"teapot/model/search"
	"teapot/ui/text"
)

// widest returns the width of the widest line of a text, and the line.
func widest(s string) (width int, line string) {
	for l := range strings.Lines(s) {
		if w := text.Width(strings.TrimSuffix(l, "\n")); w > width {
			width, line = w, l
		}
	}
	return width, line
}

// TestPageWidth checks that pages use the width of the terminal up to 200 cells, the width
// in COLUMNS if the terminal does not tell its width, and 80 cells if both are unknown.
func TestPageWidth(t *testing.T) {
	for _, tt := range []struct {
		width   int
		columns string
		line    string
		want    int
	}{
		{0, "", "429", 80},
		{40, "", "429", 40},
		{100, "", "429", 100},
		{150, "", "429", 150},
		{250, "", "429", 194}, // a wider page looks the same
		{40, "", "429 --width 120", 120},
		{40, "", "429 --width 90", 90},
		{0, "60", "429", 60},
		{40, "60", "429", 40},
		{0, "x", "429", 80},
		{0, "-5", "429", 80},
		{0, "999999999", "429", 80},
		{60, "", "diff 401 403", 60},
		{150, "", "diff 401 403", 150},
	} {
		sys := IO{OutTerm: true, Width: tt.width, Env: []string{"TERM=dumb", "COLUMNS=" + tt.columns}}
		out, stderr, code := call(t, sys, strings.Fields(tt.line)...)
		if got, line := widest(out); code != ExitFound || got > tt.want || got < tt.want*3/4 {
			t.Errorf("width %d, COLUMNS=%s, %s: exit %d, %q; the widest line has %d cells, want nearly %d: %s",
				tt.width, tt.columns, tt.line, code, stderr, got, tt.want, line)
		}
	}
}

// logLines is a log with known codes, unknown codes, long words and wide characters.
const logLines = `192.0.2.1 - - [10/Oct/2026:13:55:36 +0000] "GET /a/rather/long/path?with=a&query=that&has=no&space=in&it=at&all=1 HTTP/1.1" 404 153 "-" "curl/8.0"
550 5.7.26 This message does not pass authentication checks, and so it is refused by the server of the recipient
HTTP/1.1 599 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字
554 5.7.999 a code that nobody has registered, with a text of several words
HTTP/1.1 431 Request Header Fields Too Large
HTTP/1.1 777 a code of no class
`

// TestLinesFit checks that no line is wider than the terminal or --width, and that the
// lines use most of that width.
func TestLinesFit(t *testing.T) {
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	reference := &Reference{Catalog: c, Search: search.New(c)}
	for _, width := range []int{20, 40, 60, 80, 120} {
		for _, line := range []string{
			"list", "list --protocol smtp", "list --vendor microsoft", "search mailbox", "search is:unofficial", "mail rejected",
			"explain", "explain --lines",
		} {
			for name, sys := range map[string]IO{
				"terminal": {OutTerm: true, Width: width, Env: []string{"TERM=xterm-256color"}},
				"NO_COLOR": {OutTerm: true, Width: width, Env: []string{"TERM=xterm-256color", "NO_COLOR=1"}},
				"--width":  {},
			} {
				args := strings.Fields(line)
				if name == "--width" {
					args = append(args, fmt.Sprint("--width=", width))
				}
				sys.In, sys.Reference = strings.NewReader(logLines), reference
				out, stderr, code := call(t, sys, args...)
				got, l := widest(out)
				if code != ExitFound || got > width || got < min(width, 60)*3/4 {
					t.Errorf("%s, %d columns, %s: exit %d, %q; the widest line has %d cells: %s", line, width, name, code, stderr, got, l)
				}
				if hasStyles := strings.Contains(out, "\x1b["); hasStyles != (name == "terminal") {
					t.Errorf("%s, %s: has styles: %t", line, name, hasStyles)
				}
			}
		}
	}
}

// TestPipedLinesAreWhole checks that nothing is cut if the output is not a terminal, and
// that breaking the lines of a log for a terminal loses no text.
func TestPipedLinesAreWhole(t *testing.T) {
	out, _, _ := call(t, IO{Env: []string{"COLUMNS=40"}}, "list")
	if strings.Contains(out, "…") || !strings.Contains(out, "<domain> Service not available, closing transmission channel") {
		t.Error("the list is cut in a pipe")
	}
	for _, form := range []string{"", "--lines"} {
		out, _, _ = call(t, IO{In: strings.NewReader(logLines), Env: []string{"COLUMNS=40"}}, strings.Fields("explain "+form)...)
		for line := range strings.Lines(logLines) {
			if !strings.Contains(line, " 777 ") && !strings.Contains(out, line) {
				t.Errorf("explain %s: %q is cut in a pipe", form, line)
			}
		}
	}
	out, _, _ = call(t, IO{In: strings.NewReader(logLines), OutTerm: true, Width: 40, Env: []string{"TERM=dumb"}}, "explain", "--lines")
	withoutSpaces := strings.NewReplacer(" ", "", "\n", "")
	for line := range strings.Lines(logLines) {
		if !strings.Contains(withoutSpaces.Replace(out), withoutSpaces.Replace(line)) {
			t.Errorf("%q is not whole on a terminal", line)
		}
	}
}

// TestNarrowList checks which columns a list has on a narrow terminal: first the kinds are
// left out, then the protocols. The code and the name are always there.
func TestNarrowList(t *testing.T) {
	for width, want := range map[int]string{
		120: "http  499      Client Closed Request                          nginx, unofficial",
		60:  "http  499      Client Closed Request          nginx, unoffic…",
		40:  "http  499      Client Closed Request",
		20:  "499    Client Close…",
	} {
		out, _, _ := call(t, IO{OutTerm: true, Width: width, Env: []string{"TERM=dumb"}}, "list", "--protocol", "http")
		if !strings.Contains(oneSpace(out), oneSpace("\n"+want+"\n")) {
			for line := range strings.Lines(out) {
				if strings.Contains(line, "499 ") {
					t.Errorf("%d columns: %q, want %q", width, line, want)
				}
			}
		}
	}
}

// TestLongCodes checks that a code which is longer than others, such as a range, takes its space
// from the name in its row, and from no other row.
func TestLongCodes(t *testing.T) {
	entry := func(code string) model.Entry {
		return model.Entry{Protocol: model.SMTP, Kind: model.Enhanced, Code: code, Name: strings.Repeat("x", 100), Standing: model.Standard, Stem: code}
	}
	c := model.NewCatalog([]model.Entry{entry("5.7.606-5.7.649"), entry("5.7.1")})
	out, _, _ := call(t, IO{OutTerm: true, Width: 60, Env: []string{"TERM=dumb"}, Reference: &Reference{Catalog: c, Search: search.New(c)}}, "list")
	want := "smtp  5.7.1    " + strings.Repeat("x", 34) + "…  standard\n" +
		"smtp  5.7.606-5.7.649  " + strings.Repeat("x", 26) + "…  standard\n"
	if out != want {
		t.Errorf("%s\nwant\n%s", out, want)
	}
}

// oneSpace replaces runs of spaces by one space.
func oneSpace(s string) string {
	for strings.Contains(s, "  ") {
		s = strings.ReplaceAll(s, "  ", " ")
	}
	return s
}

// TestHelpFits checks that no line of any help page is wider than 80 columns, or than a
// narrower terminal, and that a narrow page has all words of the wide one.
func TestHelpFits(t *testing.T) {
	pages := []string{"--help", "help show"}
	for _, c := range new(runner).root().Commands() {
		pages = append(pages, c.Name()+" --help")
	}
	if len(pages) < 12 {
		t.Fatalf("only %d help pages", len(pages))
	}
	for _, page := range pages {
		wide, _, _ := call(t, IO{}, strings.Fields(page)...)
		for width, want := range map[int]int{0: 80, 30: 30, 40: 40, 60: 60, 80: 80, 200: 80} {
			out, stderr, code := call(t, IO{OutTerm: true, Width: width}, strings.Fields(page)...)
			if got, line := widest(out); code != ExitFound || got > want {
				t.Errorf("%s, %d columns: exit %d, %q; the widest line has %d cells: %s", page, width, code, stderr, got, line)
			}
			if width >= 60 && strings.Join(strings.Fields(out), " ") != strings.Join(strings.Fields(wide), " ") {
				t.Errorf("%s, %d columns: words are missing:\n%s", page, width, out)
			}
		}
	}
}

// TestWrapHelp checks how the parts of a help page are broken.
func TestWrapHelp(t *testing.T) {
	for _, tt := range []struct{ name, page, want string }{
		{"what fits", "a b\nc\n", "a b\nc\n"},
		{"a paragraph", "one two three four five six\nseven\n\neight", "one two three four\nfive six seven\n\neight"},
		{"an indented line", "  one two three four five", "  one two three\n      four five"},
		{"a table", "  -a   one two three four", "  -a   one two three\n       four"},
		{"a table with a wide first column", "  --abcdefghijk   one two three", "  --abcdefghijk\n      one two three"},
		{"a table with a long word", "  --ab   123456789012345", "  --ab   12345678901\n         2345"},
	} {
		if got := wrapHelp(tt.page, 20); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
