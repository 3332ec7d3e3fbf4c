package cli

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// folderHost is a machine on which every path is the same folder.
type folderHost struct {
	fakeHost
	dir fstest.MapFS
}

func (h folderHost) Dir(string) fs.FS { return h.dir }

// TestCheckPrintsNoControlCharacters checks that problems with control characters in the
// names and lines of files are printed without them, one per line.
func TestCheckPrintsNoControlCharacters(t *testing.T) {
	dir := fstest.MapFS{
		"http/status/599\x1b[2J.md": {Data: []byte("Code: 599\n")},
		"http/status/598\n.md":      {Data: []byte("\x1b]0;title\x07: x\nStanding: \x1b[31m\n")},
		"http/status/597\u202e.md":  {Data: []byte("Code: \x9b31m\n")},
	}
	out, stderr, code := call(t, IO{Host: folderHost{dir: dir}}, "check", "mine\x1b[1m")
	if code != ExitUsage || !isPrintable(out) || !isPrintable(stderr) || strings.Contains(out, "\u202e") {
		t.Errorf("exit %d, %q, %q", code, out, stderr)
	}
	for line := range strings.Lines(out) {
		if !strings.HasPrefix(line, "mine·[1m/http/status/59") {
			t.Errorf("not a problem of a file: %q", line)
		}
	}
}
