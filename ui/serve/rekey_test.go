package serve_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"io"
	"net"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"teapot/ui/serve"
)

// clientThatRekeys connects with a client that exchanges keys again each time it has sent or
// received this number of bytes.
func (s *server) clientThatRekeys(after uint64) *ssh.Client {
	s.t.Helper()
	c, err := net.Dial("tcp", s.address)
	if err != nil {
		s.t.Fatal(err)
	}
	conn, channels, requests, err := ssh.NewClientConn(c, "", &ssh.ClientConfig{
		Config:          ssh.Config{RekeyThreshold: after},
		HostKeyCallback: ssh.InsecureIgnoreHostKey(), //nolint:gosec // there are several keys
	})
	if err != nil {
		s.t.Fatal(err)
	}
	client := ssh.NewClient(conn, channels, requests)
	s.t.Cleanup(func() { _ = client.Close() })
	return client
}

// TestRekeyFlood checks that the server closes a connection if its client exchanges keys again
// and again and transfers almost nothing, for each type of host key.
func TestRekeyFlood(t *testing.T) {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	rsaKey, err := ssh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []serve.HostKey{hostKey(), rsaKey} {
		s := start(t, func(c *serve.Config) { c.HostKey = key })
		c := s.clientThatRekeys(256)
		sent := 0
		for ; sent < 1000; sent++ { // each request makes the client exchange keys
			if _, _, err := c.SendRequest("keepalive@example.net", true, make([]byte, 300)); err != nil {
				break
			}
		}
		if sent == 1000 {
			t.Error("the connection is not closed")
		}
		var b strings.Builder
		s.WriteMetrics(&b)
		if want := `refused_total{reason="rekeying"} 1`; !strings.Contains(b.String(), want+"\n") {
			t.Errorf("%s is missing in:\n%s", want, b.String())
		}
	}
}

// TestRekeyWithTraffic checks that a client may exchange keys often while much is
// transferred.
func TestRekeyWithTraffic(t *testing.T) {
	const size = 4 << 20
	s := start(t, func(c *serve.Config) {
		c.Command = func(_ context.Context, s serve.Streams) int {
			_, _ = io.WriteString(s.Out, strings.Repeat("x", size))
			return 0
		}
	})
	session, err := s.clientThatRekeys(128 << 10).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if out, err := session.Output("404"); err != nil || len(out) != size {
		t.Errorf("%d bytes, want %d: %v", len(out), size, err)
	}
}
