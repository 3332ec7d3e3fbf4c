package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/charmbracelet/colorprofile"
	"github.com/rogpeppe/go-internal/testscript"

	"teapot/model"
	"teapot/model/search"
	"teapot/ui/browse"
	"teapot/ui/host"
	"teapot/ui/paint"
	"teapot/ui/state"
)

// TestMain makes this test program run as the command teapot in scripts, and runs the
// tests otherwise.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"teapot": func() {
			os.Exit(Run(context.Background(), IO{
				Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.Environ(), Host: host.Host{},
			}))
		},
	})
}

// TestScripts runs the scripts in testdata/script. They check every command, flag, exit
// code and error.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error { // this file is made here, because a script cannot contain an escape sequence
			return os.WriteFile(filepath.Join(env.WorkDir, "evil.log"), []byte("HTTP/1.1 404 Not Found \x1b[2J\x07"), 0o600)
		},
	})
}

// call runs a command line, and returns its output and its exit code. If sys has no Host,
// the command runs as in an SSH session.
func call(t *testing.T, sys IO, args ...string) (out, stderr string, code int) {
	t.Helper()
	var o, e bytes.Buffer
	sys.Args, sys.Out, sys.Err = args, &o, &e
	if sys.In == nil {
		sys.In = strings.NewReader("")
	}
	code = Run(t.Context(), sys)
	return o.String(), e.String(), code
}

// TestSuggestions checks that suggestions come from IO.Reference if it is set, and not
// from the embedded entries.
func TestSuggestions(t *testing.T) {
	c := model.NewCatalog([]model.Entry{{
		Kind: model.Status, Code: "599", Name: "Acme Gateway Asleep", Standing: model.Unofficial, Vendor: "Acme", Stem: "599-acme",
	}})
	_, stderr, code := call(t, IO{Reference: &Reference{Catalog: c, Search: search.New(c)}}, "show", "acme gateway")
	if want := `nothing found for "acme gateway"; did you mean 599 Acme Gateway Asleep`; code != ExitNotFound || !strings.Contains(stderr, want) {
		t.Errorf("exit %d, %q, want %q", code, stderr, want)
	}
}

// TestColor checks which flags and environment variables turn colors on and off, on a
// terminal and in a pipe.
func TestColor(t *testing.T) {
	for _, tt := range []struct {
		name  string
		sys   IO
		flags []string
		want  bool
	}{
		{"pipe", IO{Env: []string{"TERM=xterm-256color"}}, nil, false},
		{"terminal", IO{OutTerm: true, Env: []string{"TERM=xterm-256color"}}, nil, true},
		{"never", IO{OutTerm: true, Env: []string{"TERM=xterm-256color"}}, []string{"--color", "never"}, false},
		{"always", IO{Env: []string{"TERM=xterm-256color"}}, []string{"--color=always"}, true},
		{"NO_COLOR", IO{OutTerm: true, Env: []string{"TERM=xterm-256color", "NO_COLOR=1"}}, nil, false},
		{"always beats NO_COLOR", IO{Env: []string{"TERM=xterm", "NO_COLOR=1"}}, []string{"--color=always"}, true},
		{"CLICOLOR_FORCE", IO{Env: []string{"TERM=xterm-256color", "CLICOLOR_FORCE=1"}}, nil, true},
		{"dumb", IO{OutTerm: true, Env: []string{"TERM=dumb"}}, nil, false},
	} {
		out, _, code := call(t, tt.sys, append([]string{"404"}, tt.flags...)...)
		if code != ExitFound || strings.Contains(out, "\x1b[") != tt.want {
			t.Errorf("%s: exit %d, colors %v", tt.name, code, !tt.want)
		}
	}
}

// TestBrowserColor checks that --color sets the color profile of the browser in an SSH
// session.
func TestBrowserColor(t *testing.T) {
	for flag, want := range map[string]colorprofile.Profile{
		"auto": colorprofile.Unknown, "never": colorprofile.NoTTY, "always": colorprofile.ANSI256,
	} {
		var got browse.Config
		_, stderr, code := call(t, IO{InTerm: true, OutTerm: true, Env: []string{"TERM=xterm-256color"}, Browse: func(c browse.Config) error {
			got = c
			return nil
		}}, "--color", flag)
		if code != ExitFound || got.Profile != want {
			t.Errorf("%s: exit %d, %v, %s", flag, code, got.Profile, stderr)
		}
	}
}

