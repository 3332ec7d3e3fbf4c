package serve

import (
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
	turn := &turn{ctx: s.ctx, turns: s.server.turns, cancel: s.cancel}
	streams, closeStreams := s.streams(args, turn)
	done := make(chan int, 1)
	go func() {
		defer closeStreams()
		done <- s.protect("command", func() int {
			turn.begin()
			defer turn.end()
			return s.server.config.Command(s.ctx, streams)
		})
	}()
	select {
	case code := <-done:
		if s.ctx.Err() == nil {
			return code
		}
		return s.endCode()
	case <-s.ctx.Done():
	}
	select {
	case <-done:
	case <-time.After(restoreGrace):
	}
	return s.endCode()
}

// streams returns the streams of a command. With a terminal, they have the parts of a line
// discipline that a command needs. The caller must call closeStreams when the command has
// ended.
func (s *session) streams(args []string, turn *turn) (streams Streams, closeStreams func()) {
	out := commandWriter{sessionWriter{s, s.ch}, turn}
	streams = Streams{Args: args, Env: s.environ(), Yield: turn.yield}
	if !s.terminal {
		streams.In, streams.Out = commandReader{sessionReader{s}, turn}, out
		streams.Err = commandWriter{sessionWriter{s, s.ch.Stderr()}, turn}
		return streams, func() {}
	}
	t := newTTY(sessionReader{s}, sessionWriter{s, s.ch}, func() { s.cancel(errInterrupted) })
	go func() {
		defer s.server.recover("terminal")
		t.run()
	}()
	context.AfterFunc(s.ctx, t.close) // ends a command that waits for input
	streams.In, streams.Out, streams.Err = commandReader{t, turn}, crlfWriter{out}, crlfWriter{out}
	streams.Terminal, streams.Width = true, s.size.Width
	streams.Browse = func(b browse.Config) error {
		turn.end() // the browser is no command
		defer turn.begin()
		t.setRaw()
		err := s.browseFrom(t, b)
		if p := (*paint.PanicError)(nil); errors.As(err, &p) {
			panic(p.Value) // so that protect handles it like one of the command
		}
		return err
	}
	return streams, t.close
}

// stderr returns the stream for error messages. With a terminal, that is the terminal.
func (s *session) stderr() io.Writer {
	if s.terminal {
		return crlfWriter{sessionWriter{s, s.ch}}
	}
	return sessionWriter{s, s.ch.Stderr()}
}
