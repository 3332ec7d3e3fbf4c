package serve

import (
	"bytes"
	"fmt"
	"io"
	"sync/atomic"
	"time"
)

// Log hands lines on and does not wait for whoever reads them: a server goes on
// when its log is stuck, and loses lines.
type Log struct {
	to         io.Writer
	lines      chan []byte
	lost       atomic.Int64
	stop, done chan struct{}
}

const (
	maxLines = 1024        // that wait
	lastLine = time.Second // for what waits at the end
)

// NewLog makes a log. It is to be closed once.
func NewLog(to io.Writer) *Log {
	l := &Log{to: to, lines: make(chan []byte, maxLines), stop: make(chan struct{}), done: make(chan struct{})}
	go l.run()
	return l
}

// Write takes a line.
func (l *Log) Write(p []byte) (int, error) {
	select {
	case l.lines <- bytes.Clone(p):
	default:
		l.lost.Add(1)
	}
	return len(p), nil
}

// Close waits for the lines that there are, but not for long.
func (l *Log) Close() error {
	close(l.stop)
	select {
	case <-l.done:
		return nil
	case <-time.After(lastLine):
		return io.ErrShortWrite
	}
}

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
	_, _ = l.to.Write(p) // there is no other place to complain
	if n := l.lost.Swap(0); n > 0 {
		fmt.Fprintf(l.to, "teapot: %d lines of the log were lost\n", n)
	}
}
