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

// session is the session of a connection. It runs the browser or one command.
type session struct {
	*connection
	ch      ssh.Channel
	refusal error // why the session is refused; nil if it has a session slot
	// ctx ends when the session must end. The cause of ctx says why.
	ctx    context.Context
	cancel context.CancelCauseFunc

	// These fields hold what the client has requested before the start of the session.
	terminal bool       // the client has requested a terminal
	term     string     // the value of TERM
	size     paint.Size // the size of the terminal, in cells
	env      []string   // the variables that the client has set, as "NAME=value"

	sizes chan paint.Size // gets each new size of the terminal; holds at most one
	done  chan struct{}   // closed when the session has ended

	// writeLock is locked, by sending to it, during each write to the SSH channel, because
	// the writers of an SSH channel share a buffer. It is not a sync.Mutex, because a write
	// may block until the connection is closed: in tests with synthetic time, the time
	// advances while goroutines wait for a channel, but not while they wait for a mutex.
	writeLock chan struct{}

	startedAt time.Time    // when the client has started the browser or the command
	lastInput atomic.Int64 // the time of the last input, in nanoseconds since startedAt
	bytesIn   atomic.Int64 // how many bytes of input the session has read
	bytesOut  atomic.Int64 // how many bytes of output and errors the session has written
}

// These errors say why a session must end. They are the causes of session.ctx.
var (
	errStopping    = errors.New("the server is stopping; connect again")
	errIdle        = errors.New("nothing was typed for too long")
	errDisplaced   = errors.New("the server is full, and nothing was typed here for the longest time; connect again")
	errTooLong     = errors.New("the session has lasted as long as it may")
	errInterrupted = errors.New("interrupted")
	errLeft        = errors.New("the client has left")

	// The following errors say that a command has reached a limit.
	errNotReading    = fmt.Errorf("the client has not read the output for %s", stallLimit)
	errTooMuchOutput = fmt.Errorf("more than %d MB of output, which is not served here; send the input in parts", maxOutput>>20)
	errComputing     = fmt.Errorf("the command has computed for %s, which is the limit here; send the input in parts", maxComputing)
)

// The exit codes have the same meaning as those of the teapot command.
const (
	exitOK          = 0
	exitFailed      = 2
	exitInterrupted = 130
)

// newSession returns the session of a connection, which the client has opened but not started.
// Refusal is the error with which the session is refused, or nil.
func newSession(c *connection, ch ssh.Channel, refusal error) *session {
	s := &session{connection: c, ch: ch, refusal: refusal, sizes: make(chan paint.Size, 1),
		done: make(chan struct{}), writeLock: make(chan struct{}, 1)}
	s.ctx, s.cancel = context.WithCancelCause(c.server.killCtx)
	return s
}

// handleRequest handles a request on the session's channel, and replies to it.
func (s *session) handleRequest(r *ssh.Request) {
	switch r.Type {
	case "pty-req":
		reply(r, s.setTerminal(r.Payload))
	case "env":
		reply(r, s.setEnv(r.Payload))
	case "window-change":
		reply(r, s.setSize(r.Payload))
	case "signal":
		reply(r, s.handleSignal(r.Payload))
	case "shell":
		s.start(r, "", true)
	case "exec":
		var line struct{ Text string }
		err := ssh.Unmarshal(r.Payload, &line)
		s.start(r, line.Text, err == nil)
	default: // such as requests for agent forwarding, X11 and subsystems
		s.server.metrics.countRefusal("request")
		reply(r, false)
	}
}

// start handles a shell or exec request: it starts the browser or the command. It refuses the
// request if ok is false, if the session has already started, or if the time for the start has
// passed.
func (s *session) start(r *ssh.Request, line string, ok bool) {
	ok = ok && !s.started.Load() && s.startTimer.Stop()
	if !ok {
		reply(r, false)
		return
	}
	s.started.Store(true)
	s.startedAt = time.Now()
	stopLimits := s.enforceLimits()
	s.server.gate.sessionStarted(s.visit, s.idle, func() { s.cancel(errDisplaced) })
	reply(r, true)
	exec := r.Type == "exec"
	s.server.running.Go(func() {
		defer s.server.recover("session")
		s.server.config.Log.Info("session", s.run(line, exec, stopLimits)...)
	})
}

// handleSignal handles a signal request, and reports whether it is granted. Every signal that
// it knows ends the session.
func (s *session) handleSignal(payload []byte) bool {
	var m struct{ Name string }
	if !s.started.Load() || ssh.Unmarshal(payload, &m) != nil {
		return false
	}
	switch m.Name {
	case "INT", "TERM", "HUP", "QUIT", "KILL":
		s.cancel(errInterrupted)
		return true
	}
	return false
}

// channelClosed is called when the client has closed the session's channel.
func (s *session) channelClosed() {
	s.cancel(errLeft)
	if !s.started.Load() {
		s.close()
	}
}

