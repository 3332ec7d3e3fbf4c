//go:build unix

package host_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"teapot/ui/host"
)

// TestReadTrusted checks that files that other users may write or replace, files that are too
// long, named pipes, folders and devices are errors, and that none of them makes the test wait.
func TestReadTrusted(t *testing.T) {
	dir := t.TempDir()
	write := func(folder string, folderMode, mode os.FileMode) string {
		folder = filepath.Join(dir, folder)
		file := filepath.Join(folder, "keys")
		if err := errors.Join(os.MkdirAll(folder, 0o700), os.WriteFile(file, []byte("text"), 0o600), os.Chmod(file, mode), os.Chmod(folder, folderMode)); err != nil {
			t.Fatal(err)
		}
		return file
	}
	fifo := filepath.Join(dir, "fifo")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	link := func(name, target string) string {
		name = filepath.Join(dir, name)
		if err := os.Symlink(target, name); err != nil {
			t.Fatal(err)
		}
		return name
	}
	for file, want := range map[string]string{
		write("a", 0o755, 0o600):                     "",
		write("b", 0o775, 0o644):                     "",
		write("sticky", 0o777|os.ModeSticky, 0o644):  "",
		link("link", write("c", 0o755, 0o644)):       "",
		link("link2", write("open", 0o777, 0o600)):   "others may replace it",
		write("group", 0o755, 0o620):                 "others may write it (mode 0620); use chmod go-w",
		write("others", 0o755, 0o602):                "others may write it (mode 0602)",
		write("folder", 0o777, 0o600):                "others may replace it",
		fifo:                                         "not a file",
		dir:                                          "not a file",
		"/dev/zero":                                  "not a file",
		filepath.Join(dir, "none"):                   "no such file",
		writeLong(t, filepath.Join(dir, "long"), 11): "larger than",
	} {
		content, err := host.Host{}.ReadTrusted(file, 10)
		switch {
		case want == "" && (err != nil || string(content) != "text"):
			t.Errorf("%s: %q, %v", file, content, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: %v, want %s", file, err, want)
		}
	}
}

// writeLong writes a file of n bytes, and returns its path.
func writeLong(t *testing.T, file string, n int) string {
	t.Helper()
	if err := os.WriteFile(file, make([]byte, n), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
