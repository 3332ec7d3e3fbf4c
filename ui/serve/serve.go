// Package serve is teapot's SSH server: the browser and the one-shot commands
// for everybody who can reach it, and nothing else. Every session has its own
// connection; what it may not ask for is refused.
//
// It speaks SSH, counts, and sets limits. It must not know what commands do,
// use files, the environment or signals of the machine, or run any program:
// listener, keys and the command line are handed in.
package serve

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"

	"teapot/model"
	"teapot/model/search"
	"teapot/ui/browse"
	"teapot/ui/render"
)

// Config is what a server is made from.
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
	// Keys are the public keys that are admitted. Nil admits everybody.
	Keys   *Keys
	Limits Limits
	// Proxies are the networks from which a PROXY header is required, and
	// believed.
	Proxies []netip.Prefix
	// Inherited says that another process, such as systemd, keeps the listening
	// socket open: connections that are not accepted here wait for the next server.
	Inherited bool
	// Log gets a line for each session. Nil: nobody wants to know.
	Log *slog.Logger

	sabotage func(kind string) // tests make sessions panic with it
}

// Limits are what the server grants at most. 0 is no limit, but for Pending.
type Limits struct {
	Sessions   int           // at once
	PerAddress int           // sessions at once from an IPv4 address or an IPv6 /64
	Rate       int           // connections a minute from such an address, and as many at once
	Pending    int           // connections that have no session's place, as before they authenticate; 0 is 512
	Handshake  time.Duration // until a session must have begun
	Idle       time.Duration // without input
	Total      time.Duration // of one session
}

// Streams are what a command line has in a session.
type Streams struct {
	Args     []string
	In       io.Reader
	Out, Err io.Writer
	Env      []string // "NAME=value", only of what is harmless
	// Terminal says that the streams are a terminal, Width how wide it is.
	Terminal bool
	Width    int
	// Browse opens a browser that is asked for like this; nil without a terminal.
	Browse func(browse.Config) error
}

// Server serves. Make one with [New].
type Server struct {
	config  Config
	ssh     *ssh.ServerConfig
	gate    *gate
	metrics metrics

	// life ends when the server stops, late when the commands that still ran
	// have had their moment.
	life, late   context.Context
	stop, stopAt context.CancelCauseFunc

	running sync.WaitGroup // connections
	mu      sync.Mutex
	open    map[*connection]struct{}
}

// version is what the server calls itself to clients.
const version = "SSH-2.0-teapot"

// New makes a server.
func New(c Config) *Server {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Limits.Pending <= 0 {
		c.Limits.Pending = 512
	}
	s := &Server{config: c, gate: newGate(c.Limits), open: map[*connection]struct{}{}}
	s.ssh = &ssh.ServerConfig{Config: algorithms(), ServerVersion: version, NoClientAuth: c.Keys == nil}
	if c.Keys != nil {
		s.ssh.PublicKeyCallback = c.Keys.admit
	}
	s.ssh.AddHostKey(c.HostKey)
	s.life, s.stop = context.WithCancelCause(context.Background())
	s.late, s.stopAt = context.WithCancelCause(context.Background())
	return s
}

// algorithms are the usual ones without those of SHA-1 that nobody needs: any
// client of the last ten years knows another.
func algorithms() ssh.Config {
	return ssh.Config{
		KeyExchanges: []string{
			ssh.KeyExchangeMLKEM768X25519, ssh.KeyExchangeCurve25519,
			ssh.KeyExchangeECDHP256, ssh.KeyExchangeECDHP384, ssh.KeyExchangeECDHP521, ssh.KeyExchangeDH14SHA256,
		},
		MACs: []string{ssh.HMACSHA256ETM, ssh.HMACSHA512ETM, ssh.HMACSHA256, ssh.HMACSHA512},
	}
}

// The parts of a stop. Together they stay below ten seconds.
const (
	lastCalls    = 100 * time.Millisecond // for connections that the kernel has accepted for us
	forBeginners = time.Second            // for handshakes, and what is to be started then
	forCommands  = 2 * time.Second        // more, for commands to finish
	forGoodbyes  = 2 * time.Second        // for terminals to be restored
	forTheDeaf   = 2 * time.Second        // for the last words to somebody who may not read
	afterGoodbye = time.Second            // for a client to hang up by itself
	forDelivery  = time.Minute            // for what a command wrote to arrive; a stop cuts it short
)

// Serve accepts connections until the context ends; then browsers are closed at
// once, commands get a moment, and nil is returned when all have left. It is
// called once and closes the listener.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	defer s.stop(nil)
	defer s.stopAt(nil)
	defer context.AfterFunc(ctx, func() { s.stopListening(l) })()
	err := s.accept(ctx, l, s.take)
	_ = l.Close() // again, or because it has failed
	s.stop(errStopping)
	if !s.wait(forBeginners) {
		s.hangUp(false)
	}
	if !s.wait(forCommands) {
		s.stopAt(errStopping)
	}
	if !s.wait(forGoodbyes + forTheDeaf) {
		s.hangUp(true)
		s.wait(forTheDeaf) // then they are left where they hang
	}
	return err
}

// stopListening closes the listener. Connections that the kernel has accepted already
// would be reset with it, so they are given a moment to be taken, unless they wait in
// a socket that another process keeps open.
func (s *Server) stopListening(l net.Listener) {
	if !s.config.Inherited {
		time.Sleep(lastCalls)
	}
	_ = l.Close() // which ends Accept
}

// accept accepts connections until there are no more.
func (s *Server) accept(ctx context.Context, l net.Listener, take func(net.Conn)) error {
	for {
		c, err := l.Accept()
		switch {
		case err == nil:
			take(c)
		case ctx.Err() != nil:
			return nil //nolint:nilerr // the listener was closed on purpose
		case errors.Is(err, net.ErrClosed):
			return err
		default: // too many files are open, for instance
			s.config.Log.Warn("accept", "error", err)
			time.Sleep(50 * time.Millisecond)
		}
	}
}

// take serves a connection in a goroutine of its own. The gate hears of it here,
// so that who came first is the oldest, whichever goroutine runs first.
func (s *Server) take(nc net.Conn) {
	c := &connection{server: s, net: nc}
	s.gate.addPending(nc)
	s.mu.Lock()
	s.open[c] = struct{}{}
	s.mu.Unlock()
	s.running.Go(func() {
		defer s.release(c)
		defer s.recover("connection")
		c.serve()
	})
}

func (s *Server) release(c *connection) {
	s.gate.removePending(c.net)
	_ = c.net.Close() // both often for the second time
	s.mu.Lock()
	delete(s.open, c)
	s.mu.Unlock()
}

// hangUp closes all connections, or those on which nothing was started.
func (s *Server) hangUp(all bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.open {
		if all || !c.busy.Load() {
			_ = c.net.Close()
		}
	}
}

// wait waits until all connections have ended, but not longer than d.
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
