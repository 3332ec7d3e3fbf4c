// Package serve is teapot's SSH server: it offers the browser and the one-shot commands
// to every client that may connect. Each connection has at most one session. The server
// refuses requests for anything else.
//
// The package knows the SSH protocol, the limits and the metrics. It must not know what
// commands do. It must not use files, the environment or signals of the machine, and must not
// run programs: its caller passes in the listeners, the keys and the function that runs a
// command line.
package serve

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/ssh"

	"teapot/model"
	"teapot/model/search"
	"teapot/ui/browse"
	"teapot/ui/render"
)

// Config says what a server serves, and to which clients.
type Config struct {
	// Catalog, Search and Pages are shared by all sessions. Search should be prepared before
	// the server starts, so that the first session does not wait for that.
	Catalog *model.Catalog
	Search  *search.Engine
	Pages   *render.Pages
	// Command runs one command line and returns its exit code. It must not give the client
	// access to the machine, such as its files.
	Command func(context.Context, Streams) int
	HostKey HostKey // the private key by which clients recognize the server
	// Keys are the public keys of the clients that may log in. [Server.ReplaceKeys] replaces
	// them. If Keys is nil, every client may log in without a key.
	Keys   *Keys
	Limits Limits
	// Proxies are the networks from which a PROXY header is required and trusted.
	Proxies []netip.Prefix
	// Inherited says that another process, such as systemd, keeps the listening socket open
	// when this server stops. Connections that it has not accepted wait for the next server.
	Inherited bool
	// Log gets a line for each session, and lines about logins and errors. If Log is nil,
	// nothing is logged.
	Log *slog.Logger

	sabotage func(kind string) // called before a session or a metrics request runs; tests let it panic or block
}

// Limits are the limits of a server. Except for Pending, 0 means no limit. Larger networks have
// larger limits than a single address: an IPv6 /56 has twice the limits, a /48 four times.
type Limits struct {
	Sessions   int // how many sessions may run at once
	PerAddress int // how many sessions an IPv4 address or an IPv6 /64 may have at once
	Rate       int // how many connections per minute an IPv4 address or an IPv6 /64 may open, all of them at once or one by one
	Pending    int // how many connections may be without a session slot, such as those that have not logged in; 0 means 2,048
	// Handshake is how long a client may take from its connection to the beginning of the
	// key exchange, and again from its login to the start of its session. From its
	// connection to its login, a client may take six times as long.
	Handshake time.Duration
	Idle      time.Duration // how long a session may have no input
	Total     time.Duration // how long a session may last
}

// Streams is what a command gets from its session: its arguments, input, output and
// environment.
type Streams struct {
	Args     []string // the words of the command line
	In       io.Reader
	Out, Err io.Writer
	Env      []string // variables as "NAME=value", only those that the server accepts from clients
	// Terminal says that In, Out and Err are the client's terminal.
	Terminal bool
	Width    int // the width of the terminal in cells; 0 without a terminal
	// Yield lets other commands and the browsers run. A command that computes for a long time
	// calls it every few hundred microseconds.
	Yield func()
	// Browse runs the browser on the client's terminal. It is nil without a terminal.
	Browse func(browse.Config) error
}

// Server is an SSH server. Use [New] to create a Server.
type Server struct {
	config  Config
	ssh     *ssh.ServerConfig
	gate    *gate
	logins  *logins // nil if every client may log in
	metrics metrics
	turns   turns         // limits how many commands compute at once
	input   *inputBudget  // limits the input that no session has read
	memory  memoryRelease // gives memory back to the system

	// stopCtx ends when the server begins to stop; this ends the browsers. KillCtx ends
	// commandGrace later; this ends the commands that still run.
	stopCtx, killCtx context.Context
	stop, kill       context.CancelCauseFunc

	probe   atomic.Pointer[acceptProbe] // the probe of the accept loop; nil before Serve
	running sync.WaitGroup              // waits for the goroutines of connections and sessions
	mu      sync.Mutex
	open    map[*connection]struct{} // the connections that are served; guarded by mu
}

// defaultPending is the default of Limits.Pending. With it, a new connection is not closed
// within half a second (stepGrace) unless more than 4,000 connections arrive per second.
const defaultPending = 2048

// version is the identification string that the server sends (RFC 4253, section 4.2).
const version = "SSH-2.0-teapot"

