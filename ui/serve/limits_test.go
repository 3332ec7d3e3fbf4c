package serve_test

import (
	"fmt"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"teapot/ui/serve"
)

// TestSessionLimits checks that a client is refused with a message when all session slots
// are taken, and that a slot is free again when a session ends.
func TestSessionLimits(t *testing.T) {
	for want, limits := range map[string]serve.Limits{
		"all 2 sessions":              {Sessions: 2, Handshake: testTimeout},
		"your address has 5 sessions": {PerAddress: 5, Handshake: testTimeout},
	} {
		s := start(t, func(c *serve.Config) { c.Limits = limits })
		first := s.open(80, 24, "")
		first.expect("▌ 100")
		for range max(limits.Sessions, limits.PerAddress) - 1 {
			s.open(80, 24, "").expect("▌ 100")
		}
		if out, err, code := s.exec("404", ""); code != 2 || out != "" || !strings.Contains(err, want) {
			t.Errorf("exit %d, %q, %q", code, out, err)
		}
		x := s.open(80, 24, "")
		x.expect(want)
		x.expectExit(2)
		s.expectLog("kind=refused")
		first.press("q")
		first.expectExit(0)
		eventually(t, "a free session slot", func() bool {
			c, err := s.dial()
			if err != nil {
				return false // a refused connection counts for the limit until it has ended
			}
			defer c.Close() //nolint:errcheck // the test is over
			session, err := c.NewSession()
			return err == nil && session.Run("404") == nil
		}, func() string { return "" })
	}
}

// TestRefusedConnectionsCount checks that a connection without a session slot counts for the
// limit of its address until the connection ends.
func TestRefusedConnectionsCount(t *testing.T) {
	s := start(t, func(c *serve.Config) { c.Limits = serve.Limits{Sessions: 1, PerAddress: 3, Handshake: testTimeout} })
	s.open(80, 24, "").expect("▌ 100")
	refused := s.logIn()
	s.logIn()
	s.logIn()
	if c, err := s.dial(); err == nil {
		_ = c.Close()
		t.Error("the connections of an address are not limited when the server is full")
	}
	_ = refused.Close()
	eventually(t, "another connection", func() bool { _, err := s.dial(); return err == nil }, func() string { return "" })
}

// TestRefusedConnectionsAreClosed checks that the server closes a connection without a session
// slot when too many connections have none.
func TestRefusedConnectionsAreClosed(t *testing.T) {
	s := start(t, func(c *serve.Config) { c.Limits = serve.Limits{Sessions: 1, Pending: 2, Handshake: testTimeout} })
	s.open(80, 24, "").expect("▌ 100")
	closed := make(chan struct{}, 3)
	for range 3 {
		if c, err := s.dial(); err == nil { // an error means that this connection is the one that was closed
			go func() {
				_ = c.Wait()
				closed <- struct{}{}
			}()
		} else {
			closed <- struct{}{}
		}
	}
	select {
	case <-closed:
	case <-time.After(testTimeout / 2):
		t.Error("no connection is closed")
	}
}

// TestIdlestSessionEnds checks that the session that has been idle longest ends with a
// message if another client needs its slot, but not if it has been idle for less than a
// minute.
func TestIdlestSessionEnds(t *testing.T) {
	withSyntheticTime(t, func(c *serve.Config) {
		c.Limits = serve.Limits{Sessions: 2, Handshake: testTimeout}
	}, func(t *testing.T, s *server) {
		idlest, other := s.open(80, 24, ""), s.open(80, 24, "")
		other.expect("▌ 100")
		time.Sleep(59 * time.Second)
		other.press("j")
		if _, stderr, code := s.exec("404", ""); code != 2 || !strings.Contains(stderr, "all 2 sessions") {
			t.Errorf("after 59 seconds: exit %d, %s", code, stderr)
		}
		time.Sleep(2 * time.Second)
		if _, stderr, code := s.exec("404", ""); code != 0 {
			t.Errorf("after 61 seconds: exit %d, %s", code, stderr)
		}
		idlest.expectExit(130)
		idlest.expect("the server is full")
		s.expectLog("the server is full")
		other.press("q")
		other.expectExit(0)
	})
}

