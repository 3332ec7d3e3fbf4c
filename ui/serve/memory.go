package serve

import (
	"net"
	"runtime"
	"runtime/debug"
	"sync"
	"time"
)

// socketBuffer is the size of each of a connection's two buffers in the kernel, in bytes.
// The kernel would let them grow to several MB for a client that does not read, and counts
// them as memory of the service.
const socketBuffer = 128 << 10

// limitSocketBuffers keeps the kernel from growing the buffers of a connection.
func limitSocketBuffers(c net.Conn) {
	if tcp, ok := c.(*net.TCPConn); ok { // errors mean that the client has left
		_ = tcp.SetReadBuffer(socketBuffer)
		_ = tcp.SetWriteBuffer(socketBuffer)
	}
}

const (
	// crowd is how many sessions have to end before their memory is given back.
	crowd = 32
	// releaseDelay is how long after that it is given back. Others may end meanwhile.
	releaseDelay = 20 * time.Second
)

// memoryRelease gives memory back to the system when a crowd has left. Go itself takes
// minutes: an idle program collects garbage every two minutes, and pools survive a
// collection.
type memoryRelease struct {
	mu      sync.Mutex
	peak    int64 // sessions at once since the last release
	pending bool
	release func() // replaced by tests
}

// sessionsOpen is called with the number of open sessions when it has changed.
func (m *memoryRelease) sessionsOpen(n int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.peak = max(m.peak, n)
	if m.pending || m.peak-n < crowd || n > m.peak/2 {
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

// freeMemory collects garbage, twice because of the pools, and gives the memory back.
func freeMemory() {
	runtime.GC()
	debug.FreeOSMemory()
}
