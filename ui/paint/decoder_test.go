package paint

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
)

// formatEvents returns the names of the keys, and the types and values of other events.
func formatEvents(events []uv.Event) string {
	var words []string
	for _, e := range events {
		switch e := e.(type) {
		case uv.KeyPressEvent:
			words = append(words, e.String())
		default:
			words = append(words, fmt.Sprintf("%T%v", e, e))
		}
	}
	return strings.Join(words, " ")
}

func TestDecode(t *testing.T) {
	for _, tt := range []struct{ bytes, want string }{
		{"a", "a"},
		{"aé漢", "a é 漢"},
		{"\x1b[A\x1b[B\x1bOC", "up down right"},
		{"\x1b[5~\x1b[1;5C", "pgup ctrl+right"},
		{"\x1b[7~\x1b[8~", "home end"},
		{"\x1b\x1b[A", "esc up"},
		{"\x1bj", "alt+j"},
		{"\x1b[27u", "esc"},
		{"\x1b[99;5u", "ctrl+c"},
		{"\x03\x1a\t\r\x7f ", "ctrl+c ctrl+z tab enter backspace space"},
		{"\x1b[Z", "shift+tab"},
		{"\x1b[<0;3;4M", "uv.MouseClickEventleft"},
		{"\x1b[<65;3;4M", "uv.MouseWheelEventwheeldown"},
		{"\x1b[M !!a", "uv.MouseClickEventleft a"},
		{"\x1b[[Aa", "a"},
		{"\x1b[200~two\nlines \x1b[A\x1b[201~x", "uv.PasteEventtwo\nlines \x1b[A x"},
		{"\x1b[200~\x1b[201~", "uv.PasteEvent"},
		{"\x1b]11;rgb:0000/0000/0000\x1b\\x", "uv.BackgroundColorEvent#000000 x"},
		{"\x1b]11;rgb:ffff/ffff/ffff\ax", "uv.BackgroundColorEvent#ffffff x"},
		{"\x1bP>|name\x1b\\x", "uv.TerminalVersionEventname x"},
		{"\x1b[1\x1b[A", "up"},
		{"\x1b]broken\x1b[A", "up"},
		{"\xff\xfea", "a"},
		{"\x1b[?1;2c", "uv.PrimaryDeviceAttributesEvent[1 2]"},
	} {
		var d decoder
		if got := formatEvents(d.feed([]byte(tt.bytes))); got != tt.want {
			t.Errorf("%q means %q, want %q", tt.bytes, got, tt.want)
		}
	}
}

// TestTimeout checks the events after a timeout: of an escape byte that no byte follows,
// of the start of a sequence, and of a paste without an end.
func TestTimeout(t *testing.T) {
	var d decoder
	if got := formatEvents(d.feed([]byte("a\x1b"))); got != "a" || !d.loneEscape() {
		t.Errorf("a and an escape: %q, lone %t", got, d.loneEscape())
	}
	if got := formatEvents(d.flush()); got != "esc" || d.loneEscape() {
		t.Errorf("and nothing more: %q", got)
	}
	if got := formatEvents(d.feed([]byte("\x1b["))); got != "" || !d.incomplete() {
		t.Errorf("the start of a sequence: %q, incomplete %t", got, d.incomplete())
	}
	if got := formatEvents(d.flush()) + formatEvents(d.feed([]byte("j"))); got != "alt+[j" {
		t.Errorf("and nothing more, then j: %q", got)
	}
	if got := formatEvents(d.feed([]byte("\x1b[200~ab\x1b[20"))); got != "" || !d.pasting {
		t.Errorf("a paste without an end: %q, pasting %t", got, d.pasting)
	}
	// The first text arrives before the timeout. The others arrive after it, but are not
	// ctrl+c or escape alone.
	for _, input := range []string{"\x03", "\x03 ", "q"} {
		if got := formatEvents(d.feed([]byte(input))); got != "" || !d.pasting {
			t.Errorf("%q belongs to the paste, but means %q", input, got)
		}
		d.pasteStalled = true
	}
	events := d.feed([]byte("\x03"))
	if e, ok := events[0].(uv.PasteEvent); !ok || e.Content != "ab\x1b[20\x03\x03 q" || formatEvents(events[1:]) != "ctrl+c" || d.pasting || d.pasteStalled {
		t.Errorf("ctrl+c after a timeout: %q, pasting %t", events, d.pasting)
	}
}

// FuzzDecode checks that the events do not depend on the pieces in which the bytes
// arrive, and that the decoder stores a bounded number of bytes.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{
		"a\x1b[A漢\x1b[200~paste\x1b[201~", "\x1b]11;rgb:00/00/00\x1b\\", "\x1b[<0;3;4M\x1b[M !!", "\x1b\x1b\x1b[", "\xff\x1b[1;5", "\x1b[200~\x1b[20",
		"\x1bP" + strings.Repeat("x", maxSequence), "\x1b[?2027;1$y\x1b[?1u", "\x1bOP\x1b[[A", "e\u0301",
	} {
		f.Add([]byte(s), uint8(1), uint8(3))
	}
	f.Fuzz(func(t *testing.T, b []byte, first, second uint8) {
		var complete, pieces decoder
		want := complete.feed(b)
		var got []uv.Event
		for sizes, rest := []int{int(first) + 1, int(second) + 1}, b; len(rest) > 0; {
			n := min(sizes[0], len(rest))
			got = append(got, pieces.feed(rest[:n])...)
			rest, sizes = rest[n:], []int{sizes[1], sizes[0]}
		}
		if !reflect.DeepEqual(got, want) && formatEvents(got) != formatEvents(want) {
			t.Errorf("%q at once: %s\nin pieces: %s", b, formatEvents(want), formatEvents(got))
		}
		if string(complete.partial) != string(pieces.partial) || complete.pasting != pieces.pasting {
			t.Errorf("%q: the partial sequence is %q at once, and %q in pieces", b, complete.partial, pieces.partial)
		}
		if len(pieces.partial) > maxSequence || len(pieces.paste) > maxPaste {
			t.Errorf("%d bytes are stored", len(pieces.partial)+len(pieces.paste))
		}
	})
}
