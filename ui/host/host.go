// Package host gives commands access to the machine that teapot runs on: folders, files,
// the terminal, the pager, sockets and signals. The commands of an SSH session get no
// Host.
//
// It must not know what is in the files.
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

// Host is this machine. It implements cli.Host.
type Host struct{}

// Dir returns a folder as a file system. The folder need not exist. In it, only regular
// files and folders can be opened.
func (Host) Dir(path string) fs.FS { return newFolder(path) }

// Open opens a file for reading.
func (Host) Open(path string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		_ = f.Close() // nothing was written to it
		return nil, errors.New("open " + path + ": is a folder")
	}
	return f, nil
}

// Terminal takes over the process's terminal until release is called.
func (Host) Terminal(env []string) (t paint.Terminal, release func(), err error) {
	return paint.Local(os.Stdin, os.Stdout, env)
}

// RunPager shows text with a pager on the process's terminal, and waits until it ends.
// The command is a shell command, as in $PAGER. Unless the user has set LESS, less keeps
// colors, and does not page a text that fits on the screen.
func (Host) RunPager(ctx context.Context, command string, text io.Reader) error {
	if strings.TrimSpace(command) == "" {
		return errors.New("no command")
	}
	argv := shellCommand(runtime.GOOS, command)
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...) //nolint:gosec // it is the user's own command
	cmd.Stdin, cmd.Stdout, cmd.Stderr = text, os.Stdout, os.Stderr
	if _, isSet := os.LookupEnv("LESS"); !isSet {
		cmd.Env = append(os.Environ(), "LESS=FRX")
	}
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt) // ctrl+c is for the pager, and must not end this process
	defer signal.Stop(interrupts)
	err := cmd.Run()
	if e := (*exec.ExitError)(nil); len(interrupts) > 0 && errors.As(err, &e) && !e.Exited() {
		return nil // ctrl+c also kills the shell, once the pager has ended
	}
	return err
}

// shellCommand returns the arguments that run a command line on an operating system.
// Windows has no shell that such commands are written for, so the words are used as they
// are.
func shellCommand(goos, command string) []string {
	if goos == "windows" {
		return strings.Fields(command)
	}
	return []string{"sh", "-c", command}
}
