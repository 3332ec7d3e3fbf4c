package serve

import (
	"bytes"
	"errors"
	"io"
	"time"
)

const (
	// maxChunk is how much of a command's output is written at once. What is being written
	// is copied by the SSH library, which keeps the copy while the client does not read.
	maxChunk = 8 << 10
	// stallLimit bounds how long a client may take to accept one such chunk.
	stallLimit = 30 * time.Second
	// maxOutput bounds the output of a command, in bytes.
	maxOutput = 256 << 20
)

// sessionWriter writes to the client, and counts the bytes. Several of them may be used
// at once: input is echoed while a command writes.
type sessionWriter struct {
	s  *session
	to io.Writer
}

func (w sessionWriter) Write(p []byte) (int, error) {
	w.s.writeLock <- struct{}{}
	defer func() { <-w.s.writeLock }()
	n, err := w.to.Write(p)
	w.s.bytesOut.Add(int64(n))
	if errors.Is(err, io.EOF) {
		err = io.ErrClosedPipe // the client has left
	}
	return n, err
}

// commandWriter writes the output of a command. It ends the session if the client does not
// read, or if there is too much output. While it writes, other commands may compute.
type commandWriter struct {
	sessionWriter
	turn *turn
}

func (w commandWriter) Write(p []byte) (n int, err error) {
	w.turn.end()
	defer w.turn.begin()
	for n < len(p) && err == nil {
		var written int
		written, err = w.writeChunk(p[n:min(n+maxChunk, len(p))])
		n += written
	}
	return n, err
}

func (w commandWriter) writeChunk(p []byte) (int, error) {
	if w.s.bytesOut.Load() >= maxOutput {
		w.s.cancel(errTooMuchOutput)
		return 0, errTooMuchOutput
	}
	stalled := time.AfterFunc(stallLimit, func() { w.s.cancel(errNotReading) })
	defer stalled.Stop()
	return w.sessionWriter.Write(p)
}

// crlfWriter ends lines with CR LF, as a terminal in raw mode needs it.
type crlfWriter struct{ to io.Writer }

func (w crlfWriter) Write(p []byte) (int, error) {
	if _, err := w.to.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n"))); err != nil {
		return 0, err
	}
	return len(p), nil
}
