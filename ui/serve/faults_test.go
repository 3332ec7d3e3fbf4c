package serve_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"teapot/ui/serve"
)

// TestPanic checks that a panic ends only its own session, and that the terminal is
// restored.
func TestPanic(t *testing.T) {
	broken := true
	var mu sync.Mutex
	s := start(t, func(c *serve.Config) {
		c.Sabotage(func(string) {
			mu.Lock()
			defer mu.Unlock()
			if broken {
				panic("sabotage")
			}
		})
	})
	x := s.open(80, 24, "")
	x.expectExit(2)
	x.expect("an error of the program")
	if out, stderr, code := s.exec("404", ""); code != 2 || out != "" || !strings.Contains(stderr, "an error of the program") {
		t.Errorf("exit %d, %q, %q", code, out, stderr)
	}
	s.expectLog("value=sabotage")
	mu.Lock()
	broken = false
	mu.Unlock()
	if _, _, code := s.exec("404", ""); code != 0 {
		t.Errorf("exit %d after the panic", code)
	}
}

// TestStop checks that a stop ends browsers with a message and restores their terminals,
// lets a running command finish, and leaves no goroutine.
func TestStop(t *testing.T) {
	before := runtime.NumGoroutine()
	s := start(t, nil)
	browser, command := s.open(80, 24, ""), s.open(80, 24, "browse 404")
	typing := s.session()
	in, err := typing.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	typing.Stdout = &out
	if err := typing.Start("explain"); err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(in, "HTTP/1.1 503 x\n")
	browser.expect("▌ 100")
	command.expect("▌ 404")
	silent := s.dialTCP("") // a client that does not begin the handshake
	s.stop()
	for _, x := range []*terminal{browser, command} {
		x.expectExit(130)
		x.expect("the server is stopping")
	}
	if _, err := net.Dial("tcp", s.address); err == nil {
		t.Error("the server is still listening")
	}
	_, _ = io.Copy(io.Discard, silent) // the server closes the connection while the command still runs
	_ = in.Close()
	if code := exitCode(t, typing.Wait()); code != 0 || !strings.Contains(out.String(), "503") {
		t.Errorf("the command: exit %d, %q", code, out.String())
	}
	s.done <- <-s.done // wait until Serve has returned, and keep the result for the cleanup
	browser.Screen.Close()
	command.Screen.Close()
	expectGoroutines(t, before+2) // two goroutines may still copy the replies of the emulated terminals
}

// TestStopListening checks that a stopping server goes on accepting connections for a moment,
// except if another process keeps the socket open.
func TestStopListening(t *testing.T) {
	for _, inherited := range []bool{true, false} {
		withSyntheticTime(t, func(c *serve.Config) { c.Inherited = inherited }, func(t *testing.T, s *server) {
			startedAt := time.Now()
			s.stop()
			if inherited {
				s.done <- <-s.done
				if took := time.Since(startedAt); took > 0 {
					t.Errorf("stopping took %s", took)
				}
			}
			time.Sleep(50 * time.Millisecond)
			if _, err := s.connect(); (err == nil) == inherited {
				t.Errorf("inherited: %t, a late connection: %v", inherited, err)
			}
			s.done <- <-s.done
		})
	}
}

// TestTerminalSizes checks that the browser works, and draws a limited amount of output, when the
// client claims a huge, tiny or unknown terminal size.
func TestTerminalSizes(t *testing.T) {
	s := start(t, nil)
	for _, claim := range [][2]int{{5000, 5000}, {1 << 30, 1 << 30}, {0, 0}, {1, 1}, {1<<32 - 1, 2}} {
		session := s.session()
		out, _ := session.StdoutPipe()
		in, _ := session.StdinPipe()
		if err := session.RequestPty("xterm", claim[1], claim[0], nil); err != nil {
			t.Fatal(err)
		}
		if err := session.Shell(); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			if err := session.WindowChange(claim[0], claim[1]); err != nil {
				t.Fatal(err)
			}
		}
		_, _ = io.WriteString(in, "q")
		n, _ := io.Copy(io.Discard, out)
		if n > 2<<20 {
			t.Errorf("%v: %d bytes", claim, n)
		}
		if code := exitCode(t, session.Wait()); code != 0 {
			t.Errorf("%v: exit %d", claim, code)
		}
	}
}

