package serve

import (
	"bytes"
	"errors"
	"io"
	"time"
)

const (
	// maxChunk is how many bytes of a command's output are written at once. The SSH library
	// copies these bytes, and keeps the copy while the client does not read.
	maxChunk = 8 << 10
	// stallLimit is how long a client may take to accept one chunk of output.
	stallLimit = 30 * time.Second
	// maxOutput is how many bytes of output a command may write.
	maxOutput = 256 << 20
)

// sessionWriter writes to the client, and counts the bytes. Several sessionWriters of one
// session may be used at the same time: the terminal echoes input while a command writes.
type sessionWriter struct {
	s  *session
	to io.Writer // the channel's standard output or standard error
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
// read, or if the command writes too much. While it writes, it lets other commands compute.
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

// writeChunk writes at most maxChunk bytes. It ends the session if the output is over
// maxOutput, or if the client does not accept the chunk within stallLimit.
func (w commandWriter) writeChunk(p []byte) (int, error) {
	if w.s.bytesOut.Load() >= maxOutput {
		w.s.cancel(errTooMuchOutput)
		return 0, errTooMuchOutput
	}
	stalled := time.AfterFunc(stallLimit, func() { w.s.cancel(errNotReading) })
	defer stalled.Stop()
	return w.sessionWriter.Write(p)
}

// crlfWriter writes CR LF for each LF, as a terminal in raw mode needs.
type crlfWriter struct{ to io.Writer }

func (w crlfWriter) Write(p []byte) (int, error) {
	if _, err := w.to.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n"))); err != nil {
		return 0, err
	}
	return len(p), nil
}
