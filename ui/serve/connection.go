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

// connection is the connection of one client. Its goroutine answers everything that the
// client asks for; the session runs in another one.
type connection struct {
	server  *Server
	net     net.Conn
	peer    netip.AddrPort // the client's address, also behind a proxy
	visit   *visit         // nil until the gate has admitted the client
	session *session       // nil until the client opens one
	started atomic.Bool    // the session has started
	input   unreadInput

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
	noSlot := s.gate.takeSlot(c.visit)
	_ = c.net.SetDeadline(time.Time{})
	c.startTimer = time.AfterFunc(orNoLimit(s.config.Limits.Handshake), c.close)
	defer c.startTimer.Stop()
	c.serveRequests(channels, globals, noSlot)
	if c.session != nil {
		c.session.disconnected()
	}
}

// patience is how many times longer the handshake of a client may take when it has begun to
// exchange keys. The user may have to answer whether the host key is the right one, or to
// type a passphrase. With the default of ten seconds, that is a minute.
const patience = 6

// handshake exchanges keys with the client, and lets it log in. If the client comes from a
// proxy, it is admitted when its address has arrived.
func (c *connection) handshake() (*ssh.ServerConn, <-chan ssh.NewChannel, <-chan *ssh.Request, error) {
	s, begun := c.server, time.Now()
	limit := s.config.Limits.Handshake
	_ = c.net.SetDeadline(deadlineAfter(begun, limit)) // if this fails, so does the first read
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
			_ = c.net.SetDeadline(deadlineAfter(begun, patience*limit))
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

// admit admits a connection, and reports whether it was admitted.
func (c *connection) admit(isProxy bool) bool {
	v, reason := c.server.gate.admit(c.net, c.peer.Addr(), isProxy)
	if reason != "" {
		c.server.metrics.countRefusal(reason)
	}
	c.visit = v
	return reason == ""
}

var errRefused = errors.New("the connection is refused")

// admitFromProxy reads the PROXY header and admits the client that it names. It returns the
// connection to read from, and reports whether the proxy speaks for itself.
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

// isFromProxy reports whether a connection comes from a proxy, and begins with a PROXY
// header.
func (c *connection) isFromProxy() bool {
	return slices.ContainsFunc(c.server.config.Proxies, func(n netip.Prefix) bool { return n.Contains(c.peer.Addr()) })
}

// normalize returns an IPv4 address for an IPv4-mapped IPv6 address, and removes the
// zone.
func normalize(a netip.AddrPort) netip.AddrPort {
	return netip.AddrPortFrom(a.Addr().Unmap().WithZone(""), a.Port())
}

// serveRequests answers requests until the connection ends. NoSlot is the error with
// which the session is refused, nil if it is not.
func (c *connection) serveRequests(channels <-chan ssh.NewChannel, globals <-chan *ssh.Request, noSlot error) {
	var requests <-chan *ssh.Request
	for {
		select {
		case nc, ok := <-channels:
			if !ok {
				return
			}
			if r := c.openChannel(nc, noSlot); r != nil {
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

// openChannel opens the session, and returns its requests. Other channels are refused,
// and so is a second session.
func (c *connection) openChannel(nc ssh.NewChannel, noSlot error) <-chan *ssh.Request {
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
	c.session = newSession(c, ch, noSlot)
	return requests
}

// reply answers a request if the client wants an answer.
func reply(r *ssh.Request, ok bool) {
	if r.WantReply {
		_ = r.Reply(ok, nil) // an error means that the client has left
	}
}

// close closes the network connection, which ends everything on it. It may be called
// more than once, from any goroutine.
func (c *connection) close() { _ = c.net.Close() }

// closeAfter closes the connection after d, unless the context ends before.
func (c *connection) closeAfter(ctx context.Context, d time.Duration) {
	timer := time.AfterFunc(d, c.close)
	context.AfterFunc(ctx, func() { timer.Stop() })
}

// recover stops a panic, and counts and logs it. It must be deferred.
func (s *Server) recover(where string) {
	if r := recover(); r != nil {
		s.logPanic(where, r, debug.Stack())
	}
}

func (s *Server) logPanic(where string, value any, stack []byte) {
	s.metrics.panics.Add(1)
	s.config.Log.Error("panic", "in", where, "value", value, "stack", string(stack))
}

// deadlineAfter returns the time d after another one, or the zero time, which is no
// deadline, if d is 0.
func deadlineAfter(t time.Time, d time.Duration) time.Time {
	if d <= 0 {
		return time.Time{}
	}
	return t.Add(d)
}

// noLimit is a duration that never passes.
const noLimit time.Duration = 1 << 62

// orNoLimit returns d, or noLimit if it is 0.
func orNoLimit(d time.Duration) time.Duration {
	if d <= 0 {
		return noLimit
	}
	return d
}
