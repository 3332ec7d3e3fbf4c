package serve

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"runtime/debug"
	"slices"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/ssh"
)

// connection is the connection of one client. The goroutine of the connection answers the
// client's requests. The session runs in a second goroutine.
type connection struct {
	server  *Server
	net     net.Conn
	peer    netip.AddrPort // the client's address, also behind a proxy
	visit   *visit         // the connection's entry in the gate; nil until the gate has admitted the client
	session *session       // nil until the client opens a session
	started atomic.Bool    // the session has started
	input   unreadInput    // how much the client has sent that its session has not read

	connCtx    context.Context // ends with the connection
	startTimer *time.Timer     // closes the connection if no session starts in time
}

// serve performs the handshake and serves the client until the connection ends.
func (c *connection) serve() {
	s := c.server
	var cancel context.CancelFunc
	c.connCtx, cancel = context.WithCancel(context.Background())
	defer cancel()
	sshConn, channels, globals, err := c.handshake()
	if err != nil {
		return
	}
	defer sshConn.Close() //nolint:errcheck // the client has left
	refusal := s.gate.takeSlot(c.visit)
	_ = c.net.SetDeadline(time.Time{})
	c.startTimer = time.AfterFunc(orNoLimit(s.config.Limits.Handshake), c.close)
	defer c.startTimer.Stop()
	c.serveRequests(channels, globals, refusal)
	if c.session != nil {
		c.session.disconnected()
	}
}

// exchangeFactor is how many times Limits.Handshake the handshake may take once the client
// has begun to exchange keys. The client may have to ask its user whether the host key is the
// right one, or for a passphrase. With the default limit of ten seconds, the user has a
// minute.
const exchangeFactor = 6

// handshake exchanges keys with the client, and lets it log in. A connection from a proxy is
// admitted here, because its PROXY header with the client's address has to be read first.
func (c *connection) handshake() (*ssh.ServerConn, <-chan ssh.NewChannel, <-chan *ssh.Request, error) {
	s, startedAt := c.server, time.Now()
	limit := s.config.Limits.Handshake
	_ = c.net.SetDeadline(deadlineAfter(startedAt, limit)) // if this fails, so does the first read
	conn, isProxy := c.net, false
	if c.visit == nil {
		var err error
		if conn, isProxy, err = c.admitFromProxy(); err != nil {
			return nil, nil, nil, err
		}
	}
	watched := &watchedConn{Conn: conn, onProgress: func(p progress) {
		s.gate.setProgress(c.visit, p)
		if p == exchanging {
			_ = c.net.SetDeadline(deadlineAfter(startedAt, exchangeFactor*limit))
		}
	}}
	config := *s.sshConfig(c.peer)
	config.AddHostKey(limitedKey(s.config.HostKey, newRekeyLimit(watched.traffic.Load, func() { s.metrics.countRefusal("rekeying") })))
	sshConn, channels, globals, err := ssh.NewServerConn(meteredConn{watched, c}, &config)
	if err != nil && !isProxy {
		s.metrics.countRefusal("handshake")
	}
	return sshConn, channels, globals, err
}

// admit asks the gate for a place for the connection, and reports whether the connection was
// admitted. IsProxy says that a proxy speaks for itself, so that no limit applies.
func (c *connection) admit(isProxy bool) bool {
	v, reason := c.server.gate.admit(c.net, c.peer.Addr(), isProxy)
	if reason != "" {
		c.server.metrics.countRefusal(reason)
	}
	c.visit = v
	return reason == ""
}

var errRefused = errors.New("the connection is refused")

// admitFromProxy reads the PROXY header, and admits the client that the header names. It
// returns the connection from which the rest must be read, and reports whether the proxy
// speaks for itself, as in a health check.
func (c *connection) admitFromProxy() (conn net.Conn, isProxy bool, err error) {
	conn, client, err := acceptProxyHeader(c.net)
	c.server.gate.removeUnnamed(c.net)
	if err != nil {
		c.server.metrics.countRefusal("proxy header")
		return nil, false, err
	}
	isProxy = !client.IsValid()
	if !isProxy {
		c.peer = normalize(client)
	}
	if !c.admit(isProxy) {
		return nil, isProxy, errRefused
	}
	return conn, isProxy, nil
}