// TestRate checks that an address that connects too often is refused, and admitted again
// later.
func TestRate(t *testing.T) {
	s := start(t, func(c *serve.Config) { c.Limits.Rate = 30 })
	for i := range 30 {
		c, err := s.dial()
		if err != nil {
			t.Fatalf("connection %d: %v", i, err)
		}
		_ = c.Close()
	}
	refused := false
	for range 20 { // the limit admits one connection every two seconds
		c, err := s.dial()
		if err != nil {
			refused = true
			break
		}
		_ = c.Close()
	}
	if !refused {
		t.Error("the rate is not limited")
	}
	eventually(t, "a connection later", func() bool { _, err := s.dial(); return err == nil }, func() string { return "" })
}

// TestTimes checks that sessions end when nothing is typed for too long, and when they
// last too long. Output does not count as activity.
func TestTimes(t *testing.T) {
	for want, limits := range map[string]serve.Limits{
		"nothing was typed": {Idle: 300 * time.Millisecond, Handshake: testTimeout},
		"as long as it may": {Total: 300 * time.Millisecond, Idle: time.Hour, Handshake: testTimeout},
	} {
		s := start(t, func(c *serve.Config) { c.Limits = limits })
		x := s.open(80, 24, "")
		x.expectExit(130)
		x.expect(want)
		x = s.open(80, 24, "explain")
		x.expectExit(130)
		x.expect(want)
		s.expectLog(want)
	}
	s := start(t, func(c *serve.Config) { c.Limits = serve.Limits{Idle: time.Second, Handshake: testTimeout} })
	// On a busy machine the time between two keys can exceed the idle limit of one second. The
	// test fails only if that happens in five tries.
	for try := 1; !s.staysOpenWhileTyping(1500 * time.Millisecond); try++ {
		if try == 5 {
			t.Fatal("the session ended although keys were typed")
		}
	}
}

// staysOpenWhileTyping presses keys for the duration d and then quits the browser. It reports
// whether the session lasted until then.
func (s *server) staysOpenWhileTyping(d time.Duration) bool {
	s.t.Helper()
	x := s.open(80, 24, "")
	for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		_, _ = io.WriteString(x.in, "j") // the session may have ended
	}
	_, _ = io.WriteString(x.in, "q")
	return x.Wait() == nil
}

// TestHalfOpen checks that connections are closed whose clients send nothing, stop during
// the handshake, open no session, or start nothing in it.
func TestHalfOpen(t *testing.T) {
	s := start(t, func(c *serve.Config) { c.Limits.Handshake = 500 * time.Millisecond })
	for _, sent := range []string{"", "SSH-2.0-x\r\n", "SSH-2.0-x\r\n\x00\x00", "GET / HTTP/1.1\r\n\r\n", strings.Repeat("x", 300_000), "\x16\x03\x01\r\n"} {
		c := s.dialTCP(sent)
		if _, err := io.Copy(io.Discard, c); err != nil && !strings.Contains(err.Error(), "reset") {
			t.Errorf("%.10q: %v", sent, err)
		}
	}
	// On a busy machine the limit may pass during the handshake or what follows it. The
	// connection is closed then, too.
	if err := s.clientInTime().Wait(); err == nil || strings.Contains(err.Error(), "timeout") {
		t.Errorf("without a session: %v", err)
	}
	c := s.clientInTime()
	if session, err := c.NewSession(); err == nil {
		_ = session.RequestPty("xterm", 24, 80, nil)
	}
	_ = c.Wait()
}

// clientInTime connects and logs in. It tries again if the login has taken longer than the
// server's time limits.
func (s *server) clientInTime() (c *ssh.Client) {
	s.t.Helper()
	var err error
	eventually(s.t, "a handshake", func() bool { c, err = s.dial(); return err == nil }, func() string { return err.Error() })
	s.t.Cleanup(func() { _ = c.Close() })
	return c
}

