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

// fileNames returns the names of the files in a folder, sorted.
func fileNames(t *testing.T, dir string) []string {
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

// TestState checks that a file is replaced as a whole, in a folder that only the user can
// read, and that nothing else is left there.
func TestState(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	s := Host{}.State(dir)
	if _, err := s.Read("state", 100); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("reading a file that does not exist: %v", err)
	}
	for _, text := range []string{"a long text", "short"} {
		if err := s.Write("state", []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Read("state", 100); err != nil || string(got) != text {
			t.Errorf("%q, %v, want %q", got, err, text)
		}
	}
	if err := s.Rename("state", "state.damaged"); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "state"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := s.Write("state", []byte("x")); err == nil { // the path is that of a folder, which must not be replaced
		t.Error("no error from a write that has failed")
	}
	if got := fileNames(t, dir); !slices.Equal(got, []string{"state", "state.damaged"}) {
		t.Errorf("the folder holds %q", got)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("other users can read the folder: %v, %v", info.Mode(), err)
	}
	file := filepath.Join(dir, "state.damaged")
	if err := (Host{}).State(file).Write("x", nil); err == nil {
		t.Error("a file is used as a folder")
	}
}

// TestReadOrCreateSecret checks that concurrent calls return the same secret, and that a secret
// that other users can read is an error and is not replaced.
func TestReadOrCreateSecret(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "key")
	var got [8]string
	var all sync.WaitGroup
	for i := range got {
		all.Go(func() {
			content, err := Host{}.ReadOrCreateSecret(path, func() ([]byte, error) { return []byte{byte('a' + i)}, nil })
			if err != nil {
				t.Error(err)
			}
			got[i] = string(content)
		})
	}
	all.Wait()
	if n := len(slices.Compact(slices.Clone(got[:]))); n != 1 || got[0] == "" {
		t.Errorf("the secrets are %q", got)
	}
	if names := fileNames(t, filepath.Dir(path)); !slices.Equal(names, []string{"key"}) {
		t.Errorf("the folder holds %q", names)
	}
	create := func() ([]byte, error) { return nil, errors.New("create was called") }
	for mode, want := range map[fs.FileMode]string{
		0o600: "", 0o400: "", 0o640: "others may read it (mode 0640)", 0o602: "others may read it", 0o644: "others may read it",
	} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		content, err := Host{}.ReadOrCreateSecret(path, create)
		if want == "" && (err != nil || string(content) != got[0]) || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("mode %o: %q, %v", mode, content, err)
		}
	}
	if _, err := (Host{}).ReadOrCreateSecret(filepath.Join(t.TempDir(), "key"), create); err == nil || err.Error() != "create was called" {
		t.Errorf("the error of create is lost: %v", err)
	}
}

// TestOpenURL checks that only http and https URLs are passed to another program.
func TestOpenURL(t *testing.T) {
	t.Setenv("PATH", t.TempDir()) // a folder without programs, so that no browser opens
	for url, want := range map[string]string{
		"file:///etc/passwd": "not an http or https URL", "-version": "not an http or https URL", "": "not an http or https URL", "javascript:x": "not an http or https URL",
		"https://example.org/": "no ", "http://example.org/": "no ",
	} {
		if err := (Host{}).OpenURL(url); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", url, err, want)
		}
	}
	for goos, want := range map[string]string{
		"linux": "xdg-open", "freebsd": "xdg-open", "darwin": "open", "windows": "rundll32 url.dll,FileProtocolHandler",
	} {
		if got := strings.Join(opener(goos), " "); got != want {
			t.Errorf("%s opens with %q, want %q", goos, got, want)
		}
	}
}

// TestRunPager checks that the pager gets the text and its arguments, and that the error of a
// pager that fails is returned.
func TestRunPager(t *testing.T) {
	file := filepath.Join(t.TempDir(), "paged")
	if err := (Host{}).RunPager(t.Context(), "cp  /dev/stdin "+file, strings.NewReader("the page")); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != "the page" {
		t.Errorf("the pager got %q, %v", got, err)
	}
	for _, command := range []string{"", "  ", "no-such-pager", "false"} {
		if err := (Host{}).RunPager(t.Context(), command, strings.NewReader("x")); err == nil {
			t.Errorf("no error from the pager %q", command)
		}
	}
}

// TestOpen checks that opening a folder returns an error that says "is a folder".
func TestOpen(t *testing.T) {
	dir := t.TempDir()
	if _, err := (Host{}).Open(dir); err == nil || !strings.HasSuffix(err.Error(), "is a folder") {
		t.Errorf("a folder: %v", err)
	}
	if _, err := (Host{}).Open(filepath.Join(dir, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}
