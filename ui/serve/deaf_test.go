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

// What asks for a command line, and for a terminal.
type (
	execMsg struct{ Line string }
	ptyMsg  struct {
		Term       string
		W, H, X, Y uint32
		Modes      string
	}
)

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

// TestSlowLink: all of a command's output arrives, however long that takes after
// its end.
func TestSlowLink(t *testing.T) {
	timeless(t, nil, func(t *testing.T, s *server) {
		want, _, _ := s.exec("list --json", "")
		_, ch, w := s.channel()
		w.crawl(50 * time.Millisecond)
		ask(t, ch, "exec", execMsg{"list --json"})
		got, err := io.ReadAll(ch)
		if err != nil || string(got) != want {
			t.Errorf("%d bytes of %d arrived: %v", len(got), len(want), err)
		}
	})
}

// TestSlowForEver: who does not take what was sent does not keep a place, and a
// stop does not wait.
func TestSlowForEver(t *testing.T) {
	for kind, within := range map[string]time.Duration{"exec": 65 * time.Second, "shell": 5 * time.Second, "stop": 10 * time.Second} {
		timeless(t, func(c *serve.Config) { c.Limits.Sessions = 1 }, func(t *testing.T, s *server) {
			_, ch, w := s.channel()
			w.crawl(24 * time.Hour)
			if kind == "shell" {
				ask(t, ch, "pty-req", ptyMsg{Term: "xterm", W: 80, H: 24})
				ask(t, ch, "shell", nil)
				if _, err := io.WriteString(ch, "q"); err != nil {
					t.Fatal(err)
				}
			} else {
				ask(t, ch, "exec", execMsg{"404"})
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
			} else if _, errs, code := s.exec("404", ""); code != 0 {
				t.Errorf("after %s: exit %d, %s", kind, code, errs)
			}
		})
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
