package serve_test

import (
	"context"
	"io"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"teapot/ui/serve"
)

// channel opens a session's channel on a connection that can be tampered with.
func (s *server) channel() (*ssh.Client, ssh.Channel, *wire) {
	s.t.Helper()
	tcp, err := s.connect()
	if err != nil {
		s.t.Fatal(err)
	}
	c, err := greet(tcp)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = c.Close() })
	ch, requests, err := c.OpenChannel("session", nil)
	if err != nil {
		s.t.Fatal(err)
	}
	go ssh.DiscardRequests(requests)
	return c, ch, tcp.(*wire)
}

// ask asks without waiting for an answer.
func ask(t *testing.T, ch ssh.Channel, kind string, payload any) {
	t.Helper()
	var p []byte
	if payload != nil {
		p = ssh.Marshal(payload)
	}
	if _, err := ch.SendRequest(kind, false, p); err != nil {
		t.Fatal(err)
	}
}

// execMsg asks for a command line.
type execMsg struct{ Line string }

// closes wants the server to close a connection within some time.
func closes(t *testing.T, c *ssh.Client, within time.Duration) {
	t.Helper()
	begun := time.Now()
	_ = c.Wait()
	if took := time.Since(begun); took > within {
		t.Errorf("the connection lasted %s, want at most %s", took, within)
	}
}

// gush is a command that writes until it cannot.
func gush(_ context.Context, s serve.Streams) int {
	for {
		if _, err := io.WriteString(s.Out, "all that there is to say, and more\n"); err != nil {
			return 2
		}
	}
}

// TestDeafRefused: who is told that there is no room, and does not read it, is
// not there for long.
func TestDeafRefused(t *testing.T) {
	timeless(t, func(c *serve.Config) { c.Limits.Sessions = 1 }, func(t *testing.T, s *server) {
		first := s.session()
		if err := first.Start("explain"); err != nil {
			t.Fatal(err)
		}
		c, ch, w := s.channel()
		w.freeze()
		ask(t, ch, "shell", nil)
		closes(t, c, 10*time.Second)
	})
}

// TestDeaf: a session whose client reads nothing ends when its time is over, and
// the server can stop.
func TestDeaf(t *testing.T) {
	for _, limits := range []serve.Limits{{Idle: time.Minute}, {Total: time.Minute}} {
		timeless(t, func(c *serve.Config) { c.Limits, c.Command = limits, gush }, func(t *testing.T, s *server) {
			c, ch, _ := s.channel()
			ask(t, ch, "exec", execMsg{"404"}) // nobody reads: the window closes
			closes(t, c, time.Minute+10*time.Second)
		})
	}
}
