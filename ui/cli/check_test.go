package cli

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// folderHost is a machine with one folder of entries.
type folderHost struct {
	fakeHost
	dir fstest.MapFS
}

func (h folderHost) Dir(string) fs.FS { return h.dir }

// TestCheckIsClean: what stands in names and lines of the files that are checked
// reaches the screen without control characters, a problem a line.
func TestCheckIsClean(t *testing.T) {
	dir := fstest.MapFS{
		"http/status/599\x1b[2J.md": {Data: []byte("Code: 599\n")},
		"http/status/598\n.md":      {Data: []byte("\x1b]0;title\x07: x\nStanding: \x1b[31m\n")},
		"http/status/597\u202e.md":  {Data: []byte("Code: \x9b31m\n")},
	}
	out, errs, code := call(t, IO{Host: folderHost{dir: dir}}, "check", "own\x1b[1m")
	if code != ExitUsage || !printable(out) || !printable(errs) || strings.Contains(out, "\u202e") {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
	for line := range strings.Lines(out) {
		if !strings.HasPrefix(line, "own·[1m/http/status/59") {
			t.Errorf("not a problem of a file: %q", line)
		}
	}
}
