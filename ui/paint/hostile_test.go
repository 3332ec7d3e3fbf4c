package paint

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// allowedSequences matches the escape sequences that the painter may write: cursor moves,
// erasing, styles, modes, hyperlinks and the title. It also matches a carriage return,
// which moves the cursor.
var allowedSequences = regexp.MustCompile(`\x1b\[[?>=]?[0-9;:]*[A-Za-z]|\x1b\[[?>=]?[0-9;]*[ $][a-z]|\x1b\](8;[!-~]*|[0-9]+;[^\x00-\x1f\x7f]*)(\x1b\\|\x07)|\x1b[=>78]|\r`)

// outputFor returns what the painter writes to the terminal for a frame.
func outputFor(frame string) string {
	var out bytes.Buffer
	size := Size{40, 3}
	w := newWriter(struct {
		io.Reader
		io.Writer
	}{nil, &out}, size, nil)
	w.apply(update{view: tea.View{Content: frame, AltScreen: true}, viewChanged: true, size: size})
	return out.String()
}

// checkDrawn checks that the painter writes no control characters for a frame, apart from
// its own sequences.
func checkDrawn(t *testing.T, frame string) {
	t.Helper()
	got := outputFor(frame)
	rest := allowedSequences.ReplaceAllString(got, "")
	if i := strings.IndexFunc(rest, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 }); i >= 0 || !utf8.ValidString(rest) {
		t.Errorf("%q is drawn as %q, which leaves %q", frame, got, rest)
	}
}

// TestHostileFrame checks that control characters in text, URLs and styles do not reach
// the terminal, and that the output has the text without them.
func TestHostileFrame(t *testing.T) {
	for frame, want := range map[string]string{
		"\x1b]8;;https://a\x9c\x1b[2J\x07b\x1b\\text\x1b]8;;\x1b\\": "\x1b]8;;https://a[2J\x1b\\",
		"\x1b]8;;https://a\nb\x7f\x00\u009cc\x1b\\text":             "",
		"\x1b]8;;https://a\x7f\x00\u009cc\x1b\\text":                "\x1b]8;;https://ac\x1b\\text",
		"\x1b]8;id=\x1b]0;x;https://a\x1b\\text":                    "\x1b]8;id=]0;x;https://a\x1b\\text",
		"\x1b[1\x07mtext":                                           "text",
		"\x1b[\x0cmtext\x9b2J\u009b2J":                              "text",
		"a\x1b[2Jb\x1b]0;title\x07c\x1bcd\x07e\x7f":                 "ab",
		"e\u0301\x9b2Jtext\xc2":                                     "2Jtext",
		"0\xee\x1b[2J":                                              "0",
		"\x1b[>4mtext":                                              "text",
	} {
		checkDrawn(t, frame)
		if got := outputFor(frame); !strings.Contains(got, want) {
			t.Errorf("%q is drawn as %q, want %q in it", frame, got, want)
		}
	}
}

// FuzzFrame checks that the painter writes no control characters for any frame.
func FuzzFrame(f *testing.F) {
	f.Add("\x1b]8;;https://a\x9c\x07b\x1b\\text\x1b]8;;\x1b\\")
	f.Add("\x1b[1;\x07mtext\x9b2J\u009b2J \x1b[38:5:8mx")
	f.Add("e\u0301\x00世界\xff")
	f.Fuzz(checkDrawn)
}
