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

// TestPanic: a panic ends its session only, with the terminal restored.
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
	x.ends(2)
	x.expect("an error of the program")
	if out, errs, code := s.exec("404", ""); code != 2 || out != "" || !strings.Contains(errs, "an error of the program") {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
	s.logged("value=sabotage")
	mu.Lock()
	broken = false
	mu.Unlock()
	if _, _, code := s.exec("404", ""); code != 0 {
		t.Errorf("then exit %d", code)
	}
}

// TestStop: browsers are told and their terminals restored; a command that
// runs may finish; nothing is left.
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
	silent := s.raw("") // who has not even begun
	s.stop()
	for _, x := range []*terminal{browser, command} {
		x.ends(130)
		x.expect("the server is stopping")
	}
	if _, err := net.Dial("tcp", s.address); err == nil {
		t.Error("the server still listens")
	}
	_, _ = io.Copy(io.Discard, silent) // is sent away before the command
	_ = in.Close()
	if code := exitCode(t, typing.Wait()); code != 0 || !strings.Contains(out.String(), "503") {
		t.Errorf("the command: exit %d, %q", code, out.String())
	}
	s.done <- <-s.done // it has ended
	browser.Screen.Close()
	command.Screen.Close()
	settled(t, before+2) // the terminals' answers may wait for a reader
}

// TestStopListening checks that a server that stops accepts no more connections if
// another process keeps the socket open, and otherwise takes those that come in the
// next moment.
func TestStopListening(t *testing.T) {
	for _, inherited := range []bool{true, false} {
		timeless(t, func(c *serve.Config) { c.Inherited = inherited }, func(t *testing.T, s *server) {
			begun := time.Now()
			s.stop()
			if inherited {
				s.done <- <-s.done
				if took := time.Since(begun); took > 0 {
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

// TestClaims: absurd sizes are made small.
func TestClaims(t *testing.T) {
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

// TestCrowd lets many sessions misbehave in every way beside one that does not,
// and wants nothing to be left of them.
func TestCrowd(t *testing.T) {
	// No time limits: how long 60 handshakes take together is the machine's affair.
	s := start(t, func(c *serve.Config) { c.Limits = serve.Limits{Pending: 1000} })
	base := runtime.NumGoroutine() // before anybody has come, who would still be counted
	s.exec("404", "")
	heap := inUse()
	good := s.open(80, 24, "")
	good.expect("▌ 100")
	var crowd sync.WaitGroup
	for i := range 60 {
		crowd.Go(func() { misbehave(t, s, i) })
	}
	for range 20 {
		good.keys("down")
		time.Sleep(20 * time.Millisecond)
	}
	good.keys("home")
	good.expect("▌ 100")
	crowd.Wait()
	good.keys("q")
	good.ends(0)
	good.Screen.Close()
	settled(t, base)
	eventually(t, "memory is given back", func() bool { return inUse() <= heap+16<<20 }, func() string {
		return fmt.Sprintf("%d bytes are in use, %d were before", inUse(), heap)
	})
}

// inUse is how much memory is in use, in bytes.
func inUse() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// misbehave is one client that does harm; i says which.
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
	defer tcp.Close() //nolint:errcheck // in any case
	conn, chans, globals, err := ssh.NewClientConn(tcp, "", &ssh.ClientConfig{User: "guest", HostKeyCallback: ssh.FixedHostKey(hostKey().PublicKey())})
	if err != nil {
		t.Error(err)
		return
	}
	c := ssh.NewClient(conn, chans, globals)
	defer c.Close() //nolint:errcheck // in any case
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
	case 1: // vanish
	case 2: // a storm of sizes
		for k := range uint32(500) {
			_, _ = ch.SendRequest("window-change", false, nil)
			_, _ = ch.SendRequest("window-change", false, ssh.Marshal(struct{ W, H, X, Y uint32 }{k % 300, k % 100, 0, 0}))
		}
	case 3: // a megabyte of input
		for range 64 {
			_, _ = ch.Write(bytes.Repeat([]byte("jk\x1b[A\x1b["), 2048))
		}
	case 4: // never read: the window is closed soon
		for range 2000 {
			_, _ = ch.Write([]byte("\x1b[6~\x1b[5~"))
		}
	case 5: // requests that mean nothing
		for range 300 {
			_, _ = ch.SendRequest("rubbish", i%2 == 0, nil)
			_, _ = ch.SendRequest("signal", false, []byte("x"))
		}
	}
}
