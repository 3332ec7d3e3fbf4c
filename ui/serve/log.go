package serve

import (
	"bytes"
	"fmt"
	"io"
	"sync/atomic"
	"time"
)

// Log is an asynchronous writer of log lines. If the writer behind it blocks, Log drops
// lines instead of blocking the server.
type Log struct {
	to         io.Writer
	lines      chan []byte
	dropped    atomic.Int64
	stop, done chan struct{}
}

const (
	maxQueuedLines = 1024
	logCloseGrace  = time.Second // to write the lines that are queued when the log is closed
)

// NewLog returns a log that writes to a writer. It must be closed once.
func NewLog(to io.Writer) *Log {
	l := &Log{to: to, lines: make(chan []byte, maxQueuedLines), stop: make(chan struct{}), done: make(chan struct{})}
	go l.run()
	return l
}

// Write queues a line, or drops it if the queue is full. It never blocks.
func (l *Log) Write(p []byte) (int, error) {
	select {
	case l.lines <- bytes.Clone(p):
	default:
		l.dropped.Add(1)
	}
	return len(p), nil
}

// Close waits until the queued lines are written, but no longer than logCloseGrace.
func (l *Log) Close() error {
	close(l.stop)
	select {
	case <-l.done:
		return nil
	case <-time.After(logCloseGrace):
		return io.ErrShortWrite
	}
}

// run writes lines until the log is closed and the queue is empty.
func (l *Log) run() {
	defer close(l.done)
	for {
		select {
		case p := <-l.lines:
			l.write(p)
			continue
		default:
		}
		select {
		case p := <-l.lines:
			l.write(p)
		case <-l.stop:
			return
		}
	}
}

func (l *Log) write(p []byte) {
	_, _ = l.to.Write(p) // there is no other place to report an error
	if n := l.dropped.Swap(0); n > 0 {
		fmt.Fprintf(l.to, "teapot: %d lines of the log were lost\n", n)
	}
}
