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

// brokenListener is a listener in memory. While broken is set, Accept fails at once, as if no
// file descriptor were free.
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

// TestAcceptErrors checks that while Accept fails, the server calls it at growing intervals and
// logs the error only once, and that the server serves clients when Accept works again.
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
		if _, stderr, code := s.exec("404", ""); code != 0 {
			t.Errorf("exit %d, %s", code, stderr)
		}
		s.expectLog("accept works again")
	})
}

// TestHealthy checks that Healthy returns nil for a running server, even if its limits are
// reached, and an error if the accept loop or the browser of the health check is stuck.
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
	accepted chan struct{} // closed when the first connection was accepted
	release  chan struct{} // closed by the test to let Accept return
}

func (l *stuckListener) Accept() (net.Conn, error) {
	c, err := l.TCPListener.Accept()
	if err == nil {
		close(l.accepted)
		<-l.release
	}
	return c, err
}

// expectStuck checks that Healthy returns an error that contains what. Then it closes release,
// and waits until Healthy returns nil.
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
