package serve_test

import (
	"context"
	"io"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/crypto/ssh"

	"teapot/ui/serve"
)

// openChannel opens a session's channel on a connection in memory, which can be frozen or
// slowed down.
func (s *server) openChannel() (*ssh.Client, ssh.Channel, *memConn) {
	s.t.Helper()
	tcp, err := s.connect()
	if err != nil {
		s.t.Fatal(err)
	}
	c, err := handshake(tcp)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = c.Close() })
	ch, requests, err := c.OpenChannel("session", nil)
	if err != nil {
		s.t.Fatal(err)
	}
	go ssh.DiscardRequests(requests)
	return c, ch, tcp.(*memConn)
}

// sendRequest sends a request that wants no reply.
func sendRequest(t *testing.T, ch ssh.Channel, kind string, payload any) {
	t.Helper()
	var p []byte
	if payload != nil {
		p = ssh.Marshal(payload)
	}
	if _, err := ch.SendRequest(kind, false, p); err != nil {
		t.Fatal(err)
	}
}

// The payloads of exec and pty-req requests (RFC 4254, sections 6.5 and 6.2).
type (
	execMsg struct{ Line string }
	ptyMsg  struct {
		Term       string
		W, H, X, Y uint32
		Modes      string
	}
)

// expectClosed checks that the server closes a connection within the given time.
func expectClosed(t *testing.T, c *ssh.Client, within time.Duration) {
	t.Helper()
	startedAt := time.Now()
	_ = c.Wait()
	if took := time.Since(startedAt); took > within {
		t.Errorf("the connection was closed after %s, want at most %s", took, within)
	}
}

// writeForever is a command that writes until a write fails.
func writeForever(_ context.Context, s serve.Streams) int {
	for {
		if _, err := io.WriteString(s.Out, "a line of output, and another one\n"); err != nil {
			return 2
		}
	}
}

// TestSlowLink checks that all output of a command arrives over a slow link, although the
// command has ended long before.
func TestSlowLink(t *testing.T) {
	withSyntheticTime(t, nil, func(t *testing.T, s *server) {
		want, _, _ := s.exec("list --json", "")
		_, ch, w := s.openChannel()
		w.slowDown(50 * time.Millisecond)
		sendRequest(t, ch, "exec", execMsg{"list --json"})
		got, err := io.ReadAll(ch)
		if err != nil || string(got) != want {
			t.Errorf("%d bytes of %d arrived: %v", len(got), len(want), err)
		}
	})
}

// TestStalledLink checks that a client that receives nothing does not keep its session slot
// for long, and does not hold up a stop.
func TestStalledLink(t *testing.T) {
	for kind, within := range map[string]time.Duration{"exec": 65 * time.Second, "shell": 5 * time.Second, "stop": 10 * time.Second} {
		withSyntheticTime(t, func(c *serve.Config) { c.Limits.Sessions = 1 }, func(t *testing.T, s *server) {
			_, ch, w := s.openChannel()
			w.slowDown(24 * time.Hour)
			if kind == "shell" {
				sendRequest(t, ch, "pty-req", ptyMsg{Term: "xterm", W: 80, H: 24})
				sendRequest(t, ch, "shell", nil)
				if _, err := io.WriteString(ch, "q"); err != nil {
					t.Fatal(err)
				}
			} else {
				sendRequest(t, ch, "exec", execMsg{"404"})
			}
			if kind == "stop" {
				synctest.Wait()
				s.stop()
			}
			time.Sleep(within)
			if kind == "stop" {
				select {
				case err := <-s.done:
					s.done <- err
				default:
					t.Error("the server has not stopped")
				}
			} else if _, stderr, code := s.exec("404", ""); code != 0 {
				t.Errorf("after %s: exit %d, %s", kind, code, stderr)
			}
		})
	}
}

// TestRefusedClientReadsNothing checks that a client that was refused, and does not read the
// message, is disconnected soon.
func TestRefusedClientReadsNothing(t *testing.T) {
	withSyntheticTime(t, func(c *serve.Config) { c.Limits.Sessions = 1 }, func(t *testing.T, s *server) {
		first := s.session()
		if err := first.Start("explain"); err != nil {
			t.Fatal(err)
		}
		c, ch, w := s.openChannel()
		w.freeze()
		sendRequest(t, ch, "shell", nil)
		expectClosed(t, c, 10*time.Second)
	})
}

// TestClientReadsNothing checks that a session whose client reads nothing ends at the time
// limit, and that the server can stop.
func TestClientReadsNothing(t *testing.T) {
	for _, limits := range []serve.Limits{{Idle: time.Minute}, {Total: time.Minute}} {
		withSyntheticTime(t, func(c *serve.Config) { c.Limits, c.Command = limits, writeForever }, func(t *testing.T, s *server) {
			c, ch, _ := s.openChannel()
			sendRequest(t, ch, "exec", execMsg{"404"}) // nothing reads from ch, so its window fills up
			expectClosed(t, c, time.Minute+10*time.Second)
		})
	}
}
