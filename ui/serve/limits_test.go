package serve_test

import (
	"fmt"
	"io"
	"net"
	"net/netip"
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

// TestProxy: headers are believed from proxies, and from nobody else.
func TestProxy(t *testing.T) {
	s := start(t, func(c *serve.Config) {
		c.Proxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
		c.Limits.PerAddress = 1
	})
	header2 := "\r\n\r\n\x00\r\nQUIT\n\x21\x11\x00\x0f\xcb\x00\x71\x09\x7f\x00\x00\x01\x10\x00\x08\xae\x04\x00\x00"
	hear(t, s.raw("PROXY TCP4 192.0.2.1 127.0.0.1 4000 22\r\n"), true)
	hear(t, s.raw("PROXY TCP4 192.0.2.1 127.0.0.1 4001 22\r\n"), false) // counts for the same address
	hear(t, s.raw("PROXY TCP4 192.0.2.2 127.0.0.1 4001 22\r\n"), true)
	hear(t, s.raw("PROXY TCP6 2001:db8::1 ::1 4001 22\r\n"), true)
	hear(t, s.raw("PROXY TCP6 2001:db8::2 ::1 4001 22\r\n"), false) // the same /64
	hear(t, s.raw("PROXY TCP6 2001:db8:0:1::2 ::1 4001 22\r\n"), true)
	hear(t, s.raw(header2), true)
	hear(t, s.raw(header2), false)
	hear(t, s.raw("SSH-2.0-client\r\n"), false)
	c, err := net.Dial("tcp", s.address)
	if err != nil {
		t.Fatal(err)
	}
	if err := serve.Check(c, true, patience); err != nil {
		t.Error(err)
	}
}

// TestProxyItself: a proxy may see as often as it likes whether the server is
// well, and hang up.
func TestProxyItself(t *testing.T) {
	s := start(t, func(c *serve.Config) {
		c.Proxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
		c.Limits.PerAddress, c.Limits.Rate = 1, 1
	})
	for range 5 {
		hear(t, s.raw("PROXY UNKNOWN\r\n"), true)
		c := s.raw("\r\n\r\n\x00\r\nQUIT\n\x20\x00\x00\x00")
		hear(t, c, true)
		_ = c.Close()
	}
	hear(t, s.raw("PROXY TCP4 127.0.0.1 127.0.0.1 4000 22\r\n"), true) // somebody on the proxy's host
	s.stop()
	if err := <-s.done; err != nil {
		t.Error(err)
	}
	s.done <- nil
	var b strings.Builder
	s.WriteMetrics(&b)
	if want := `refused_total{reason="handshake"} 1`; !strings.Contains(b.String(), want+"\n") {
		t.Errorf("%s is missing in:\n%s", want, b.String())
	}
}

// TestReadProxy reads headers byte by byte, and nothing behind them.
func TestReadProxy(t *testing.T) {
	sig := "\r\n\r\n\x00\r\nQUIT\n"
	for header, want := range map[string]string{
		"PROXY TCP4 192.0.2.1 192.0.2.2 56324 443\r\n": "192.0.2.1:56324",
		"PROXY TCP6 2001:db8::1 ::1 1 2\r\n":           "[2001:db8::1]:1",
		"PROXY UNKNOWN\r\n":                            "invalid AddrPort",
		"PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n":        "invalid AddrPort",
		"PROXY TCP4 2001:db8::1 ::1 1 2\r\n":           "error",
		"PROXY TCP4 192.0.2.1 192.0.2.2 70000 443\r\n": "error",
		"PROXY TCP4 192.0.2.1 192.0.2.2 1\r\n":         "error",
		"SSH-2.0-OpenSSH_10.0\r\n":                     "error",
		"PROXY " + strings.Repeat("x", 200) + "\r\n":   "error",
		"PROXY":                  "error",
		sig + "\x20\x00\x00\x00": "invalid AddrPort",
		sig + "\x21\x11\x00\x0c\xc0\x00\x02\x01\x7f\x00\x00\x01\x10\x00\x08\xae":           "192.0.2.1:4096",
		sig + "\x21\x21\x00\x24\x20\x01" + strings.Repeat("\x00", 30) + "\x10\x01\x08\xae": "[2001::]:4097",
		sig + "\x21\x31\x00\x00":                 "invalid AddrPort",
		sig + "\x21\x11\x00\x04\x00\x00\x00\x00": "error",
		sig + "\x11\x11\x00\x0c":                 "error",
		sig + "\x21\x11\xff\xff":                 "error",
		sig + "\x21":                             "error",
	} {
		r := strings.NewReader(header + "rest")
		if strings.HasSuffix(want, "error") {
			r = strings.NewReader(header)
		}
		a, err := serve.ReadProxy(r)
		got := a.String()
		if err != nil {
			got = "error"
		} else if r.Len() != len("rest") {
			got = fmt.Sprintf("%d bytes left", r.Len())
		}
		if got != want {
			t.Errorf("%q: %s, want %s (%v)", header, got, want, err)
		}
	}
}

func FuzzReadProxy(f *testing.F) {
	f.Add("PROXY TCP4 192.0.2.1 192.0.2.2 56324 443\r\n")
	f.Add("\r\n\r\n\x00\r\nQUIT\n\x21\x11\x00\x0c\xc0\x00\x02\x01\x7f\x00\x00\x01\x10\x00\x08\xae")
	f.Fuzz(func(_ *testing.T, header string) { _, _ = serve.ReadProxy(strings.NewReader(header)) })
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
