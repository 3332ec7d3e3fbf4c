package serve

import (
	"fmt"
	"net"
	"net/netip"
	"sync"
	"time"
)

// gate counts who is there, and says who may come in. It is safe for
// concurrent use.
type gate struct {
	limits Limits
	now    func() time.Time

	mu       sync.Mutex
	pending  connQueue // the connections that have no session's place
	sessions int
	visitors map[netip.Prefix]*visitor
}

// visitor is an address, or a network whose addresses belong together.
type visitor struct {
	pending, sessions int
	tokens            float64 // connections that it may open now
	at                time.Time
	trusted           bool // not limited by itself
}

func newGate(l Limits) *gate {
	return &gate{limits: l, now: time.Now, pending: newConnQueue(), visitors: map[netip.Prefix]*visitor{}}
}

// maxVisitors is how many addresses are remembered.
const maxVisitors = 1 << 16

// whose is the network that an address counts for: itself in IPv4, its /64 in
// IPv6, where one customer has so many.
func whose(a netip.Addr) netip.Prefix {
	bits := 64
	if a.Is4() {
		bits = 32
	}
	p, _ := a.Prefix(bits) // an address that is not known counts too
	return p
}

// addPending notes a connection that has no session's place yet. If there are too
// many, the one that has waited longest is closed: a client that means it is done
// in a moment.
func (g *gate) addPending(c net.Conn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.pending.push(c)
	if g.pending.len() > g.limits.Pending {
		g.pending.closeOldest()
	}
}

// removePending is called when the connection has a session's place or has ended.
// Further calls do nothing.
func (g *gate) removePending(c net.Conn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.pending.remove(c)
}

// enter notes a connection of an address. It returns who that is, and why it may
// not come in. A proxy that speaks for itself, to see whether we are well, is as
// many as it likes.
func (g *gate) enter(a netip.Addr, proxy bool) (v *visitor, refused string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if proxy {
		return &visitor{pending: 1, trusted: true}, ""
	}
	v = g.visitor(whose(a))
	if g.limits.PerAddress > 0 && v.pending >= g.limits.PerAddress {
		return nil, "pending per address"
	}
	if g.limits.Rate > 0 {
		if v.tokens < 1 {
			return nil, "rate"
		}
		v.tokens--
	}
	v.pending++
	return v, ""
}

// visitor returns what is known of an address, with the connections that it may
// open by now.
func (g *gate) visitor(key netip.Prefix) *visitor {
	now, full := g.now(), float64(g.limits.Rate)
	v := g.visitors[key]
	if v == nil {
		g.forget(now)
		v = &visitor{tokens: full}
		g.visitors[key] = v
	} else {
		v.tokens = min(full, v.tokens+full*now.Sub(v.at).Minutes())
	}
	v.at = now
	return v
}

// forget makes room: whoever has been away for a minute starts afresh anyway,
// and if that is not enough, nobody who is not here is remembered.
func (g *gate) forget(now time.Time) {
	if len(g.visitors) < maxVisitors {
		return
	}
	for _, away := range []time.Duration{time.Minute, 0} {
		for key, v := range g.visitors {
			if v.pending+v.sessions == 0 && now.Sub(v.at) >= away {
				delete(g.visitors, key)
			}
		}
		if len(g.visitors) < maxVisitors/2 {
			return
		}
	}
}

// settle says how the handshake of a connection that entered has ended. If it
// has become a session, the error says whether there is no room for it: it is to
// tell its client so, and stays pending.
func (g *gate) settle(v *visitor, session bool) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !session {
		v.pending--
		return nil
	}
	switch l := g.limits; {
	case l.Sessions > 0 && g.sessions >= l.Sessions:
		return fmt.Errorf("all %d sessions of this server are taken; try again later", l.Sessions)
	case l.PerAddress > 0 && !v.trusted && v.sessions >= l.PerAddress:
		return fmt.Errorf("your address has %d sessions here already; close one of them", l.PerAddress)
	}
	v.pending--
	v.sessions++
	g.sessions++
	return nil
}

// leave is called when a connection has ended that had a session's place, or had
// been told that there is none.
func (g *gate) leave(v *visitor, counted bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !counted {
		v.pending--
		return
	}
	v.sessions--
	g.sessions--
}
