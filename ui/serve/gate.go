package serve

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"time"
)

// gate counts connections and sessions, and decides which are admitted. It is safe
// for concurrent use.
type gate struct {
	limits Limits
	now    func() time.Time

	mu       sync.Mutex
	unnamed  connQueue // connections from proxies whose PROXY header has not arrived
	pending  pendingPool
	slots    map[*visit]struct{} // the connections that have a session slot
	networks map[netip.Prefix]*network
}

// visit is a connection that was admitted.
type visit struct {
	conn     net.Conn
	networks []*network // which it counts for, the largest first; none for a proxy that speaks for itself
	progress progress
	lastStep time.Time // when it has connected, or when its progress has changed
	index    int       // in the pending pool
	state    visitState
	idle     func() time.Duration // how long its session is idle; nil before the session starts
	end      func()               // asks the session to end
}

// visitState says what a connection holds.
type visitState int

const (
	isPending visitState = iota // a place among the pending connections
	hasSlot                     // a session slot
	hasLeft                     // nothing: it has ended, or has lost its place
)

func newGate(l Limits) *gate {
	return &gate{limits: l, now: time.Now, unnamed: newConnQueue(), slots: map[*visit]struct{}{}, networks: map[netip.Prefix]*network{}}
}

// maxNetworks bounds how many networks are remembered.
const maxNetworks = 1 << 16

// addUnnamed notes a connection from a proxy whose client is not known yet. If there are
// too many, it closes the oldest: a proxy sends its header at once.
func (g *gate) addUnnamed(c net.Conn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.unnamed.push(c)
	if g.unnamed.len() > g.limits.Pending {
		g.unnamed.closeOldest()
	}
}

// removeUnnamed is called when the client is known, or the connection has ended.
func (g *gate) removeUnnamed(c net.Conn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.unnamed.remove(c)
}

// admit admits a new connection from an address, or returns why it is refused. A proxy
// that speaks for itself, to check the server's health, is never refused. If there are too
// many pending connections now, one of them is closed.
func (g *gate) admit(c net.Conn, a netip.Addr, isProxy bool) (v *visit, refused string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	v = &visit{conn: c, lastStep: now}
	if !isProxy {
		if v.networks, refused = g.networksFor(a, now); refused != "" {
			return nil, refused
		}
	}
	for _, n := range v.networks {
		n.pending++
		n.lastSeen = now
		n.connections.AllowN(now, 1)
	}
	g.pending.add(v)
	if g.pending.len() > g.limits.Pending {
		evicted := g.pending.choose(now)
		g.release(evicted)
		_ = evicted.conn.Close() // the goroutine that reads from it gets an error
	}
	return v, ""
}

// networksFor returns the networks that an address counts for, or why it is refused. A
// refused connection takes no tokens and makes no entries: one address that is over its
// limit must not use up what its neighbors share with it.
func (g *gate) networksFor(a netip.Addr, now time.Time) (networks []*network, refused string) {
	levels := levels(a)
	for _, l := range levels {
		prefix, _ := a.Prefix(l.bits) // addresses that are not valid count as one network
		if n := g.networks[prefix]; n != nil {
			if refused = n.refusal(now, g.limits); refused != "" {
				return nil, refused
			}
		}
	}
	g.forgetNetworks(now)
	for _, l := range levels {
		prefix, _ := a.Prefix(l.bits)
		n := g.networks[prefix]
		if n == nil {
			n = newNetwork(l, g.limits.Rate)
			g.networks[prefix] = n
		}
		networks = append(networks, n)
	}
	return networks, ""
}

// forgetNetworks makes room for more networks if there are too many. A network that was
// last seen a minute ago has a full token bucket again, so nothing is lost with it. If
// that frees too little, all networks without a connection are forgotten.
func (g *gate) forgetNetworks(now time.Time) {
	const atOnce = 3 // that one connection may add
	if len(g.networks)+atOnce <= maxNetworks {
		return
	}
	for _, away := range []time.Duration{time.Minute, 0} {
		for prefix, n := range g.networks {
			if n.pending+n.sessions == 0 && now.Sub(n.lastSeen) >= away {
				delete(g.networks, prefix)
			}
		}
		if len(g.networks) < maxNetworks/2 {
			return
		}
	}
}

// setProgress notes how far a pending connection has come.
func (g *gate) setProgress(v *visit, p progress) {
	g.mu.Lock()
	defer g.mu.Unlock()
	v.progress, v.lastStep = p, g.now()
}

// takeSlot gives a session slot to a connection whose handshake has succeeded. The error
// says that there is none for it; then the connection stays pending until it has told
// its client so.
func (g *gate) takeSlot(v *visit) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if v.state != isPending {
		return errors.New("the server has too many connections; try again later") // the client does not get it
	}
	for _, n := range v.networks {
		if n.isFull(g.limits) {
			return fullError(n, g.limits)
		}
	}
	if l := g.limits.Sessions; l > 0 && len(g.slots) >= l && !g.endIdlest() {
		return fmt.Errorf("all %d sessions of this server are taken; try again later", l)
	}
	g.release(v)
	v.state = hasSlot
	g.slots[v] = struct{}{}
	for _, n := range v.networks {
		n.sessions++
	}
	return nil
}

// fullError tells a client that its address or network has too many sessions.
func fullError(n *network, l Limits) error {
	who := "address"
	if n.factor > 1 {
		who = "network"
	}
	return fmt.Errorf("your %s has %d sessions here already; close one of them", who, l.PerAddress*n.factor)
}

// minIdle is how long a session must have been idle before another client may get its
// slot. Reading a long page takes less than a minute before the next key.
const minIdle = time.Minute

// endIdlest ends the session that has been idle longest, and frees its slot. It reports
// whether there was one that has been idle for long enough.
func (g *gate) endIdlest() bool {
	var idlest *visit
	longest := minIdle
	for v := range g.slots {
		if v.idle == nil {
			continue
		}
		if d := v.idle(); d >= longest {
			idlest, longest = v, d
		}
	}
	if idlest == nil {
		return false
	}
	g.release(idlest) // at once: its last words may take a few seconds
	idlest.end()
	return true
}

// sessionStarted is called when a session starts. The function idle returns for how long
// it has had no input, and end asks it to end; neither may block.
func (g *gate) sessionStarted(v *visit, idle func() time.Duration, end func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	v.idle, v.end = idle, end
}

// leave is called when a connection has ended.
func (g *gate) leave(v *visit) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.release(v)
}

// release takes from a connection what it holds.
func (g *gate) release(v *visit) {
	switch v.state {
	case isPending:
		g.pending.remove(v)
		for _, n := range v.networks {
			n.pending--
		}
	case hasSlot:
		delete(g.slots, v)
		for _, n := range v.networks {
			n.sessions--
		}
	case hasLeft:
	}
	v.state = hasLeft
}
