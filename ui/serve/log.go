package serve

import (
	"bytes"
	"fmt"
	"io"
	"sync/atomic"
	"time"
)

// Log is an io.Writer for log lines that never blocks. It passes them to another writer in the
// background. If that writer blocks and the queue is full, Log drops lines.
type Log struct {
	out     io.Writer     // where the lines are written; it may block
	lines   chan []byte   // the queued lines
	dropped atomic.Int64  // how many lines were dropped since the last one was written
	stop    chan struct{} // closed by Close
	done    chan struct{} // closed when run has returned
}

const (
	maxQueuedLines = 1024        // how many lines may wait for the writer; further lines are dropped
	logCloseGrace  = time.Second // how long Close waits until the queued lines are written
)

// NewLog returns a log that passes its lines to out. The caller must close the log, once.
func NewLog(out io.Writer) *Log {
	l := &Log{out: out, lines: make(chan []byte, maxQueuedLines), stop: make(chan struct{}), done: make(chan struct{})}
	go l.run()
	return l
}

// Write queues a line, or drops the line if the queue is full. It never blocks, and never
// returns an error.
func (l *Log) Write(p []byte) (int, error) {
	select {
	case l.lines <- bytes.Clone(p):
	default:
		l.dropped.Add(1)
	}
	return len(p), nil
}

// Close waits until the queued lines are written, but no longer than logCloseGrace. It returns
// io.ErrShortWrite if they are not written by then.
func (l *Log) Close() error {
	close(l.stop)
	select {
	case <-l.done:
		return nil
	case <-time.After(logCloseGrace):
		return io.ErrShortWrite
	}
}

// run writes the queued lines. It returns when the log is closed and the queue is empty.
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

// write writes a line, and after it how many lines were dropped, if any.
func (l *Log) write(p []byte) {
	_, _ = l.out.Write(p) // an error cannot be reported, because the log itself does not work
	if n := l.dropped.Swap(0); n > 0 {
		fmt.Fprintf(l.out, "teapot: %d lines of the log were lost\n", n)
	}
}
