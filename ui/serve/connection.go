package serve

import (
	"context"
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
	session *session       // nil until the client opens one
	started atomic.Bool    // the session has started

	connCtx    context.Context // ends with the connection
	startTimer *time.Timer     // closes the connection if no session starts in time
}

// serve performs the handshake and serves the client until the connection ends.
func (c *connection) serve() {
	s := c.server
	var cancel context.CancelFunc
	c.connCtx, cancel = context.WithCancel(context.Background())
	defer cancel()
	deadline := deadlineIn(s.config.Limits.Handshake)
	_ = c.net.SetDeadline(deadline) // if this fails, so does the first read
	conn, isProxy, err := c.identify()
	if err != nil {
		s.metrics.countRefusal("proxy header")
		return
	}
	v, reason := s.gate.enter(c.peer.Addr(), isProxy)
	if reason != "" {
		s.metrics.countRefusal(reason)
		return
	}
	sshConn, channels, globals, err := ssh.NewServerConn(conn, s.sshConfig(c.peer))
	noSlot := s.gate.handshakeDone(v, err == nil)
	if err != nil {
		if !isProxy {
			s.metrics.countRefusal("handshake")
		}
		return
	}
	if noSlot == nil {
		s.gate.removePending(c.net)
	}
	defer s.gate.leave(v, noSlot == nil)
	defer sshConn.Close() //nolint:errcheck // the client has left
	_ = c.net.SetDeadline(time.Time{})
	c.startTimer = time.AfterFunc(timeUntil(deadline), c.close)
	defer c.startTimer.Stop()
	c.serveRequests(channels, globals, noSlot)
	if c.session != nil {
		c.session.disconnected()
	}
}

// identify sets the peer's address, which a connection from a proxy gives in a PROXY
// header. It returns the connection to read from, and reports whether the peer is a proxy
// that speaks for itself.
func (c *connection) identify() (conn net.Conn, isProxy bool, err error) {
	if a, ok := c.net.RemoteAddr().(*net.TCPAddr); ok {
		c.peer = normalize(a.AddrPort())
	}
	if !slices.ContainsFunc(c.server.config.Proxies, func(n netip.Prefix) bool { return n.Contains(c.peer.Addr()) }) {
		return c.net, false, nil
	}
	conn, client, err := acceptProxyHeader(c.net)
	if err == nil && client.IsValid() {
		c.peer = normalize(client)
	}
	return conn, !client.IsValid(), err
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

// deadlineIn returns the time in d from now, or the zero time, which is no deadline, if
// d is 0.
func deadlineIn(d time.Duration) time.Time {
	if d <= 0 {
		return time.Time{}
	}
	return time.Now().Add(d)
}

// timeUntil returns the duration until a deadline.
func timeUntil(deadline time.Time) time.Duration {
	if deadline.IsZero() {
		return noLimit
	}
	return time.Until(deadline)
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
