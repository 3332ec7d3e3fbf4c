package serve_test

import (
	"bytes"
	"io"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"

	"teapot/ui/serve"
)

// stuck is where nobody reads, until it is closed.
type stuck chan struct{}

func (s stuck) Write(p []byte) (int, error) {
	<-s
	return len(p), nil
}

// TestStuckLog: a log that takes no line keeps neither a place nor the server.
func TestStuckLog(t *testing.T) {
	log := make(stuck)
	s := start(t, func(c *serve.Config) {
		c.Limits.Sessions = 1
		c.Log = slog.New(slog.NewTextHandler(log, nil))
	})
	for range 2 {
		eventually(t, "a place", func() bool { _, _, code := s.exec("404", ""); return code == 0 }, func() string { return "" })
	}
	s.stop()
	if err := <-s.done; err != nil {
		t.Error(err)
	}
	s.done <- nil
	close(log)
}

// TestLog: lines arrive in their order; who does not read them loses some and is
// told how many; nobody waits.
func TestLog(t *testing.T) {
	var b bytes.Buffer
	l := serve.NewLog(&b)
	for _, word := range []string{"one\n", "two\n", "three\n"} {
		if _, err := io.WriteString(l, word); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Close(); err != nil || b.String() != "one\ntwo\nthree\n" {
		t.Errorf("%v, %q", err, b.String())
	}
	synctest.Test(t, func(t *testing.T) {
		open := make(stuck)
		b.Reset()
		l := serve.NewLog(io.MultiWriter(open, &b))
		for range 2000 {
			_, _ = io.WriteString(l, "line\n")
		}
		if err := l.Close(); err == nil {
			t.Error("a stuck log says that it is written")
		}
		close(open)
		synctest.Wait()
		if !strings.Contains(b.String(), " lines of the log were lost\n") {
			t.Errorf("%.100q", b.String())
		}
	})
}