// TestCrowd runs many misbehaving clients at the same time as an honest one. It checks that the
// honest client is served, and that the others leave no goroutines and no memory behind.
func TestCrowd(t *testing.T) {
	// There are no time limits: 60 handshakes may take long on a slow machine.
	s := start(t, func(c *serve.Config) { c.Limits = serve.Limits{Pending: 1000} })
	base := runtime.NumGoroutine() // counted before the first client, because its goroutines may end late
	s.exec("404", "")
	heap := liveHeapBytes()
	good := s.open(80, 24, "")
	good.expect("▌ 100")
	var crowd sync.WaitGroup
	for i := range 60 {
		crowd.Go(func() { misbehave(t, s, i) })
	}
	for range 20 {
		good.press("down")
		time.Sleep(20 * time.Millisecond)
	}
	good.press("home")
	good.expect("▌ 100")
	crowd.Wait()
	good.press("q")
	good.expectExit(0)
	good.Screen.Close()
	expectGoroutines(t, base)
	eventually(t, "the memory is freed", func() bool { return liveHeapBytes() <= heap+16<<20 }, func() string {
		return fmt.Sprintf("%d bytes are in use, %d were before", liveHeapBytes(), heap)
	})
}

// liveHeapBytes returns the size of the live heap, in bytes.
func liveHeapBytes() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// misbehave runs one misbehaving client. The number i selects what the client does.
func misbehave(t *testing.T, s *server, i int) {
	if i%6 == 0 {
		c, err := net.Dial("tcp", s.address)
		if err == nil {
			noise := make([]byte, 1<<16)
			for k := range noise {
				noise[k] = byte(rand.Uint32())
			}
			_, _ = c.Write(noise)
			_ = c.Close()
		}
		return
	}
	tcp, err := net.Dial("tcp", s.address)
	if err != nil {
		t.Error(err)
		return
	}
	defer tcp.Close() //nolint:errcheck // the test is over
	conn, chans, globals, err := ssh.NewClientConn(tcp, "", &ssh.ClientConfig{User: "guest", HostKeyCallback: ssh.FixedHostKey(hostKey().PublicKey())})
	if err != nil {
		t.Error(err)
		return
	}
	c := ssh.NewClient(conn, chans, globals)
	defer c.Close() //nolint:errcheck // the test is over
	ch, requests, err := c.OpenChannel("session", nil)
	if err != nil {
		t.Error(err)
		return
	}
	go ssh.DiscardRequests(requests)
	pty := struct {
		Term       string
		W, H, X, Y uint32
		Modes      string
	}{"xterm", 200, 50, 0, 0, ""}
	_, _ = ch.SendRequest("pty-req", true, ssh.Marshal(pty))
	_, _ = ch.SendRequest("shell", true, nil)
	switch i % 6 {
	case 1: // disconnect without closing anything first
	case 2: // send many sizes, some of them malformed
		for k := range uint32(500) {
			_, _ = ch.SendRequest("window-change", false, nil)
			_, _ = ch.SendRequest("window-change", false, ssh.Marshal(struct{ W, H, X, Y uint32 }{k % 300, k % 100, 0, 0}))
		}
	case 3: // send a megabyte of input
		for range 64 {
			_, _ = ch.Write(bytes.Repeat([]byte("jk\x1b[A\x1b["), 2048))
		}
	case 4: // never read, so that the channel window fills up
		for range 2000 {
			_, _ = ch.Write([]byte("\x1b[6~\x1b[5~"))
		}
	case 5: // send requests of an unknown type, and malformed signal requests
		for range 300 {
			_, _ = ch.SendRequest("rubbish", i%2 == 0, nil)
			_, _ = ch.SendRequest("signal", false, []byte("x"))
		}
	}
}
