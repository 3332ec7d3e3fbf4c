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

// newPanic returns the error for a recovered panic, with the stack of the caller.
func newPanic(value any) error { return &paint.PanicError{Value: value, Stack: debug.Stack()} }

// browse runs the browser on the session's terminal, and returns when the browser has ended.
func (s *session) browse() error { return s.browseFrom(sessionReader{s}, browse.Config{}) }

// browseFrom runs a browser on the server's catalog, and reads the keys from in. The browser
// has no access to the machine, such as its files or its web browser.
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

// maxLine is the length of the longest command line, in bytes.
const maxLine = 8 << 10

// runCommand runs one command line, and returns its exit code. If the session is ended before
// the command has returned, the command has restoreGrace to restore the terminal.
func (s *session) runCommand(line string) int {
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

// streams returns the input and output of a command. If the session has a terminal, streams
// starts a goroutine with the parts of a line discipline that a command needs. The caller must
// call closeStreams when the command has ended.
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
	context.AfterFunc(s.ctx, t.close) // end the input when the session ends, so that no command waits for input
	streams.In, streams.Out, streams.Err = commandReader{t, turn}, crlfWriter{out}, crlfWriter{out}
	streams.Terminal, streams.Width = true, s.size.Width
	streams.Browse = func(b browse.Config) error {
		turn.end() // the browser is not limited by the turns of commands
		defer turn.begin()
		t.setRaw()
		err := s.browseFrom(t, b)
		if p := (*paint.PanicError)(nil); errors.As(err, &p) {
			panic(p.Value) // protect handles it like a panic of the command itself
		}
		return err
	}
	return streams, t.close
}

// stderr returns the writer for error messages. If the session has a terminal, error messages
// go to the terminal.
func (s *session) stderr() io.Writer {
	if s.terminal {
		return crlfWriter{sessionWriter{s, s.ch}}
	}
	return sessionWriter{s, s.ch.Stderr()}
}
