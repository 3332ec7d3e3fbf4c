package serve

import (
	"errors"
	"io"
	"net"
	"sync"
	"time"
)

// The SSH library reads what a client sends, up to a window of 2 MB, and keeps it in memory
// until the session reads it. If a client sends packets of one byte each, 2 MB of them take
// 100 MB of memory. So the server estimates how much unread input of each client it keeps,
// and disconnects a client that has too much.
const (
	// maxUnread is how much unread input one client may have, in bytes, with the overhead of
	// its packets. A client that fills its 2 MB window with packets of a hundred bytes stays
	// below it.
	maxUnread = 4 << 20
	// maxAllUnread is how much unread input all clients together may have, counted in the
	// same way.
	maxAllUnread = 64 << 20
	// unreadStep is how many bytes the estimate for a client must change before the change
	// is reported to the inputBudget.
	unreadStep = 32 << 10
)

var errUnread = errors.New("too much input is waiting here to be read; send it again, and read the output")

// inputBudget adds up the unread input of all clients. If there is too much, it disconnects
// the client that has the most.
type inputBudget struct {
	mu     sync.Mutex
	total  int64                 // the sum of unread, in bytes
	unread map[*connection]int64 // the unread input of each connection, in bytes
}

func newInputBudget() *inputBudget { return &inputBudget{unread: map[*connection]int64{}} }

// set records how many bytes of a client's input are unread. It disconnects the clients that
// have too much unread input then.
func (b *inputBudget) set(c *connection, unread int64) {
	for _, c := range b.update(c, unread) {
		c.disconnectForUnread()
	}
}

// update records how many bytes of a client's input are unread, and returns the clients to
// disconnect. The input of these clients is no longer counted.
func (b *inputBudget) update(c *connection, unread int64) (excess []*connection) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.total += unread - b.unread[c]
	b.unread[c] = unread
	if unread > maxUnread {
		excess = append(excess, c)
		b.forget(c)
	}
	for b.total > maxAllUnread {
		largest := c
		for other, n := range b.unread {
			if n > b.unread[largest] {
				largest = other
			}
		}
		excess = append(excess, largest)
		b.forget(largest)
	}
	return excess
}

// remove stops counting the input of a connection that has ended.
func (b *inputBudget) remove(c *connection) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.forget(c)
}

// forget is remove for callers that have the lock.
func (b *inputBudget) forget(c *connection) {
	b.total -= b.unread[c]
	delete(b.unread, c)
}

// disconnectForUnread disconnects a client that has too much unread input. If a session runs,
// it tells the client why, and gives the client hangupGrace to read that.
func (c *connection) disconnectForUnread() {
	c.server.metrics.countRefusal("unread input")
	if !c.started.Load() {
		c.close()
		return
	}
	c.session.cancel(errUnread)
	c.closeAfter(c.connCtx, hangupGrace)
}

// unreadInput estimates how much of one client's input the session has not read.
type unreadInput struct {
	mu       sync.Mutex
	received int64 // how many bytes have come from the network
	consumed int64 // how many of the received bytes the SSH library no longer keeps
	reported int64 // the estimate that was last reported to the inputBudget
}

// receive counts n bytes from the network. It returns the estimate of the unread bytes, and
// whether the estimate has changed enough to be reported.
func (u *unreadInput) receive(n int) (unread int64, report bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.received += int64(n)
	return u.updateEstimate()
}

// mark returns the number of bytes received until now. A reader calls it before it reads, and
// passes the result to read.
func (u *unreadInput) mark() int64 {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.received
}

// read counts n bytes that the session has read. If there were no more bytes to read, which
// all says, then everything received before the read is consumed: mark bytes. Otherwise
// n + n/64 bytes are consumed, because the packets around the data were received too. Without
// that addition, the estimate would grow forever for a session that never reads everything.
//
// The results are those of receive.
func (u *unreadInput) read(n int, all bool, mark int64) (unread int64, report bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if all {
		u.consumed = max(u.consumed, mark)
	} else {
		u.consumed += int64(n + n/64)
	}
	u.consumed = min(u.consumed, u.received)
	return u.updateEstimate()
}

// updateEstimate returns how many received bytes are not consumed. If that differs from the last
// reported estimate by at least unreadStep, it returns true, and counts this estimate as
// reported. The caller must have the lock.
func (u *unreadInput) updateEstimate() (unread int64, report bool) {
	unread = u.received - u.consumed
	if d := unread - u.reported; -unreadStep < d && d < unreadStep {
		return unread, false
	}
	u.reported = unread
	return unread, true
}

// meteredConn is a network connection that counts the bytes received from the client for the
// inputBudget.
type meteredConn struct {
	net.Conn
	c *connection
}

func (m meteredConn) Read(p []byte) (int, error) {
	n, err := m.Conn.Read(p)
	if unread, report := m.c.input.receive(n); report {
		m.c.server.input.set(m.c, unread)
	}
	return n, err
}

// sessionReader reads the input of a session. It counts the bytes, and records the time of
// the last input.
type sessionReader struct{ s *session }

func (r sessionReader) Read(p []byte) (int, error) {
	mark := r.s.input.mark()
	n, err := r.s.ch.Read(p)
	if n > 0 {
		r.s.lastInput.Store(int64(time.Since(r.s.startedAt)))
		r.s.bytesIn.Add(int64(n))
	}
	if unread, report := r.s.input.read(n, n < len(p), mark); report {
		r.s.server.input.set(r.s.connection, unread)
	}
	return n, err
}

// commandReader reads the input of a command. While it waits for input, it lets other
// commands compute.
type commandReader struct {
	io.Reader
	turn *turn
}

func (r commandReader) Read(p []byte) (int, error) {
	r.turn.end()
	defer r.turn.begin()
	return r.Reader.Read(p)
}
