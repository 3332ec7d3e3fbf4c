package serve

import (
	"bufio"
	"net"
	"net/netip"
	"strings"

	"github.com/pires/go-proxyproto"
)

// acceptProxyHeader reads the PROXY header at the beginning of a connection from a proxy. It
// returns a connection that reads what follows the header, and the client's address. The
// address is not valid if the proxy speaks for itself, as in a health check.
func acceptProxyHeader(c net.Conn) (net.Conn, netip.AddrPort, error) {
	r := bufio.NewReader(c)
	client, err := readProxyHeader(r)
	return &bufferedConn{c, r}, client, err
}

// readProxyHeader reads a header of version 1 or 2 of the PROXY protocol. The address
// is not valid if the header says LOCAL or UNKNOWN, or if the client does not use TCP.
//
// https://www.haproxy.org/download/3.2/doc/proxy-protocol.txt
func readProxyHeader(r *bufio.Reader) (client netip.AddrPort, err error) {
	if err := bufferProxyLine(r); err != nil {
		return client, err
	}
	header, err := proxyproto.Read(r)
	if err != nil {
		return client, err
	}
	if source, _, ok := header.TCPAddrs(); ok && header.Command.IsProxy() {
		client = source.AddrPort()
	}
	return client, nil
}

// maxProxyLine is the length of the longest version 1 header, in bytes.
const maxProxyLine = 107

// bufferProxyLine waits until all of a version 1 header is in the buffer. TCP may deliver the
// header in pieces, and proxyproto would refuse that. If the first bytes are not those of a
// version 1 header, it returns at once: then they are a version 2 header, or an error.
func bufferProxyLine(r *bufio.Reader) error {
	const start = "PROXY " // the first bytes of each version 1 header
	for n := 1; n <= maxProxyLine; n++ {
		b, err := r.Peek(n)
		if err != nil {
			return err
		}
		if b[n-1] == '\n' || !strings.HasPrefix(start, string(b[:min(n, len(start))])) {
			return nil
		}
	}
	return nil
}

// bufferedConn is a connection of which the first bytes have been read into a buffer. It reads
// from the buffer first.
type bufferedConn struct {
	net.Conn
	buffer *bufio.Reader // nil once it is empty
}

func (c *bufferedConn) Read(p []byte) (int, error) {
	if c.buffer != nil && c.buffer.Buffered() > 0 {
		return c.buffer.Read(p)
	}
	c.buffer = nil
	return c.Conn.Read(p)
}
