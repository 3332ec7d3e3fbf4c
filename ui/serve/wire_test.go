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

// A wire is one end of a connection in memory, for tests in which time is not
// real: hours pass when everybody waits.
type wire struct{ in, out *half }

// half is one direction of a wire.
type half struct {
	mu                  sync.Mutex
	moved               *sync.Cond
	buf                 []byte
	closed, frozen      bool
	room                int           // bytes that are on their way at most
	slow                time.Duration // for each read
	readLate, writeLate bool
	reading, writing    *time.Timer
}

func newWire() (client, server *wire) {
	a, b := &half{room: 64 << 10}, &half{room: 64 << 10}
	a.moved, b.moved = sync.NewCond(&a.mu), sync.NewCond(&b.mu)
	return &wire{a, b}, &wire{b, a}
}

func (w *wire) Read(p []byte) (int, error) {
	h := w.in
	h.mu.Lock()
	defer h.mu.Unlock()
	for end := time.Now().Add(h.slow); time.Now().Before(end) && !h.closed; {
		wake := time.AfterFunc(time.Until(end), func() { h.change(func() {}) })
		h.moved.Wait()
		wake.Stop()
	}
	for !h.readLate && (h.frozen || len(h.buf) == 0) && !h.closed {
		h.moved.Wait()
	}
	switch {
	case h.readLate:
		return 0, os.ErrDeadlineExceeded
	case len(h.buf) == 0 || h.frozen:
		return 0, io.EOF
	}
	n := copy(p, h.buf)
	h.buf = h.buf[n:]
	h.moved.Broadcast()
	return n, nil
}

func (w *wire) Write(p []byte) (int, error) {
	h := w.out
	h.mu.Lock()
	defer h.mu.Unlock()
	for !h.writeLate && (h.frozen || len(h.buf) >= h.room) && !h.closed {
		h.moved.Wait()
	}
	switch {
	case h.closed:
		return 0, net.ErrClosed
	case h.writeLate:
		return 0, os.ErrDeadlineExceeded
	}
	h.buf = append(h.buf, p...)
	h.moved.Broadcast()
	return len(p), nil
}

// Close loses what is on its way, as a connection does whose end has been sent
// what it has not read.
func (w *wire) Close() error {
	for _, h := range []*half{w.in, w.out} {
		h.change(func() { h.closed, h.buf = true, nil })
	}
	return nil
}

// freeze has nothing come through from the other end from now on, as to a client
// that is stopped.
func (w *wire) freeze() { w.in.change(func() { w.in.frozen = true }) }

// crawl makes the other end's bytes come slowly, and many be on their way.
func (w *wire) crawl(slow time.Duration) {
	w.in.change(func() { w.in.slow, w.in.room = slow, 4<<20 })
}

func (h *half) change(f func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	f()
	h.moved.Broadcast()
}

func (h *half) deadline(t time.Time, late *bool, timer **time.Timer) {
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

func (w *wire) SetReadDeadline(t time.Time) error {
	w.in.deadline(t, &w.in.readLate, &w.in.reading)
	return nil
}

func (w *wire) SetWriteDeadline(t time.Time) error {
	w.out.deadline(t, &w.out.writeLate, &w.out.writing)
	return nil
}

func (w *wire) SetDeadline(t time.Time) error {
	_ = w.SetReadDeadline(t)
	return w.SetWriteDeadline(t)
}

func (w *wire) LocalAddr() net.Addr  { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 22} }
func (w *wire) RemoteAddr() net.Addr { return &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 4000} }

// exchange is a listener for wires.
type exchange struct {
	calls chan net.Conn
	gone  chan struct{}
	close func()
}

func newExchange() *exchange {
	x := &exchange{calls: make(chan net.Conn), gone: make(chan struct{})}
	x.close = sync.OnceFunc(func() { close(x.gone) })
	return x
}

func (x *exchange) Accept() (net.Conn, error) {
	select {
	case c := <-x.calls:
		return c, nil
	case <-x.gone:
		return nil, net.ErrClosed
	}
}

func (x *exchange) Close() error {
	x.close()
	return nil
}

func (x *exchange) Addr() net.Addr { return &net.TCPAddr{} }

func (x *exchange) dial() (net.Conn, error) {
	client, server := newWire()
	select {
	case x.calls <- server:
		return client, nil
	case <-x.gone:
		return nil, net.ErrClosed
	}
}

// timeless runs a test with a server in a time that passes when everybody waits.
func timeless(t *testing.T, change func(*serve.Config), test func(*testing.T, *server)) {
	t.Helper()
	reference()
	hostKey()
	synctest.Test(t, func(t *testing.T) {
		x := newExchange()
		test(t, startOn(t, x, x.dial, change))
	})
}
