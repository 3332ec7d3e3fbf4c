package explain

import (
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

// compress returns the texts as the members of one gzip file.
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

// TestEncodings checks that the output is the same in whatever encoding a log comes.
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

// TestUnpairedSurrogates checks that broken UTF-16 is read to its end, with U+FFFD
// for what cannot be decoded, wherever reads are split.
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
				b, err := decode(t.Context(), in, 0)
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

// TestStreaming checks that a line is explained before the next one comes, in UTF-16
// too, even if part of the next character has already come.
func TestStreaming(t *testing.T) {
	little := func(text string) string { return encodeUTF16(binary.LittleEndian, text) }
	big := func(text string) string { return encodeUTF16(binary.BigEndian, text) }
	for name, writes := range map[string][]string{
		"UTF-8":                 {"HTTP/1.1 503\n", "HTTP/1.1 404\n"},
		"UTF-8 after a BOM":     {"\ufeffHTTP/1.1 503\n", "HTTP/1.1 404\n"},
		"UTF-16":                {little("\ufeff"), little("HTTP/1.1 503\n"), little("HTTP/1.1 404\n")},
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

// testStreaming writes one text after the other, and checks that each one that ends
// a line shows that line at once.
func testStreaming(t *testing.T, name string, writes []string) {
	t.Helper()
	in, input := io.Pipe()
	output, out := io.Pipe()
	go func() {
		_ = out.CloseWithError(Run(t.Context(), Options{Catalog: loadCatalog(t), Form: JSON, Theme: theme.Plain(), In: in, Out: out}, nil))
	}()
	stop := time.AfterFunc(20*time.Second, func() { _ = input.CloseWithError(errors.New("no output while the input waits")) })
	defer stop.Stop()
	shown := []string{`{"line":1,"http":["503"]}`, `{"line":2,"http":["404"]}`}
	for _, w := range writes {
		if _, err := io.WriteString(input, w); err != nil {
			t.Fatal(err)
		}
		if len(w) < len("HTTP/1.1 503") {
			continue // not a line
		}
		got := make([]byte, len(shown[0])+1)
		if _, err := io.ReadFull(output, got); err != nil || string(got) != shown[0]+"\n" {
			t.Errorf("%s: %q, %v, want %s", name, got, err, shown[0])
		}
		shown = shown[1:]
	}
	_ = input.Close()
	_ = output.Close()
}

// TestDecompressedSize checks that a decompressed input is not kept in memory, and
// that a limit on its size is enforced.
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

func isInputError(err error) bool {
	_, ok := errors.AsType[InputError](err)
	return ok
}

// TestTruncated checks that what was read of a broken input is explained, and so
// are the inputs after it.
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

// endlessLine is an input of one line without an end. The first read cancels the
// context.
type endlessLine struct{ cancel func() }

func (e endlessLine) Read(p []byte) (int, error) {
	e.cancel()
	clear(p)
	return len(p), nil
}

// TestCanceledLine checks that a line is not read to its end once the context has
// ended.
func TestCanceledLine(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	o := Options{Catalog: loadCatalog(t), In: endlessLine{cancel}, Out: io.Discard}
	if err := Run(ctx, o, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
