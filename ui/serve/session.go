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

// session runs the browser or one command on a connection.
type session struct {
	*connection
	ch      ssh.Channel
	refusal error // why the session is refused; nil if it is not
	// ctx ends when the session is to end; its cause says why.
	ctx    context.Context
	cancel context.CancelCauseFunc

	// What the client has asked for before the start.
	terminal bool
	term     string
	size     paint.Size
	env      []string

	sizes chan paint.Size // the newest size of the terminal; holds one
	done  chan struct{}   // closed when the session has ended

	// writeLock is held while something is written to the channel, whose writers share
	// a buffer. It is no sync.Mutex because a write may block until the connection is
	// closed: tests with synthetic time wait for channels, but not for mutexes.
	writeLock chan struct{}

	startedAt         time.Time
	lastInput         atomic.Int64 // the time of the last input, in nanoseconds since startedAt
	bytesIn, bytesOut atomic.Int64
}

// Why a session is ended.
var (
	errStopping    = errors.New("the server is stopping; connect again")
	errIdle        = errors.New("nothing was typed for too long")
	errDisplaced   = errors.New("the server is full, and nothing was typed here for the longest time; connect again")
	errTooLong     = errors.New("the session has lasted as long as it may")
	errInterrupted = errors.New("interrupted")
	errLeft        = errors.New("the client has left")

	// These are limits of commands.
	errNotReading    = fmt.Errorf("the client has not read the output for %s", stallLimit)
	errTooMuchOutput = fmt.Errorf("more than %d MB of output, which is not served here; send the input in parts", maxOutput>>20)
	errComputing     = fmt.Errorf("the command has computed for %s, which is the limit here; send the input in parts", maxComputing)
)

// The exit codes, which are those of the command line.
const (
	exitOK          = 0
	exitFailed      = 2
	exitInterrupted = 130
)

func newSession(c *connection, ch ssh.Channel, refusal error) *session {
	s := &session{connection: c, ch: ch, refusal: refusal, sizes: make(chan paint.Size, 1),
		done: make(chan struct{}), writeLock: make(chan struct{}, 1)}
	s.ctx, s.cancel = context.WithCancelCause(c.server.killCtx)
	return s
}

// handleRequest grants or refuses a request of the client.
func (s *session) handleRequest(r *ssh.Request) {
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
	default: // agents, X11, subsystems and others
		s.server.metrics.countRefusal("request")
		reply(r, false)
	}
}

// start starts the browser or the command. It refuses a second start, and one that comes
// when the time for it has passed.
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

// signal handles a signal from the client, and reports whether it is known.
func (s *session) signal(payload []byte) bool {
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

// disconnected is called when the connection has ended. It waits until the session has
// ended too.
func (s *session) disconnected() {
	s.cancel(errLeft)
	if s.started.Load() {
		<-s.done
	}
}

// run runs the session from its start to its end. It returns the attributes of its line
// in the log, which the caller writes when the session has ended, since that may block.
func (s *session) run(line string, exec bool, stopLimits func()) []any {
	defer close(s.done)
	defer stopLimits()
	s.server.countOpen(1)
	defer s.server.countOpen(-1)

	kind, code := s.perform(line, exec)
	stopLimits()
	reason := s.endReason()
	s.sendLastWords(code, s.timeToEnd(kind))
	return []any{
		"from", s.peer.Addr().String(), "kind", kind, "exit", code, "end", reason,
		"seconds", time.Since(s.startedAt).Seconds(), "in", s.bytesIn.Load(), "out", s.bytesOut.Load(),
	}
}

// The kinds of sessions in the log.
const (
	kindBrowse  = "browse"
	kindCommand = "command"
	kindRefused = "refused"
)

// perform does what the session is for, and returns its kind and its exit code.
func (s *session) perform(line string, exec bool) (kind string, code int) {
	m := &s.server.metrics
	switch {
	case s.refusal != nil:
		m.countRefusal("no room")
		return kindRefused, exitFailed
	case exec || !s.terminal:
		m.commands.Add(1)
		return kindCommand, s.command(line)
	}
	m.browsers.Add(1)
	return kindBrowse, s.protect("browse", func() int { return s.report(s.browse()) })
}

// report returns the exit code for what a browser, or a panic, has ended with. It tells the
// client about an error.
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

// protect runs a part of the session, so that a panic ends this session only.
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

// endReason returns why the session has ended, for the log.
func (s *session) endReason() string {
	if cause := context.Cause(s.ctx); cause != nil {
		return cause.Error()
	}
	return "finished"
}

// sendLastWords tells the client why the session was refused or ended, and its exit code.
// Then the client should close the connection; if it does not, the server does. Both may
// take as long as limit says.
func (s *session) sendLastWords(code int, limit endLimit) {
	writing, written := context.WithCancel(s.connCtx)
	s.closeAfter(writing, limit.write)
	if err := s.lastWords(); err != nil {
		s.writeError(err)
	}
	_, _ = s.ch.SendRequest("exit-status", false, ssh.Marshal(struct{ Code uint32 }{uint32(code)})) //nolint:gosec // codes are small
	_ = s.ch.Close()
	written()
	s.closeAfter(s.connCtx, limit.hangup)
	context.AfterFunc(s.ctx, func() { s.closeAfter(s.connCtx, hangupGrace) })
}

// lastWords returns why the session was refused, or why it has ended if the client cannot
// know that.
func (s *session) lastWords() error {
	cause := context.Cause(s.ctx)
	switch {
	case s.refusal != nil:
		return s.refusal
	case errors.Is(cause, errStopping), errors.Is(cause, errIdle), errors.Is(cause, errDisplaced), errors.Is(cause, errTooLong), isLimit(cause):
		return cause
	}
	return nil
}

// isLimit reports whether a session was ended because it has used too much.
func isLimit(cause error) bool {
	return errors.Is(cause, errNotReading) || errors.Is(cause, errTooMuchOutput) || errors.Is(cause, errComputing) || errors.Is(cause, errUnread)
}

// endCode returns the exit code of a command that was ended.
func (s *session) endCode() int {
	if isLimit(context.Cause(s.ctx)) {
		return exitFailed
	}
	return exitInterrupted
}

// writeError writes an error to the client's standard error. On a terminal that is the
// same as standard output.
func (s *session) writeError(err error) {
	_, _ = fmt.Fprintf(s.stderr(), "teapot: %v\n", err) // an error means that the client has left
}