// TestHandshakeLimit checks how long a client may take for the handshake, and then for
// the start of its session. A silent client has ten seconds, and one that exchanges keys a
// minute: its user may have to read a question about the host key.
func TestHandshakeLimit(t *testing.T) {
	limit := func(c *serve.Config) { c.Limits.Handshake = 10 * time.Second }
	for _, tt := range []struct {
		sent string
		want time.Duration
	}{
		{"", 10 * time.Second},
		{"SSH-2.0-x\r\n", 10 * time.Second},
		{"no SSH\r\n", 10 * time.Second},
	} {
		withSyntheticTime(t, limit, func(t *testing.T, s *server) {
			c, err := s.connect()
			if err != nil {
				t.Fatal(err)
			}
			startedAt := time.Now()
			_, _ = io.WriteString(c, tt.sent)
			_, _ = io.Copy(io.Discard, c)
			if took := time.Since(startedAt); took != tt.want {
				t.Errorf("after %q the connection was closed after %s, want %s", tt.sent, took, tt.want)
			}
		})
	}
	for hesitates, want := range map[time.Duration]time.Duration{
		0:                0 + 10*time.Second, // the client logs in at once, but starts no session
		50 * time.Second: 50*time.Second + 10*time.Second,
		70 * time.Second: 60 * time.Second,
	} {
		withSyntheticTime(t, limit, func(t *testing.T, s *server) {
			c, err := s.connect()
			if err != nil {
				t.Fatal(err)
			}
			startedAt := time.Now()
			conn, _, _, err := ssh.NewClientConn(c, "", &ssh.ClientConfig{HostKeyCallback: func(string, net.Addr, ssh.PublicKey) error {
				time.Sleep(hesitates)
				return nil
			}})
			if (err == nil) != (hesitates < time.Minute) {
				t.Errorf("a user who hesitates for %s: %v", hesitates, err)
			}
			if err == nil {
				_ = conn.Wait()
			}
			if took := max(time.Since(startedAt), hesitates); took != max(want, hesitates) {
				t.Errorf("a user who hesitates for %s: the connection was closed after %s, want %s", hesitates, took, want)
			}
		})
	}
}

// dialTCP opens a connection and sends some bytes, which need not be SSH.
func (s *server) dialTCP(sent string) net.Conn {
	s.t.Helper()
	c, err := net.Dial("tcp", s.address)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = c.Close() })
	_ = c.SetDeadline(time.Now().Add(testTimeout))
	_, _ = io.WriteString(c, sent) // the server may have closed the connection
	return c
}

// TestPending checks that silent connections are closed when there are too many, and that
// a client that logs in is served.
func TestPending(t *testing.T) {
	s := start(t, func(c *serve.Config) { c.Limits = serve.Limits{Pending: 10, Handshake: testTimeout} })
	var closed atomic.Int32
	for range 100 {
		c := s.dialTCP("")
		go func() {
			_, _ = io.Copy(io.Discard, c)
			closed.Add(1)
		}()
	}
	eventually(t, "90 closed connections", func() bool { return closed.Load() >= 90 }, func() string { return fmt.Sprint(closed.Load()) })
	time.Sleep(600 * time.Millisecond) // so that the silent connections have taken longer than stepGrace
	if _, stderr, code := s.exec("404", ""); code != 0 {
		t.Errorf("exit %d, %s", code, stderr)
	}
}

// TestPendingPerAddress checks that the pending connections of one address are limited.
func TestPendingPerAddress(t *testing.T) {
	s := start(t, func(c *serve.Config) { c.Limits.PerAddress = 3 })
	for range 3 {
		expectGreeting(t, s.dialTCP(""), true)
	}
	expectGreeting(t, s.dialTCP(""), false)
}

// expectGreeting checks whether the server sends its identification string.
func expectGreeting(t *testing.T, c net.Conn, want bool) {
	t.Helper()
	b := make([]byte, len("SSH-2.0-teapot"))
	_, err := io.ReadFull(c, b)
	if got := err == nil && string(b) == "SSH-2.0-teapot"; got != want {
		t.Errorf("the server sent its identification string: %t, want %t", got, want)
	}
}