// TestFlagsWithoutArguments checks flags of teapot without arguments, which opens the
// browser: some become filters of the browser's query, others are errors. Invalid values
// must be reported before a missing terminal.
func TestFlagsWithoutArguments(t *testing.T) {
	for line, want := range map[string]string{
		"":                               "",
		"--vendor nginx":                 "vendor:nginx",
		"--protocol smtp":                "protocol:smtp smtp",
		"--vendor nginx --protocol http": "vendor:nginx protocol:http http",
		"--json":                         "--json needs a code or words to print",
		"--pager":                        "--pager needs a code or a name to show",
		"--color 404":                    `--color "404" is not one of`,
		"--theme blue":                   `--theme "blue" is not one of`,
		"browse 404 --color sometimes":   `--color "sometimes" is not one of`,
		"--protocol ftp":                 `--protocol "ftp" is not one of`,
	} {
		for _, terminal := range []bool{true, false} {
			got := ""
			_, stderr, code := call(t, IO{InTerm: terminal, OutTerm: terminal, Env: []string{"TERM=xterm"}, Browse: func(c browse.Config) error {
				got = strings.TrimSpace(c.Query + " " + c.Saved.Tab)
				return nil
			}}, strings.Fields(line)...)
			switch {
			case strings.HasPrefix(want, "--"):
				if code != ExitUsage || !strings.HasPrefix(stderr, "teapot: "+want) {
					t.Errorf("%s: exit %d, %q, want %q", line, code, stderr, want)
				}
			case terminal && got != want:
				t.Errorf("%s: the browser gets %q, want %q", line, got, want)
			case !terminal && !strings.Contains(stderr, "no terminal to browse in"):
				t.Errorf("%s: exit %d, %q", line, code, stderr)
			}
		}
	}
}

// TestDumbTerminal checks that the browser refuses to run on a terminal that cannot move
// its cursor (TERM=dumb). In an SSH session the command must not check TERM, because
// IO.Browse has a terminal of the session.
func TestDumbTerminal(t *testing.T) {
	sys := IO{InTerm: true, OutTerm: true, Env: []string{"TERM=dumb"}}
	want := "teapot: this terminal (TERM=dumb) cannot show the browser; \"teapot CODE\" prints a page\n"
	for _, args := range [][]string{nil, {"browse", "404"}} {
		if out, stderr, code := call(t, sys, args...); code != ExitUsage || out != "" || stderr != want {
			t.Errorf("%q: exit %d, %q, %q", args, code, out, stderr)
		}
	}
	opened := false
	sys.Browse = func(browse.Config) error {
		opened = true
		return nil
	}
	if _, _, code := call(t, sys); code != ExitFound || !opened {
		t.Errorf("the browser of a session: exit %d, opened %t", code, opened)
	}
}

// failingWriter is a writer whose Write always fails.
type failingWriter struct{ err error }

func (f failingWriter) Write([]byte) (int, error) { return 0, f.err }

// TestOutputError checks that every command reports a write error, and that a closed pipe
// is not an error.
func TestOutputError(t *testing.T) {
	for _, line := range []string{
		"404", "404 --json", "list", "list --json", "search timeout", "diff 401 403", "explain", "-V", "--help", "help show", "show -h",
		"schema", "man", "completion bash", "completion zsh", "completion fish", "completion powershell",
	} {
		for err, want := range map[error]string{errors.New("disk full"): "teapot: disk full\n", io.ErrClosedPipe: ""} {
			var stderr bytes.Buffer
			code := Run(t.Context(), IO{
				Args: strings.Fields(line), In: strings.NewReader("HTTP/1.1 404 Not Found"), Out: failingWriter{err}, Err: &stderr,
			})
			if stderr.String() != want || (code == ExitUsage) != (want != "") {
				t.Errorf("%s, %v: exit %d, %q", line, err, code, &stderr)
			}
		}
	}
}

// TestWithoutHost checks that commands in an SSH session refuse to use files and programs
// of the server.
func TestWithoutHost(t *testing.T) {
	for _, args := range [][]string{{"check", "data"}, {"404", "--data", "data"}, {"404", "--pager"}, {"serve"}, {"serve", "--check"}, {"explain", "/etc/hosts"}, {"list", "--data=/"}, {"browse", "--data", "."}} {
		out, err, code := call(t, IO{InTerm: true, OutTerm: true, Env: []string{"TERM=xterm", "HOME=/"}}, args...)
		if code != ExitUsage || out != "" || !strings.Contains(err, "not served here") {
			t.Errorf("%v: exit %d, %q, %q", args, code, out, err)
		}
	}
}

