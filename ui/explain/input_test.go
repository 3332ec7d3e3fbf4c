package explain

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf16"

	"teapot/ui/theme"
)

// compress returns a gzip file. Each text is a member of its own, as when several gzip files
// are concatenated.
func compress(t *testing.T, texts ...string) string {
	t.Helper()
	var b bytes.Buffer
	for _, text := range texts {
		z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(z, text); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// encodeUTF16 returns the text in UTF-16 without a byte order mark.
func encodeUTF16(order binary.AppendByteOrder, text string) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, unit)
	}
	return string(b)
}

// TestEncodings checks that a log gives the same output in every encoding: compressed, with a
// byte order mark, in UTF-16, from a file or from standard input.
func TestEncodings(t *testing.T) {
	log := "first é 😀 line\r\n" + strings.Repeat("HTTP/1.1 503 Überlastet 😀\r\n", 20_000) + "550 5.1.1 user unknown"
	want, _, _ := run(t, Options{In: strings.NewReader(log)})
	little, big := encodeUTF16(binary.LittleEndian, "\ufeff"+log), encodeUTF16(binary.BigEndian, "\ufeff"+log)
	for name, input := range map[string]string{
		"gzip": compress(t, log), "gzip of parts": compress(t, log[:100], log[100:]), "byte order mark": "\ufeff" + log,
		"little endian": little, "big endian": big, "gzip of UTF-16": compress(t, little), "half a code unit": little + "x",
	} {
		for from, o := range map[string]Options{
			"standard input": {In: strings.NewReader(input)}, "short reads": {In: iotest.HalfReader(strings.NewReader(input))},
			"file": {Open: files{"a.log": input}.open},
		} {
			var names []string
			if o.Open != nil {
				names = []string{"a.log"}
			}
			if out, _, err := run(t, o, names...); err != nil || out != want || !strings.Contains(want, "Überlastet 😀\n") {
				t.Errorf("%s, %s: %v, got %q, want %q", name, from, err, out, want)
			}
		}
	}
}

// TestUnpairedSurrogates checks that invalid UTF-16 is read to its end, and that each unpaired
// surrogate becomes U+FFFD. The result must not depend on how many bytes each read returns.
func TestUnpairedSurrogates(t *testing.T) {
	for name, tt := range map[string]struct {
		units []uint16
		want  string
	}{
		"high":               {[]uint16{'a', 0xd83d, 'b'}, "a\ufffdb"},
		"low":                {[]uint16{'a', 0xde00, 'b'}, "a\ufffdb"},
		"high at the end":    {[]uint16{'a', 0xd83d}, "a\ufffd"},
		"low at the end":     {[]uint16{'a', 0xde00}, "a\ufffd"},
		"high before a pair": {[]uint16{'a', 0xd83d, 0xd83d, 0xde00, 'b'}, "a\ufffd😀b"},
		"low after a pair":   {[]uint16{'a', 0xd83d, 0xde00, 0xde00, 'b'}, "a😀\ufffdb"},
		"only high":          {[]uint16{0xd83d}, "\ufffd"},
		"second BOM":         {[]uint16{0xfeff, 'a'}, "\ufeffa"},
	} {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			input := order.AppendUint16(nil, 0xfeff)
			for _, unit := range tt.units {
				input = order.AppendUint16(input, unit)
			}
			for split, in := range map[string]io.Reader{
				"none": bytes.NewReader(input), "every byte": iotest.OneByteReader(bytes.NewReader(input)),
				"odd end": iotest.HalfReader(bytes.NewReader(append(input, 'x'))),
			} {
				b, err := decode(t.Context(), in, Options{MaxLine: defaultMaxLine})
				if err != nil {
					t.Fatal(err)
				}
				if got, err := io.ReadAll(b); string(got) != tt.want || err != nil {
					t.Errorf("%s, %v, split %s: %q, %v, want %q", name, order, split, got, err, tt.want)
				}
			}
		}
	}
}

// TestStreaming checks that the result of a line is printed before the next line is read, so
// that users see it at once. In UTF-16, this must work even if a write ends in the middle of
// a character of the next line.
func TestStreaming(t *testing.T) {
	little := func(text string) string { return encodeUTF16(binary.LittleEndian, text) }
	big := func(text string) string { return encodeUTF16(binary.BigEndian, text) }
	for name, writes := range map[string][]string{
		"UTF-8":                 {"HTTP/1.1 503\n", "HTTP/1.1 404\n"},
		"UTF-8 after a BOM":     {"\ufeffHTTP/1.1 503\n", "HTTP/1.1 404\n"},
		"UTF-16":                {little("\ufeff"), little("HTTP/1.1 503\n"), little("HTTP/1.1 404\n")},
		"UTF-16 without a BOM":  {little("HTTP/1.1 503\n"), little("HTTP/1.1 404\n")},
		"big, without a BOM":    {big("HTTP/1.1 503\n"), big("HTTP/1.1 404\n")},
		"UTF-16 in one write":   {little("\ufeffHTTP/1.1 503\n"), little("HTTP/1.1 404\n")},
		"big endian":            {big("\ufeff"), big("HTTP/1.1 503\n"), big("HTTP/1.1 404\n")},
		"half a BOM":            {"\xff", "\xfe" + little("HTTP/1.1 503\n"), little("HTTP/1.1 404\n")},
		"half a code unit":      {little("\ufeffHTTP/1.1 503\n") + "H", "\x00" + little("TTP/1.1 404\n")},
		"half a pair":           {little("\ufeffHTTP/1.1 503\n") + "\x3d\xd8", "\x00\xde" + little("HTTP/1.1 404\n")},
		"three quarters":        {little("\ufeffHTTP/1.1 503\n") + "\x3d\xd8\x00", "\xde" + little("HTTP/1.1 404\n")},
		"half a pair that ends": {big("\ufeffHTTP/1.1 503 😀\n") + "\xde\x00", big("HTTP/1.1 404\n")},
	} {
		testStreaming(t, name, writes)
	}
}

