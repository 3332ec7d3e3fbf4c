//go:build unix

package paint

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/term"
)

// Local returns the terminal of this process. It is in raw mode until release is
// called, which may be called more than once.
func Local(in, out *os.File, env []string) (t Terminal, release func(), err error) {
	l := &local{in: in, out: out, sizes: make(chan Size, 1), signals: make(chan os.Signal, 4), stop: make(chan error, 1)}
	reader, err := uv.NewCancelReader(in)
	if err != nil {
		return t, nil, err
	}
	signal.Notify(l.signals, syscall.SIGWINCH, syscall.SIGCONT, syscall.SIGINT, syscall.SIGTERM)
	if !signal.Ignored(syscall.SIGHUP) {
		signal.Notify(l.signals, syscall.SIGHUP)
	}
	if err := l.makeRaw(); err != nil {
		signal.Stop(l.signals)
		return t, nil, err
	}
	t = Terminal{In: reader, Out: out, Env: env, Profile: colorprofile.Detect(out, env), Resized: l.sizes, Suspend: l.suspend, EscapeWait: EscapeWaitLocal, Stop: l.stop}
	if inSSHSession(env) {
		t.EscapeWait = EscapeWaitSSH
	}
	t.Size = l.size()
	done := make(chan struct{})
	go l.watchSignals(done)
	return t, sync.OnceFunc(func() {
		signal.Stop(l.signals)
		close(done)
		l.restore()
	}), nil
}

// local is the terminal of this process.
type local struct {
	in, out *os.File
	sizes   chan Size // a buffer for the newest size
	signals chan os.Signal
	stop    chan error

	mu       sync.Mutex
	original *term.State // the terminal's state before raw mode; nil if it is not in raw mode
}

func (l *local) makeRaw() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	state, err := term.MakeRaw(l.in.Fd())
	if err == nil && l.original == nil {
		l.original = state
	}
	return err
}

func (l *local) restore() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.original != nil {
		_ = term.Restore(l.in.Fd(), l.original) // fails only if the terminal is gone
		l.original = nil
	}
}

// size returns the size of the terminal, or 80x24 if it is not known.
func (l *local) size() Size {
	w, h, err := term.GetSize(l.out.Fd())
	if err != nil || w <= 0 || h <= 0 {
		return Size{80, 24}
	}
	return Size{w, h}
}

func (l *local) watchSignals(done <-chan struct{}) {
	for {
		select {
		case <-done:
			return
		case s := <-l.signals:
			l.handleSignal(s)
		}
	}
}

func (l *local) handleSignal(s os.Signal) {
	switch s {
	case syscall.SIGINT:
		l.requestStop(ErrInterrupted)
	case syscall.SIGTERM, syscall.SIGHUP:
		l.requestStop(nil)
	case syscall.SIGCONT: // another process has stopped this one, and the shell has used the terminal
		_ = l.makeRaw()
		l.sendSize(l.size())
	default:
		l.sendSize(l.size())
	}
}

// requestStop asks the program to end with err. Only the first request counts.
func (l *local) requestStop(err error) {
	select {
	case l.stop <- err:
	default:
	}
}

// sendSize puts the newest size into the channel, and drops an older size that was not
// received yet.
func (l *local) sendSize(s Size) {
	select {
	case <-l.sizes:
	default:
	}
	l.sizes <- s
}

// suspend stops the process group, as shells expect. If no shell would continue the
// process, the kernel does not stop it, and suspend returns at once. The program
// must never call signal.Notify for SIGTSTP: Go does not restore its default action.
func (l *local) suspend() Size {
	l.restore()
	continued := make(chan os.Signal, 1)
	signal.Notify(continued, syscall.SIGCONT)
	_ = syscall.Kill(0, syscall.SIGTSTP) // a process may always signal its own group
	select {
	case <-continued:
	case <-time.After(stopTimeout):
	}
	signal.Stop(continued)
	_ = l.makeRaw() // it has succeeded at the start, so its error is ignored
	return l.size()
}

// stopTimeout is how long suspend waits for the kernel to stop the process. If the
// process still runs then, the kernel does not stop it.
const stopTimeout = 200 * time.Millisecond
