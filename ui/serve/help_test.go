package serve_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"teapot/data"
	"teapot/model/search"
	"teapot/ui/cli"
	"teapot/ui/render"
	"teapot/ui/serve"
	"teapot/ui/termtest"
)

// testTimeout is how long a test waits before it fails.
const testTimeout = 20 * time.Second

// reference returns the catalog, which is loaded once for all tests.
var reference = sync.OnceValue(func() *cli.Reference {
	c, err := data.Load(data.Embedded())
	if err != nil {
		panic(err)
	}
	r := &cli.Reference{Catalog: c, Search: search.New(c)}
	r.Search.Prepare()
	return r
})

// hostKey returns the host key that all servers of the tests use.
var hostKey = sync.OnceValue(func() serve.HostKey {
	text, err := serve.NewHostKey()
	if err != nil {
		panic(err)
	}
	key, err := serve.ParseHostKey(text)
	if err != nil {
		panic(err)
	}
	return key
})

// server is a running server with what a test needs to use it.
type server struct {
	*serve.Server
	t       *testing.T
	address string                   // the address of the listener
	connect func() (net.Conn, error) // opens a connection to the server
	stop    func()                   // asks the server to stop
	done    chan error               // gets the result of Serve
	log     *logText
}

// logText collects the lines of a log.
type logText struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logText) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logText) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// start runs a server with the real command line until the test ends.
func start(t *testing.T, change func(*serve.Config)) *server {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	return startOn(t, l, func() (net.Conn, error) { return net.Dial("tcp", address) }, change)
}

// startOn runs a server on a listener until the test ends. Connect opens a connection to that
// listener. Change, if not nil, changes the configuration.
func startOn(t *testing.T, l net.Listener, connect func() (net.Conn, error), change func(*serve.Config)) *server {
	t.Helper()
	r, log := reference(), &logText{}
	c := serve.Config{
		Catalog: r.Catalog, Search: r.Search, Pages: render.NewPages(r.Catalog, 1<<20), HostKey: hostKey(),
		Limits: serve.Limits{Handshake: testTimeout},
		Log:    slog.New(slog.NewTextHandler(log, nil)),
		Command: func(ctx context.Context, s serve.Streams) int {
			return cli.Run(ctx, cli.IO{Args: s.Args, In: s.In, Out: s.Out, Err: s.Err, Env: s.Env, Width: s.Width, Reference: r, Yield: s.Yield, Browse: s.Browse,
				InTerm: s.Terminal, OutTerm: s.Terminal, ErrTerm: s.Terminal})
		},
	}
	if change != nil {
		change(&c)
	}
	ctx, stop := context.WithCancel(context.Background())
	s := &server{serve.New(c), t, l.Addr().String(), connect, stop, make(chan error, 1), log}
	go func() { s.done <- s.Serve(ctx, l) }()
	t.Cleanup(func() {
		stop()
		select {
		case <-s.done:
		case <-time.After(testTimeout):
			t.Error("the server has not stopped")
		}
	})
	return s
}

// dial opens a connection and logs in.
func (s *server) dial(auth ...ssh.AuthMethod) (*ssh.Client, error) {
	c, err := s.connect()
	if err != nil {
		return nil, err
	}
	return handshake(c, auth...)
}

// handshake logs in on a connection.
func handshake(c net.Conn, auth ...ssh.AuthMethod) (*ssh.Client, error) {
	conn, chans, requests, err := ssh.NewClientConn(c, "", &ssh.ClientConfig{
		User: "guest", Auth: auth, HostKeyCallback: ssh.FixedHostKey(hostKey().PublicKey()), Timeout: testTimeout,
	})
	if err != nil {
		return nil, err
	}
	return ssh.NewClient(conn, chans, requests), nil
}

// logIn opens a connection and logs in. The connection is closed when the test ends.
func (s *server) logIn(auth ...ssh.AuthMethod) *ssh.Client {
	s.t.Helper()
	c, err := s.dial(auth...)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = c.Close() })
	return c
}

