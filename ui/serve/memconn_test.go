package serve_test

import (
	"io"
	"net"
	"os"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"teapot/ui/serve"
)

// memConn is one end of a connection in memory, for tests with synthetic time.
type memConn struct{ in, out *memStream }

// memStream is one direction of a connection in memory.
type memStream struct {
	mu                  sync.Mutex
	changed             *sync.Cond // signals that a field of the stream has changed
	buf                 []byte     // the bytes that were sent and not yet received
	closed, frozen      bool
	capacity            int           // how many bytes buf may hold before a write waits
	delay               time.Duration // how long each read takes
	readLate, writeLate bool          // the deadline of reads, or of writes, has passed
	reading, writing    *time.Timer   // the timers that set readLate and writeLate
}

// newMemConns returns the two ends of a new connection in memory.
func newMemConns() (client, server *memConn) {
	a, b := &memStream{capacity: 64 << 10}, &memStream{capacity: 64 << 10}
	a.changed, b.changed = sync.NewCond(&a.mu), sync.NewCond(&b.mu)
	return &memConn{a, b}, &memConn{b, a}
}

func (w *memConn) Read(p []byte) (int, error) {
	h := w.in
	h.mu.Lock()
	defer h.mu.Unlock()
	for end := time.Now().Add(h.delay); time.Now().Before(end) && !h.closed; {
		wake := time.AfterFunc(time.Until(end), func() { h.change(func() {}) })
		h.changed.Wait()
		wake.Stop()
	}
	for !h.readLate && (h.frozen || len(h.buf) == 0) && !h.closed {
		h.changed.Wait()
	}
	switch {
	case h.readLate:
		return 0, os.ErrDeadlineExceeded
	case len(h.buf) == 0 || h.frozen:
		return 0, io.EOF
	}
	n := copy(p, h.buf)
	h.buf = h.buf[n:]
	h.changed.Broadcast()
	return n, nil
}

func (w *memConn) Write(p []byte) (int, error) {
	h := w.out
	h.mu.Lock()
	defer h.mu.Unlock()
	for !h.writeLate && (h.frozen || len(h.buf) >= h.capacity) && !h.closed {
		h.changed.Wait()
	}
	switch {
	case h.closed:
		return 0, net.ErrClosed
	case h.writeLate:
		return 0, os.ErrDeadlineExceeded
	}
	h.buf = append(h.buf, p...)
	h.changed.Broadcast()
	return len(p), nil
}

// Close drops the bytes that were not received, as TCP does if the closed end has unread data.
func (w *memConn) Close() error {
	for _, h := range []*memStream{w.in, w.out} {
		h.change(func() { h.closed, h.buf = true, nil })
	}
	return nil
}

// freeze makes this end receive nothing from now on, like a client process that is
// suspended.
func (w *memConn) freeze() { w.in.change(func() { w.in.frozen = true }) }

// thaw makes this end receive again after freeze.
func (w *memConn) thaw() { w.in.change(func() { w.in.frozen = false }) }

// narrow sets how many bytes can be on their way to this end.
func (w *memConn) narrow(capacity int) { w.in.change(func() { w.in.capacity = capacity }) }

// slowDown delays each read of this end, and lets many more bytes be on their way to it.
func (w *memConn) slowDown(delay time.Duration) {
	w.in.change(func() { w.in.delay, w.in.capacity = delay, 4<<20 })
}

// change calls f with the lock held, and wakes up all goroutines that wait for a change.
func (h *memStream) change(f func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	f()
	h.changed.Broadcast()
}

// setDeadline sets the deadline of reads or writes: at t, *late becomes true.
func (h *memStream) setDeadline(t time.Time, late *bool, timer **time.Timer) {
	h.change(func() {
		if *timer != nil {
			(*timer).Stop()
		}
		*late = false
		if !t.IsZero() {
			*timer = time.AfterFunc(time.Until(t), func() { h.change(func() { *late = true }) })
		}
	})
}

func (w *memConn) SetReadDeadline(t time.Time) error {
	w.in.setDeadline(t, &w.in.readLate, &w.in.reading)
	return nil
}

func (w *memConn) SetWriteDeadline(t time.Time) error {
	w.out.setDeadline(t, &w.out.writeLate, &w.out.writing)
	return nil
}

func (w *memConn) SetDeadline(t time.Time) error {
	_ = w.SetReadDeadline(t)
	return w.SetWriteDeadline(t)
}

func (w *memConn) LocalAddr() net.Addr  { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 22} }
func (w *memConn) RemoteAddr() net.Addr { return &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 4000} }

// memListener is a listener for connections in memory, which its method dial opens.
type memListener struct {
	calls chan net.Conn
	gone  chan struct{}
	close func()
}

func newMemListener() *memListener {
	x := &memListener{calls: make(chan net.Conn), gone: make(chan struct{})}
	x.close = sync.OnceFunc(func() { close(x.gone) })
	return x
}

func (x *memListener) Accept() (net.Conn, error) {
	select {
	case c := <-x.calls:
		return c, nil
	case <-x.gone:
		return nil, net.ErrClosed
	}
}

func (x *memListener) Close() error {
	x.close()
	return nil
}

func (x *memListener) Addr() net.Addr { return &net.TCPAddr{} }

func (x *memListener) dial() (net.Conn, error) {
	client, server := newMemConns()
	select {
	case x.calls <- server:
		return client, nil
	case <-x.gone:
		return nil, net.ErrClosed
	}
}

// withSyntheticTime runs a test with a server in a bubble of synctest: the time advances
// when all goroutines are waiting.
func withSyntheticTime(t *testing.T, change func(*serve.Config), test func(*testing.T, *server)) {
	t.Helper()
	withSyntheticTimeOn(t, func() (net.Listener, func() (net.Conn, error)) {
		x := newMemListener()
		return x, x.dial
	}, change, test)
}

// withSyntheticTimeOn is like withSyntheticTime, but the server uses the listener that listen
// creates in the bubble.
func withSyntheticTimeOn(t *testing.T, listen func() (net.Listener, func() (net.Conn, error)), change func(*serve.Config), test func(*testing.T, *server)) {
	t.Helper()
	reference()
	hostKey()
	synctest.Test(t, func(t *testing.T) {
		l, dial := listen()
		test(t, startOn(t, l, dial, change))
	})
}
