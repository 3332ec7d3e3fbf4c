package serve_test

import (
	"bytes"
	"io"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"teapot/ui/serve"
)

// drawSignal is a writer that discards what the browser draws. Each write sends to drawn,
// unless a signal is already waiting there.
type drawSignal struct{ drawn chan struct{} }

func (w drawSignal) Write(p []byte) (int, error) {
	select {
	case w.drawn <- struct{}{}:
	default:
	}
	return len(p), nil
}

// keyLatency95 presses keys in a browser, measures for each key the time until the browser
// draws, and returns the 95th percentile of these times.
func keyLatency95(t *testing.T, in io.Writer, drawn chan struct{}, keys int) time.Duration {
	t.Helper()
	var times []time.Duration
	for i := range keys {
		select {
		case <-drawn:
		default:
		}
		began := time.Now()
		if _, err := io.WriteString(in, []string{"j", "k"}[i%2]); err != nil {
			t.Fatal(err)
		}
		select {
		case <-drawn:
		case <-time.After(testTimeout):
			t.Fatal("a key was not drawn")
		}
		times = append(times, time.Since(began))
		time.Sleep(5 * time.Millisecond)
	}
	slices.Sort(times)
	return times[len(times)*95/100]
}

// TestKeysWhileOthersExplain measures how much longer a browser's keys take while 20
// sessions decompress and explain 60 MB each. The aim is a factor of 3 on an idle machine; the
// bound is generous, for machines that also do other work.
func TestKeysWhileOthersExplain(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	s := start(t, func(c *serve.Config) { c.Limits.PerAddress = 0 })
	session := s.session()
	in, err := session.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	drawn := make(chan struct{}, 1)
	session.Stdout = drawSignal{drawn}
	if err := session.RequestPty("xterm-256color", 30, 100, ssh.TerminalModes{}); err != nil {
		t.Fatal(err)
	}
	if err := session.Shell(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(500 * time.Millisecond) // until the first screens are drawn
	keyLatency95(t, in, drawn, 50)
	alone := keyLatency95(t, in, drawn, 200)

	log := compressed(bytes.Repeat([]byte("192.0.2.1 - - [01/Jan/2026:00:00:00 +0000] \"GET / HTTP/1.1\" 503 5 \"-\" \"curl\"\n"), 60<<20/80))
	var running sync.WaitGroup
	stop := make(chan struct{})
	var explaining, ended atomic.Int64
	for range 20 {
		running.Go(func() {
			c, err := s.dial()
			if err != nil {
				return
			}
			go func() { <-stop; _ = c.Close() }()
			if x, err := c.NewSession(); err == nil {
				x.Stdin = bytes.NewReader(log)
				explaining.Add(1)
				_ = x.Run("explain")
				ended.Add(1)
			}
		})
	}
	eventually(t, "20 sessions", func() bool { return explaining.Load() == 20 }, func() string { return "" })
	loaded := keyLatency95(t, in, drawn, 200)
	endedEarly := ended.Load()
	close(stop)
	running.Wait()
	if endedEarly > 10 {
		t.Errorf("%d of 20 sessions had ended while keys were measured; there was no load", endedEarly)
	}
	t.Logf("%d sessions ended early", endedEarly)
	t.Logf("95th percentile of a key: alone %s, with 20 sessions that explain %s, %.1f times", alone, loaded, float64(loaded)/float64(alone))
	if loaded > max(10*alone, 60*time.Millisecond) {
		t.Errorf("a key takes %s, and %s with 20 sessions that explain", alone, loaded)
	}
}
