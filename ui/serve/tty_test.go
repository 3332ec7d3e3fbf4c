package serve_test

import (
	"bytes"
	"context"
	"io"
	"runtime"
	"testing"
	"time"

	"teapot/ui/serve"
)

// TestTypedForNobody: what is typed while a command runs that does not read is
// forgotten when it ends.
func TestTypedForNobody(t *testing.T) {
	release := make(chan struct{})
	s := start(t, func(c *serve.Config) {
		c.Command = func(context.Context, serve.Streams) int {
			<-release
			return 0
		}
	})
	before := runtime.NumGoroutine()
	x := s.session()
	in, err := x.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := x.RequestPty("xterm", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if err := x.Start("404"); err != nil {
		t.Fatal(err)
	}
	if _, err := in.Write(bytes.Repeat([]byte("typed ahead\n"), 50_000)); err != nil {
		t.Fatal(err)
	}
	close(release)
	if code := exitCode(t, x.Wait()); code != 0 {
		t.Errorf("exit %d", code)
	}
	settled(t, before)
}

// TestInterruptAtOnce: a command that waits for a key ends when ctrl+c is typed.
func TestInterruptAtOnce(t *testing.T) {
	timeless(t, nil, func(t *testing.T, s *server) {
		x := s.session()
		in, err := x.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := x.RequestPty("xterm", 24, 80, nil); err != nil {
			t.Fatal(err)
		}
		if err := x.Start("explain"); err != nil {
			t.Fatal(err)
		}
		asked := time.Now()
		if _, err := io.WriteString(in, "HTTP/1.1 4\x03"); err != nil {
			t.Fatal(err)
		}
		if code := exitCode(t, x.Wait()); code != 130 {
			t.Errorf("exit %d, want 130", code)
		}
		if took := time.Since(asked); took > 0 {
			t.Errorf("it took %s", took)
		}
	})
}
