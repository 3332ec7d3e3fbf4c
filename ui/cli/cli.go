// Package cli is teapot's command line: commands, flags, output and exit codes. Its entry
// point is [Run]. An [IO] has the arguments, streams, environment and host that a command
// uses: those of the process, those of an SSH session, or fakes in tests.
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
	ExitFound       = 0   // the command succeeded
	ExitNotFound    = 1   // nothing was found
	ExitUsage       = 2   // wrong usage, a bad file, or output that failed
	ExitInterrupted = 130 // the user or the server has interrupted the command
)

// IO is everything outside the program that a command line uses.
type IO struct {
	Args []string // the arguments, without the name of the program
	In   io.Reader
	Out  io.Writer
	Err  io.Writer
	Env  []string // the environment variables, as "NAME=value"
	// InTerm, OutTerm and ErrTerm say whether In, Out and Err are terminals.
	InTerm, OutTerm, ErrTerm bool
	// Width and Height are the size of the terminal in cells. They are 0 if the size is
	// unknown. Commands need the height only for the pager of the Host.
	Width, Height int
	// Host is the machine that the command may use. It is nil in an SSH session, which
	// must not touch the machine.
	Host Host
	// Reference is a reference that is already loaded. If it is nil, Run loads one.
	Reference *Reference
	// Yield lets other sessions of a server run. It is nil outside a server.
	Yield func()
	// Browse runs the browser of an SSH session. It sets the catalog and the terminal
	// itself. If it is nil, the browser runs in the terminal of the host.
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
	// release is called. The error is [errors.ErrUnsupported] if the platform does not
	// support it.
	Terminal(env []string) (t paint.Terminal, release func(), err error)
	// State returns a folder for the browser's state file. The folder need not exist.
	State(dir string) state.Files
	// OpenURL opens an http or https URL with the platform's opener.
	OpenURL(url string) error
	// RunPager shows a page with a pager, and waits until the pager ends. The pager is a
	// shell command.
	RunPager(ctx context.Context, command string, page io.Reader) error
	// DefaultPager returns the shell command of the pager for users who have not chosen
	// one. It returns "" if the machine has no such pager.
	DefaultPager() string
	// ReadOrCreateSecret reads a file. It refuses a file that other users than its owner
	// can read. If the file does not exist, it is created with the content that create
	// returns.
	ReadOrCreateSecret(path string, create func() ([]byte, error)) ([]byte, error)
	// Listen listens on a TCP address. If systemd has passed a socket to this process,
	// Listen returns that socket instead, and inherited is true.
	Listen(address string) (l net.Listener, inherited bool, err error)
	// Dial opens a TCP connection.
	Dial(address string, timeout time.Duration) (net.Conn, error)
	// ReadTrusted reads a file of at most limit bytes. It refuses a file that other users
	// than its owner can write.
	ReadTrusted(path string, limit int64) ([]byte, error)
	// StopContext returns a context that ends when a signal asks the process to stop.
	// SIGHUP is such a signal if onHangup is nil; otherwise SIGHUP calls onHangup. After
	// the context has ended, the next signal ends the process at once.
	StopContext(ctx context.Context, onHangup func()) (context.Context, context.CancelFunc)
	// NotifyReady tells the service manager that the service is ready, and when the
	// context ends, that it is stopping. In between it feeds the manager's watchdog
	// while the function healthy returns nil, and reports the errors that it returns.
	NotifyReady(ctx context.Context, healthy func(context.Context) error, report func(error))
}

// Getenv returns the value of an environment variable, and "" if it is not set.
func (s IO) Getenv(name string) string {
	value, _ := s.lookupEnv(name)
	return value
}

// lookupEnv returns the value of an environment variable, and whether it is set. If it is
// set several times, the last value counts.
func (s IO) lookupEnv(name string) (value string, isSet bool) {
	for _, pair := range slices.Backward(s.Env) {
		if v, ok := strings.CutPrefix(pair, name+"="); ok {
			return v, true
		}
	}
	return "", false
}

// configDir returns the folder of the user's entries: $XDG_CONFIG_HOME/teapot, or
// ~/.config/teapot. It returns "" if the folder is unknown.
func (s IO) configDir() string { return s.userDir("XDG_CONFIG_HOME", ".config") }

// stateDir returns the folder for the browser's state and the server's host key:
// $XDG_STATE_HOME/teapot, or ~/.local/state/teapot. It returns "" if the folder is unknown.
func (s IO) stateDir() string { return s.userDir("XDG_STATE_HOME", ".local/state") }

// userDir returns the subfolder "teapot" of the folder that the variable names, or else
// of the folder belowHome in $HOME. It ignores a relative path in the variable, as the
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

// arguments returns the arguments for cobra. The result is never nil, because with nil
// cobra would use the arguments of the process. It has no control characters if it is a
// completion request, because cobra then writes errors with the arguments to the stderr
// of the process.
func arguments(args []string) []string {
	args = append([]string{}, args...)
	if slices.ContainsFunc(args, isCompletionRequest) {
		for i, a := range args {
			args[i] = text.Clean(a)
		}
	}
	return args
}

// exit is an error with an exit code. All other errors that commands return mean wrong
// usage, and Run adds a hint to the help.
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
	rawOut io.Writer // the original Out; only the browser writes to it, because it needs control characters
	rawErr io.Writer // the original Err; only the progress of explain is written to it

	ctx    context.Context
	flags  flags
	loader loader

	reported []string // messages about bad files that were already printed
	helpErr  error    // the error of printing a help page, which cobra's help function cannot return
}

func newRunner(ctx context.Context, sys IO) *runner {
	r := &runner{IO: sys, ctx: ctx, rawOut: sys.Out, rawErr: sys.Err}
	r.Out, r.Err = text.NewWriter(sys.Out), text.NewWriter(sys.Err)
	r.loader = loader{loaded: sys.Reference, host: sys.Host, configDir: sys.configDir()}
	return r
}

// flags are the values of the flags that several commands have.
type flags struct {
	filter  filter
	color   string
	json    bool
	all     bool
	short   bool
	width   widthFlag
	pager   bool
	noPager bool
	noMouse bool
	theme   string
}

// complain prints an error on stderr. It replaces control characters, because errors
// quote arguments, files and data from the network.
func (r *runner) complain(err error) {
	fmt.Fprintf(r.Err, "teapot: %s\n", text.CleanLines(err.Error()))
}
