package data

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"teapot/model"
)

// guardedFolder is a folder that fails the test if a file is opened that is not a regular file.
// Opening a pipe would wait until another process writes to it.
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

// TestUserFiles checks that pipes, devices and very long files are reported as problems, that
// pipes and devices are not opened, and that the other files are loaded.
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
		t.Error("the valid file in the same folder is not loaded")
	}
	if got := Check(Embedded(), dir).Error(); !strings.HasPrefix(got, want) {
		t.Errorf("Check: got %s, want %s", got, want)
	}
}
