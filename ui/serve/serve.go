// Package serve is teapot's SSH server: it offers the browser and the one-shot commands
// to every client that may connect, and nothing else. Each session has a connection of
// its own, and requests for anything else are refused.
//
// The package knows the SSH protocol, the limits and the metrics. It must not know what
// commands do, and must not use files, the environment or signals of the machine, nor run
// programs: its caller passes in listeners, keys and the command line.
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

// Config says what a server serves, and to whom.
type Config struct {
	// Catalog, Search and Pages are shared by all sessions. Search should be
	// prepared.
	Catalog *model.Catalog
	Search  *search.Engine
	Pages   *render.Pages
	// Command runs one command line and returns its exit code. It must not use
	// the machine.
	Command func(context.Context, Streams) int
	HostKey HostKey
	// Keys are the public keys of the clients that may log in, until
	// [Server.ReplaceKeys] replaces them. If it is nil, every client may.
	Keys   *Keys
	Limits Limits
	// Proxies are the networks from which a PROXY header is required and trusted.
	Proxies []netip.Prefix
	// Inherited says that another process, such as systemd, keeps the listening
	// socket open: connections that are not accepted here wait for the next server.
	Inherited bool
	// Log gets a line for each session. If it is nil, nothing is logged.
	Log *slog.Logger

	sabotage func(kind string) // lets tests make a session or request panic
}

// Limits are the limits of a server. For all but Pending, 0 means no limit. Larger
// networks have larger limits than an address: an IPv6 /56 twice, a /48 four times.
type Limits struct {
	Sessions   int // sessions at once
	PerAddress int // sessions at once from an IPv4 address or an IPv6 /64
	Rate       int // connections per minute from such an address, and the burst
	Pending    int // connections without a session slot, such as unauthenticated ones; 0 means 2,048
	// Handshake is how long a client may be connected before it begins to exchange
	// keys, and after its login, before it starts a session. From the connection to the
	// login, a client that exchanges keys has six times as long.
	Handshake time.Duration
	Idle      time.Duration // without input
	Total     time.Duration // of one session
}

// Streams is what a command line gets from its session.
type Streams struct {
	Args     []string
	In       io.Reader
	Out, Err io.Writer
	Env      []string // "NAME=value", only harmless variables
	// Terminal says that the streams are a terminal. Width is its width in cells.
	Terminal bool
	Width    int
	// Yield lets other sessions run. A command that computes for long calls it often.
	Yield func()
	// Browse runs a browser in the session. It is nil without a terminal.
	Browse func(browse.Config) error
}

// Server is an SSH server. [New] makes one.
type Server struct {
	config  Config
	ssh     *ssh.ServerConfig
	gate    *gate
	logins  *logins // nil if every client may log in
	metrics metrics
	turns   turns
	input   *inputBudget
	memory  memoryRelease

	// stopCtx ends when the server begins to stop, which ends the browsers. killCtx
	// ends commandGrace later, which ends the commands that still run.
	stopCtx, killCtx context.Context
	stop, kill       context.CancelCauseFunc

	probe   atomic.Pointer[acceptProbe] // of the listener; nil before Serve
	running sync.WaitGroup              // connections and sessions
	mu      sync.Mutex
	open    map[*connection]struct{}
}

// defaultPending leaves new connections half a second (stepGrace) if there are 4,000 per
// second.
const defaultPending = 2048

// version is the identification string that clients get (RFC 4253, section 4.2).
const version = "SSH-2.0-teapot"

// New returns a server that is ready to serve.
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

// algorithms returns the library's defaults without those that use SHA-1, and without the
// key exchanges with finite fields (diffie-hellman-...), which cost the server many times
// the CPU of the others. Every client of the last ten years supports one of the rest.
func algorithms() ssh.Config {
	return ssh.Config{
		KeyExchanges: []string{
			ssh.KeyExchangeMLKEM768X25519, ssh.KeyExchangeCurve25519,
			ssh.KeyExchangeECDHP256, ssh.KeyExchangeECDHP384, ssh.KeyExchangeECDHP521,
		},
		MACs: []string{ssh.HMACSHA256ETM, ssh.HMACSHA512ETM, ssh.HMACSHA256, ssh.HMACSHA512},
	}
}

// How long the parts of a stop may take, in the order in which they begin. Together
// they take less than ten seconds.
const (
	acceptGrace    = 100 * time.Millisecond // to accept connections that wait in the kernel's queue
	handshakeGrace = time.Second            // for handshakes that have begun to become sessions
	commandGrace   = 2 * time.Second        // then, for commands to finish
	restoreGrace   = 2 * time.Second        // for a browser or command that was ended to restore the terminal
	writeGrace     = 2 * time.Second        // for the last words, since the client may not read
	hangupGrace    = time.Second            // for the client to close the connection by itself
)

// deliveryLimit bounds how long the output of a finished command may take to arrive. A
// stop cuts it short.
const deliveryLimit = time.Minute

// Serve accepts connections until the context ends, and then stops: it ends browsers at
// once and commands after a grace period, and returns nil when all sessions have ended.
// It must be called only once, and closes the listener.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	defer s.stop(nil)
	defer s.kill(nil)
	s.probe.Store(newAcceptProbe(l))
	defer context.AfterFunc(ctx, func() { s.stopListening(l) })()
	err := s.accept(ctx, l)
	_ = l.Close() // again, or because it has failed
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

// stopListening closes the listener. Connections that wait in the kernel's queue would
// be reset with it, so they are given a moment to be accepted, unless another process
// keeps the socket open.
func (s *Server) stopListening(l net.Listener) {
	if !s.config.Inherited {
		time.Sleep(acceptGrace)
	}
	_ = l.Close() // which ends Accept
}

// countOpen counts sessions that have started or ended.
func (s *Server) countOpen(n int64) {
	s.memory.setOpenSessions(s.metrics.open.Add(n))
}

// closeConnections closes the connections that the function selects.
func (s *Server) closeConnections(selected func(*connection) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.open {
		if selected(c) {
			c.close()
		}
	}
}

// wait waits until all connections have ended, but no longer than d. It reports whether
// they have ended.
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
