package host

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// DefaultPager returns the command of less, with colors. It returns "" if less is not
// installed. On Windows it returns "" too, because the programs there do not use a pager
// unless the user asks for it.
func (Host) DefaultPager() string {
	if runtime.GOOS == "windows" {
		return ""
	}
	if _, err := exec.LookPath("less"); err != nil {
		return ""
	}
	return "less -R"
}

// pagerGrace is how long a pager may take to restore the terminal after it was asked to end.
const pagerGrace = 2 * time.Second

// RunPager shows a text with a pager on the process's terminal, and waits until the pager ends.
// The command is a shell command, as in $PAGER. Unless the user has set LESS, RunPager sets it
// so that less shows colors, and ends at once if the text fits on the screen. A SIGTERM for this
// process ends the pager, so that the terminal is restored.
func (Host) RunPager(ctx context.Context, command string, text io.Reader) error {
	if strings.TrimSpace(command) == "" {
		return errors.New("no command")
	}
	pagerCtx, stop := signal.NotifyContext(ctx, syscall.SIGTERM)
	defer stop()
	argv := shellCommand(runtime.GOOS, command)
	cmd := exec.CommandContext(pagerCtx, argv[0], argv[1:]...) //nolint:gosec // it is the user's own command
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = pagerGrace
	cmd.Stdin, cmd.Stdout, cmd.Stderr = text, os.Stdout, os.Stderr
	if _, isSet := os.LookupEnv("LESS"); !isSet {
		cmd.Env = append(os.Environ(), "LESS=FRX")
	}
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt) // ctrl+c is for the pager, and must not end this process
	defer signal.Stop(interrupts)
	err := cmd.Run()
	isTerminated := pagerCtx.Err() != nil && ctx.Err() == nil
	if isTerminated || isInterrupted(err) || errors.Is(err, exec.ErrWaitDelay) {
		return nil // the user has ended the pager, or it has left a program behind that reads no further
	}
	return err
}

// interruptedExit is the exit code with which a shell says that ctrl+c has ended a command.
const interruptedExit = 130

// isInterrupted reports whether ctrl+c has ended the pager, or the shell once the pager has
// ended. It does not ask whether this process has got the signal too, because the signal may
// arrive here later than the end of the pager.
func isInterrupted(err error) bool {
	exitErr := (*exec.ExitError)(nil)
	return errors.As(err, &exitErr) && (exitErr.String() == "signal: "+os.Interrupt.String() || exitErr.ExitCode() == interruptedExit)
}

// shellSpecial are the characters that mean something special to a shell.
const shellSpecial = "|&;<>()$`\\\"'*?[]{}#~=%!\n"

// shellCommand returns the program and the arguments that run a shell command on an operating
// system. Windows has no POSIX shell, so there the command is split into its words. Elsewhere
// the shell is replaced by the program if the command is only a program with its arguments:
// otherwise a signal would end the shell, and the program would keep the terminal.
func shellCommand(goos, command string) []string {
	words := strings.Fields(command)
	if goos == "windows" {
		return words
	}
	if _, err := exec.LookPath(words[0]); err == nil && !strings.ContainsAny(command, shellSpecial) {
		command = "exec " + command
	}
	return []string{"sh", "-c", command}
}