// TestDiskFull checks the exit code and the message of commands whose output cannot be
// written.
func TestDiskFull(t *testing.T) {
	for _, args := range [][]string{
		{"404"}, {"404", "--json"}, {"rate", "limit"}, {"search", "rate", "limit"}, {"list"}, {"list", "--json"}, {"diff", "401", "403"}, {"explain"},
		{"explain", "--lines"}, {"explain", "--json"}, {"schema"}, {"man"}, {"completion", "bash"}, {"--version"}, {"5.7.899"}, {"5.7.620"}, {"404.3"}, {"477"},
	} {
		var stderr bytes.Buffer
		code := Run(t.Context(), IO{Args: args, In: strings.NewReader("HTTP/1.1 404 Not Found\n"), Out: failingWriter{errors.New("no space left")}, Err: &stderr})
		if code != ExitUsage || !strings.Contains(stderr.String(), "no space left") {
			t.Errorf("%q: exit %d, %q", args, code, &stderr)
		}
	}
}

// fakeHost is a host without files and without a terminal. Its pager writes the name of
// the pager and the page to paged.
type fakeHost struct{ paged *strings.Builder }

func (fakeHost) Dir(string) fs.FS { return fstest.MapFS{} }

func (fakeHost) Open(string) (io.ReadCloser, error)        { return nil, fs.ErrNotExist }
func (fakeHost) ReadTrusted(string, int64) ([]byte, error) { return nil, fs.ErrNotExist }

func (fakeHost) Terminal([]string) (t paint.Terminal, release func(), err error) {
	return t, nil, errors.ErrUnsupported
}

func (fakeHost) State(string) state.Files { return nil }

func (fakeHost) OpenURL(string) error { return nil }

func (fakeHost) DefaultPager() string { return "less -R" }

func (h fakeHost) RunPager(_ context.Context, command string, text io.Reader) error {
	h.paged.WriteString(command + "\n")
	_, err := io.Copy(h.paged, text)
	return err
}

func (fakeHost) ReadOrCreateSecret(string, func() ([]byte, error)) ([]byte, error) {
	return nil, errors.ErrUnsupported
}

func (fakeHost) Listen(string) (net.Listener, bool, error) {
	return nil, false, errors.ErrUnsupported
}

func (fakeHost) Dial(string, time.Duration) (net.Conn, error) { return nil, errors.ErrUnsupported }

func (fakeHost) StopContext(ctx context.Context, _ func()) (context.Context, context.CancelFunc) {
	return context.WithCancel(ctx)
}

func (fakeHost) NotifyReady(context.Context, func(context.Context) error, func(error)) {}

// TestSetHostFunctions checks that the browser opens URLs on the host, unless the user has logged
// in to the host over SSH. It also checks that the browser saves no state if the state
// folder is unknown.
func TestSetHostFunctions(t *testing.T) {
	for env, opens := range map[string]bool{"": true, "SSH_CONNECTION=192.0.2.1 1 192.0.2.2 22": false, "SSH_TTY=/dev/pts/1": false} {
		var c browse.Config
		(&runner{IO: IO{Env: []string{env}, Host: fakeHost{}}}).setHostFunctions(&c)
		if got := c.Open != nil; got != opens || c.Save != nil {
			t.Errorf("%q: opens addresses %t, remembers %t", env, got, c.Save != nil)
		}
	}
	var c browse.Config
	if (&runner{}).setHostFunctions(&c); c.Open != nil || c.Save != nil {
		t.Error("the browser uses a machine that it does not have")
	}
}

// TestStateDir checks that a relative path in XDG_STATE_HOME is ignored, as the XDG Base
// Directory Specification says.
func TestStateDir(t *testing.T) {
	for want, env := range map[string][]string{
		"/s/teapot": {"XDG_STATE_HOME=/s", "HOME=/h"}, "/h/.local/state/teapot": {"XDG_STATE_HOME=s", "HOME=/h"}, "": {"XDG_STATE_HOME=s"},
	} {
		if got := (&runner{IO: IO{Env: env}}).stateDir(); got != want {
			t.Errorf("%q: %q, want %q", env, got, want)
		}
	}
}

// TestJSON checks some fields of an entry.
func TestJSON(t *testing.T) {
	out, _, code := call(t, IO{}, "show", "--json", "--protocol", "http", "429")
	var got []map[string]any
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != ExitFound {
		t.Fatalf("exit %d: %v", code, err)
	}
	e := got[0]
	for field, want := range map[string]any{
		"protocol": "http", "kind": "status", "code": "429", "name": "Too Many Requests", "class": "4xx", "standing": "standard",
	} {
		if e[field] != want {
			t.Errorf("%s is %v, want %v", field, e[field], want)
		}
	}
	first := e["fields"].([]any)[0].(map[string]any)
	if first["name"] != "Retry-After" || first["role"] != "response" || first["level"] != "may" {
		t.Errorf("the first field is %v", first)
	}
}
