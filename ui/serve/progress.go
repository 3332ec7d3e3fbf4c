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
	silent     progress = iota // the client has sent no identification string
	identified                 // the client has sent its identification string
	exchanging                 // the client has sent KEXINIT, which begins the key exchange
	exchanged                  // the client has sent NEWKEYS, so it has accepted the host key
)

// maxIdentity is the length of the longest identification string, in bytes (RFC 4253, section
// 4.2).
const maxIdentity = 255

// watchedConn is a network connection that follows the client's progress in the handshake,
// and counts the bytes in both directions.
type watchedConn struct {
	net.Conn
	// onProgress is called by Read each time the client's progress has changed.
	onProgress func(progress)
	traffic    atomic.Int64 // how many bytes were received and sent

	// Only the goroutine that reads uses the following fields.
	progress progress
	start    []byte // the first bytes of the current line or packet, at most maxIdentity+1
	skip     uint32 // how many bytes of the current packet remain to be skipped
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

// watch looks in received bytes for the identification string, which is a line that begins
// with "SSH-", and after that for the messages KEXINIT and NEWKEYS.
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

// watchLine is called for each byte of a line, when the byte was appended to start. At the end
// of the line it checks whether the line is the identification string.
func (c *watchedConn) watchLine() {
	switch {
	case c.start[len(c.start)-1] == '\n':
		isIdentity := bytes.HasPrefix(c.start, []byte("SSH-"))
		c.start = c.start[:0]
		if isIdentity {
			c.advance(identified)
		}
	case len(c.start) > maxIdentity:
		c.start = c.start[:maxIdentity] // the line is too long, and the SSH library will close the connection
	}
}

// watchPacket is called for each byte of a packet's header, when the byte was appended to
// start. When the header is complete, it looks at the message number. Packets are not
// encrypted until NEWKEYS. A packet begins with its length (4 bytes, which the length does not
// include), the length of its padding (1 byte) and the message number (1 byte); see RFC 4253,
// section 6.
func (c *watchedConn) watchPacket() {
	const header, kexInit, newKeys = 6, 20, 21 // the length of the header with the message number, and two message numbers
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

// advance records the client's progress and calls onProgress.
func (c *watchedConn) advance(p progress) {
	c.progress = p
	c.onProgress(p)
}
