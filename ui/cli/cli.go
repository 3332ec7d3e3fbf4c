// Package cli is teapot's command line, as one function of its surroundings:
// arguments, streams, environment and terminal all come in an [IO]. The process
// hands over its own, the SSH server a session's, the tests buffers.
//
// It must not use the process's own streams, environment, files or exit.
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

// IO is everything that a command line touches.
type IO struct {
	Args []string // without the program's name
	In   io.Reader
	Out  io.Writer
	Err  io.Writer
	Env  []string // "NAME=value"
	// InTerm, OutTerm and ErrTerm say which streams are a terminal.
	InTerm, OutTerm, ErrTerm bool
	// Width of the terminal in cells; 0 if it is not known.
	Width int
	// Host is the machine that the command may use, nil for none of it.
	Host Host
	// Reference is one that is read already; nil: it is read anew.
	Reference *Reference
	// Browse opens a browser that is asked for like this, with a reference of its
	// own; nil: the machine's terminal is taken for it.
	Browse func(browse.Config) error
}

// Reference is a catalog with its search engine, for many calls of [Run].
type Reference struct {
	Catalog *model.Catalog
	Search  *search.Engine
}

// Host is what a command may do on the machine of who runs it.
type Host interface {
	// Dir returns a folder as a file system. It need not exist.
	Dir(path string) fs.FS
	// Open opens a file for reading.
	Open(path string) (io.ReadCloser, error)
	// Terminal takes the machine's terminal for a full-screen program until
	// release is called. It fails with [errors.ErrUnsupported] where that cannot
	// be done.
	Terminal(env []string) (t paint.Terminal, release func(), err error)
	// State is the folder of that path for what is remembered. It need not
	// exist.
	State(dir string) state.Files
	// Browse opens an address with what the user opens addresses with.
	Browse(url string) error
	// Page shows text through a pager command and waits until it ends.
	Page(ctx context.Context, command string, text io.Reader) error
	// Secret reads a file that only its owner may read, and makes it if there is
	// none.
	Secret(path string, create func() ([]byte, error)) ([]byte, error)
	// Listen listens on a TCP address, unless a socket was handed over.
	Listen(address string) (net.Listener, error)
	// Dial opens a TCP connection.
	Dial(address string, patience time.Duration) (net.Conn, error)
	// Asked returns a context that ends when the process is asked to end.
	Asked(context.Context) (context.Context, context.CancelFunc)
	// Ready says that a service is ready, and when the context ends, that it
	// stops.
	Ready(context.Context)
}

// Getenv returns a variable of the environment, "" if it is not set. The last
// one of several counts.
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

// Run does what the arguments ask for and returns the exit code.
func Run(ctx context.Context, sys IO) int {
	r := newRunner(ctx, sys)
	if sys.Host == nil && slices.ContainsFunc(sys.Args, asksCompletion) { // cobra writes to the process's own stderr then
		r.complain(errors.New("completion is for the shell of this machine, which is not served here"))
		return ExitUsage
	}
	cmd := r.root()
	cmd.SetArgs(append([]string{}, sys.Args...)) // of nil, cobra makes those of the process
	cmd, err := cmd.ExecuteContextC(ctx)
	err = cmp.Or(err, r.helpErr)
	var x *exit
	switch {
	case err == nil:
		return ExitFound
	case errors.Is(err, errInterrupted), ctx.Err() != nil:
		return ExitInterrupted // who pressed ctrl+c knows
	case errors.As(err, &x):
		r.complain(x.err)
		return x.code
	}
	r.complain(fmt.Errorf("%w; %s", err, hint(cmd)))
	return ExitUsage
}

// exit is an error with an exit code of its own. Other errors are wrong usage.
type exit struct {
	code int
	err  error
}

func (x *exit) Error() string { return x.err.Error() }

// failed is an error that another usage would not mend.
func failed(err error) error { return &exit{ExitUsage, err} }

var errInterrupted = errors.New("interrupted")

// runner is one call of [Run].
type runner struct {
	IO
	ctx    context.Context
	flags  flags
	loader loader

	reported []string // problems of the reference that the user has seen
	helpErr  error    // of printing a help page; cobra takes no error for that
}

func newRunner(ctx context.Context, sys IO) *runner {
	return &runner{IO: sys, ctx: ctx, loader: loader{loaded: sys.Reference, host: sys.Host, configDir: sys.configDir()}}
}

// flags are those that several commands share.
type flags struct {
	filter  filter
	color   string
	json    bool
	pager   bool
	noMouse bool
	theme   string
}

// complain prints an error. Whatever of it comes from outside is made safe here,
// whoever quoted it.
func (r *runner) complain(err error) {
	fmt.Fprintf(r.Err, "teapot: %s\n", text.CleanLines(err.Error()))
}
