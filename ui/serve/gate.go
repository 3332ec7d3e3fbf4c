package serve

import (
	"fmt"
	"net"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// gate counts connections and sessions, and decides which are admitted. It is safe
// for concurrent use.
type gate struct {
	limits Limits
	now    func() time.Time

	mu       sync.Mutex
	pending  connQueue // the connections that have no session slot
	sessions int
	visitors map[netip.Prefix]*visitor
}

// visitor is what the gate knows about an address, or about a network whose addresses
// count as one.
type visitor struct {
	pending, sessions int
	connections       *rate.Limiter // a token bucket
	lastSeen          time.Time
	isProxy           bool // the limits for an address do not apply
}

func newGate(l Limits) *gate {
	return &gate{limits: l, now: time.Now, pending: newConnQueue(), visitors: map[netip.Prefix]*visitor{}}
}

// maxVisitors bounds how many addresses are remembered.
const maxVisitors = 1 << 16

// networkOf returns the network that an address counts for: in IPv4 the address
// itself, in IPv6 its /64, which usually belongs to one customer.
func networkOf(a netip.Addr) netip.Prefix {
	bits := 64
	if a.Is4() {
		bits = 32
	}
	p, _ := a.Prefix(bits) // addresses that are not valid count as one
	return p
}

// addPending notes a connection that has no session slot yet. If there are too many,
// it closes the one that has waited longest: an honest client needs only a moment to
// authenticate.
func (g *gate) addPending(c net.Conn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.pending.push(c)
	if g.pending.len() > g.limits.Pending {
		g.pending.closeOldest()
	}
}

// removePending is called when the connection has a session slot or has ended.
// Further calls do nothing.
func (g *gate) removePending(c net.Conn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.pending.remove(c)
}

// enter counts a new connection from an address. It returns the visitor, or why the
// connection is refused. A proxy that speaks for itself, to check the server's health,
// is never refused.
func (g *gate) enter(a netip.Addr, isProxy bool) (v *visitor, refused string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if isProxy {
		return &visitor{pending: 1, isProxy: true}, ""
	}
	v = g.visitor(networkOf(a))
	if g.limits.PerAddress > 0 && v.pending >= g.limits.PerAddress {
		return nil, "pending per address"
	}
	if !v.connections.AllowN(v.lastSeen, 1) {
		return nil, "rate"
	}
	v.pending++
	return v, ""
}

// visitor returns the visitor for a network, and notes that it is here now.
func (g *gate) visitor(network netip.Prefix) *visitor {
	now := g.now()
	v := g.visitors[network]
	if v == nil {
		g.forgetVisitors(now)
		v = &visitor{connections: rate.NewLimiter(perMinute(g.limits.Rate), g.limits.Rate)}
		g.visitors[network] = v
	}
	v.lastSeen = now
	return v
}

// perMinute returns the rate of n connections a minute; 0 is no limit.
func perMinute(n int) rate.Limit {
	if n <= 0 {
		return rate.Inf
	}
	return rate.Limit(float64(n) / 60)
}

// forgetVisitors makes room for another visitor if there are too many. A visitor that
// was last seen a minute ago has a full token bucket again, so nothing is lost with it.
// If that frees too little, all visitors without a connection are forgotten.
func (g *gate) forgetVisitors(now time.Time) {
	if len(g.visitors) < maxVisitors {
		return
	}
	for _, away := range []time.Duration{time.Minute, 0} {
		for network, v := range g.visitors {
			if v.pending+v.sessions == 0 && now.Sub(v.lastSeen) >= away {
				delete(g.visitors, network)
			}
		}
		if len(g.visitors) < maxVisitors/2 {
			return
		}
	}
}

// handshakeDone is called with the result of the handshake of a connection that has
// entered. If the handshake has succeeded, the connection takes a session slot. The
// error says that there is none for it; then it stays pending until it has told its
// client so.
func (g *gate) handshakeDone(v *visitor, succeeded bool) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !succeeded {
		v.pending--
		return nil
	}
	switch l := g.limits; {
	case l.Sessions > 0 && g.sessions >= l.Sessions:
		return fmt.Errorf("all %d sessions of this server are taken; try again later", l.Sessions)
	case l.PerAddress > 0 && !v.isProxy && v.sessions >= l.PerAddress:
		return fmt.Errorf("your address has %d sessions here already; close one of them", l.PerAddress)
	}
	v.pending--
	v.sessions++
	g.sessions++
	return nil
}

// leave is called when a connection has ended whose handshake has succeeded.
func (g *gate) leave(v *visitor, hadSlot bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !hadSlot {
		v.pending--
		return
	}
	v.sessions--
	g.sessions--
}
