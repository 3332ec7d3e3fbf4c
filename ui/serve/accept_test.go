package serve_test

import (
	"net"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// brokenListener is a listener in memory without file descriptors: while it is broken,
// Accept fails at once.
type brokenListener struct {
	*memListener
	broken atomic.Bool
	calls  atomic.Int64
}

func (l *brokenListener) Accept() (net.Conn, error) {
	l.calls.Add(1)
	if l.broken.Load() {
		return nil, syscall.EMFILE
	}
	return l.memListener.Accept()
}

// TestAcceptErrors checks that a server without file descriptors tries again less and less
// often, logs that once, and goes on when it has some again.
func TestAcceptErrors(t *testing.T) {
	l := &brokenListener{}
	l.broken.Store(true)
	withSyntheticTimeOn(t, func() (net.Listener, func() (net.Conn, error)) {
		l.memListener = newMemListener()
		return l, l.dial
	}, nil, func(t *testing.T, s *server) {
		time.Sleep(time.Minute)
		if n := l.calls.Load(); n > 80 {
			t.Errorf("Accept was called %d times in a minute", n)
		}
		if n := strings.Count(s.log.String(), syscall.EMFILE.Error()); n != 1 {
			t.Errorf("the log says so %d times, want once", n)
		}
		l.broken.Store(false)
		if _, errs, code := s.exec("404", ""); code != 0 {
			t.Errorf("exit %d, %s", code, errs)
		}
		s.expectLog("accept works again")
	})
}
