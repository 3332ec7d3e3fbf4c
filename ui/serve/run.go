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
func (s *session) browse() error { return s.browseFrom(input{s}, browse.Config{}) }

// browseFrom runs a browser on the server's reference. What it would need of the
// machine it does not get.
func (s *session) browseFrom(in io.Reader, b browse.Config) error {
	c := s.server.config
	b.Catalog, b.Search, b.Pages, b.NoSuspend = c.Catalog, c.Search, c.Pages, true
	end := context.AfterFunc(s.server.life, func() { s.cancel(errStopping) })
	defer end()
	env := s.environ()
	return paint.Run(s.ctx, browse.New(b), paint.Terminal{
		In: in, Out: output{s, s.ch}, Env: env, Profile: colorprofile.Env(env), Size: s.size, Resized: s.sizes,
		EscapeWait: paint.EscapeWaitSSH, Observe: s.server.metrics.frames.observe,
	})
}

// maxLine is how long a command line may be, in bytes.
const maxLine = 8 << 10

// command runs one command line. When the session is ended meanwhile, the
// command gets a moment to see it.
func (s *session) command(line string) int {
	args, err := split(line)
	if len(line) > maxLine {
		err = fmt.Errorf("the command line has %d bytes; at most %d are read", len(line), maxLine)
	}
	if err != nil {
		s.tell(err)
		return exitFailed
	}
	streams, end := s.streams(args)
	done := make(chan int, 1)
	go func() {
		defer end()
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
	select { // a browser restores the terminal
	case <-done:
	case <-time.After(forGoodbyes):
	}
	return exitInterrupted
}

// streams are the session's, with the little that a terminal's line discipline
// does if there is a terminal. End is to be called when nobody needs them any
// more.
func (s *session) streams(args []string) (streams Streams, end func()) {
	if !s.terminal {
		return Streams{Args: args, In: input{s}, Out: output{s, s.ch}, Err: s.stderr(), Env: s.environ()}, func() {}
	}
	t := newTTY(input{s}, output{s, s.ch}, func() { s.cancel(errInterrupted) })
	go func() {
		defer s.server.recover("terminal")
		t.run()
	}()
	context.AfterFunc(s.ctx, t.close) // a command that waits for a key is not waited for
	out := s.stderr()
	return Streams{Args: args, In: t, Out: out, Err: out, Env: s.environ(), Terminal: true, Width: s.size.Width,
		Browse: func(b browse.Config) error {
			t.setRaw()
			err := s.browseFrom(t, b)
			if p := (*paint.PanicError)(nil); errors.As(err, &p) {
				panic(p.Value) // as in a session that only browses
			}
			return err
		}}, t.close
}

// stderr is where complaints go: on a terminal, to the terminal.
func (s *session) stderr() io.Writer {
	if s.terminal {
		return lines{output{s, s.ch}}
	}
	return output{s, s.ch.Stderr()}
}

// input is what the client sends. It notes when.
type input struct{ s *session }

func (i input) Read(p []byte) (int, error) {
	n, err := i.s.ch.Read(p)
	if n > 0 {
		i.s.heard.Store(int64(time.Since(i.s.begun)))
		i.s.in.Add(int64(n))
	}
	return n, err
}

// output is what the client is sent. It counts it. What is typed is shown while
// the command writes, hence the order.
type output struct {
	s  *session
	to io.Writer
}

func (o output) Write(p []byte) (int, error) {
	o.s.writing <- struct{}{}
	defer func() { <-o.s.writing }()
	n, err := o.to.Write(p)
	o.s.out.Add(int64(n))
	if errors.Is(err, io.EOF) {
		err = io.ErrClosedPipe // the client has left
	}
	return n, err
}

// lines ends lines as a terminal wants it.
type lines struct{ to io.Writer }

func (l lines) Write(p []byte) (int, error) {
	if _, err := l.to.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n"))); err != nil {
		return 0, err
	}
	return len(p), nil
}
