package data

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestMisplaced checks that Misplaced reports exactly the files that look like entries and are
// not loaded. It must not report the user's other files.
func TestMisplaced(t *testing.T) {
	const wrongFolder, wrongName = "not read: want a folder such as http/status", "not read: want a name that ends in .md"
	want := map[string]string{
		"http/Status/599.md": wrongFolder, "http/status/598.txt": wrongName, "http/status/598.MD": wrongName, "status/599.md": wrongFolder,
		"htpp/status/597.md": wrongFolder, "http/596.md": wrongFolder, "http/status/4xx/404.md": wrongFolder, "SMTP/replies/550.md": wrongFolder,
		"599-acme.md": wrongFolder, "smtp/status/550.md": wrongFolder, "smtp/replies/README": wrongName,
	}
	files := map[string]string{
		"http/status/597-tea.md": kettle, "smtp/enhanced/x.1.1.md": "", "README.md": "", ".git/http/status/1.md": "", "notes/a.txt": "",
		"http/status/.597.md.swp": "", "http/status/597-tea.md~": "", "a/b/c/d/599.md": "", "main.go": "",
	}
	for file := range want {
		files[file] = kettle
	}
	problems := Misplaced(folder(files))
	for _, p := range problems {
		if want[p.File] != p.Reason {
			t.Errorf("%v, want %q", p, want[p.File])
		}
	}
	for file := range want {
		if !slices.ContainsFunc(problems, func(p Problem) bool { return p.File == file }) {
			t.Errorf("%s is not reported", file)
		}
	}
	if problems := Misplaced(Embedded()); len(problems) > 0 {
		t.Errorf("in the embedded folder: %v", problems)
	}
}

// TestMisplacedLinks checks that entries are problems in a subfolder that is a symbolic link, and
// that a file with the name of a subfolder is not counted as an entry.
func TestMisplacedLinks(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"real/596.md": good596, "real/readme.txt": "", "http/methods": "no folder"} {
		name = filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o700), os.WriteFile(name, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "real"), filepath.Join(dir, "http", "status")); err != nil {
		t.Skip(err) // Windows does not let every user create links
	}
	var got []string
	for _, p := range Misplaced(os.DirFS(dir)) {
		got = append(got, p.File)
	}
	slices.Sort(got)
	if want := []string{"http/status/readme.txt", "real/596.md"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if n := Count(os.DirFS(dir)); n != 1 {
		t.Errorf("Count: got %d, want 1", n)
	}
}
