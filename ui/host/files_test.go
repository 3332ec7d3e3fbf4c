//go:build unix

package host

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"teapot/data"
	"teapot/ui/state"
)

// atOnce calls f and returns its error. The test fails if f has not returned after 20 seconds.
func atOnce(t *testing.T, name string, f func() error) error {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- f() }()
	select {
	case err := <-done:
		return err
	case <-time.After(20 * time.Second):
		t.Fatalf("%s waits", name)
		return nil
	}
}

// makeSpecialFiles creates a named pipe, a socket and a folder. It returns their paths and that
// of a device, by the kind of file.
func makeSpecialFiles(t *testing.T) map[string]string {
	t.Helper()
	dir := t.TempDir()
	t.Chdir(dir) // so that the path of the socket is short, as it must be
	paths := map[string]string{"a named pipe": dir + "/pipe", "a device": "/dev/zero", "a folder": dir + "/folder", "a socket": dir + "/socket"}
	socket, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer syscall.Close(socket) //nolint:errcheck // the test does not use the socket
	err = errors.Join(syscall.Mkfifo(paths["a named pipe"], 0o600), os.Mkdir(paths["a folder"], 0o700),
		syscall.Bind(socket, &syscall.SockaddrUnix{Name: "socket"}))
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// TestSpecialFiles checks that reading a named pipe, a device, a socket or a folder fails at
// once, where a state file, a secret or the file of an entry is expected, and also if a
// symbolic link leads to it.
func TestSpecialFiles(t *testing.T) {
	for kind, path := range makeSpecialFiles(t) {
		dir := t.TempDir()
		if err := errors.Join(os.MkdirAll(dir+"/http/status", 0o700), os.Symlink(path, dir+"/state"), os.Symlink(path, dir+"/http/status/599-acme.md")); err != nil {
			t.Fatal(err)
		}
		want := "not a file, but " + kind
		for name, f := range map[string]func() error{
			"reading the state": func() error { _, err := Host{}.State(dir).Read("state", 100); return err },
			"writing the state": func() error { return Host{}.State(dir).Write("state", nil) },
			"reading a secret":  func() error { _, err := Host{}.ReadOrCreateSecret(path, nil); return err },
		} {
			if err := atOnce(t, kind+": "+name, f); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %s: %v, want %s", kind, name, err, want)
			}
		}
		err := atOnce(t, kind+": loading", func() error { _, err := data.Load(Host{}.Dir(dir)); return err })
		if kind != "a folder" && (err == nil || !strings.Contains(err.Error(), "not a regular file")) {
			t.Errorf("%s: loading: %v", kind, err)
		}
		err = atOnce(t, kind+": opening", func() error { _, err := Host{}.Dir(dir).Open("http/status/599-acme.md"); return err })
		if kind != "a folder" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: opening: %v", kind, err)
		}
	}
}

// TestSpecialFolders checks that a named pipe in place of a folder of entries is reported
// at once.
func TestSpecialFolders(t *testing.T) {
	pipe := makeSpecialFiles(t)["a named pipe"]
	for _, path := range []string{"http/status", "http", ""} {
		dir := filepath.Join(t.TempDir(), "data")
		link := filepath.Join(dir, path)
		if err := errors.Join(os.MkdirAll(filepath.Dir(link), 0o700), os.Symlink(pipe, link)); err != nil {
			t.Fatal(err)
		}
		err := atOnce(t, path, func() error {
			_, err := data.Load(Host{}.Dir(dir))
			_ = data.Misplaced(Host{}.Dir(dir)) // must not wait for a writer of the pipe
			return err
		})
		if err == nil {
			t.Errorf("%q: no error", path)
		}
	}
}

