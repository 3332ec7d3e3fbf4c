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
	now    func() time.Time // the clock; replaced by tests

	mu       sync.Mutex
	unnamed  connQueue                 // connections from proxies whose PROXY header has not arrived
	pending  pendingPool               // admitted connections without a session slot
	slots    map[*visit]struct{}       // the connections that have a session slot
	networks map[netip.Prefix]*network // the counters of each network that was seen lately
}

// visit is what the gate knows about an admitted connection.
type visit struct {
	conn     net.Conn
	networks []*network // the networks that count this connection, the largest first; none for a proxy that speaks for itself
	progress progress   // how far the client has come in the handshake
	lastStep time.Time  // when the client has connected, or when its progress last changed
	index    int        // the connection's index in the pending pool
	state    visitState
	idle     func() time.Duration // returns how long the session has had no input; nil before the session starts
	end      func()               // asks the session to end; nil before the session starts
}

// visitState says where a connection is counted.
type visitState int

const (
	visitPending visitState = iota // the connection is in the pending pool
	visitInSlot                    // the connection has a session slot
	visitEnded                     // the connection has ended, or was evicted, and is not counted
)

func newGate(l Limits) *gate {
	return &gate{limits: l, now: time.Now, unnamed: newConnQueue(), slots: map[*visit]struct{}{}, networks: map[netip.Prefix]*network{}}
}

// maxNetworks is how many networks the gate remembers at most.
const maxNetworks = 1 << 16

// addUnnamed adds a connection from a proxy whose PROXY header has not arrived yet. If there
// are too many such connections, it closes the oldest: a proxy sends its header at once, so
// the header of the oldest connection will hardly come any more.
func (g *gate) addUnnamed(c net.Conn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.unnamed.push(c)
	if g.unnamed.len() > g.limits.Pending {
		g.unnamed.closeOldest()
	}
}

// removeUnnamed is called when the PROXY header of a connection has arrived, or when the
// connection has ended.
func (g *gate) removeUnnamed(c net.Conn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.unnamed.remove(c)
}

// admit admits a new connection from the address a, or returns why the connection is
// refused. A proxy that speaks for itself, to check the server's health, is never refused. If
// there are now too many pending connections, admit closes one of them.
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
		evicted := g.pending.chooseToClose(now)
		g.release(evicted)
		_ = evicted.conn.Close() // the goroutine that reads from it gets an error
	}
	return v, ""
}

// networksFor returns the networks that count a connection from the address a, or why the
// connection is refused. A refused connection takes no token and adds no network: an address
// that is over its own limit must not use up the limit that it shares with its neighbors.
func (g *gate) networksFor(a netip.Addr, now time.Time) (networks []*network, refused string) {
	levels := levels(a)
	for _, l := range levels {
		prefix, _ := a.Prefix(l.bits) // all invalid addresses have the same zero prefix
		if n := g.networks[prefix]; n != nil {
			if refused = n.refusalReason(now, g.limits); refused != "" {
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

// forgetNetworks removes networks without connections if the gate remembers too many. First
// it removes those that were last seen a minute ago or earlier: their token buckets are full
// again, so that no information is lost. If too many remain, it removes all networks without
// connections.
func (g *gate) forgetNetworks(now time.Time) {
	const perConnection = 3 // how many networks one connection may add
	if len(g.networks)+perConnection <= maxNetworks {
		return
	}
	for _, minAge := range []time.Duration{time.Minute, 0} {
		for prefix, n := range g.networks {
			if n.pending+n.sessions == 0 && now.Sub(n.lastSeen) >= minAge {
				delete(g.networks, prefix)
			}
		}
		if len(g.networks) < maxNetworks/2 {
			return
		}
	}
}

// setProgress records how far the client of a pending connection has come in the handshake.
func (g *gate) setProgress(v *visit, p progress) {
	g.mu.Lock()
	defer g.mu.Unlock()
	v.progress, v.lastStep = p, g.now()
}

// takeSlot gives a session slot to a connection whose handshake has succeeded. If no slot is
// free for the connection, it returns an error that is meant for the client. The connection
// then stays pending until the client has got that error.
func (g *gate) takeSlot(v *visit) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if v.state != visitPending {
		return errors.New("the server has too many connections; try again later") // the connection is closed already, so the client does not get this error
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
	v.state = visitInSlot
	g.slots[v] = struct{}{}
	for _, n := range v.networks {
		n.sessions++
	}
	return nil
}

// fullError returns the error for a client whose address or network has too many sessions.
func fullError(n *network, l Limits) error {
	who := "address"
	if n.factor > 1 {
		who = "network"
	}
	return fmt.Errorf("your %s has %d sessions here already; close one of them", who, l.PerAddress*n.factor)
}

// minIdle is how long a session must have been idle before another client may get its
// slot. A user who reads a long page presses the next key in less than a minute.
const minIdle = time.Minute

// endIdlest ends the session that has been idle longest, and frees its slot. It does so only
// if that session has been idle for at least minIdle, and reports whether it has ended one.
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
	g.release(idlest) // do not wait for the end of the session: its final message may take a few seconds
	idlest.end()
	return true
}

// sessionStarted is called when a session starts. The function idle returns how long the
// session has had no input. The function end asks the session to end. Neither may block.
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

// release removes a connection from the pending pool, or frees its session slot. The caller
// must have the lock.
func (g *gate) release(v *visit) {
	switch v.state {
	case visitPending:
		g.pending.remove(v)
		for _, n := range v.networks {
			n.pending--
		}
	case visitInSlot:
		delete(g.slots, v)
		for _, n := range v.networks {
			n.sessions--
		}
	case visitEnded:
	}
	v.state = visitEnded
}
