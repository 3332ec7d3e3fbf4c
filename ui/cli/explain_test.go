package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
)

// manyCodes is a log of n different enhanced codes, each of them twice.
func manyCodes(n int) string {
	var b strings.Builder
	for i := range 2 * n {
		fmt.Fprintf(&b, "(#5.%d.%d)\n", i%n/1000, i%n%1000)
	}
	return b.String()
}

// TestManyCodes: a log of ever more codes does not fill the memory.
func TestManyCodes(t *testing.T) {
	out, err, code := call(t, IO{In: strings.NewReader(manyCodes(maxCodes + 10))}, "explain")
	if n := strings.Count(out, "\n"); code != ExitFound || err != "" || n != 2*maxCodes+1 {
		t.Fatalf("exit %d, %q, %d lines", code, err, n)
	}
	if !strings.HasSuffix(out, "\n20  of further codes\n") || !strings.HasPrefix(out, " 2  5.0.0 ") {
		t.Errorf("begins with %.40q, ends with %q", out, out[len(out)-40:])
	}
	if out, _, _ := call(t, IO{In: strings.NewReader(manyCodes(3))}, "explain"); strings.Contains(out, "further") {
		t.Errorf("further codes than three: %s", out)
	}
}

// last is an input whose reader goes away at its end.
type last struct {
	io.Reader
	leave func()
}

func (l last) Read(p []byte) (int, error) {
	n, err := l.Reader.Read(p)
	if err != nil {
		l.leave()
	}
	return n, err
}

// TestLeft: nothing is summed up for who is not there any more.
func TestLeft(t *testing.T) {
	ctx, leave := context.WithCancel(t.Context())
	var out, errs bytes.Buffer
	code := Run(ctx, IO{Args: []string{"explain"}, In: last{strings.NewReader(manyCodes(1000)), leave}, Out: &out, Err: &errs})
	if code != ExitInterrupted || out.Len() > 0 || errs.Len() > 0 {
		t.Errorf("exit %d, %d bytes of output, %q", code, out.Len(), &errs)
	}
}

// TestStandardInputServed: "-" is no file of the machine that serves.
func TestStandardInputServed(t *testing.T) {
	for _, args := range [][]string{{"explain", "-"}, {"explain", "--", "-"}, {"explain", "-", "-"}} {
		out, err, code := call(t, IO{In: strings.NewReader("HTTP/1.1 503\n")}, args...)
		if code != ExitFound || !strings.HasPrefix(out, "1  503 ") {
			t.Errorf("%v: exit %d, %q, %q", args, code, out, err)
		}
	}
	if out, err, code := call(t, IO{}, "explain", "-", "/etc/hosts"); code != ExitUsage || out != "" || !strings.Contains(err, "not served here") {
		t.Errorf("exit %d, %q, %q", code, out, err)
	}
}

// TestFileNames: a name comes back as it was, whatever it holds, and a terminal
// can show it.
func TestFileNames(t *testing.T) {
	for _, name := range []string{"a b.log", `"a\b".log`, "<é>&.log", "\x1b[31m\x9b\n", "\u202ea\u009b", "\U000e0001😀"} {
		host := filesHost{files: map[string]string{name: "HTTP/1.1 404\n"}}
		out, _, code := call(t, IO{Host: host}, "explain", "--json", "--", name)
		var got struct {
			File string
			Line int
			HTTP []string
		}
		if err := json.Unmarshal([]byte(out), &got); err != nil || code != ExitFound || !printable(out) {
			t.Errorf("%q: exit %d, %q, %v", name, code, out, err)
		}
		if got.File != strings.ToValidUTF8(name, "\ufffd") || got.Line != 1 || len(got.HTTP) != 1 {
			t.Errorf("%q: got %+v", name, got)
		}
	}
}

// TestColoredLog: what colors a log is neither read nor shown.
func TestColoredLog(t *testing.T) {
	log := "\x1b[32mINFO\x1b[0m: 192.0.2.1:5 - \"\x1b[1mGET /x HTTP/1.1\x1b[0m\" \x1b[31m422 Unprocessable Entity\x1b[0m\n"
	plain := "INFO: 192.0.2.1:5 - \"GET /x HTTP/1.1\" 422 Unprocessable Entity\n"
	for _, flag := range []string{"--json=false", "--json", "--lines"} {
		got, _, code := call(t, IO{In: strings.NewReader(log)}, "explain", flag)
		want, _, _ := call(t, IO{In: strings.NewReader(plain)}, "explain", flag)
		if code != ExitFound || got != want || !strings.Contains(got, "422") {
			t.Errorf("%s: exit %d, got %q, want %q", flag, code, got, want)
		}
	}
}
