package serve_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"teapot/ui/serve"
)

// TestFlood checks that honest clients, whose handshakes take 1.2 s, can log in during a flood
// of silent connections from many networks, both directly and through a proxy. It repeats the
// attack of TestGateFlood over the loopback interface, with an eighth of the connections and an
// eighth of the limit for pending connections.
func TestFlood(t *testing.T) {
	random := func() byte { return byte(1 + rand.IntN(254)) }
	t.Run("direct", func(t *testing.T) {
		t.Parallel()
		testFlood(t, nil, func(address string) (net.Conn, error) {
			from := &net.TCPAddr{IP: net.IPv4(127, random(), random(), random())}
			return (&net.Dialer{LocalAddr: from}).Dial("tcp", address)
		})
	})
	t.Run("proxy", func(t *testing.T) {
		t.Parallel()
		proxies := []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}
		testFlood(t, proxies, func(address string) (net.Conn, error) {
			c, err := net.Dial("tcp", address)
			if err == nil {
				_, err = fmt.Fprintf(c, "PROXY TCP6 2001:db8:%x:%x::1 ::1 4000 22\r\n", rand.IntN(1<<16), rand.IntN(1<<16))
			}
			return c, err
		})
	})
}

// testFlood runs the attack of TestFlood. Dial connects to the server from a
// random address, or with a PROXY header that names one.
func testFlood(t *testing.T, proxies []netip.Prefix, dial func(address string) (net.Conn, error)) {
	t.Helper()
	s := start(t, func(c *serve.Config) {
		c.Limits = serve.Limits{Sessions: 1000, PerAddress: 20, Rate: 120, Pending: 256, Handshake: 10 * time.Second}
		c.Proxies = proxies
	})
	c, err := dial(s.address)
	if err != nil {
		t.Skip("no other loopback addresses here:", err)
	}
	_ = c.Close()

	const hostile, dialers, honest = 1500, 4, 40
	var hostiles, clients sync.WaitGroup
	var in, closed atomic.Int32
	for range dialers {
		hostiles.Go(func() {
			for range hostile / dialers {
				time.Sleep(4 * time.Second / (hostile / dialers))
				if c, err := dial(s.address); err == nil {
					hostiles.Go(func() {
						_, _ = io.Copy(io.Discard, c) // until the server closes it
						_ = c.Close()
						closed.Add(1)
					})
				}
			}
		})
	}
	for range honest {
		time.Sleep(4 * time.Second / honest)
		clients.Go(func() {
			if err := s.logInSlowly(len(proxies) > 0); err == nil {
				in.Add(1)
			} else {
				t.Log(err)
			}
		})
	}
	clients.Wait()
	if n := in.Load(); n < honest*95/100 {
		t.Errorf("%d honest clients of %d have logged in", n, honest)
	}
	if closed.Load() < 100 {
		t.Errorf("only %d hostile connections of %d were closed, so the machine was too slow for an attack", closed.Load(), hostile)
	}
	s.stop()
	hostiles.Wait()
}

// logInSlowly logs in with a handshake that takes 1.2 s.
func (s *server) logInSlowly(proxy bool) error {
	c, err := s.connect()
	if err != nil {
		return err
	}
	defer c.Close() //nolint:errcheck // the test is over
	if proxy {
		_, _ = io.WriteString(c, "PROXY TCP6 2001:db8:ffff:ffff::1 ::1 4000 22\r\n")
	}
	time.Sleep(200 * time.Millisecond)
	conn, _, _, err := ssh.NewClientConn(c, "", &ssh.ClientConfig{HostKeyCallback: func(string, net.Addr, ssh.PublicKey) error {
		time.Sleep(time.Second)
		return nil
	}})
	if err == nil {
		_ = conn.Close()
	}
	return err
}
