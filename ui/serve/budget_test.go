package serve_test

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/crypto/ssh"

	"teapot/ui/serve"
)

// TestStallEnds checks that a command ends when its client has not read for longer than the
// limit, and that the client gets the reason if it then reads again.
func TestStallEnds(t *testing.T) {
	write := func(ctx context.Context, s serve.Streams) int {
		for ctx.Err() == nil {
			_, _ = io.WriteString(s.Out, "a line of output, and another one\n")
		}
		return 2
	}
	withSyntheticTime(t, func(c *serve.Config) { c.Command = write }, func(t *testing.T, s *server) {
		c, ch, w := s.openChannel()
		w.freeze()
		sendRequest(t, ch, "exec", execMsg{"404"})
		time.Sleep(31 * time.Second)
		w.thaw()
		go func() { _, _ = io.Copy(io.Discard, ch) }()
		message, _ := io.ReadAll(ch.Stderr())
		if !strings.Contains(string(message), "has not read the output for 30s") {
			t.Errorf("the client is told %q", message)
		}
		expectClosed(t, c, 5*time.Second)
		synctest.Wait()
		s.expectLog("exit=2")
	})
}

// TestReaderIsNotStalled checks that a client that pauses for less than the limit gets all of
// the output.
func TestReaderIsNotStalled(t *testing.T) {
	withSyntheticTime(t, nil, func(t *testing.T, s *server) {
		want, _, _ := s.exec("show 404", "")
		_, ch, w := s.openChannel()
		w.freeze()
		sendRequest(t, ch, "exec", execMsg{"show 404"})
		time.Sleep(25 * time.Second)
		w.thaw()
		if got, err := io.ReadAll(ch); err != nil || string(got) != want {
			t.Errorf("%d bytes of %d, error %v", len(got), len(want), err)
		}
	})
}

// waitForever is a command that reads nothing until its session ends.
func waitForever(ctx context.Context, _ serve.Streams) int {
	<-ctx.Done()
	return 2
}

// TestTinyPackets checks that a client cannot fill the server's memory with input in tiny
// packets that no session reads.
func TestTinyPackets(t *testing.T) {
	s := startInMemory(t, func(c *serve.Config) { c.Command = waitForever })
	_, ch, _ := s.openChannel()
	sendRequest(t, ch, "exec", execMsg{"404"})
	var err error
	for range 1 << 20 { // a million bytes are half of the window, so the client may send them
		if _, err = ch.Write([]byte{'x'}); err != nil {
			break
		}
	}
	if err == nil {
		t.Error("the server has kept a million tiny packets that no session reads")
	}
	s.expectLog("too much input is waiting")
}

// TestUnreadInputOfMany checks that when all clients together have too much unread input, those
// with the most are disconnected, and a client with little is not.
func TestUnreadInputOfMany(t *testing.T) {
	s := startInMemory(t, func(c *serve.Config) { c.Command = waitForever })
	start := func(bytes int) *ssh.Client {
		c, ch, _ := s.openChannel()
		sendRequest(t, ch, "exec", execMsg{"404"})
		if _, err := ch.Write(make([]byte, bytes)); err != nil {
			t.Error(err)
		}
		return c
	}
	modest := start(100 << 10)
	before := heap()
	for range 60 {
		start(2<<20 - 100)
	}
	eventually(t, "clients that have to go", func() bool { return strings.Count(s.log.String(), "too much input") >= 25 }, s.log.String)
	took := func() int64 { return (int64(heap()) - int64(before)) >> 20 }
	eventually(t, "memory that is free again", func() bool { return took() < 128 }, func() string { return fmt.Sprint(took(), " MB are used") })
	if _, _, err := modest.SendRequest("keepalive@openssh.com", true, nil); err != nil {
		t.Errorf("the client with little input was disconnected: %v", err)
	}
}

// TestOneCommandComputes checks that commands computing at the same time leave one processor to
// the browsers, and that commands whose clients do not read do not stop others from computing.
func TestOneCommandComputes(t *testing.T) {
	var mu sync.Mutex
	computing, maxAtOnce, done := 0, 0, 0
	s := startInMemory(t, func(c *serve.Config) {
		c.Command = func(_ context.Context, s serve.Streams) int {
			for range 20 {
				mu.Lock()
				computing++
				maxAtOnce = max(maxAtOnce, computing)
				mu.Unlock()
				time.Sleep(time.Millisecond)
				mu.Lock()
				computing--
				mu.Unlock()
				s.Yield()
			}
			_, _ = s.Out.Write(make([]byte, 256<<10)) // more than a client that does not read accepts
			mu.Lock()
			done++
			mu.Unlock()
			return 0
		}
	})
	for range 20 {
		s.stall("404", nil)
	}
	if _, _, code := s.exec("404", ""); code != 0 {
		t.Errorf("exit %d", code)
	}
	mu.Lock()
	defer mu.Unlock()
	if limit := max(1, runtime.GOMAXPROCS(0)-1); maxAtOnce > limit {
		t.Errorf("%d commands computed at once, want at most %d", maxAtOnce, limit)
	}
	if done != 1 {
		t.Errorf("%d commands have finished, want 1: the others have clients that do not read", done)
	}
}

// TestComputingLimit checks that a command that computes for too long ends with a message.
func TestComputingLimit(t *testing.T) {
	withSyntheticTime(t, func(c *serve.Config) {
		c.Command = func(ctx context.Context, s serve.Streams) int {
			for ctx.Err() == nil {
				time.Sleep(time.Second) // counts as computing, since the command keeps its turn
				s.Yield()
			}
			return 0
		}
	}, func(t *testing.T, s *server) {
		startedAt := time.Now()
		_, stderr, code := s.exec("404", "")
		if code != 2 || !strings.Contains(stderr, "has computed for 20s, which is the limit here") {
			t.Errorf("exit %d, %q", code, stderr)
		}
		if took := time.Since(startedAt); took > 25*time.Second {
			t.Errorf("it ended after %s", took)
		}
	})
}

// TestOutputLimit checks that a command that prints too much ends with a message.
func TestOutputLimit(t *testing.T) {
	s := startInMemory(t, func(c *serve.Config) {
		c.Command = func(_ context.Context, s serve.Streams) int {
			part := make([]byte, 1<<20)
			for {
				if _, err := s.Out.Write(part); err != nil {
					return 2
				}
			}
		}
	})
	session := s.session()
	var stderr strings.Builder
	session.Stdout, session.Stderr = io.Discard, &stderr
	if code := exitCode(t, session.Run("404")); code != 2 || !strings.Contains(stderr.String(), "more than 256 MB of output") {
		t.Errorf("exit %d, %q", code, stderr.String())
	}
}

// TestMemoryRelease checks that memory is given back to the system within a minute after 40
// sessions have ended, but not after 20.
func TestMemoryRelease(t *testing.T) {
	for sessions, want := range map[int]int{20: 0, 40: 1} {
		withSyntheticTime(t, nil, func(t *testing.T, s *server) {
			released := 0
			s.OnMemoryRelease(func() { released++ })
			var clients []*ssh.Client
			for range sessions {
				c, ch, _ := s.openChannel()
				sendRequest(t, ch, "exec", execMsg{"explain"})
				clients = append(clients, c)
			}
			synctest.Wait()
			for _, c := range clients {
				_ = c.Close()
			}
			time.Sleep(time.Minute)
			synctest.Wait()
			if released != want {
				t.Errorf("after %d sessions have ended, memory was given back %d times, want %d", sessions, released, want)
			}
		})
	}
}
