package serve

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/ssh"

	"teapot/ui/paint"
)

// session is what runs on a connection: the browser or one command.
type session struct {
	*connection
	ch     ssh.Channel
	late   *time.Timer // closes the connection, unless somebody is content with it
	full   error       // why there is no room
	ctx    context.Context
	cancel context.CancelCauseFunc

	// What the client asked for before the start.
	terminal bool
	term     string
	size     paint.Size
	env      []string

	sizes   chan paint.Size // the newest size; holds one
	started bool
	done    chan struct{} // closed when what was started has ended

	// One at a time writes to the channel: its writers share a buffer. Who writes
	// may wait for ever, until the connection is closed.
	writing chan struct{}

	begun   time.Time
	heard   atomic.Int64 // when there was input, in nanoseconds from begun
	in, out atomic.Int64 // bytes
}

// Why a session is ended.
var (
	errStopping    = errors.New("the server is stopping; connect again")
	errIdle        = errors.New("nothing was typed for too long")
	errTooLong     = errors.New("the session has lasted as long as it may")
	errInterrupted = errors.New("interrupted")
	errGone        = errors.New("the client has left")
)

// The exit codes, as the command line has them.
const (
	exitFine        = 0
	exitFailed      = 2
	exitInterrupted = 130
)

func newSession(c *connection, ch ssh.Channel, late *time.Timer, full error) *session {
	s := &session{connection: c, ch: ch, late: late, full: full, sizes: make(chan paint.Size, 1),
		done: make(chan struct{}), writing: make(chan struct{}, 1)}
	s.ctx, s.cancel = context.WithCancelCause(c.server.late)
	return s
}

// request does what the client asks for, or refuses it.
func (s *session) request(r *ssh.Request) {
	switch r.Type {
	case "pty-req":
		reply(r, s.setTerminal(r.Payload))
	case "env":
		reply(r, s.setEnv(r.Payload))
	case "window-change":
		reply(r, s.setSize(r.Payload))
	case "signal":
		reply(r, s.signal(r.Payload))
	case "shell":
		s.start(r, "", true)
	case "exec":
		var line struct{ Text string }
		err := ssh.Unmarshal(r.Payload, &line)
		s.start(r, line.Text, err == nil)
	default: // agents, X11, subsystems, and what else there may be
		s.server.metrics.refuse("request")
		reply(r, false)
	}
}

// start starts what the session is for, once.
func (s *session) start(r *ssh.Request, line string, ok bool) {
	ok = ok && !s.started && s.late.Stop()
	if !ok {
		reply(r, false)
		return
	}
	s.started, s.begun = true, time.Now()
	s.busy.Store(true)
	relax := s.guard()
	reply(r, true)
	exec := r.Type == "exec"
	s.server.running.Go(func() {
		defer s.server.recover("session")
		s.server.config.Log.Info("session", s.run(line, exec, relax)...)
	})
}

// guard sees to it that the session ends when it has to, whatever its client does:
// one that reads nothing can make every write wait for ever.
func (s *session) guard() (relax func()) {
	watch := s.watch()
	end := context.AfterFunc(s.ctx, func() { s.late.Reset(forGoodbyes + forTheDeaf + afterGoodbye) })
	return func() {
		watch.Stop()
		end()
	}
}

// signal interrupts the session if that is what the signal means.
func (s *session) signal(payload []byte) bool {
	var m struct{ Name string }
	if !s.started || ssh.Unmarshal(payload, &m) != nil {
		return false
	}
	switch m.Name {
	case "INT", "TERM", "HUP", "QUIT", "KILL":
		s.cancel(errInterrupted)
		return true
	}
	return false
}

// closed is called when the client has closed the session's channel.
func (s *session) closed() {
	s.cancel(errGone)
	if !s.started {
		_ = s.net.Close()
	}
}

// gone is called when the connection has ended. It waits for the session.
func (s *session) gone() {
	s.cancel(errGone)
	if s.started {
		<-s.done
	}
}