// testStreaming writes one text after the other to the input. After each text that completes a
// line, it checks that the result of the line is printed.
func testStreaming(t *testing.T, name string, writes []string) {
	t.Helper()
	in, input := io.Pipe()
	output, out := io.Pipe()
	go func() {
		_ = out.CloseWithError(Run(t.Context(), Options{Catalog: loadCatalog(t), Form: JSON, Theme: theme.Plain(), In: in, Out: out}, nil))
	}()
	stop := time.AfterFunc(20*time.Second, func() { _ = input.CloseWithError(errors.New("no output while the input waits")) })
	defer stop.Stop()
	want := []string{`{"line":1,"http":["503"],`, `{"line":2,"http":["404"],`}
	printed := bufio.NewReader(output)
	for _, w := range writes {
		if _, err := io.WriteString(input, w); err != nil {
			t.Fatal(err)
		}
		if len(w) < len("HTTP/1.1 503") {
			continue // the text completes no line
		}
		if got, err := printed.ReadString('\n'); err != nil || !strings.HasPrefix(got, want[0]) {
			t.Errorf("%s: %q, %v, want %s", name, got, err, want[0])
		}
		want = want[1:]
	}
	_ = input.Close()
	_ = output.Close()
}

// TestDecompressedSize checks that a small gzip file that decompresses to a very long text does
// not fill the memory, and that MaxDecompressed limits the size of the text.
func TestDecompressedSize(t *testing.T) {
	const limit = 64 << 20
	bomb := compress(t, "HTTP/1.1 404\n", strings.Repeat("\x00", limit))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	out, _, err := run(t, Options{In: strings.NewReader(bomb)})
	runtime.ReadMemStats(&after)
	if err != nil || !strings.HasPrefix(out, "1  404 ") {
		t.Errorf("%v, %q", err, out)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > limit/2 {
		t.Errorf("%d MB were allocated", used>>20)
	}
	_, _, err = run(t, Options{In: strings.NewReader(bomb), MaxDecompressed: limit})
	if !isInputError(err) || !strings.Contains(err.Error(), "standard input: more than 64 MB when decompressed") {
		t.Errorf("with a limit: %v", err)
	}
}

// isInputError reports whether err is an [InputError].
func isInputError(err error) bool {
	_, ok := errors.AsType[InputError](err)
	return ok
}

// TestTruncated checks that codes are explained up to the place where an input is broken, and
// that the inputs after it are read.
func TestTruncated(t *testing.T) {
	full := compress(t, strings.Repeat("HTTP/1.1 503\n", 10_000))
	f := files{"cut.gz": full[:len(full)-8], "bad.gz": "\x1f\x8b\x08 nonsense", "b": "HTTP/1.1 404\n"}
	for args, want := range map[string]struct{ out, warnings, err string }{
		"cut.gz":     {"10000  503 ", "", "cut.gz: unexpected EOF"},
		"cut.gz b":   {"10000  503 ", "cut.gz: unexpected EOF\n", "not all of the 2 inputs could be read"},
		"b bad.gz -": {"2  404 ", "bad.gz: unexpected EOF\n", "not all of the 3 inputs could be read"},
	} {
		out, warnings, err := run(t, Options{Open: f.open, In: strings.NewReader("HTTP/1.1 404\n")}, strings.Fields(args)...)
		if !isInputError(err) || err.Error() != want.err || warnings != want.warnings || !strings.HasPrefix(out, want.out) {
			t.Errorf("%s: %v, %q, %q", args, err, warnings, out)
		}
		if strings.Contains(args, "b") && !strings.Contains(out, "404 Not Found") {
			t.Errorf("%s: the other input is not explained: %q", args, out)
		}
	}
}

// endlessLine is an input with one line that never ends. Every read calls cancel.
type endlessLine struct{ cancel func() }

func (e endlessLine) Read(p []byte) (int, error) {
	e.cancel()
	clear(p)
	return len(p), nil
}

// TestCanceledLine checks that reading stops in the middle of a line if the context ends.
// Without this, a line without an end would keep the session busy.
func TestCanceledLine(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	o := Options{Catalog: loadCatalog(t), In: endlessLine{cancel}, Out: io.Discard}
	if err := Run(ctx, o, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
