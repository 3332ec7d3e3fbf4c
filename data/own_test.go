package data

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"teapot/model"
)

// guarded is a folder in which only files may be opened: to open a pipe is to
// wait for who writes to it.
type guarded struct {
	fstest.MapFS
	t *testing.T
}

func (g guarded) Open(name string) (fs.File, error) {
	if f := g.MapFS[name]; f != nil && !f.Mode.IsRegular() {
		g.t.Errorf("%s is opened", name)
	}
	return g.MapFS.Open(name)
}

// TestOwnFilesAreFiles: what is no file, or is too long for an entry, is a
// problem of that file, and neither waited for nor read.
func TestOwnFilesAreFiles(t *testing.T) {
	dir := guarded{folder(map[string]string{
		"http/status/597-tea.md": kettle,
		"http/status/596-tea.md": strings.Replace(kettle, "597", "596", 1) + strings.Repeat("x", maxOwn),
	}), t}
	dir.MapFS["http/status/404.md"] = &fstest.MapFile{Mode: fs.ModeNamedPipe | 0o644}
	dir.MapFS["http/status/595-tea.md"] = &fstest.MapFile{Mode: fs.ModeDevice | fs.ModeCharDevice | 0o666}
	want := "http/status/404.md: not a regular file\nhttp/status/595-tea.md: not a regular file\nhttp/status/596-tea.md: longer than 1048576 bytes"
	c, err := Load(Embedded(), dir)
	if err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	if c.Get(model.HTTP, model.Status, "597-tea") == nil {
		t.Error("the file beside them is not read")
	}
	if found := Check(Embedded(), dir).Error(); !strings.HasPrefix(found, want) {
		t.Errorf("check finds %s", found)
	}
}