// run runs the session and says goodbye, for which nobody is to watch. It returns
// what the log is to say, which waits until the session is over: the log may be
// stuck.
func (s *session) run(line string, exec bool, relax func()) []any {
	defer close(s.done)
	defer relax()
	m := &s.server.metrics
	m.open.Add(1)
	defer m.open.Add(-1)
	kind, code := "browse", exitFailed
	switch {
	case s.full != nil:
		kind = "refused"
		m.refuse("no room")
	case exec || !s.terminal:
		kind = "command"
		m.commands.Add(1)
		code = s.command(line)
	default:
		m.browsers.Add(1)
		code = s.protect("browse", func() int { return s.exitCode(s.browse()) })
	}
	relax()
	end := s.ending()
	s.goodbye(code, kind == "command" && s.ctx.Err() == nil)
	return []any{
		"from", s.peer.Addr().String(), "kind", kind, "exit", code, "end", end,
		"seconds", time.Since(s.begun).Seconds(), "in", s.in.Load(), "out", s.out.Load(),
	}
}

// exitCode tells the client about an error of the browser.
func (s *session) exitCode(err error) int {
	var p *paint.PanicError
	switch {
	case errors.As(err, &p):
		s.server.panicked("browse", p.Value, p.Stack)
		s.tell(errors.New("an error of the program has ended this session"))
		return exitFailed
	case s.ctx.Err() != nil, errors.Is(err, paint.ErrInterrupted):
		return exitInterrupted
	case err != nil:
		s.tell(err)
		return exitFailed
	}
	return exitFine
}

// protect runs a part of the session. A panic ends the session only.
func (s *session) protect(kind string, part func() int) (code int) {
	defer func() {
		if r := recover(); r != nil {
			code = s.exitCode(newPanic(r))
		}
	}()
	if s.server.config.sabotage != nil {
		s.server.config.sabotage(kind)
	}
	return part()
}

// watch ends the session when it was idle for too long, or has lasted too long.
// It looks only when that could be.
func (s *session) watch() *time.Timer {
	limits := s.server.config.Limits
	idle, total := orForever(limits.Idle), orForever(limits.Total)
	set := make(chan struct{})
	var t *time.Timer
	t = time.AfterFunc(min(idle, total), func() {
		<-set
		age := time.Since(s.begun)
		quiet := age - time.Duration(s.heard.Load())
		switch {
		case age >= total:
			s.cancel(errTooLong)
		case quiet >= idle:
			s.cancel(errIdle)
		default:
			t.Reset(min(idle-quiet, total-age))
		}
	})
	close(set)
	return t
}

// ending is why the session ended, for the log.
func (s *session) ending() string {
	if cause := context.Cause(s.ctx); cause != nil {
		return cause.Error()
	}
	return "itself"
}

// goodbye says what is to be said, and how the session ended. Then the client may
// hang up; if it does not, we do. Much of what a command has written may still be
// on its way over a slow link: it is given time, until the client or the server
// ends the session.
func (s *session) goodbye(code int, slowly bool) {
	write, after := forTheDeaf, afterGoodbye
	if slowly {
		l := s.server.config.Limits
		write = max(forTheDeaf, min(forDelivery, orForever(l.Idle), orForever(l.Total)-time.Since(s.begun)))
		after = write
	}
	s.late.Reset(write) // first: a write may wait for ever
	if words := s.lastWords(); words != nil {
		s.tell(words)
	}
	_, _ = s.ch.SendRequest("exit-status", false, ssh.Marshal(struct{ Code uint32 }{uint32(code)})) //nolint:gosec // codes are small
	_ = s.ch.Close()
	s.late.Reset(after)
	context.AfterFunc(s.ctx, func() { s.late.Reset(afterGoodbye) })
}

// lastWords are why the session was refused, or ended if its client cannot know.
func (s *session) lastWords() error {
	cause := context.Cause(s.ctx)
	switch {
	case s.full != nil:
		return s.full
	case errors.Is(cause, errStopping), errors.Is(cause, errIdle), errors.Is(cause, errTooLong):
		return cause
	}
	return nil
}

// tell writes a sentence to the client's standard error. On a terminal it is
// the same as standard output.
func (s *session) tell(what error) {
	_, _ = fmt.Fprintf(s.stderr(), "teapot: %v\n", what) // nobody may be there any more
}
