package serve

import (
	"net"
	"net/netip"
	"runtime/debug"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/ssh"
)

// connection is one client's. Its goroutine looks after everything that the
// client asks for; the session itself runs beside it.
type connection struct {
	server  *Server
	net     net.Conn
	peer    netip.AddrPort // who is there, behind a proxy too
	session *session       // nil until there is one
	busy    atomic.Bool    // something was started
}

// serve greets the client and serves it until the connection ends.
func (c *connection) serve() {
	s := c.server
	start := after(s.config.Limits.Handshake)
	_ = c.net.SetDeadline(start) // or the first read fails
	conn, proxy, err := c.introduce()
	if err != nil {
		s.metrics.refuse("proxy header")
		return
	}
	who, why := s.gate.enter(c.peer.Addr(), proxy)
	if why != "" {
		s.metrics.refuse(why)
		return
	}
	sc, chans, globals, err := ssh.NewServerConn(conn, s.ssh)
	full := s.gate.handshakeDone(who, err == nil)
	if err != nil {
		if !proxy {
			s.metrics.refuse("handshake")
		}
		return
	}
	if full == nil {
		s.gate.removePending(c.net)
	}
	defer s.gate.leave(who, full == nil)
	defer sc.Close() //nolint:errcheck // it is over
	_ = c.net.SetDeadline(time.Time{})
	late := time.AfterFunc(until(start), func() { _ = c.net.Close() })
	defer late.Stop()
	c.listen(chans, globals, late, full)
	if c.session != nil {
		c.session.gone()
	}
}

// introduce finds out the peer's address. Proxy says that the peer is a proxy that
// speaks for itself. The connection that is returned is to be read from then on.
func (c *connection) introduce() (conn net.Conn, proxy bool, err error) {
	if a, ok := c.net.RemoteAddr().(*net.TCPAddr); ok {
		c.peer = a.AddrPort()
	}
	c.peer = plainAddress(c.peer)
	if !contains(c.server.config.Proxies, c.peer.Addr()) {
		return c.net, false, nil
	}
	conn, client, err := acceptProxyHeader(c.net)
	if err == nil && client.IsValid() {
		c.peer = plainAddress(client)
	}
	return conn, !client.IsValid(), err
}

// listen answers requests until the connection ends. Full is why the session is
// told that there is no room.
func (c *connection) listen(chans <-chan ssh.NewChannel, globals <-chan *ssh.Request, late *time.Timer, full error) {
	var requests <-chan *ssh.Request
	for {
		select {
		case nc, ok := <-chans:
			if !ok {
				return
			}
			if r := c.channel(nc, late, full); r != nil {
				requests = r
			}
		case r, ok := <-globals:
			if !ok {
				globals = nil
				continue
			}
			reply(r, false) // no forwarding, and keep-alives only want any answer
		case r, ok := <-requests:
			if !ok {
				requests = nil
				c.session.closed()
				continue
			}
			c.session.request(r)
		}
	}
}

// channel opens the one session, and refuses what else is wanted. It returns
// the session's requests.
func (c *connection) channel(nc ssh.NewChannel, late *time.Timer, full error) <-chan *ssh.Request {
	switch {
	case nc.ChannelType() != "session":
		_ = nc.Reject(ssh.Prohibited, "nothing is forwarded here")
		c.server.metrics.refuse("forwarding")
		return nil
	case c.session != nil:
		_ = nc.Reject(ssh.ResourceShortage, "one session per connection; connect again")
		c.server.metrics.refuse("second session")
		return nil
	}
	ch, requests, err := nc.Accept()
	if err != nil {
		return nil
	}
	c.session = newSession(c, ch, late, full)
	return requests
}

// reply answers a request, if an answer is wanted. A client that has left needs
// none.
func reply(r *ssh.Request, ok bool) {
	if r.WantReply {
		_ = r.Reply(ok, nil)
	}
}

// recover ends a panic, with a line in the log.
func (s *Server) recover(where string) {
	if r := recover(); r != nil {
		s.panicked(where, r, debug.Stack())
	}
}

func (s *Server) panicked(where string, value any, stack []byte) {
	s.metrics.panics.Add(1)
	s.config.Log.Error("panic", "in", where, "value", value, "stack", string(stack))
}

// after is the time d from now; for 0 it is none.
func after(d time.Duration) time.Time {
	if d <= 0 {
		return time.Time{}
	}
	return time.Now().Add(d)
}

// until is how long it is until a time; it is for ever if that is none.
func until(t time.Time) time.Duration {
	if t.IsZero() {
		return orForever(0)
	}
	return time.Until(t)
}

// orForever is d, or a time that nobody waits for if it is 0.
func orForever(d time.Duration) time.Duration {
	if d <= 0 {
		return 1 << 62
	}
	return d
}

// plainAddress is the address as IPv4 if it is one in IPv6's clothes, and without a
// zone.
func plainAddress(a netip.AddrPort) netip.AddrPort {
	return netip.AddrPortFrom(a.Addr().Unmap().WithZone(""), a.Port())
}

func contains(nets []netip.Prefix, a netip.Addr) bool {
	for _, n := range nets {
		if n.Contains(a) {
			return true
		}
	}
	return false
}
