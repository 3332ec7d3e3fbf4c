package serve

import (
	"bufio"
	"net"
	"net/netip"
	"strings"

	"github.com/pires/go-proxyproto"
)

// acceptProxyHeader reads the PROXY header with which a connection from a proxy has
// to begin. It returns a connection that reads what follows the header, and the
// client's address, which is not valid if the proxy speaks for itself.
func acceptProxyHeader(c net.Conn) (net.Conn, netip.AddrPort, error) {
	r := bufio.NewReader(c)
	client, err := readProxyHeader(r)
	return &bufferedConn{c, r}, client, err
}

// readProxyHeader reads a header of version 1 or 2 of the PROXY protocol. The address
// is not valid if the header says LOCAL or UNKNOWN, or if it is not one of TCP.
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

// maxProxyLine is the length of the longest header of version 1, in bytes.
const maxProxyLine = 107

// bufferProxyLine waits until all of a version 1 header is in the buffer: proxyproto
// refuses a line that arrives in pieces, which TCP may well do. It returns at once if
// the header is of version 2, or is none.
func bufferProxyLine(r *bufio.Reader) error {
	const start = "PROXY "
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

// bufferedConn is a connection of which a part has been read into a buffer.
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
