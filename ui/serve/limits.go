package serve

import (
	"context"
	"time"
)

// enforceLimits ends the session when it has been idle for too long, or has lasted too
// long. It also closes the connection if the session was ended, for whatever reason, and
// does not return: a client that reads nothing can block every write. The limits hold
// until stop is called.
func (s *session) enforceLimits() (stop func()) {
	running, stop := context.WithCancel(s.connCtx)
	timer := s.startLimitTimer()
	context.AfterFunc(running, func() { timer.Stop() })
	context.AfterFunc(s.ctx, func() { s.closeAfter(running, restoreGrace+writeGrace+hangupGrace) })
	return stop
}

// startLimitTimer starts the timer that ends the session. It does not fire for each
// input: when it fires, it looks at the time of the last one, and sets itself to when
// that would be too long ago.
func (s *session) startLimitTimer() *time.Timer {
	limits := s.server.config.Limits
	idle, total := orNoLimit(limits.Idle), orNoLimit(limits.Total)
	assigned := make(chan struct{})
	var timer *time.Timer
	timer = time.AfterFunc(min(idle, total), func() {
		<-assigned
		age := time.Since(s.startedAt)
		quiet := s.idle()
		switch {
		case age >= total:
			s.cancel(errTooLong)
		case quiet >= idle:
			s.cancel(errIdle)
		default:
			timer.Reset(min(idle-quiet, total-age))
		}
	})
	close(assigned)
	return timer
}

// idle returns how long the session has had no input.
func (s *session) idle() time.Duration {
	return time.Since(s.startedAt) - time.Duration(s.lastInput.Load())
}

// endLimit bounds the end of a session.
type endLimit struct {
	write  time.Duration // to write the last words
	hangup time.Duration // then, for the client to close the connection
}

// timeToEnd returns the limits for the end of a session. The output of a command that has
// finished may still be on its way over a slow link; it is given more time, within the
// limits of the session.
func (s *session) timeToEnd(kind string) endLimit {
	if kind != kindCommand || s.ctx.Err() != nil {
		return endLimit{write: writeGrace, hangup: hangupGrace}
	}
	l := s.server.config.Limits
	d := max(writeGrace, min(deliveryLimit, orNoLimit(l.Idle), orNoLimit(l.Total)-time.Since(s.startedAt)))
	return endLimit{write: d, hangup: d}
}
