package serve_test

import (
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"teapot/ui/serve"
)

// TestSessionLimits: who comes when all places are taken is told so, and the
// place is free again when somebody leaves.
func TestSessionLimits(t *testing.T) {
	for want, limits := range map[string]serve.Limits{
		"all 2 sessions":              {Sessions: 2, Handshake: patience},
		"your address has 5 sessions": {PerAddress: 5, Handshake: patience},
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
		x.ends(2)
		s.logged("kind=refused")
		first.keys("q")
		first.ends(0)
		eventually(t, "a free place", func() bool {
			c, err := s.dial()
			if err != nil {
				return false // those that were refused count until they have left
			}
			defer c.Close() //nolint:errcheck // in any case
			session, err := c.NewSession()
			return err == nil && session.Run("404") == nil
		}, func() string { return "" })
	}
}

// TestFullCounts: connections for which there is no room count until they end.
func TestFullCounts(t *testing.T) {
	s := start(t, func(c *serve.Config) { c.Limits = serve.Limits{Sessions: 1, PerAddress: 3, Handshake: patience} })
	s.open(80, 24, "").expect("▌ 100")
	full := s.client()
	s.client()
	s.client()
	if c, err := s.dial(); err == nil {
		_ = c.Close()
		t.Error("one address has as many connections as it wants when the server is full")
	}
	_ = full.Close()
	eventually(t, "another connection", func() bool { _, err := s.dial(); return err == nil }, func() string { return "" })
}

// TestFullAreClosed: and the oldest of them has to go when too many wait.
func TestFullAreClosed(t *testing.T) {
	s := start(t, func(c *serve.Config) { c.Limits = serve.Limits{Sessions: 1, Pending: 2, Handshake: patience} })
	s.open(80, 24, "").expect("▌ 100")
	oldest := s.client()
	s.client()
	s.client()
	gone := make(chan struct{})
	go func() {
		_ = oldest.Wait()
		close(gone)
	}()
	select {
	case <-gone:
	case <-time.After(patience / 2):
		t.Error("the oldest is not closed")
	}
}

// TestRate: who connects too often is not let in, until time has passed.
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
	for range 20 { // while one may get in every two seconds
		c, err := s.dial()
		if err != nil {
			refused = true
			break
		}
		_ = c.Close()
	}
	if !refused {
		t.Error("the rate has no limit")
	}
	eventually(t, "a connection later", func() bool { _, err := s.dial(); return err == nil }, func() string { return "" })
}

// TestTimes: sessions end when nothing is typed, and when they last too long;
// output does not keep them.
func TestTimes(t *testing.T) {
	for want, limits := range map[string]serve.Limits{
		"nothing was typed": {Idle: 300 * time.Millisecond, Handshake: patience},
		"as long as it may": {Total: 300 * time.Millisecond, Idle: time.Hour, Handshake: patience},
	} {
		s := start(t, func(c *serve.Config) { c.Limits = limits })
		x := s.open(80, 24, "")
		x.ends(130)
		x.expect(want)
		x = s.open(80, 24, "explain")
		x.ends(130)
		x.expect(want)
		s.logged(want)
	}
	s := start(t, func(c *serve.Config) { c.Limits = serve.Limits{Idle: time.Second, Handshake: patience} })
	// A machine with much else to do may pause for that second, but not again and
	// again.
	for try := 1; !s.typedOn(1500 * time.Millisecond); try++ {
		if try == 5 {
			t.Fatal("who types is sent away")
		}
	}
}

// typedOn types for some time, leaves, and reports whether that was the end.
func (s *server) typedOn(d time.Duration) bool {
	s.t.Helper()
	x := s.open(80, 24, "")
	for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		_, _ = io.WriteString(x.in, "j") // it may have ended meanwhile
	}
	_, _ = io.WriteString(x.in, "q")
	return x.Wait() == nil
}

