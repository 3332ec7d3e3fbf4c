// Package cli is teapot's command line: commands, flags, output and exit codes. It is
// one function, [Run]. Arguments, streams, environment and machine are passed in an
// [IO]: those of the process, those of an SSH session, or buffers in tests.
//
// It must not use the streams, the environment or the files of the process itself, and
// must not exit.
package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"teapot/model"
	"teapot/model/search"
	"teapot/ui/browse"
	"teapot/ui/paint"
	"teapot/ui/state"
	"teapot/ui/text"
)

// The exit codes.
const (
	ExitFound       = 0
	ExitNotFound    = 1
	ExitUsage       = 2 // wrong usage, a bad file, or output that failed
	ExitInterrupted = 130
)

// IO is everything outside the program that a command line uses.
type IO struct {
	Args []string // without the name of the program
	In   io.Reader
	Out  io.Writer
	Err  io.Writer
	Env  []string // "NAME=value"
	// InTerm, OutTerm and ErrTerm say which streams are a terminal.
	InTerm, OutTerm, ErrTerm bool
	// Width is the width of the terminal in cells, 0 if unknown.
	Width int
	// Host is the machine that the command may use. It is nil in an SSH session, which
	// must not touch the machine.
	Host Host
	// Reference is a reference that is already loaded; nil: load it.
	Reference *Reference
	// Yield lets other sessions of a server run; nil: there are none.
	Yield func()
	// Browse runs the browser with a catalog and a terminal that it provides itself;
	// nil: run the browser in the terminal of the machine.
	Browse func(browse.Config) error
}

// Reference is a catalog with its search engine. Many calls of [Run] can share it.
type Reference struct {
	Catalog *model.Catalog
	Search  *search.Engine
}

// Host is the machine of the user who runs a command, or of the server's operator.
type Host interface {
	// Dir returns a folder as a file system. The folder need not exist.
	Dir(path string) fs.FS
	// Open opens a file for reading.
	Open(path string) (io.ReadCloser, error)
	// Terminal takes over the machine's terminal for a full-screen program until
	// release is called. The error is [errors.ErrUnsupported] where that is not
	// possible.
	Terminal(env []string) (t paint.Terminal, release func(), err error)
	// State returns the folder in which state is kept. The folder need not exist.
	State(dir string) state.Files
	// OpenURL opens an http or https URL with the platform's opener.
	OpenURL(url string) error
	// RunPager shows a page with a pager, a shell command, and waits until it ends.
	RunPager(ctx context.Context, command string, page io.Reader) error
	// ReadOrCreateSecret reads a file that only its owner may be able to read. If
	// there is none, it creates the file with the content that create returns.
	ReadOrCreateSecret(path string, create func() ([]byte, error)) ([]byte, error)
	// Listen listens on a TCP address. If systemd has passed a socket to this
	// process, it returns that one, and reports that it was inherited.
	Listen(address string) (l net.Listener, inherited bool, err error)
	// Dial opens a TCP connection.
	Dial(address string, timeout time.Duration) (net.Conn, error)
	// ReadTrusted reads a file that only its owner may be able to write, of up to limit
	// bytes.
	ReadTrusted(path string, limit int64) ([]byte, error)
	// StopContext returns a context that ends when a signal asks the process to stop.
	// SIGHUP is such a signal if onHangup is nil; otherwise it calls onHangup. From then
	// on, a second signal ends the process at once.
	StopContext(ctx context.Context, onHangup func()) (context.Context, context.CancelFunc)
	// NotifyReady tells the service manager that the service is ready, and when the
	// context ends, that it is stopping. In between it feeds the manager's watchdog
	// while the function healthy returns nil, and reports the errors that it returns.
	NotifyReady(ctx context.Context, healthy func(context.Context) error, report func(error))
}

// Getenv returns the value of an environment variable, and "" if it is not set. If it
// is set several times, the last value counts.
func (s IO) Getenv(name string) string {
	for _, pair := range slices.Backward(s.Env) {
		if v, ok := strings.CutPrefix(pair, name+"="); ok {
			return v
		}
	}
	return ""
}

