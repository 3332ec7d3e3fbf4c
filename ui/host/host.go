// Package host is the machine that teapot runs on, for the commands that may
// use it: folders, files, the terminal, the pager, sockets and signals. A session
// that is served to somebody else is not given one.
//
// It must not know what its files mean.
package host

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strings"

	"teapot/ui/paint"
)

// Host is this machine. It implements the command line's Host.
type Host struct{}

// Dir returns a folder as a file system. It need not exist.
func (Host) Dir(path string) fs.FS { return os.DirFS(path) }

// Open opens a file for reading.
func (Host) Open(path string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		_ = f.Close() // only read
		return nil, errors.New("open " + path + ": is a folder")
	}
	return f, nil
}

// Terminal takes the process's own terminal.
func (Host) Terminal(env []string) (paint.Terminal, func(), error) {
	return paint.Local(os.Stdin, os.Stdout, env)
}

// Page shows text through a pager, a command of the shell as $PAGER holds it, on
// the process's own terminal. Unless the user has told less something else, it
// leaves a text that fits on the screen there, and shows colors.
func (Host) Page(ctx context.Context, command string, text io.Reader) error {
	if strings.TrimSpace(command) == "" {
		return errors.New("no command")
	}
	argv := shell(runtime.GOOS, command)
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...) //nolint:gosec // it is the user's own command
	cmd.Stdin, cmd.Stdout, cmd.Stderr = text, os.Stdout, os.Stderr
	if _, told := os.LookupEnv("LESS"); !told {
		cmd.Env = append(os.Environ(), "LESS=FRX")
	}
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt) // ctrl+c is the pager's
	defer signal.Stop(interrupts)
	err := cmd.Run()
	if e := (*exec.ExitError)(nil); len(interrupts) > 0 && errors.As(err, &e) && !e.Exited() {
		return nil // the shell dies of it when the pager is done
	}
	return err
}

// shell is what runs a command on a system. Windows has no shell that others
// would write for.
func shell(system, command string) []string {
	if system == "windows" {
		return strings.Fields(command)
	}
	return []string{"sh", "-c", command}
}
