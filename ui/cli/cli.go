// Package cli is teapot's command line, as one function of its surroundings:
// arguments, streams, environment and terminal all come in an [IO]. The process
// hands over its own, the tests hand over buffers.
//
// It must not use the process's own streams, environment or exit.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"teapot/data"
	"teapot/model"
)

// The exit codes.
const (
	ExitFound       = 0
	ExitNotFound    = 1
	ExitUsage       = 2
	ExitInterrupted = 130
)

// IO is everything that a command line touches.
type IO struct {
	Args   []string // without the program's name
	In     io.Reader
	Out    io.Writer
	Err    io.Writer
	Env    []string // "NAME=value"
	IsTerm bool     // In and Out are a terminal
	Width  int      // of the terminal, in cells; 0 if it is not known
}

// Run does what the arguments ask for and returns the exit code.
func Run(ctx context.Context, io IO) int {
	r := runner{IO: io}
	err := r.run(ctx)
	var x *exit
	switch {
	case err == nil:
		return ExitFound
	case errors.Is(err, errInterrupted):
		return ExitInterrupted // who pressed ctrl+c knows
	case errors.As(err, &x):
		r.complain(x.err)
		return x.code
	}
	r.complain(err)
	return ExitUsage
}

// exit is an error with an exit code.
type exit struct {
	code int
	err  error
}

func (x *exit) Error() string { return x.err.Error() }

func usageError(format string, args ...any) error {
	return &exit{ExitUsage, fmt.Errorf(format+"; try \"teapot help\"", args...)}
}

// runner is one call of [Run].
type runner struct{ IO }

func (r *runner) complain(err error) {
	fmt.Fprintf(r.Err, "teapot: %v\n", err)
}

func (r *runner) run(ctx context.Context) error {
	if len(r.Args) == 0 {
		return r.browse(ctx, "")
	}
	args := r.Args[1:]
	switch name := r.Args[0]; name {
	case "browse":
		return r.browse(ctx, join(args))
	case "show":
		return r.show(args)
	case "list":
		return r.list(args)
	case "-V", "--version", "version":
		return r.version()
	case "-h", "--help", "help":
		fmt.Fprint(r.Out, usage)
		return nil
	default:
		if name[:min(1, len(name))] == "-" {
			return usageError("unknown flag %q", name)
		}
		return r.show(r.Args)
	}
}

const usage = `teapot is a reference to HTTP and SMTP status codes.

Usage:
  teapot                   browse
  teapot browse QUERY      browse, beginning with a search
  teapot show CODE...      print the pages of codes, fields, methods, commands
  teapot CODE...           the same
  teapot list --json       print everything as JSON
  teapot --version         print the version and the date of the registries

Exit codes: 0 found, 1 nothing found, 2 wrong usage or bad file, 130 interrupted.
`

// load reads the reference. Embedded files that are wrong are a fault of the
// build, which must not keep anybody from the other entries.
func (r *runner) load() (*model.Catalog, string) {
	c, err := data.Load(data.Embedded())
	if err != nil {
		return c, firstLine(err)
	}
	return c, ""
}