// disconnected is called when the connection has ended. It ends the session, and waits until
// the session has ended.
func (s *session) disconnected() {
	s.cancel(errLeft)
	if s.started.Load() {
		<-s.done
	}
}

// run runs the session from its start to its end. It returns the attributes of the session's
// log line. The caller logs them after the end of the session, because logging may block.
func (s *session) run(line string, exec bool, stopLimits func()) []any {
	defer close(s.done)
	defer stopLimits()
	if s.refusal == nil {
		s.server.addOpenSessions(1)
		defer s.server.addOpenSessions(-1)
	}

	kind, code := s.perform(line, exec)
	stopLimits()
	reason := s.endReason()
	s.sendFinalMessage(code, s.timeToEnd(kind))
	return []any{
		"from", s.peer.Addr().String(), "kind", kind, "exit", code, "end", reason,
		"seconds", time.Since(s.startedAt).Seconds(), "in", s.bytesIn.Load(), "out", s.bytesOut.Load(),
	}
}

// These are the kinds of sessions that the log distinguishes.
const (
	kindBrowse  = "browse"
	kindCommand = "command"
	kindRefused = "refused"
)

// perform runs the browser or the command, unless the session is refused. It returns the kind
// and the exit code of the session.
func (s *session) perform(line string, exec bool) (kind string, code int) {
	m := &s.server.metrics
	switch {
	case s.refusal != nil:
		m.countRefusal("no room")
		return kindRefused, exitFailed
	case exec || !s.terminal:
		m.commands.Add(1)
		return kindCommand, s.runCommand(line)
	}
	m.browsers.Add(1)
	return kindBrowse, s.protect("browse", func() int { return s.report(s.browse()) })
}

// report returns the exit code for the error with which the browser or a panic has ended. It
// writes a message about the error to the client.
func (s *session) report(err error) int {
	var p *paint.PanicError
	switch {
	case errors.As(err, &p):
		s.server.logPanic("browse", p.Value, p.Stack)
		s.writeError(errors.New("an error of the program has ended this session"))
		return exitFailed
	case s.ctx.Err() != nil, errors.Is(err, paint.ErrInterrupted):
		return exitInterrupted
	case err != nil:
		s.writeError(err)
		return exitFailed
	}
	return exitOK
}

// protect calls part, and returns its exit code. If part panics, protect reports the panic, so
// that only this session ends. Kind names the part for tests.
func (s *session) protect(kind string, part func() int) (code int) {
	defer func() {
		if r := recover(); r != nil {
			code = s.report(newPanic(r))
		}
	}()
	if s.server.config.sabotage != nil {
		s.server.config.sabotage(kind)
	}
	return part()
}

// endReason returns why the session has ended, as text for the log.
func (s *session) endReason() string {
	if cause := context.Cause(s.ctx); cause != nil {
		return cause.Error()
	}
	return "finished"
}

// sendFinalMessage tells the client why the session was refused or ended, and its exit code.
// It has limit.write for that. Then the client should close the connection. If the client does
// not do so within limit.hangup, the server closes the connection.
func (s *session) sendFinalMessage(code int, limit endLimit) {
	writing, written := context.WithCancel(s.connCtx)
	s.closeAfter(writing, limit.write)
	if err := s.finalError(); err != nil {
		s.writeError(err)
	}
	_, _ = s.ch.SendRequest("exit-status", false, ssh.Marshal(struct{ Code uint32 }{uint32(code)})) //nolint:gosec // codes are small
	_ = s.ch.Close()
	written()
	s.closeAfter(s.connCtx, limit.hangup)
	context.AfterFunc(s.ctx, func() { s.closeAfter(s.connCtx, hangupGrace) })
}

// finalError returns why the session was refused, or why the server has ended it. It returns
// nil if the client knows the reason itself, for example if the command has finished.
func (s *session) finalError() error {
	cause := context.Cause(s.ctx)
	switch {
	case s.refusal != nil:
		return s.refusal
	case errors.Is(cause, errStopping), errors.Is(cause, errIdle), errors.Is(cause, errDisplaced), errors.Is(cause, errTooLong), isLimit(cause):
		return cause
	}
	return nil
}

// isLimit reports whether the cause of a session's end is that it has reached a limit of memory,
// output or CPU time.
func isLimit(cause error) bool {
	return errors.Is(cause, errNotReading) || errors.Is(cause, errTooMuchOutput) || errors.Is(cause, errComputing) || errors.Is(cause, errUnread)
}

// endCode returns the exit code of a command that the server or the client has ended.
func (s *session) endCode() int {
	if isLimit(context.Cause(s.ctx)) {
		return exitFailed
	}
	return exitInterrupted
}

// writeError writes an error message to the client's standard error, or to the client's
// terminal if the session has one.
func (s *session) writeError(err error) {
	_, _ = fmt.Fprintf(s.stderr(), "teapot: %v\n", err) // an error means that the client has left
}
