package serve_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/netip"
	"strings"
	"testing"
	"testing/iotest"

	"teapot/ui/serve"
)

// TestProxy checks that connections from a proxy need a PROXY header, and that the limits apply
// to the client's address in that header.
func TestProxy(t *testing.T) {
	s := start(t, func(c *serve.Config) {
		c.Proxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
		c.Limits.PerAddress = 1
	})
	header2 := "\r\n\r\n\x00\r\nQUIT\n\x21\x11\x00\x0f\xcb\x00\x71\x09\x7f\x00\x00\x01\x10\x00\x08\xae\x04\x00\x00"
	expectGreeting(t, s.dialTCP("PROXY TCP4 192.0.2.1 127.0.0.1 4000 22\r\n"), true)
	expectGreeting(t, s.dialTCP("PROXY TCP4 192.0.2.1 127.0.0.1 4001 22\r\n"), false) // refused, because this client has the same address as the one before
	expectGreeting(t, s.dialTCP("PROXY TCP4 192.0.2.2 127.0.0.1 4001 22\r\n"), true)
	expectGreeting(t, s.dialTCP("PROXY TCP6 2001:db8::1 ::1 4001 22\r\n"), true)
	expectGreeting(t, s.dialTCP("PROXY TCP6 2001:db8::2 ::1 4001 22\r\n"), false) // refused, because this client is in the same /64 as the one before
	expectGreeting(t, s.dialTCP("PROXY TCP6 2001:db8:0:1::2 ::1 4001 22\r\n"), true)
	expectGreeting(t, s.dialTCP(header2), true)
	expectGreeting(t, s.dialTCP(header2), false)
	expectGreeting(t, s.dialTCP("SSH-2.0-client\r\n"), false)
	c, err := net.Dial("tcp", s.address)
	if err != nil {
		t.Fatal(err)
	}
	if err := serve.Check(c, true, testTimeout); err != nil {
		t.Error(err)
	}
}