// TestHalfOpen: connections that say nothing, stop in the handshake, open no
// session, or start nothing in it, are closed.
func TestHalfOpen(t *testing.T) {
	s := start(t, func(c *serve.Config) { c.Limits.Handshake = 500 * time.Millisecond })
	for _, greeting := range []string{"", "SSH-2.0-x\r\n", "SSH-2.0-x\r\n\x00\x00", "GET / HTTP/1.1\r\n\r\n", strings.Repeat("x", 300_000), "\x16\x03\x01\r\n"} {
		c := s.raw(greeting)
		if _, err := io.Copy(io.Discard, c); err != nil && !strings.Contains(err.Error(), "reset") {
			t.Errorf("%.10q: %v", greeting, err)
		}
	}
	// A machine with much else to do may be too slow for a handshake, or for what
	// follows it. That is closed as well.
	if err := s.inTime().Wait(); err == nil || strings.Contains(err.Error(), "timeout") {
		t.Errorf("without a session: %v", err)
	}
	c := s.inTime()
	if session, err := c.NewSession(); err == nil {
		_ = session.RequestPty("xterm", 24, 80, nil)
	}
	_ = c.Wait()
}

// inTime is a client that was fast enough for the limits.
func (s *server) inTime() (c *ssh.Client) {
	s.t.Helper()
	var err error
	eventually(s.t, "a handshake", func() bool { c, err = s.dial(); return err == nil }, func() string { return err.Error() })
	s.t.Cleanup(func() { _ = c.Close() })
	return c
}

// TestBeginning: handshake and session have to begin in one time.
func TestBeginning(t *testing.T) {
	timeless(t, func(c *serve.Config) { c.Limits.Handshake = 10 * time.Second }, func(t *testing.T, s *server) {
		begun := time.Now()
		c, err := s.connect()
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(6 * time.Second)
		client, err := greet(c)
		if err != nil {
			t.Fatal(err)
		}
		_ = client.Wait()
		if took := time.Since(begun); took != 10*time.Second {
			t.Errorf("it was closed after %s, want 10s", took)
		}
	})
}

// raw opens a connection that speaks no SSH.
func (s *server) raw(greeting string) net.Conn {
	s.t.Helper()
	c, err := net.Dial("tcp", s.address)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = c.Close() })
	_ = c.SetDeadline(time.Now().Add(patience))
	_, _ = io.WriteString(c, greeting) // it may be closed meanwhile
	return c
}

// TestPending: a crowd of silent connections is closed, the oldest first, and
// who means it comes in.
func TestPending(t *testing.T) {
	s := start(t, func(c *serve.Config) { c.Limits = serve.Limits{Pending: 10, Handshake: patience} })
	oldest := s.raw("")
	for range 100 {
		s.raw("")
	}
	if _, err := io.Copy(io.Discard, oldest); err != nil && !strings.Contains(err.Error(), "reset") {
		t.Errorf("the oldest is not closed: %v", err)
	}
	if _, errs, code := s.exec("404", ""); code != 0 {
		t.Errorf("exit %d, %s", code, errs)
	}
}

// TestPendingPerAddress: one address cannot take all places.
func TestPendingPerAddress(t *testing.T) {
	s := start(t, func(c *serve.Config) { c.Limits.PerAddress = 3 })
	for range 3 {
		hear(t, s.raw(""), true)
	}
	hear(t, s.raw(""), false)
}

// hear reads the server's greeting, or wants that there is none.
func hear(t *testing.T, c net.Conn, want bool) {
	t.Helper()
	b := make([]byte, len("SSH-2.0-teapot"))
	_, err := io.ReadFull(c, b)
	if got := err == nil && string(b) == "SSH-2.0-teapot"; got != want {
		t.Errorf("greeted: %t, want %t", got, want)
	}
}

// TestSplit splits as a shell does.
func TestSplit(t *testing.T) {
	for line, want := range map[string]string{
		"":                     "[]",
		"  404  503 ":          `["404" "503"]`,
		`search 'rate limit'`:  `["search" "rate limit"]`,
		`a"b c"d ''`:           `["ab cd" ""]`,
		`a\ b "\"\\\x"`:        `["a b" "\"\\\\x"]`,
		`'a\b' $(id) * > x; y`: `["a\\b" "$(id)" "*" ">" "x;" "y"]`,
		"a\tb\nc":              `["a" "b" "c"]`,
		"'a":                   "error",
		`"a`:                   "error",
		`a\`:                   "error",
		"a\x00b":               "error",
	} {
		words, err := serve.Split(line)
		got := fmt.Sprintf("%q", words)
		if err != nil {
			got = "error"
		}
		if got != want {
			t.Errorf("%q: %s, want %s", line, got, want)
		}
	}
}
