//go:build unix

package termtest

import (
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"github.com/creack/pty"
)

// T is the part of testing.T that this package needs. The program that makes the
// screenshots has its own implementation. Fatal and Fatalf must not return.
type T interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	TempDir() string
	Cleanup(f func())
}

// Process is a program that runs in a pseudo-terminal. Screen shows what the program
// writes.
type Process struct {
	*Screen
	t    T
	cmd  *exec.Cmd
	tty  *os.File   // the test's end of the pseudo-terminal
	done chan error // receives the result of cmd.Wait
}

// Start runs a program on a new terminal of w columns and h rows. The program's
// environment has a few usual variables, such as PATH and TERM, and those in env.
func Start(t T, w, h int, env []string, argv ...string) *Process {
	t.Helper()
	return StartOn(t, NewScreen(w, h), env, argv...)
}

// StartOn does the same as [Start], but with a screen that the caller has made.
func StartOn(t T, screen *Screen, env []string, argv ...string) *Process {
	t.Helper()
	w, h := screen.Size()
	p := &Process{Screen: screen, t: t, cmd: exec.Command(argv[0], argv[1:]...), done: make(chan error, 1)}
	p.cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8"}, env...)
	tty, err := pty.StartWithSize(p.cmd, &pty.Winsize{Rows: uint16(h), Cols: uint16(w)}) //nolint:gosec // terminals are small
	if err != nil {
		t.Fatal(err)
	}
	p.tty = tty
	go func() { _, _ = io.Copy(tty, p.Answers()) }()
	go func() {
		_, _ = io.Copy(p.Screen, tty) // returns when the program has ended and its terminal is closed
		p.done <- p.cmd.Wait()
	}()
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill()
		_ = tty.Close()
		p.Close()
	})
	return p
}

// Type sends keys to the program. Each is the name of a key, or text: see [Key].
func (p *Process) Type(keys ...string) {
	p.t.Helper()
	for _, k := range keys {
		if _, err := io.WriteString(p.tty, Key(k)); err != nil {
			p.t.Fatal(err)
		}
	}
}

// timeout is the longest time that a test waits for the program to show a text or to
// exit.
const timeout = 20 * time.Second

// Wait waits until the condition holds for the text on the screen. If that takes too
// long, the test fails, and the message names what was expected.
func (p *Process) Wait(expected string, condition func(text string) bool) {
	p.t.Helper()
	for deadline := time.Now().Add(timeout); ; time.Sleep(2 * time.Millisecond) {
		text := p.Text()
		if condition(text) {
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("%q does not appear within %v; the screen is:\n%s", expected, timeout, text)
		}
	}
}

// Expect waits until the text is on the screen.
func (p *Process) Expect(want string) {
	p.t.Helper()
	p.Wait(want, func(text string) bool { return strings.Contains(text, want) })
}

// WaitIdle waits until the program has written nothing for 100 ms.
func (p *Process) WaitIdle() {
	for last, unchanged := -1, 0; unchanged < 10; time.Sleep(10 * time.Millisecond) {
		if n := len(p.Raw()); n == last {
			unchanged++
		} else {
			last, unchanged = n, 0
		}
	}
}

// SetSize changes the size of the terminal, which sends a SIGWINCH to the program.
func (p *Process) SetSize(w, h int) {
	p.t.Helper()
	p.Resize(w, h)
	if err := pty.Setsize(p.tty, &pty.Winsize{Rows: uint16(h), Cols: uint16(w)}); err != nil { //nolint:gosec // terminals are small
		p.t.Fatal(err)
	}
}

// Signal sends a signal to the program.
func (p *Process) Signal(s syscall.Signal) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// Exit waits until the program ends and returns its exit code.
func (p *Process) Exit() int {
	p.t.Helper()
	select {
	case <-p.done:
		return p.cmd.ProcessState.ExitCode()
	case <-time.After(timeout):
		p.t.Fatalf("the program does not end within %v; the screen is:\n%s", timeout, p.Text())
	}
	return -1
}
