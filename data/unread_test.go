package data

import (
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
