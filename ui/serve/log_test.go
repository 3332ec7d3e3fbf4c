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

// blockedWriter is a writer whose Write blocks until the channel is closed.
type blockedWriter chan struct{}

func (s blockedWriter) Write(p []byte) (int, error) {
	<-s
	return len(p), nil
}

// TestBlockedLog checks that sessions run and the server stops although writing to the log
// blocks.
func TestBlockedLog(t *testing.T) {
	log := make(blockedWriter)
	s := start(t, func(c *serve.Config) {
		c.Limits.Sessions = 1
		c.Log = slog.New(slog.NewTextHandler(log, nil))
	})
	for range 2 {
		eventually(t, "a free session slot", func() bool { _, _, code := s.exec("404", ""); return code == 0 }, func() string { return "" })
	}
	s.stop()
	if err := <-s.done; err != nil {
		t.Error(err)
	}
	s.done <- nil
	close(log)
}

// TestLog checks that lines are written in order. It also checks that Write does not wait when
// the writer blocks: then lines are dropped, and their number is written later.
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
		blocked := make(blockedWriter)
		b.Reset()
		l := serve.NewLog(io.MultiWriter(blocked, &b))
		for range 2000 {
			_, _ = io.WriteString(l, "line\n")
		}
		if err := l.Close(); err == nil {
			t.Error("Close returned no error although the writer was blocked")
		}
		close(blocked)
		synctest.Wait()
		if !strings.Contains(b.String(), " lines of the log were lost\n") {
			t.Errorf("%.100q", b.String())
		}
	})
}
