package cli

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"io"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
)

// filesHost is a machine that has a few files.
type filesHost struct {
	fakeHost
	files map[string]string
}

func (h filesHost) Open(path string) (io.ReadCloser, error) {
	text, ok := h.files[path]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}
	return io.NopCloser(strings.NewReader(text)), nil
}

func zipped(t *testing.T, texts ...string) string {
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

// inUTF16 is a text with its byte order mark.
func inUTF16(t *testing.T, order binary.AppendByteOrder, text string) string {
	t.Helper()
	var b []byte
	for _, unit := range utf16.Encode([]rune("\ufeff" + text)) {
		b = order.AppendUint16(b, unit)
	}
	return string(b)
}

// TestEncodings: a log is the same however it is kept.
func TestEncodings(t *testing.T) {
	log := "first é 😀 line\r\n" + strings.Repeat("HTTP/1.1 503 Überlastet 😀\r\n", 20_000) + "550 5.1.1 user unknown"
	want, _, _ := call(t, IO{In: strings.NewReader(log)}, "explain")
	little, big := inUTF16(t, binary.LittleEndian, log), inUTF16(t, binary.BigEndian, log)
	for name, input := range map[string]string{
		"gzip": zipped(t, log), "gzip of parts": zipped(t, log[:100], log[100:]), "mark": "\ufeff" + log,
		"little": little, "big": big, "gzip of UTF-16": zipped(t, little), "half a unit": little + "x",
	} {
		host := filesHost{files: map[string]string{"a.log": input}}
		for from, io := range map[string]IO{
			"served": {In: strings.NewReader(input)}, "input": {In: iotest.HalfReader(strings.NewReader(input)), Host: host}, "file": {Host: host},
		} {
			args := []string{"explain"}
			if from == "file" {
				args = append(args, "a.log")
			}
			if out, err, code := call(t, io, args...); code != ExitFound || out != want || !strings.Contains(want, "Überlastet 😀\n") {
				t.Errorf("%s, %s: exit %d, %q, got %q, want %q", name, from, code, err, out, want)
			}
		}
	}
}

// TestTyped: a line is explained before the next one comes, in UTF-16 too.
func TestTyped(t *testing.T) {
	lines := []string{"HTTP/1.1 503\n", "HTTP/1.1 404\n"}
	for name, encode := range map[string]func(string) string{
		"plain":  func(s string) string { return s },
		"UTF-16": func(s string) string { return strings.TrimPrefix(inUTF16(t, binary.LittleEndian, s), "\xff\xfe") },
	} {
		in, typed := io.Pipe()
		shown, out := io.Pipe()
		go func() {
			out.CloseWithError(map[int]error{ExitFound: io.EOF}[Run(t.Context(), IO{Args: []string{"explain", "--json"}, In: in, Out: out, Err: io.Discard})])
		}()
		if name == "UTF-16" {
			_, _ = io.WriteString(typed, "\xff\xfe")
		}
		for n, l := range lines {
			if _, err := io.WriteString(typed, encode(l)); err != nil {
				t.Fatal(err)
			}
			got := make([]byte, len("{\"line\":1,\"http\":[\"503\"]}\n"))
			if _, err := io.ReadFull(shown, got); err != nil || !strings.Contains(string(got), strings.Fields(l)[1]) {
				t.Errorf("%s, line %d: %q, %v", name, n+1, got, err)
			}
		}
		_ = typed.Close()
		_ = shown.Close()
	}
}

// TestBomb: what is decompressed takes no memory, and a server that anybody may
// use decompresses only so much.
func TestBomb(t *testing.T) {
	bomb := zipped(t, "HTTP/1.1 404\n", strings.Repeat("\x00", maxServed))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	out, err, code := call(t, IO{In: strings.NewReader(bomb), Host: fakeHost{}}, "explain")
	runtime.ReadMemStats(&after)
	if code != ExitFound || err != "" || !strings.HasPrefix(out, "1  404 ") {
		t.Errorf("exit %d, %q, %q", code, out, err)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > maxServed/2 {
		t.Errorf("%d MB were allocated", used>>20)
	}
	if _, err, code := call(t, IO{In: strings.NewReader(bomb)}, "explain"); code != ExitUsage || !strings.Contains(err, "standard input: more than 64 MB when decompressed") {
		t.Errorf("served: exit %d, %q", code, err)
	}
}

// TestCutOff: what was read before an input broke off is explained, and so are
// the inputs behind it.
func TestCutOff(t *testing.T) {
	whole := zipped(t, strings.Repeat("HTTP/1.1 503\n", 10_000))
	host := filesHost{files: map[string]string{"cut.gz": whole[:len(whole)-8], "bad.gz": "\x1f\x8b\x08 nonsense", "b": "HTTP/1.1 404\n"}}
	for args, want := range map[string]struct{ out, err string }{
		"cut.gz":     {"10000  503 ", "teapot: cut.gz: unexpected EOF\n"},
		"cut.gz b":   {"10000  503 ", "teapot: cut.gz: unexpected EOF\nteapot: not all of the 2 inputs could be read\n"},
		"b bad.gz -": {"2  404 ", "teapot: bad.gz: unexpected EOF\nteapot: not all of the 3 inputs could be read\n"},
	} {
		out, err, code := call(t, IO{Host: host, In: strings.NewReader("HTTP/1.1 404\n")}, append([]string{"explain"}, strings.Fields(args)...)...)
		if code != ExitUsage || err != want.err || !strings.HasPrefix(out, want.out) {
			t.Errorf("%s: exit %d, %q, %q", args, code, out, err)
		}
		if strings.Contains(args, "b") && !strings.Contains(out, "404 Not Found") {
			t.Errorf("%s: the other input is not explained: %q", args, out)
		}
	}
}

// endless is an input of one line that never ends. Its reader leaves.
type endless struct{ leave func() }

func (e endless) Read(p []byte) (int, error) {
	e.leave()
	clear(p)
	return len(p), nil
}

// TestEndless: a line is not read to its end for who has left.
func TestEndless(t *testing.T) {
	ctx, leave := context.WithCancel(t.Context())
	if code := Run(ctx, IO{Args: []string{"explain"}, In: endless{leave}, Out: io.Discard, Err: io.Discard}); code != ExitInterrupted {
		t.Errorf("exit %d", code)
	}
}

// TestNothingFound names where nothing was found.
func TestNothingFound(t *testing.T) {
	host := filesHost{files: map[string]string{"a": "", "b": "x", "c": "", "d": "", "e": ""}}
	for args, want := range map[string]string{
		"": "no status code found\n", "-": "no status code found\n", "a": "no status code found in a\n",
		"a b c": "no status code found in a, b, c\n", "a b c d e": "no status code found in a, b, c and 2 more\n",
	} {
		if _, err, code := call(t, IO{Host: host}, append([]string{"explain"}, strings.Fields(args)...)...); code != ExitNotFound || err != "teapot: "+want {
			t.Errorf("%s: exit %d, %q", args, code, err)
		}
	}
}
