package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"teapot/ui/host"
)

// deniedHost is this machine, with one folder that cannot be read. Changing the folder's
// permissions would not be enough, because tests may run as root.
type deniedHost struct {
	host.Host
	denied string // the path of the folder that cannot be read
}

func (h deniedHost) Dir(path string) fs.FS {
	if path == h.denied {
		return deniedFolder{}
	}
	return h.Host.Dir(path)
}

type deniedFolder struct{}

func (deniedFolder) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}

const acmeEntry = "Code: 599\nName: Acme Asleep\nStanding: unofficial\nVendor: Acme\nSpec: Acme; https://example.com/a\nSummary: It sleeps.\n"

// TestConfigFolder checks that every command reports a problem with the user's folder of
// entries, and does not fail because of it.
func TestConfigFolder(t *testing.T) {
	write := func(path, text string) error {
		return errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600))
	}
	for name, tt := range map[string]struct {
		make func(dir string) error
		want string
	}{
		"none":           {func(string) error { return nil }, ""},
		"empty":          {func(dir string) error { return os.MkdirAll(dir, 0o700) }, ""},
		"good":           {func(dir string) error { return write(dir+"/http/status/599-acme.md", acmeEntry) }, ""},
		"a file":         {func(dir string) error { return write(dir, "x") }, ": not a folder; left out"},
		"denied":         {func(dir string) error { return os.MkdirAll(dir, 0o700) }, ": permission denied; left out"},
		"dangling link":  {func(dir string) error { return os.Symlink("nowhere", dir) }, ": a link to no folder; left out"},
		"link to a file": {func(dir string) error { return errors.Join(write(dir+".txt", "x"), os.Symlink(dir+".txt", dir)) }, ": not a folder; left out"},
		"too high":       {func(dir string) error { return write(dir+"/599-acme.md", acmeEntry) }, ": no entries there: want files such as http/status/599-acme.md"},
		"too high by 1":  {func(dir string) error { return write(dir+"/status/599-acme.md", acmeEntry) }, ": no entries there: want files such as http/status/599-acme.md"},
		"no home": {func(dir string) error {
			return errors.Join(os.Remove(filepath.Dir(dir)), write(filepath.Dir(dir), "x"))
		}, ""},
	} {
		dir := filepath.Join(t.TempDir(), "config", "teapot")
		if err := errors.Join(os.Mkdir(filepath.Dir(dir), 0o700), tt.make(dir)); err != nil {
			t.Fatal(name, err)
		}
		want := ""
		if tt.want != "" {
			want = "teapot: " + dir + tt.want + "\n"
		}
		sys := IO{Host: host.Host{}, Env: []string{"XDG_CONFIG_HOME=" + filepath.Dir(dir)}}
		if name == "denied" {
			sys.Host = deniedHost{denied: dir}
		}
		for _, args := range []string{"404", "rate limit", "list --vendor nginx", "404 --json"} {
			out, stderr, code := call(t, sys, strings.Fields(args)...)
			if code != ExitFound || stderr != want || out == "" {
				t.Errorf("%s: %s: exit %d, %q, want %q", name, args, code, stderr, want)
			}
		}
		if _, stderr, _ := call(t, sys, "__complete", "show", "40"); strings.Contains(stderr, dir) {
			t.Errorf("%s: completion says %q", name, stderr)
		}
	}
}
