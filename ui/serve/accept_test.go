package serve_test

import (
	"context"
	"net"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"teapot/ui/serve"
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

// TestHealthy checks that a running server is healthy, also while all places are taken, and
// that one is not whose accept loop or whose pages are stuck.
func TestHealthy(t *testing.T) {
	s := start(t, func(c *serve.Config) { c.Limits = serve.Limits{Sessions: 1, PerAddress: 1, Rate: 3, Pending: 1} })
	for range 5 {
		if err := s.Healthy(t.Context()); err != nil {
			t.Error(err)
		}
		s.dialTCP("")
	}
	if strings.Contains(s.log.String(), "accept") {
		t.Errorf("the probes are logged:\n%s", s.log)
	}

	release := make(chan struct{})
	s = start(t, func(c *serve.Config) {
		c.Sabotage(func(kind string) {
			if kind == "health check" {
				<-release
			}
		})
	})
	expectStuck(t, s, "browser", release)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	stuck := &stuckListener{l.(*net.TCPListener), make(chan struct{}), make(chan struct{})}
	s = startOn(t, stuck, func() (net.Conn, error) { return net.Dial("tcp", l.Addr().String()) }, nil)
	s.dialTCP("")
	<-stuck.accepted
	expectStuck(t, s, "accept loop", stuck.release)
}

// stuckListener is a listener whose first connection blocks the accept loop until it is
// released.
type stuckListener struct {
	*net.TCPListener
	accepted, release chan struct{}
}

func (l *stuckListener) Accept() (net.Conn, error) {
	c, err := l.TCPListener.Accept()
	if err == nil {
		close(l.accepted)
		<-l.release
	}
	return c, err
}

// expectStuck checks that a server is not healthy until it is released.
func expectStuck(t *testing.T, s *server, what string, release chan struct{}) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if err := s.Healthy(ctx); err == nil || !strings.Contains(err.Error(), what) {
		t.Errorf("stuck %s: %v", what, err)
	}
	close(release)
	eventually(t, "a healthy server", func() bool { return s.Healthy(t.Context()) == nil }, s.log.String)
}
