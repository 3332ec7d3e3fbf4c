package serve

import (
	"context"
	"time"
)

// enforceLimits starts timers for the session, and returns at once. They end the session when
// it has been idle for too long, or has lasted too long. If the session is asked to end, for
// this or another reason, and still runs after the grace periods, they close its connection: a
// client that reads nothing can block every write. The function stop stops the timers.
func (s *session) enforceLimits() (stop func()) {
	running, stop := context.WithCancel(s.connCtx)
	timer := s.startLimitTimer()
	context.AfterFunc(running, func() { timer.Stop() })
	context.AfterFunc(s.ctx, func() { s.closeAfter(running, restoreGrace+writeGrace+hangupGrace) })
	return stop
}

// startLimitTimer starts the timer that ends the session when it has been idle for too long,
// or has lasted too long. Input does not reset the timer. Instead, the timer looks at the time
// of the last input when it fires, and sets itself to the earliest time at which the session
// could reach a limit.
func (s *session) startLimitTimer() *time.Timer {
	limits := s.server.config.Limits
	idle, total := orNoLimit(limits.Idle), orNoLimit(limits.Total)
	assigned := make(chan struct{}) // closed when the variable timer is assigned
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

// endLimit says how long the two parts of the end of a session may take.
type endLimit struct {
	write  time.Duration // for the server to write the final message and the exit code
	hangup time.Duration // for the client to close the connection after that
}

// timeToEnd returns how long the end of a session may take. If a command has finished by
// itself, its output may still be on its way over a slow link. Then the end may take up to
// deliveryLimit, but no longer than the limits of the session allow.
func (s *session) timeToEnd(kind string) endLimit {
	if kind != kindCommand || s.ctx.Err() != nil {
		return endLimit{write: writeGrace, hangup: hangupGrace}
	}
	l := s.server.config.Limits
	d := max(writeGrace, min(deliveryLimit, orNoLimit(l.Idle), orNoLimit(l.Total)-time.Since(s.startedAt)))
	return endLimit{write: d, hangup: d}
}
