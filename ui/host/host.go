// Package host gives commands access to the machine on which teapot runs: folders, files, the
// terminal, the pager, sockets and signals. The commands of an SSH session get no Host, so that
// an SSH client cannot reach the machine.
//
// The package must not know what the files contain.
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

// Host gives access to this machine. It implements cli.Host.
type Host struct{}

// Dir returns the folder at a path as a file system, in which only regular files and folders
// can be opened. The folder need not exist.
func (Host) Dir(path string) fs.FS { return newFolder(path) }

// Open opens a file for reading. It returns an error if the file is a folder.
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

// Terminal returns the terminal of the process, prepared for the browser. The caller must call
// release to restore the terminal.
func (Host) Terminal(env []string) (t paint.Terminal, release func(), err error) {
	return paint.Local(os.Stdin, os.Stdout, env)
}

// RunPager shows a text with a pager on the process's terminal, and waits until the pager ends.
// The command is a shell command, as in $PAGER. Unless the user has set LESS, RunPager sets it
// so that less shows colors, and ends at once if the text fits on the screen.
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

// shellCommand returns the program and the arguments that run a shell command on an operating
// system. Windows has no POSIX shell, so there the command is split into its words.
func shellCommand(goos, command string) []string {
	if goos == "windows" {
		return strings.Fields(command)
	}
	return []string{"sh", "-c", command}
}