// New returns a server for which Serve can be called.
func New(c Config) *Server {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Limits.Pending <= 0 {
		c.Limits.Pending = defaultPending
	}
	s := &Server{config: c, gate: newGate(c.Limits), open: map[*connection]struct{}{},
		turns: newTurns(), input: newInputBudget(), memory: memoryRelease{release: freeMemory}}
	s.ssh = &ssh.ServerConfig{Config: algorithms(), ServerVersion: version, NoClientAuth: c.Keys == nil}
	if c.Keys != nil {
		s.logins = newLogins(c.Keys, c.Log)
	}
	s.stopCtx, s.stop = context.WithCancelCause(context.Background())
	s.killCtx, s.kill = context.WithCancelCause(context.Background())
	return s
}

// algorithms returns the key exchanges and MACs that the server accepts. These are the
// defaults of the SSH library without SHA-1, and without the key exchanges over finite fields
// (diffie-hellman-...), which cost the server many times as much CPU as those over elliptic
// curves. Every client of the last ten years supports one of the algorithms that remain.
func algorithms() ssh.Config {
	return ssh.Config{
		KeyExchanges: []string{
			ssh.KeyExchangeMLKEM768X25519, ssh.KeyExchangeCurve25519,
			ssh.KeyExchangeECDHP256, ssh.KeyExchangeECDHP384, ssh.KeyExchangeECDHP521,
		},
		MACs: []string{ssh.HMACSHA256ETM, ssh.HMACSHA512ETM, ssh.HMACSHA256, ssh.HMACSHA512},
	}
}

// These constants say how long the parts of a stop may take, in the order in which the parts
// begin. Together they take less than ten seconds.
const (
	acceptGrace    = 100 * time.Millisecond // for accepting the connections that wait in the kernel's queue
	handshakeGrace = time.Second            // for clients in the handshake to finish it and start a session
	commandGrace   = 2 * time.Second        // for commands to finish, after the handshakes
	restoreGrace   = 2 * time.Second        // for a browser or command to restore the terminal after it was told to end
	writeGrace     = 2 * time.Second        // for writing the final message, because the client may not read it
	hangupGrace    = time.Second            // for the client to close the connection, before the server does
)

// deliveryLimit is how long the output of a finished command may take to reach the client. If
// the server stops, the output has less time.
const deliveryLimit = time.Minute

// Serve accepts connections until the context ends, and then stops the server: it ends
// browsers at once and commands after a grace period, and returns nil when all sessions have
// ended. If the listener fails, Serve stops the server too, and returns the error. It closes
// the listener. It must be called only once.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	defer s.stop(nil)
	defer s.kill(nil)
	s.probe.Store(newAcceptProbe(l))
	defer context.AfterFunc(ctx, func() { s.stopListening(l) })()
	err := s.accept(ctx, l)
	_ = l.Close() // if the context has ended, the listener is closed already
	s.stop(errStopping)
	if !s.wait(handshakeGrace) {
		s.closeConnections(func(c *connection) bool { return !c.started.Load() })
	}
	if !s.wait(commandGrace) {
		s.kill(errStopping)
	}
	if !s.wait(restoreGrace + writeGrace) {
		s.closeConnections(func(*connection) bool { return true })
		s.wait(writeGrace) // sessions that still do not end are abandoned
	}
	return err
}

// stopListening closes the listener. Closing resets the connections that wait in the kernel's
// queue, so the server first goes on accepting them for acceptGrace. That is not necessary if
// another process keeps the socket open.
func (s *Server) stopListening(l net.Listener) {
	if !s.config.Inherited {
		time.Sleep(acceptGrace)
	}
	_ = l.Close() // makes Accept return
}

// addOpenSessions adds n to the number of open sessions: 1 when a session starts, and -1 when
// it ends.
func (s *Server) addOpenSessions(n int64) {
	s.memory.setOpenSessions(s.metrics.open.Add(n))
}

// closeConnections closes the open connections for which shouldClose returns true.
func (s *Server) closeConnections(shouldClose func(*connection) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.open {
		if shouldClose(c) {
			c.close()
		}
	}
}

// wait waits until all connections and sessions have ended, but no longer than d. It reports
// whether all have ended.
func (s *Server) wait(d time.Duration) bool {
	done := make(chan struct{})
	go func() {
		s.running.Wait()
		close(done)
	}()
	select {
	case <-done:
		return true
	case <-time.After(d):
		return false
	}
}
