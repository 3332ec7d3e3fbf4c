package serve

import (
	"errors"
	"io"
	"net"
	"sync"
	"time"
)

// The SSH library reads everything that a client sends, up to a window of 2 MB, and keeps
// it until the session reads it. A client that sends single bytes makes that 100 MB. So the
// server estimates how much of each client it keeps.
const (
	// maxUnread bounds what one client has sent and its session has not read, in bytes on
	// the network. It has room for a full window of packets of a hundred bytes.
	maxUnread = 4 << 20
	// maxAllUnread bounds the same for all clients together.
	maxAllUnread = 64 << 20
	// unreadStep is by how much the estimate for a client must change to be reported.
	unreadStep = 32 << 10
)

var errUnread = errors.New("too much input is waiting here to be read; send it again, and read the output")

// inputBudget adds up what the clients have sent and no session has read. If it is too
// much, it disconnects the client that has sent most of it.
type inputBudget struct {
	mu    sync.Mutex
	total int64
	held  map[*connection]int64
}

func newInputBudget() *inputBudget { return &inputBudget{held: map[*connection]int64{}} }

// set notes how much of a client is unread.
func (b *inputBudget) set(c *connection, unread int64) {
	for _, c := range b.update(c, unread) {
		c.endUnread()
	}
}

// update notes how much of a client is unread, and returns the clients that have to go.
// What they have sent does not count any more.
func (b *inputBudget) update(c *connection, unread int64) (excess []*connection) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.total += unread - b.held[c]
	b.held[c] = unread
	if unread > maxUnread {
		excess = append(excess, c)
		b.forget(c)
	}
	for b.total > maxAllUnread {
		largest := c
		for other, n := range b.held {
			if n > b.held[largest] {
				largest = other
			}
		}
		excess = append(excess, largest)
		b.forget(largest)
	}
	return excess
}

// remove is called when a connection has ended.
func (b *inputBudget) remove(c *connection) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.forget(c)
}

func (b *inputBudget) forget(c *connection) {
	b.total -= b.held[c]
	delete(b.held, c)
}

// endUnread disconnects a client whose input fills the memory. It gets a moment to read why.
func (c *connection) endUnread() {
	c.server.metrics.countRefusal("unread input")
	if !c.started.Load() {
		c.close()
		return
	}
	c.session.cancel(errUnread)
	c.closeAfter(c.connCtx, hangupGrace)
}

// unreadInput estimates how much of a client's input its session has not read.
type unreadInput struct {
	mu       sync.Mutex
	received int64 // bytes from the network
	done     int64 // how many of them are certainly not kept any more
	reported int64
}

// receive counts bytes from the network. It returns the estimate, and whether that has
// changed enough to be reported.
func (u *unreadInput) receive(n int) (unread int64, report bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.received += int64(n)
	return u.changed()
}

// mark returns the number of bytes received up to now, for a later call of read.
func (u *unreadInput) mark() int64 {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.received
}

// read counts n bytes that the session has read. If there were no more to read, everything
// that was received before the read is done. Otherwise the bytes count with 1/64 for the
// packets around them: a session that never catches up would else seem to have a growing
// amount to read.
func (u *unreadInput) read(n int, all bool, mark int64) (unread int64, report bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if all {
		u.done = max(u.done, mark)
	} else {
		u.done += int64(n + n/64)
	}
	u.done = min(u.done, u.received)
	return u.changed()
}

func (u *unreadInput) changed() (unread int64, report bool) {
	unread = u.received - u.done
	if d := unread - u.reported; -unreadStep < d && d < unreadStep {
		return unread, false
	}
	u.reported = unread
	return unread, true
}

// meteredConn counts what is received from a client.
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

// sessionReader reads what the client sends. It counts the bytes and notes the time.
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

// commandReader reads the input of a command. While it waits, other commands may compute.
type commandReader struct {
	io.Reader
	turn *turn
}

func (r commandReader) Read(p []byte) (int, error) {
	r.turn.end()
	defer r.turn.begin()
	return r.Reader.Read(p)
}
