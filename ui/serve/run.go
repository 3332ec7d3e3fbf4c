package serve

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"time"

	"github.com/charmbracelet/colorprofile"

	"teapot/ui/browse"
	"teapot/ui/paint"
)

func newPanic(value any) error { return &paint.PanicError{Value: value, Stack: debug.Stack()} }

// browse runs the browser on the session's terminal.
func (s *session) browse() error { return s.browseFrom(sessionReader{s}, browse.Config{}) }

// browseFrom runs a browser on the server's catalog, with in as its keyboard. The browser
// gets nothing of the machine.
func (s *session) browseFrom(in io.Reader, b browse.Config) error {
	c := s.server.config
	b.Catalog, b.Search, b.Pages, b.NoSuspend = c.Catalog, c.Search, c.Pages, true
	defer context.AfterFunc(s.server.stopCtx, func() { s.cancel(errStopping) })()
	env := s.environ()
	return paint.Run(s.ctx, browse.New(b), paint.Terminal{
		In: in, Out: sessionWriter{s, s.ch}, Env: env, Profile: colorprofile.Env(env), Size: s.size, Resized: s.sizes,
		EscapeWait: paint.EscapeWaitSSH, Observe: s.server.metrics.frames.observe,
	})
}

// maxLine is the longest command line, in bytes.
const maxLine = 8 << 10

// command runs one command line. If the session is ended before the command returns, the
// command gets restoreGrace to restore the terminal.
func (s *session) command(line string) int {
	args, err := split(line)
	if len(line) > maxLine {
		err = fmt.Errorf("the command line has %d bytes; at most %d are read", len(line), maxLine)
	}
	if err != nil {
		s.writeError(err)
		return exitFailed
	}
	streams, closeStreams := s.streams(args)
	done := make(chan int, 1)
	go func() {
		defer closeStreams()
		done <- s.protect("command", func() int { return s.server.config.Command(s.ctx, streams) })
	}()
	select {
	case code := <-done:
		if s.ctx.Err() == nil {
			return code
		}
		return exitInterrupted
	case <-s.ctx.Done():
	}
	select {
	case <-done:
	case <-time.After(restoreGrace):
	}
	return exitInterrupted
}

// streams returns the streams of a command. With a terminal, they have the parts of a line
// discipline that a command needs. The caller must call closeStreams when the command has
// ended.
func (s *session) streams(args []string) (streams Streams, closeStreams func()) {
	if !s.terminal {
		return Streams{Args: args, In: sessionReader{s}, Out: sessionWriter{s, s.ch}, Err: s.stderr(), Env: s.environ()}, func() {}
	}
	t := newTTY(sessionReader{s}, sessionWriter{s, s.ch}, func() { s.cancel(errInterrupted) })
	go func() {
		defer s.server.recover("terminal")
		t.run()
	}()
	context.AfterFunc(s.ctx, t.close) // ends a command that waits for input
	out := s.stderr()
	return Streams{Args: args, In: t, Out: out, Err: out, Env: s.environ(), Terminal: true, Width: s.size.Width,
		Browse: func(b browse.Config) error {
			t.setRaw()
			err := s.browseFrom(t, b)
			if p := (*paint.PanicError)(nil); errors.As(err, &p) {
				panic(p.Value) // so that protect handles it like one of the command
			}
			return err
		}}, t.close
}

// stderr returns the stream for error messages. With a terminal, that is the terminal.
func (s *session) stderr() io.Writer {
	if s.terminal {
		return crlfWriter{sessionWriter{s, s.ch}}
	}
	return sessionWriter{s, s.ch.Stderr()}
}

// sessionReader reads what the client sends. It counts the bytes and notes the time.
type sessionReader struct{ s *session }

func (r sessionReader) Read(p []byte) (int, error) {
	n, err := r.s.ch.Read(p)
	if n > 0 {
		r.s.lastInput.Store(int64(time.Since(r.s.startedAt)))
		r.s.bytesIn.Add(int64(n))
	}
	return n, err
}

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

// crlfWriter ends lines with CR LF, as a terminal in raw mode needs it.
type crlfWriter struct{ to io.Writer }

func (w crlfWriter) Write(p []byte) (int, error) {
	if _, err := w.to.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n"))); err != nil {
		return 0, err
	}
	return len(p), nil
}