// configDir returns the folder of the user's entries, and "" if it is unknown:
// $XDG_CONFIG_HOME/teapot, or ~/.config/teapot.
func (s IO) configDir() string { return s.userDir("XDG_CONFIG_HOME", ".config") }

// stateDir returns the folder of what the program remembers, and "" if it is
// unknown: $XDG_STATE_HOME/teapot, or ~/.local/state/teapot.
func (s IO) stateDir() string { return s.userDir("XDG_STATE_HOME", ".local/state") }

// userDir returns the folder teapot in the folder that the variable names, or else
// in a folder below $HOME. A relative path in the variable does not count, as the
// XDG Base Directory Specification says.
func (s IO) userDir(variable, belowHome string) string {
	if dir := s.Getenv(variable); filepath.IsAbs(dir) {
		return filepath.Join(dir, "teapot")
	}
	if home := s.Getenv("HOME"); home != "" {
		return filepath.Join(home, filepath.FromSlash(belowHome), "teapot")
	}
	return ""
}

// Run runs the command that the arguments name and returns the exit code.
func Run(ctx context.Context, sys IO) int {
	r := newRunner(ctx, sys)
	if sys.Host == nil && slices.ContainsFunc(sys.Args, isCompletionRequest) {
		// Cobra would write to the stderr of the process.
		r.complain(errors.New("completion is for the shell of this machine, which is not served here"))
		return ExitUsage
	}
	cmd := r.root()
	cmd.SetArgs(arguments(sys.Args))
	cmd, err := cmd.ExecuteContextC(ctx)
	err = cmp.Or(err, r.helpErr)
	var exitErr *exit
	switch {
	case err == nil:
		return ExitFound
	case errors.Is(err, errInterrupted), ctx.Err() != nil:
		return ExitInterrupted // the user knows why, so there is no message
	case errors.As(err, &exitErr):
		r.complain(exitErr.err)
		return exitErr.code
	}
	r.complain(fmt.Errorf("%w; %s", err, helpHint(cmd)))
	return ExitUsage
}

// arguments returns the arguments for cobra. They are never nil, because cobra would
// take those of the process. Those of a completion request are cleaned: cobra writes
// errors about them to the stderr of the process.
func arguments(args []string) []string {
	args = append([]string{}, args...)
	if slices.ContainsFunc(args, isCompletionRequest) {
		for i, a := range args {
			args[i] = text.Clean(a)
		}
	}
	return args
}

// exit is an error with an exit code. All other errors of commands are wrong usage,
// and their message gets a hint to the help.
type exit struct {
	code int
	err  error
}

func (x *exit) Error() string { return x.err.Error() }

// failed returns an error for a command that was used correctly and failed.
func failed(err error) error { return &exit{ExitUsage, err} }

var errInterrupted = errors.New("interrupted")

// runner is one call of [Run]. Its streams Out and Err are writers that let no control
// characters through.
type runner struct {
	IO
	rawOut io.Writer // the stream itself; only for the browser, which draws on it
	rawErr io.Writer // the stream itself; only for progress

	ctx    context.Context
	flags  flags
	loader loader

	reported []string // problems of the reference that the user has seen
	helpErr  error    // of printing a help page; cobra takes no error for that
}

func newRunner(ctx context.Context, sys IO) *runner {
	r := &runner{IO: sys, ctx: ctx, rawOut: sys.Out, rawErr: sys.Err}
	r.Out, r.Err = text.NewWriter(sys.Out), text.NewWriter(sys.Err)
	r.loader = loader{loaded: sys.Reference, host: sys.Host, configDir: sys.configDir()}
	return r
}

// flags are the flags that several commands have.
type flags struct {
	filter  filter
	color   string
	json    bool
	pager   bool
	noMouse bool
	theme   string
}

// complain prints an error on stderr. It replaces control characters, because errors
// quote arguments, files and the network.
func (r *runner) complain(err error) {
	fmt.Fprintf(r.Err, "teapot: %s\n", text.CleanLines(err.Error()))
}
