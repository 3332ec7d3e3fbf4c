package explain

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
	"unicode"

	"teapot/data"
	"teapot/model"
	"teapot/model/triage"
	"teapot/ui/theme"
)

// loadCatalog returns the catalog of all embedded entries.
func loadCatalog(t *testing.T) *model.Catalog {
	t.Helper()
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// files maps the names of files to their contents.
type files map[string]string

// open opens a file of the map. It can be used as [Options.Open].
func (f files) open(name string) (io.ReadCloser, error) {
	text, ok := f[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return io.NopCloser(strings.NewReader(text)), nil
}

// run calls [Run] with the options and file names. It sets the catalog, a theme without
// colors, and where output and warnings go. It returns the output, the warnings with one in
// each line, and the error of Run.
func run(t *testing.T, o Options, names ...string) (out, warnings string, err error) {
	t.Helper()
	var b, w bytes.Buffer
	o.Catalog, o.Theme, o.Out = loadCatalog(t), theme.Plain(), &b
	o.Warn = func(err error) { fmt.Fprintln(&w, err) }
	err = Run(t.Context(), o, names)
	return b.String(), w.String(), err
}

// manyCodes returns a log with n different enhanced codes, each of them twice.
func manyCodes(n int) string {
	var b strings.Builder
	for i := range 2 * n {
		fmt.Fprintf(&b, "(#5.%d.%d)\n", i%n/1000, i%n%1000)
	}
	return b.String()
}

// TestManyCodes checks that the summary has a limited number of codes, so that a log with
// made-up codes cannot fill the memory. Further codes are only counted together.
func TestManyCodes(t *testing.T) {
	out, _, err := run(t, Options{In: strings.NewReader(manyCodes(triage.MaxCodes + 10))})
	if n := strings.Count(out, "\n"); err != nil || n != 2*triage.MaxCodes+1 {
		t.Fatalf("%v, %d lines", err, n)
	}
	if !strings.HasSuffix(out, "\n20  of further codes\n") || !strings.HasPrefix(out, " 2  5.0.0 ") {
		t.Errorf("begins with %.40q, ends with %q", out, out[len(out)-40:])
	}
	if out, _, _ := run(t, Options{In: strings.NewReader(manyCodes(3))}); strings.Contains(out, "further") {
		t.Errorf("further codes after only three: %s", out)
	}
}

// cancelAtEnd is a reader that calls cancel when it has reached the end of its input.
type cancelAtEnd struct {
	io.Reader
	cancel func()
}

func (c cancelAtEnd) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if err != nil {
		c.cancel()
	}
	return n, err
}

// TestCanceledSummary checks that no summary is printed if the context ends while the last
// input is read.
func TestCanceledSummary(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var out bytes.Buffer
	o := Options{Catalog: loadCatalog(t), In: cancelAtEnd{strings.NewReader(manyCodes(1000)), cancel}, Out: &out}
	if err := Run(ctx, o, nil); !errors.Is(err, context.Canceled) || out.Len() > 0 {
		t.Errorf("%v, %d bytes of output", err, out.Len())
	}
}

// TestFileNames checks the name of the file in JSON output. Whatever characters the name has,
// decoding the JSON must give the name again, and the output must be safe for a terminal.
func TestFileNames(t *testing.T) {
	for _, name := range []string{"a b.log", `"a\b".log`, "<é>&.log", "\x1b[31m\x9b\n", "\u202ea\u009b", "\U000e0001😀"} {
		out, _, err := run(t, Options{Form: JSON, Open: files{name: "HTTP/1.1 404\n"}.open}, name)
		var got struct {
			File string
			Line int
			HTTP []string
		}
		if jsonErr := json.Unmarshal([]byte(out), &got); jsonErr != nil || err != nil || !isPrintable(out) {
			t.Errorf("%q: %q, %v, %v", name, out, err, jsonErr)
		}
		if got.File != strings.ToValidUTF8(name, "\ufffd") || got.Line != 1 || len(got.HTTP) != 1 {
			t.Errorf("%q: got %+v", name, got)
		}
	}
}

// isPrintable reports whether the text has no control characters except line breaks and tabs.
func isPrintable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' })
}

// TestColoredLog checks that a log with escape sequences for colors gives the same output as
// the log without them.
func TestColoredLog(t *testing.T) {
	colored := "\x1b[32mINFO\x1b[0m: 192.0.2.1:5 - \"\x1b[1mGET /x HTTP/1.1\x1b[0m\" \x1b[31m422 Unprocessable Entity\x1b[0m\n"
	plain := "INFO: 192.0.2.1:5 - \"GET /x HTTP/1.1\" 422 Unprocessable Entity\n"
	for _, form := range []Form{Summary, Lines, JSON} {
		got, _, err := run(t, Options{Form: form, In: strings.NewReader(colored)})
		want, _, _ := run(t, Options{Form: form, In: strings.NewReader(plain)})
		if err != nil || got != want || !strings.Contains(got, "422") {
			t.Errorf("form %d: %v, got %q, want %q", form, err, got, want)
		}
	}
}

// TestWidth checks that the summary cuts sample lines to the width, and does not cut them if
// the width is 0.
func TestWidth(t *testing.T) {
	line := "HTTP/1.1 404 " + strings.Repeat("x", 100)
	for width, want := range map[int]string{0: "\n   " + line + "\n", 40: "\n   HTTP/1.1 404 " + strings.Repeat("x", 23) + "…\n"} {
		out, _, err := run(t, Options{Width: width, In: strings.NewReader(line)})
		if err != nil || !strings.HasSuffix(out, want) {
			t.Errorf("width %d: %v, %q, want %q at the end", width, err, out, want)
		}
	}
}

// TestNotFound checks the error for inputs without codes, which says how many lines they have, and
// names the first three inputs.
func TestNotFound(t *testing.T) {
	f := files{"a": "", "b": "x", "c": "", "d": "", "e": ""}
	for args, want := range map[string]string{
		"": "no status code found in 2 lines", "-": "no status code found in 2 lines", "a": "no status code found in 0 lines of a",
		"a b c": "no status code found in 1 line of a, b, c", "a b c d e": "no status code found in 1 line of a, b, c and 2 more",
	} {
		_, _, err := run(t, Options{In: strings.NewReader("x\ny"), Open: f.open}, strings.Fields(args)...)
		if !errors.Is(err, ErrNotFound) || err.Error() != want {
			t.Errorf("%s: %v, want %s", args, err, want)
		}
	}
}

// TestLoadGenerators checks that the results of load generators count as often as they say.
func TestLoadGenerators(t *testing.T) {
	report := "  [200]\t4040 responses\n  [503]\t12 responses\nStatus Codes  [code:count]                      200:60  404:3\n" +
		`{"url":"http://localhost:3000","statusCodeStats":{"200":{"count":900},"404":{"count":1}}}` + "\n" + `{"requests":503,"status_codes":{"502":5}}`
	out, _, err := run(t, Options{In: strings.NewReader(report)})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"5000  200 OK", "  12  503 ", "   5  502 ", "   4  404 "} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	out, _, _ = run(t, Options{In: strings.NewReader(report), Form: JSON})
	if !strings.HasPrefix(out, `{"line":1,"http":["200"],"findings":[{"kind":"http","code":"200","role":"status","start":3,"end":6,"count":4040,`) {
		t.Error(out)
	}
}
