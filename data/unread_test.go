package data

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestUnread: what was meant to be an entry and is not read is said; what else
// stands in the folder is its owner's affair.
func TestUnread(t *testing.T) {
	const room, name = "not read: want a folder such as http/status", "not read: want a name that ends in .md"
	want := map[string]string{
		"http/Status/599.md": room, "http/status/598.txt": name, "http/status/598.MD": name, "status/599.md": room,
		"htpp/status/597.md": room, "http/596.md": room, "http/status/4xx/404.md": room, "SMTP/replies/550.md": room,
		"599-acme.md": room, "smtp/status/550.md": room, "smtp/replies/README": name,
	}
	files := map[string]string{
		"http/status/597-tea.md": kettle, "smtp/enhanced/x.1.1.md": "", "README.md": "", ".git/http/status/1.md": "", "notes/a.txt": "",
		"http/status/.597.md.swp": "", "http/status/597-tea.md~": "", "a/b/c/d/599.md": "", "main.go": "",
	}
	for file := range want {
		files[file] = kettle
	}
	found := Unread(folder(files))
	for _, p := range found {
		if want[p.File] != p.Reason {
			t.Errorf("%v, want %q", p, want[p.File])
		}
	}
	for file := range want {
		if !slices.ContainsFunc(found, func(p Problem) bool { return p.File == file }) {
			t.Errorf("nothing is said of %s", file)
		}
	}
	if found := Unread(Embedded()); len(found) > 0 {
		t.Errorf("of the reference itself: %v", found)
	}
}

// TestUnreadLinks: a folder may be a link, as reading takes it, and what is none is
// not counted.
func TestUnreadLinks(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"real/596.md": good596, "real/readme.txt": "", "http/methods": "no folder"} {
		name = filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o700), os.WriteFile(name, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "real"), filepath.Join(dir, "http", "status")); err != nil {
		t.Skip(err) // Windows does not let everybody
	}
	var got []string
	for _, p := range Unread(os.DirFS(dir)) {
		got = append(got, p.File)
	}
	slices.Sort(got)
	if want := []string{"http/status/readme.txt", "real/596.md"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if n := Count(os.DirFS(dir)); n != 1 {
		t.Errorf("%d entries are counted", n)
	}
}