// TestStateLinks checks that if the state file is a symbolic link, its target is read and
// replaced, and the link stays, whether the target exists or not.
func TestStateLinks(t *testing.T) {
	dir := t.TempDir()
	if err := errors.Join(os.Mkdir(dir+"/state", 0o700), os.Mkdir(dir+"/dotfiles", 0o700),
		os.Symlink("../dotfiles/link", dir+"/state/state"), os.Symlink("saved", dir+"/dotfiles/link"), os.Symlink("loop", dir+"/state/loop")); err != nil {
		t.Fatal(err)
	}
	s := Host{}.State(dir + "/state")
	for _, text := range []string{"first", "second"} {
		if err := s.Write("state", []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(dir + "/dotfiles/saved"); err != nil || string(got) != text {
			t.Errorf("%q, %v, want %q", got, err, text)
		}
		if got, err := s.Read("state", 100); err != nil || string(got) != text {
			t.Errorf("%q, %v, want %q", got, err, text)
		}
	}
	if err := s.Rename("state", "state.damaged"); err != nil {
		t.Fatal(err)
	}
	if err := s.Write("state", []byte("third")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(dir + "/state/state"); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v, %v", info.Mode(), err)
	}
	if got := fileNames(t, dir+"/dotfiles"); !slices.Equal(got, []string{"link", "saved", "state.damaged"}) {
		t.Errorf("the folder of the file holds %q", got)
	}
	if err := s.Write("loop", nil); err == nil {
		t.Error("no error from a link to itself")
	}
}

// TestStateLimit checks that Read returns no more bytes than its limit, even of a huge file.
func TestStateLimit(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(dir+"/state", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(dir+"/state", 1<<40); err != nil {
		t.Skip(err) // the file system has no sparse files
	}
	if got, err := (Host{}).State(dir).Read("state", 1000); err != nil || len(got) != 1000 {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if _, err := state.NewStore(Host{}.State(dir)).Load(); err == nil || !strings.Contains(err.Error(), "more than the 1048576 bytes") {
		t.Errorf("got %v", err)
	}
}

// TestLeftovers checks that Write removes the temporary files of killed processes, and no other
// files.
func TestLeftovers(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"state.123", "state.4567890123", "state.damaged", "state.12x", "other.1", "state."} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := (Host{}).State(dir).Write("state", nil); err != nil {
		t.Fatal(err)
	}
	if got := fileNames(t, dir); !slices.Equal(got, []string{"other.1", "state", "state.", "state.12x", "state.damaged"}) {
		t.Errorf("the folder holds %q", got)
	}
}

const (
	processes = 6  // how many processes TestManyProcesses starts
	additions = 15 // how many favorites each of these processes adds
)

// TestManyProcesses adds favorites from six processes at once, and checks that none is
// lost. Each process runs this test function, and finds the folder and a name for its favorites
// in its environment.
func TestManyProcesses(t *testing.T) {
	if dir, name := os.Getenv("STATE_TEST_DIR"), os.Getenv("STATE_TEST_NAME"); dir != "" {
		store := state.NewStore(Host{}.State(dir))
		for i := range additions {
			if err := store.Saver(state.Change{Added: fmt.Sprint(name, "/", i)})(); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	dir := filepath.Join(t.TempDir(), "state")
	commands := make([]*exec.Cmd, processes)
	for i := range commands {
		c := exec.Command(os.Args[0], "-test.run=^TestManyProcesses$")
		c.Env = append(os.Environ(), "STATE_TEST_DIR="+dir, fmt.Sprint("STATE_TEST_NAME=", i))
		c.Stdout, c.Stderr = os.Stderr, os.Stderr
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		commands[i] = c
	}
	for _, c := range commands {
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
	}
	saved, err := state.NewStore(Host{}.State(dir)).Load()
	if got := len(saved.Favorites); err != nil || got != processes*additions {
		t.Errorf("%d of %d favorites are saved, %v", got, processes*additions, err)
	}
	if got := fileNames(t, dir); !slices.Equal(got, []string{"lock", "state"}) {
		t.Errorf("the folder holds %q", got)
	}
}
