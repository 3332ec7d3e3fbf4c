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

// Local takes the terminal of this process: it is in raw mode until release is
// called, which is safe to call more than once.
func Local(in, out *os.File, env []string) (t Terminal, release func(), err error) {
	l := &local{in: in, out: out, sizes: make(chan Size, 1), signals: make(chan os.Signal, 4), ended: make(chan error, 1)}
	reader, err := uv.NewCancelReader(in)
	if err != nil {
		return t, nil, err
	}
	signal.Notify(l.signals, syscall.SIGWINCH, syscall.SIGCONT, syscall.SIGINT, syscall.SIGTERM)
	if !signal.Ignored(syscall.SIGHUP) {
		signal.Notify(l.signals, syscall.SIGHUP)
	}
	if err := l.raw(); err != nil {
		signal.Stop(l.signals)
		return t, nil, err
	}
	t = Terminal{In: reader, Out: out, Env: env, Profile: colorprofile.Detect(out, env), Resized: l.sizes, Suspend: l.suspend, EscapeWait: EscapeWaitLocal, Ended: l.ended}
	if sshSession(env) {
		t.EscapeWait = EscapeWaitSSH
	}
	t.Size = l.size()
	done := make(chan struct{})
	go l.watch(done)
	return t, sync.OnceFunc(func() {
		signal.Stop(l.signals)
		close(done)
		l.restore()
	}), nil
}

// local is the terminal of this process.
type local struct {
	in, out *os.File
	sizes   chan Size
	signals chan os.Signal
	ended   chan error

	mu  sync.Mutex
	old *term.State // as it was found; nil while it is so
}

func (l *local) raw() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	old, err := term.MakeRaw(l.in.Fd())
	if err == nil && l.old == nil {
		l.old = old
	}
	return err
}

func (l *local) restore() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.old != nil {
		_ = term.Restore(l.in.Fd(), l.old) // there is nobody to tell
		l.old = nil
	}
}

// size is the size of the terminal; one that does not say has the usual one.
func (l *local) size() Size {
	w, h, err := term.GetSize(l.out.Fd())
	if err != nil || w <= 0 || h <= 0 {
		return Size{80, 24}
	}
	return Size{w, h}
}

// watch says when the terminal has another size, and when the process was
// stopped by somebody else and the shell has written on the screen.
func (l *local) watch(done <-chan struct{}) {
	for {
		select {
		case <-done:
			return
		case s := <-l.signals:
			l.heed(s)
		}
	}
}

// heed does what a signal asks for.
func (l *local) heed(s os.Signal) {
	switch s {
	case syscall.SIGINT:
		l.end(ErrInterrupted)
	case syscall.SIGTERM, syscall.SIGHUP:
		l.end(nil)
	case syscall.SIGCONT:
		_ = l.raw() // as it was
		l.say(l.size())
	default:
		l.say(l.size())
	}
}

// end has the program end; once is enough.
func (l *local) end(err error) {
	select {
	case l.ended <- err:
	default:
	}
}

// say puts a size where it is waited for, in the place of an older one.
func (l *local) say(s Size) {
	select {
	case <-l.sizes:
	default:
	}
	l.sizes <- s
}

// suspend stops the process, and its group with it, as a shell expects. Where no
// shell waits the kernel does not stop it, and it goes on at once. SIGTSTP must
// never be listened for: Go would not give it back its old meaning.
func (l *local) suspend() Size {
	l.restore()
	back := make(chan os.Signal, 1)
	signal.Notify(back, syscall.SIGCONT)
	_ = syscall.Kill(0, syscall.SIGTSTP) // the group is ours
	select {
	case <-back:
	case <-time.After(unstopped):
	}
	signal.Stop(back)
	_ = l.raw() // as before
	return l.size()
}

// unstopped is the time after which a process that still runs was not stopped.
const unstopped = 200 * time.Millisecond
