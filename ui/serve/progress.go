package serve

import (
	"bytes"
	"encoding/binary"
	"net"
	"sync/atomic"
)

// progress says how far a client has come in the handshake.
type progress int

const (
	silent     progress = iota // it has sent nothing that begins a handshake
	identified                 // it has sent its identification string
	exchanging                 // it has sent KEXINIT too, which begins the exchange of keys
	exchanged                  // it has sent NEWKEYS too, so it has accepted the host key
)

// maxIdentity is the length of the longest identification string (RFC 4253, section 4.2).
const maxIdentity = 255

// watchedConn is a connection that watches what the client sends first, and counts bytes.
type watchedConn struct {
	net.Conn
	// onProgress is called by Read when the client has come further.
	onProgress func(progress)
	traffic    atomic.Int64 // bytes in both directions

	// These are used by one goroutine at a time, the one that reads.
	progress progress
	start    []byte // of the line or packet that is being read; bounded
	skip     uint32 // bytes until the end of the packet
}

func (c *watchedConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.traffic.Add(int64(n))
	if c.progress != exchanged {
		c.watch(p[:n])
	}
	return n, err
}

func (c *watchedConn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	c.traffic.Add(int64(n))
	return n, err
}

// watch looks for the identification string, a line that begins with "SSH-", and then for
// the messages KEXINIT and NEWKEYS.
func (c *watchedConn) watch(b []byte) {
	for len(b) > 0 && c.progress != exchanged {
		if n := min(c.skip, uint32(len(b))); n > 0 { //nolint:gosec // one read is less than 4 GB
			c.skip -= n
			b = b[n:]
			continue
		}
		c.start = append(c.start, b[0])
		b = b[1:]
		if c.progress == silent {
			c.watchLine()
		} else {
			c.watchPacket()
		}
	}
}

func (c *watchedConn) watchLine() {
	switch {
	case c.start[len(c.start)-1] == '\n':
		isIdentity := bytes.HasPrefix(c.start, []byte("SSH-"))
		c.start = c.start[:0]
		if isIdentity {
			c.advance(identified)
		}
	case len(c.start) > maxIdentity:
		c.start = c.start[:maxIdentity] // too long; the SSH library closes the connection
	}
}

// watchPacket looks at the number of a message. Until NEWKEYS, packets are not encrypted:
// the number follows the lengths of the packet, without these four bytes, and of its
// padding (RFC 4253, section 6).
func (c *watchedConn) watchPacket() {
	const header, kexInit, newKeys = 6, 20, 21 // the header with the number of the message
	if len(c.start) < header {
		return
	}
	length, message := binary.BigEndian.Uint32(c.start), c.start[header-1]
	c.start = c.start[:0]
	c.skip = max(length, header-4) - (header - 4)
	switch {
	case message == kexInit && c.progress == identified:
		c.advance(exchanging)
	case message == newKeys && c.progress == exchanging:
		c.advance(exchanged)
	}
}

func (c *watchedConn) advance(p progress) {
	c.progress = p
	c.onProgress(p)
}