// TestProxyHealthChecks checks that the limits do not apply to the connections that a proxy
// opens for itself, and that they are not counted as failed handshakes.
func TestProxyHealthChecks(t *testing.T) {
	s := start(t, func(c *serve.Config) {
		c.Proxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
		c.Limits.PerAddress, c.Limits.Rate = 1, 1
	})
	for range 5 {
		expectGreeting(t, s.dialTCP("PROXY UNKNOWN\r\n"), true)
		c := s.dialTCP("\r\n\r\n\x00\r\nQUIT\n\x20\x00\x00\x00")
		expectGreeting(t, c, true)
		_ = c.Close()
	}
	expectGreeting(t, s.dialTCP("PROXY TCP4 127.0.0.1 127.0.0.1 4000 22\r\n"), true) // a client on the proxy's host
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

// TestReadProxyHeader reads headers that arrive at once or byte by byte, and checks
// that what follows them can still be read.
func TestReadProxyHeader(t *testing.T) {
	sig := "\r\n\r\n\x00\r\nQUIT\n"
	for header, want := range map[string]string{
		"PROXY TCP4 192.0.2.1 192.0.2.2 56324 443\r\n": "192.0.2.1:56324",
		"PROXY TCP6 2001:db8::1 ::1 1 2\r\n":           "[2001:db8::1]:1",
		"PROXY UNKNOWN\r\n":                            "invalid AddrPort",
		"PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n":        "invalid AddrPort",
		"PROXY TCP4 2001:db8::1 ::1 1 2\r\n":           "error",
		"PROXY TCP4 192.0.2.1 192.0.2.2 70000 443\r\n": "error",
		"PROXY TCP4 192.0.2.1 192.0.2.2 1\r\n":         "error",
		"PROXY TCP4 192.0.2.1 192.0.2.2 080 443\r\n":   "error", // the specification forbids leading zeros
		"PROXY TCP4 192.0.2.1 nonsense 56324 443\r\n":  "error",
		"PROXY TCP4 192.0.2.1 192.0.2.2 56324 443\n":   "error",
		"PROXYTCP4 192.0.2.1 192.0.2.2 56324 443\r\n":  "error",
		"SSH-2.0-OpenSSH_10.0\r\n":                     "error",
		"PROXY " + strings.Repeat("x", 200) + "\r\n":   "error",
		"PROXY":                  "error",
		"":                       "error",
		sig + "\x20\x00\x00\x00": "invalid AddrPort",
		sig + "\x20\x11\x00\x00": "invalid AddrPort", // LOCAL: the rest is skipped, whatever it is
		sig + "\x20\x11\x00\x0c\xc0\x00\x02\x01\x7f\x00\x00\x01\x10\x00\x08\xae":             "invalid AddrPort",
		sig + "\x21\x11\x00\x0c\xc0\x00\x02\x01\x7f\x00\x00\x01\x10\x00\x08\xae":             "192.0.2.1:4096",
		sig + "\x21\x11\x00\x0f\xc0\x00\x02\x01\x7f\x00\x00\x01\x10\x00\x08\xae\x04\x00\x00": "192.0.2.1:4096",
		sig + "\x21\x12\x00\x0c\xc0\x00\x02\x01\x7f\x00\x00\x01\x10\x00\x08\xae":             "invalid AddrPort", // UDP
		sig + "\x21\x21\x00\x24\x20\x01" + strings.Repeat("\x00", 30) + "\x10\x01\x08\xae":   "[2001::]:4097",
		sig + "\x21\x31\x00\xd8" + strings.Repeat("x", 216):                                  "invalid AddrPort", // a Unix socket
		sig + "\x21\x31\x00\x00":                 "error", // too short for the addresses of Unix sockets
		sig + "\x21\x00\x00\x00":                 "error", // the receiver may refuse a family that is not specified
		sig + "\x21\x13\x00\x0c":                 "error", // a transport that is not defined must be refused
		sig + "\x21\x11\x00\x04\x00\x00\x00\x00": "error",
		sig + "\x11\x11\x00\x0c":                 "error",
		sig + "\x22\x11\x00\x0c":                 "error",
		sig + "\x21\x11\xff\xff":                 "error",
		sig + "\x21":                             "error",
	} {
		text := header
		if want != "error" {
			text += "rest"
		}
		for kind, in := range map[string]io.Reader{"at once": strings.NewReader(text), "byte by byte": iotest.OneByteReader(strings.NewReader(text))} {
			r := bufio.NewReader(in)
			a, err := serve.ReadProxyHeader(r)
			got := a.String()
			if err != nil {
				got = "error"
			} else if rest, _ := io.ReadAll(r); string(rest) != "rest" {
				got = fmt.Sprintf("%s, and %q is left", got, rest)
			}
			if got != want {
				t.Errorf("%q %s: %s, want %s (%v)", header, kind, got, want, err)
			}
		}
	}
}

// TestProxyHeaderLength checks that a header that announces a large length is refused before all
// of the header has arrived.
func TestProxyHeaderLength(t *testing.T) {
	in := strings.NewReader("\r\n\r\n\x00\r\nQUIT\n\x21\x11\xff\xff" + strings.Repeat("x", 1<<16))
	if _, err := serve.ReadProxyHeader(bufio.NewReader(in)); err == nil || in.Len() < 1<<15 {
		t.Errorf("%v, %d bytes are left", err, in.Len())
	}
}

// FuzzReadProxyHeader checks that no header makes the parser panic.
func FuzzReadProxyHeader(f *testing.F) {
	f.Add("PROXY TCP4 192.0.2.1 192.0.2.2 56324 443\r\n")
	f.Add("\r\n\r\n\x00\r\nQUIT\n\x21\x11\x00\x0c\xc0\x00\x02\x01\x7f\x00\x00\x01\x10\x00\x08\xae")
	f.Fuzz(func(_ *testing.T, header string) {
		_, _ = serve.ReadProxyHeader(bufio.NewReader(strings.NewReader(header)))
	})
}