// session opens a connection and a session on it.
func (s *server) session() *ssh.Session {
	s.t.Helper()
	session, err := s.logIn().NewSession()
	if err != nil {
		s.t.Fatal(err)
	}
	return session
}

// exec opens a connection, and runs one command line on it.
func (s *server) exec(line, input string) (stdout, stderr string, code int) {
	s.t.Helper()
	client := s.logIn()
	defer client.Close() //nolint:errcheck // the test is over
	session, err := client.NewSession()
	if err != nil {
		s.t.Fatal(err)
	}
	var o, e bytes.Buffer
	session.Stdin, session.Stdout, session.Stderr = strings.NewReader(input), &o, &e
	code = exitCode(s.t, session.Run(line))
	return o.String(), e.String(), code
}

// exitCode returns the exit code from the error that a session has returned.
func exitCode(t *testing.T, err error) int {
	t.Helper()
	var x *ssh.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &x):
		return x.ExitStatus()
	}
	t.Fatal(err)
	return -1
}

// terminal is a session on an emulated terminal.
type terminal struct {
	*termtest.Screen
	*ssh.Session
	t  *testing.T
	in io.Writer
}

// open starts a session with a terminal: the browser, or a command line.
func (s *server) open(w, h int, line string) *terminal {
	s.t.Helper()
	session := s.session()
	x := &terminal{termtest.NewScreen(w, h), session, s.t, nil}
	s.t.Cleanup(x.Screen.Close)
	in, err := session.StdinPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	x.in, session.Stdout, session.Stderr = in, x.Screen, x.Screen
	if err := session.RequestPty("xterm-256color", h, w, ssh.TerminalModes{}); err != nil {
		s.t.Fatal(err)
	}
	if line == "" {
		err = session.Shell()
	} else {
		err = session.Start(line)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	go func() { _, _ = io.Copy(in, x.Answers()) }()
	return x
}

// press presses keys, which are given by name.
func (x *terminal) press(names ...string) {
	x.t.Helper()
	for _, n := range names {
		if _, err := io.WriteString(x.in, termtest.Key(n)); err != nil {
			x.t.Fatal(err)
		}
	}
}

// expect waits until the screen shows a text.
func (x *terminal) expect(want string) {
	x.t.Helper()
	eventually(x.t, want, func() bool { return strings.Contains(x.Text(), want) }, x.Text)
}

// expectExit waits until the session ends with an exit code, and checks that the terminal
// is restored.
func (x *terminal) expectExit(code int) {
	x.t.Helper()
	done := make(chan error, 1)
	go func() { done <- x.Wait() }()
	select {
	case err := <-done:
		if got := exitCode(x.t, err); got != code {
			x.t.Errorf("exit %d, want %d; the screen is:\n%s", got, code, x.Text())
		}
	case <-time.After(testTimeout):
		x.t.Fatalf("the session has not ended; the screen is:\n%s", x.Text())
	}
	if unrestored := x.Unrestored(); len(unrestored) > 0 {
		x.t.Errorf("modes of the terminal that were not restored: %v", unrestored)
	}
}

// eventually waits until a condition holds. If it does not, the test fails with the state.
func eventually(t *testing.T, what string, holds func() bool, state func() string) {
	t.Helper()
	for end := time.Now().Add(testTimeout); !holds(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("timeout waiting for: %s; the state is:\n%s", what, state())
		}
	}
}

// expectLog waits until the log contains a text.
func (s *server) expectLog(want string) {
	s.t.Helper()
	eventually(s.t, want, func() bool { return strings.Contains(s.log.String(), want) }, s.log.String)
}

// expectGoroutines waits until no more goroutines run than before.
func expectGoroutines(t *testing.T, before int) {
	t.Helper()
	eventually(t, "the end of goroutines", func() bool { return runtime.NumGoroutine() <= before }, func() string {
		buf := make([]byte, 1<<20)
		return string(buf[:runtime.Stack(buf, true)])
	})
}
