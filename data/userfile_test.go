package data

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"teapot/model"
)

// guardedFolder fails the test when anything but a regular file is opened: opening a
// pipe waits until another process writes to it.
type guardedFolder struct {
	fstest.MapFS
	t *testing.T
}

func (g guardedFolder) Open(name string) (fs.File, error) {
	if f := g.MapFS[name]; f != nil && !f.Mode.IsRegular() {
		g.t.Errorf("%s was opened", name)
	}
	return g.MapFS.Open(name)
}

// TestUserFiles checks that pipes, devices and very long files are reported as problems
// and are not read.
func TestUserFiles(t *testing.T) {
	dir := guardedFolder{folder(map[string]string{
		"http/status/597-tea.md": kettle,
		"http/status/596-tea.md": strings.Replace(kettle, "597", "596", 1) + strings.Repeat("x", maxUserFile),
	}), t}
	dir.MapFS["http/status/404.md"] = &fstest.MapFile{Mode: fs.ModeNamedPipe | 0o644}
	dir.MapFS["http/status/595-tea.md"] = &fstest.MapFile{Mode: fs.ModeDevice | fs.ModeCharDevice | 0o666}
	want := "http/status/404.md: not a regular file\nhttp/status/595-tea.md: not a regular file\nhttp/status/596-tea.md: longer than 1048576 bytes"
	c, err := Load(Embedded(), dir)
	if err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	if c.Get(model.HTTP, model.Status, "597-tea") == nil {
		t.Error("the valid file beside them is not loaded")
	}
	if found := Check(Embedded(), dir).Error(); !strings.HasPrefix(found, want) {
		t.Errorf("Check: got %s, want %s", found, want)
	}
}
