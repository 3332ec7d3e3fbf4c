//go:build unix

package host

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// names are the files of a folder.
func names(t *testing.T, dir string) []string {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range files {
		all = append(all, f.Name())
	}
	return all
}

// TestState: what is written replaces what was there, whole, in a folder that is the
// user's alone; nothing else is left in it.
func TestState(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	s := Host{}.State(dir)
	if _, err := s.Read("state"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what is not there: %v", err)
	}
	for _, text := range []string{"a long text", "short"} {
		if err := s.Write("state", []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Read("state"); err != nil || string(got) != text {
			t.Errorf("%q, %v, want %q", got, err, text)
		}
	}
	if err := s.Rename("state", "state.damaged"); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "state"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := s.Write("state", []byte("x")); err == nil { // a folder is not replaced
		t.Error("nobody is told what could not be written")
	}
	if got := names(t, dir); !slices.Equal(got, []string{"state", "state.damaged"}) {
		t.Errorf("in the folder are %q", got)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may look into the folder: %v, %v", info.Mode(), err)
	}
	file := filepath.Join(dir, "state.damaged")
	if err := (Host{}).State(file).Write("x", nil); err == nil {
		t.Error("a file is taken for a folder")
	}
}

// TestSecret: servers that begin at the same time agree on one key, and an unfit one
// is refused and kept.
func TestSecret(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "key")
	var made [8]string
	var all sync.WaitGroup
	for i := range made {
		all.Go(func() {
			text, err := Host{}.Secret(path, func() ([]byte, error) { return []byte{byte('a' + i)}, nil })
			if err != nil {
				t.Error(err)
			}
			made[i] = string(text)
		})
	}
	all.Wait()
	if n := len(slices.Compact(slices.Clone(made[:]))); n != 1 || made[0] == "" {
		t.Errorf("they have %q", made)
	}
	if got := names(t, filepath.Dir(path)); !slices.Equal(got, []string{"key"}) {
		t.Errorf("in the folder are %q", got)
	}
	create := func() ([]byte, error) { return nil, errors.New("made again") }
	for mode, want := range map[fs.FileMode]string{
		0o600: "", 0o400: "", 0o640: "others may read it (mode 0640)", 0o602: "others may read it", 0o644: "others may read it",
	} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		text, err := Host{}.Secret(path, create)
		if want == "" && (err != nil || string(text) != made[0]) || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("mode %o: %q, %v", mode, text, err)
		}
	}
	if _, err := (Host{}).Secret(filepath.Join(t.TempDir(), "key"), create); err == nil || err.Error() != "made again" {
		t.Errorf("what cannot be made: %v", err)
	}
}

// TestBrowseRefuses: nothing but an address of the web is handed to another program.
func TestBrowseRefuses(t *testing.T) {
	t.Setenv("PATH", t.TempDir()) // where there is no opener
	for url, want := range map[string]string{
		"file:///etc/passwd": "not an address", "-version": "not an address", "": "not an address", "javascript:x": "not an address",
		"https://example.org/": "no ", "http://example.org/": "no ",
	} {
		if err := (Host{}).Browse(url); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", url, err, want)
		}
	}
	for system, want := range map[string]string{
		"linux": "xdg-open", "freebsd": "xdg-open", "darwin": "open", "windows": "rundll32 url.dll,FileProtocolHandler",
	} {
		if got := strings.Join(opener(system), " "); got != want {
			t.Errorf("%s opens with %q, want %q", system, got, want)
		}
	}
}

// TestPage hands the text to the pager, which may have arguments and may fail.
func TestPage(t *testing.T) {
	file := filepath.Join(t.TempDir(), "paged")
	if err := (Host{}).Page(t.Context(), "cp  /dev/stdin "+file, strings.NewReader("the page")); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != "the page" {
		t.Errorf("the pager got %q, %v", got, err)
	}
	for _, command := range []string{"", "  ", "no-such-pager", "false"} {
		if err := (Host{}).Page(t.Context(), command, strings.NewReader("x")); err == nil {
			t.Errorf("%q pages", command)
		}
	}
}

// TestOpen: folders are no files, and their error says so.
func TestOpen(t *testing.T) {
	dir := t.TempDir()
	if _, err := (Host{}).Open(dir); err == nil || !strings.HasSuffix(err.Error(), "is a folder") {
		t.Errorf("a folder: %v", err)
	}
	if _, err := (Host{}).Open(filepath.Join(dir, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}
