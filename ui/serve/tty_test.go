package serve_test

import (
	"bytes"
	"context"
	"io"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"teapot/ui/serve"
)

// TestUnreadInput checks that when a command ends, the input that the command has not read is
// dropped.
func TestUnreadInput(t *testing.T) {
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
	if _, err := in.Write(bytes.Repeat([]byte("not read\n"), 50_000)); err != nil {
		t.Fatal(err)
	}
	close(release)
	if code := exitCode(t, x.Wait()); code != 0 {
		t.Errorf("exit %d", code)
	}
	expectGoroutines(t, before)
}

// TestInterrupt checks that ctrl+c immediately ends a command that is waiting for input.
func TestInterrupt(t *testing.T) {
	withSyntheticTime(t, nil, func(t *testing.T, s *server) {
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
		typed := time.Now()
		if _, err := io.WriteString(in, "HTTP/1.1 4\x03"); err != nil {
			t.Fatal(err)
		}
		if code := exitCode(t, x.Wait()); code != 130 {
			t.Errorf("exit %d, want 130", code)
		}
		if took := time.Since(typed); took > 0 {
			t.Errorf("the command ended %s after ctrl+c", took)
		}
	})
}

// TestConcurrentWrites checks that lines of echo and output that are written at the same time
// do not get mixed within a line.
func TestConcurrentWrites(t *testing.T) {
	const writers, times = 8, 2000
	line := func(i int) string { return strings.Repeat(string(rune('a'+i)), 10*i+1) }
	s := start(t, func(c *serve.Config) {
		c.Command = func(_ context.Context, s serve.Streams) int {
			var all sync.WaitGroup
			for i := range writers {
				to := []io.Writer{s.Out, s.Err}[i%2]
				all.Go(func() {
					for range times {
						_, _ = io.WriteString(to, line(i)+"\n")
					}
				})
			}
			all.Wait()
			return 0
		}
	})
	for _, terminal := range []bool{true, false} {
		x := s.session()
		var out, stderr bytes.Buffer
		x.Stdout, x.Stderr = &out, &stderr
		if terminal {
			if err := x.RequestPty("dumb", 24, 80, nil); err != nil {
				t.Fatal(err)
			}
		}
		if code := exitCode(t, x.Run("404")); code != 0 {
			t.Errorf("exit %d", code)
		}
		count := map[string]int{}
		for got := range strings.SplitSeq(out.String()+stderr.String(), "\n") {
			count[strings.TrimRight(got, "\r")]++
		}
		for i := range writers {
			if got := count[line(i)]; got != times {
				t.Errorf("%d lines of writer %d arrived, want %d", got, i, times)
			}
		}
	}
}

// TestTypedEOF checks that ^D ends the input, and that bytes typed after ^D are ignored.
func TestTypedEOF(t *testing.T) {
	s := start(t, nil)
	x := s.session()
	x.Stdin = strings.NewReader("HTTP/1.1 503 x\r\x04HTTP/1.1 404 y\r")
	var out bytes.Buffer
	x.Stdout = &out
	if err := x.RequestPty("dumb", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if code := exitCode(t, x.Run("explain")); code != 0 {
		t.Errorf("exit %d", code)
	}
	if text := out.String(); !strings.Contains(text, "503") || strings.Contains(text, "404") {
		t.Errorf("the output has a code from after ^D, or lacks the one before: %q", text)
	}
}

// TestTypedBytes checks that a command on a terminal gets every typed byte, because pasted logs
// contain tabs, control characters, bytes that are not UTF-8, and long lines. It also checks that
// ^D in the middle of a line passes the line on without ending the input.
func TestTypedBytes(t *testing.T) {
	const typed = "tab\t\x00\x01\x1b[31m\xe9\r\npartial\x04 line\r"
	long := strings.Repeat("x", 6000) + "\r"
	want := strings.NewReplacer("\r", "\n", "\x04", "").Replace(typed + long)
	got := make(chan string, 1)
	s := start(t, func(c *serve.Config) {
		c.Command = func(_ context.Context, s serve.Streams) int {
			text, _ := io.ReadAll(s.In)
			got <- string(text)
			return 0
		}
	})
	x := s.session()
	x.Stdin = strings.NewReader(typed + long + "\x04")
	if err := x.RequestPty("dumb", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if code := exitCode(t, x.Run("404")); code != 0 {
		t.Errorf("exit %d", code)
	}
	if text := <-got; text != want {
		t.Errorf("the command read %.100q, want %.100q", text, want)
	}
}