// isFromProxy reports whether the connection comes from one of the configured proxies, so
// that it must begin with a PROXY header.
func (c *connection) isFromProxy() bool {
	return slices.ContainsFunc(c.server.config.Proxies, func(n netip.Prefix) bool { return n.Contains(c.peer.Addr()) })
}

// normalize removes the zone of an address, and turns an IPv4-mapped IPv6 address into an
// IPv4 address. After that, equal clients have equal addresses.
func normalize(a netip.AddrPort) netip.AddrPort {
	return netip.AddrPortFrom(a.Addr().Unmap().WithZone(""), a.Port())
}

// serveRequests answers the client's requests until the connection ends. Refusal is the
// error with which the session is refused, or nil if the connection has a session slot.
func (c *connection) serveRequests(channels <-chan ssh.NewChannel, globals <-chan *ssh.Request, refusal error) {
	var requests <-chan *ssh.Request
	for {
		select {
		case nc, ok := <-channels:
			if !ok {
				return
			}
			if r := c.openChannel(nc, refusal); r != nil {
				requests = r
			}
		case r, ok := <-globals:
			if !ok {
				globals = nil
				continue
			}
			reply(r, false) // forwarding is refused, and for keep-alives any answer will do
		case r, ok := <-requests:
			if !ok {
				requests = nil
				c.session.channelClosed()
				continue
			}
			c.session.handleRequest(r)
		}
	}
}

// openChannel handles a request to open a channel. It opens the session, and returns the
// channel of the session's requests. It refuses a second session and every other type of
// channel, and then returns nil.
func (c *connection) openChannel(nc ssh.NewChannel, refusal error) <-chan *ssh.Request {
	switch {
	case nc.ChannelType() != "session":
		_ = nc.Reject(ssh.Prohibited, "nothing is forwarded here")
		c.server.metrics.countRefusal("forwarding")
		return nil
	case c.session != nil:
		_ = nc.Reject(ssh.ResourceShortage, "one session per connection; connect again")
		c.server.metrics.countRefusal("second session")
		return nil
	}
	ch, requests, err := nc.Accept()
	if err != nil {
		return nil
	}
	c.session = newSession(c, ch, refusal)
	return requests
}

// reply grants or refuses a request, if the client wants a reply to it.
func reply(r *ssh.Request, ok bool) {
	if r.WantReply {
		_ = r.Reply(ok, nil) // an error means that the client has left
	}
}

// close closes the network connection, which ends the handshake or the session. It may be
// called more than once, and from any goroutine.
func (c *connection) close() { _ = c.net.Close() }

// closeAfter closes the connection after the duration d, unless the context ends first.
func (c *connection) closeAfter(ctx context.Context, d time.Duration) {
	timer := time.AfterFunc(d, c.close)
	context.AfterFunc(ctx, func() { timer.Stop() })
}

// recover recovers from a panic, and counts and logs it. It must be called with defer. Where
// names the part of the server that has panicked.
func (s *Server) recover(where string) {
	if r := recover(); r != nil {
		s.logPanic(where, r, debug.Stack())
	}
}

// logPanic counts a panic and logs it.
func (s *Server) logPanic(where string, value any, stack []byte) {
	s.metrics.panics.Add(1)
	s.config.Log.Error("panic", "in", where, "value", value, "stack", string(stack))
}

// deadlineAfter returns the deadline for what began at t and may take the duration d. If d is
// 0, it returns the zero time, which means that there is no deadline.
func deadlineAfter(t time.Time, d time.Duration) time.Time {
	if d <= 0 {
		return time.Time{}
	}
	return t.Add(d)
}

// noLimit is a duration of 146 years, which stands for "no limit".
const noLimit time.Duration = 1 << 62

// orNoLimit returns d, or noLimit if d is 0.
func orNoLimit(d time.Duration) time.Duration {
	if d <= 0 {
		return noLimit
	}
	return d
}
