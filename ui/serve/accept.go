package serve

import (
	"context"
	"errors"
	"net"
	"time"
)

// After an error of Accept, such as too many open files, the accept loop pauses. With each
// further error the pause doubles.
const (
	minAcceptPause = 5 * time.Millisecond // the pause after the first error of Accept
	maxAcceptPause = time.Second          // the longest pause between two calls of Accept
)

// accept accepts connections until the listener is closed. It returns nil if the listener
// was closed because the context has ended.
func (s *Server) accept(ctx context.Context, l net.Listener) error {
	failures := 0
	pause := minAcceptPause
	for {
		c, err := l.Accept()
		switch {
		case err == nil:
			if failures > 0 {
				s.config.Log.Info("accept works again", "failures", failures)
			}
			failures, pause = 0, minAcceptPause
			s.serveConn(c)
		case isTimeout(err):
			s.answerProbe()
		case ctx.Err() != nil:
			return nil //nolint:nilerr // the listener was closed on purpose
		case errors.Is(err, net.ErrClosed):
			return err
		default: // for example, too many open files
			if failures++; failures == 1 {
				s.config.Log.Warn("accept fails; it is tried again until it works", "error", err)
			}
			sleep(ctx, pause)
			pause = min(2*pause, maxAcceptPause)
		}
	}
}

// isTimeout reports whether an error says that a deadline has passed.
func isTimeout(err error) bool {
	e, ok := errors.AsType[net.Error](err)
	return ok && e.Timeout()
}

// sleep returns after the duration d, or when the context ends.
func sleep(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// serveConn admits a connection, and serves it in a new goroutine. A connection that is
// over the limits is closed before a goroutine is started for it, so that a flood of
// connections costs as little as possible.
func (s *Server) serveConn(nc net.Conn) {
	defer s.recover("accept")
	c := &connection{server: s, net: nc}
	if a, ok := nc.RemoteAddr().(*net.TCPAddr); ok {
		c.peer = normalize(a.AddrPort())
	}
	if c.isFromProxy() {
		s.gate.addUnnamed(nc)
	} else if !c.admit(false) {
		c.close()
		return
	}
	limitSocketBuffers(nc)
	s.mu.Lock()
	s.open[c] = struct{}{}
	s.mu.Unlock()
	s.running.Go(func() {
		defer s.release(c)
		defer s.recover("connection")
		c.serve()
	})
}

// release closes a connection that has ended, and removes it from the gate, the input budget
// and the set of open connections.
func (s *Server) release(c *connection) {
	s.gate.removeUnnamed(c.net)
	if c.visit != nil {
		s.gate.leave(c.visit)
	}
	c.close()
	s.input.remove(c)
	s.mu.Lock()
	delete(s.open, c)
	s.mu.Unlock()
}
