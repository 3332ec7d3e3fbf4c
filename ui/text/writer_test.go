package text

import (
	"errors"
	"io"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

const (
	linkStart = "\x1b]8;;https://example.org/a\x1b\\"
	linkEnd   = "\x1b]8;;\x1b\\"
)

// writerCases have an input and the output of three writers: one that allows nothing, one
// that allows styles, and one that allows redrawing.
var writerCases = []struct{ in, plain, styles, redraw string }{
	{"plain\ttext\n", "plain\ttext\n", "plain\ttext\n", "plain\ttext\n"},
	{"naïve 世界\n", "naïve 世界\n", "naïve 世界\n", "naïve 世界\n"},
	{"\x1b[1;38:5:81mx\x1b[m", "·[1;38:5:81mx·[m", "\x1b[1;38:5:81mx\x1b[m", "·[1;38:5:81mx·[m"},
	{linkStart + "x" + linkEnd, "·]8;;https://example.org/a·\\x·]8;;·\\", linkStart + "x" + linkEnd, "·]8;;https://example.org/a·\\x·]8;;·\\"},
	{"\x1b]8;;file:///x\x1b\\", "·]8;;file:///x·\\", "·]8;;file:///x·\\", "·]8;;file:///x·\\"},
	{"\x1b]8;;https://a\x1b[2J", "·]8;;https://a·[2J", "·]8;;https://a·[2J", "·]8;;https://a·[2J"},
	{"\x1b]8;;https://a\x07b\x1b\\", "·]8;;https://a·b·\\", "·]8;;https://a·b·\\", "·]8;;https://a·b·\\"},
	{"\x1b[2J\x1b]0;title\a\x1bc", "·[2J·]0;title··c", "·[2J·]0;title··c", "·[2J·]0;title··c"},
	{"\x1b[\x07m", "·[·m", "·[·m", "·[·m"},
	{"\ra\x1b[K", "·a·[K", "·a·[K", "\ra\x1b[K"},
	{"\x00\x7f\u009b\x9b\u202e\u200b", "······", "······", "······"},
	{"\x1b[38;5", "·[38;5", "", "·[38;5"},
	{"\xe4\xb8", "", "", ""}, // an incomplete character
	{"\xe4\xb8x\xff", "··x·", "··x·", "··x·"},
}

// TestWriter checks the output for each case, written in one call and byte by byte.
func TestWriter(t *testing.T) {
	for _, tt := range writerCases {
		for mode, want := range []string{tt.plain, tt.styles, tt.redraw} {
			for _, step := range []int{len(tt.in), 1} {
				var out strings.Builder
				w := NewWriter(&out)
				switch mode {
				case 1:
					w.AllowStyles()
				case 2:
					w.AllowRedraw()
				}
				for i := 0; i < len(tt.in); i += step {
					if n, err := w.Write([]byte(tt.in[i:min(i+step, len(tt.in))])); err != nil || n != min(step, len(tt.in)-i) {
						t.Errorf("%q: %d, %v", tt.in, n, err)
					}
				}
				if out.String() != want {
					t.Errorf("mode %d, steps of %d: %q is written as %q, want %q", mode, step, tt.in, out.String(), want)
				}
			}
		}
	}
}

// TestWriterSequenceWithoutEnd checks that the writer does not store a sequence that never
// ends, which would use up the memory.
func TestWriterSequenceWithoutEnd(t *testing.T) {
	var out strings.Builder
	w := NewWriter(&out)
	w.AllowStyles()
	for _, start := range []string{"\x1b[", "\x1b]8;;https://"} {
		out.Reset()
		for range 100 {
			if _, err := w.Write([]byte(start + strings.Repeat("1", 100))); err != nil {
				t.Fatal(err)
			}
			start = ""
		}
		if out.Len() < 6000 || len(w.incomplete) > maxSequence {
			t.Errorf("%d bytes are written, %d are stored", out.Len(), len(w.incomplete))
		}
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriterError(t *testing.T) {
	for _, s := range []string{"plain", "\x1b[m"} {
		if _, err := NewWriter(failingWriter{}).Write([]byte(s)); err == nil {
			t.Errorf("%q: no error", s)
		}
	}
}

// FuzzWriter checks that the output is UTF-8 and has no control characters outside the
// allowed sequences, wherever the input is cut into two calls.
func FuzzWriter(f *testing.F) {
	for i, tt := range writerCases {
		f.Add(tt.in, i)
	}
	f.Fuzz(func(t *testing.T, in string, cut int) {
		var out strings.Builder
		w := NewWriter(&out)
		w.AllowStyles()
		i := int(uint(cut) % uint(len(in)+1))
		for _, s := range []string{in[:i], in[i:]} {
			if _, err := w.Write([]byte(s)); err != nil {
				t.Fatal(err)
			}
		}
		rest := out.String()
		for i := strings.IndexByte(rest, 0x1b); i >= 0; i = strings.IndexByte(rest, 0x1b) {
			n, ok := w.sequence([]byte(rest[i:]))
			if !ok {
				t.Fatalf("%q is written as %q", in, out.String())
			}
			rest = rest[:i] + rest[i+n:]
		}
		if !utf8.ValidString(rest) || strings.ContainsFunc(rest, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) {
			t.Fatalf("%q is written as %q", in, out.String())
		}
	})
}

func BenchmarkWriter(b *testing.B) {
	line := "  2  " + linkStart + "\x1b[1;38;5;203m404\x1b[m" + linkEnd + " \x1b[1mNot Found\x1b[m  naïve words that follow in this line\n"
	page := []byte(strings.Repeat(line, 40))
	w := NewWriter(io.Discard)
	w.AllowStyles()
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		_, _ = w.Write(page)
	}
}
