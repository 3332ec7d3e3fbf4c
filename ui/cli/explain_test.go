package cli

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"strings"
	"testing"

	"teapot/ui/explain"
)

// cancelingReader cancels a context at the end of the input, as ctrl+c does.
type cancelingReader struct {
	io.Reader
	cancel func()
}

func (c cancelingReader) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if err != nil {
		c.cancel()
	}
	return n, err
}

// TestExplainInterrupted checks the exit code after ctrl+c, and that explain does not
// print its summary then.
func TestExplainInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var out, stderr bytes.Buffer
	code := Run(ctx, IO{Args: []string{"explain"}, In: cancelingReader{strings.NewReader("HTTP/1.1 404\n"), cancel}, Out: &out, Err: &stderr})
	if code != ExitInterrupted || out.Len() > 0 || stderr.Len() > 0 {
		t.Errorf("exit %d, %q, %q", code, &out, &stderr)
	}
}

// TestExplainServed checks that explain in an SSH session reads standard input, and
// refuses to read files of the server.
func TestExplainServed(t *testing.T) {
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

// TestExplainServedSize checks that the size of decompressed input is limited in an SSH
// session, and not limited for a local user.
func TestExplainServedSize(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, "HTTP/1.1 404\n"+strings.Repeat("\x00", maxDecompressed)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	bomb := b.String()
	if out, err, code := call(t, IO{In: strings.NewReader(bomb), Host: fakeHost{}}, "explain"); code != ExitFound || err != "" || !strings.HasPrefix(out, "1  404 ") {
		t.Errorf("exit %d, %q, %q", code, out, err)
	}
	if _, err, code := call(t, IO{In: strings.NewReader(bomb)}, "explain"); code != ExitUsage || !strings.Contains(err, "standard input: more than 64 MB when decompressed") {
		t.Errorf("served: exit %d, %q", code, err)
	}
}

// TestShowsProgress checks that no progress is shown while output is printed on the same
// terminal.
func TestShowsProgress(t *testing.T) {
	for _, tt := range []struct {
		form             explain.Form
		outTerm, errTerm bool
		want             bool
	}{
		{explain.Summary, true, true, true},
		{explain.Summary, false, true, true},
		{explain.Lines, true, true, false},
		{explain.JSON, true, true, false},
		{explain.Lines, false, true, true},
		{explain.Summary, true, false, false},
	} {
		r := &runner{IO: IO{OutTerm: tt.outTerm, ErrTerm: tt.errTerm}}
		if got := r.showsProgress(tt.form); got != tt.want {
			t.Errorf("form %d, out %t, err %t: progress is shown: %t, want %t", tt.form, tt.outTerm, tt.errTerm, got, tt.want)
		}
	}
}
