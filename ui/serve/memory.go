package serve

import (
	"net"
	"runtime"
	"runtime/debug"
	"sync"
	"time"
)

// socketBuffer is the size of each of the two kernel buffers of a connection, in bytes. For a
// client that does not read, the kernel would let the buffers grow to several MB, and it
// counts them as memory of the service.
const socketBuffer = 128 << 10

// limitSocketBuffers limits the kernel buffers of a connection to socketBuffer.
func limitSocketBuffers(c net.Conn) {
	if tcp, ok := c.(*net.TCPConn); ok { // errors mean that the client has left
		_ = tcp.SetReadBuffer(socketBuffer)
		_ = tcp.SetWriteBuffer(socketBuffer)
	}
}

const (
	// minReleaseSessions is how many sessions must have ended before their memory is given
	// back to the system.
	minReleaseSessions = 32
	// releaseDelay is how long the server waits before it gives memory back, because more
	// sessions may end in that time.
	releaseDelay = 20 * time.Second
)

// memoryRelease gives memory back to the system when many sessions have ended. The Go runtime
// by itself takes minutes to do so: an idle program collects garbage every two minutes, and a
// sync.Pool survives the first collection.
type memoryRelease struct {
	mu      sync.Mutex
	peak    int64  // the largest number of open sessions since the last release
	pending bool   // a release will follow within releaseDelay
	release func() // gives memory back; replaced by tests
}

// setOpenSessions is called with the number of open sessions whenever that number has
// changed. It schedules a release when enough sessions, and at least half of them, have ended.
func (m *memoryRelease) setOpenSessions(n int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.peak = max(m.peak, n)
	if m.pending || m.peak-n < minReleaseSessions || n > m.peak/2 {
		return
	}
	m.pending, m.peak = true, n
	time.AfterFunc(releaseDelay, func() {
		m.mu.Lock()
		m.pending = false
		m.mu.Unlock()
		m.release()
	})
}

// freeMemory gives unused memory back to the system. FreeOSMemory collects garbage too. Two
// collections are needed, because a sync.Pool survives the first one.
func freeMemory() {
	runtime.GC()
	debug.FreeOSMemory()
}
