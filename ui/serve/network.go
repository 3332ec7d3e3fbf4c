package serve

import (
	"net/netip"
	"time"

	"golang.org/x/time/rate"
)

// network holds the counters of one network, whose addresses share one limit. A single IPv4
// address is a network too.
type network struct {
	pending, sessions int           // how many connections without and with a session slot are open
	connections       *rate.Limiter // limits the rate of new connections with a token bucket
	lastSeen          time.Time     // when a connection from the network was last admitted
	level
}

// level is one of the network sizes for which connections are counted.
type level struct {
	bits int // the length of the network's prefix
	// factor is how many times the limits for one address a network of this size gets.
	factor int
	// pendingOnly says that sessions and the rate of connections are not limited for this
	// size, but only the number of pending connections.
	pendingOnly bool
}

// levels returns the sizes of the networks that contain an address and have limits of their
// own, the largest first. A connection counts for each of them.
//
// In IPv6, one customer gets a /64, a /56 or a /48 (RFC 6177), and can use all of its
// addresses. But a /48 may also be shared by many customers, so a larger network has larger
// limits: twice those of a /64 for a /56, and four times for a /48. With the default limit of
// 20 sessions for a /64, a /48 gets 80 sessions.
//
// In IPv4, addresses are scarce, and many users may share one. A /24 usually belongs to
// several customers, so it has no limit for sessions. It only has a limit for pending
// connections, because these cost an attacker nothing. The limit is the same as for a /48.
func levels(a netip.Addr) []level {
	if a.Is4() {
		return []level{{24, 4, true}, {32, 1, false}}
	}
	return []level{{48, 4, false}, {56, 2, false}, {64, 1, false}}
}

// newNetwork returns a network without connections, and with a full token bucket. PerMinute
// is the rate of connections for one address, 0 for no limit.
func newNetwork(l level, perMinute int) *network {
	limit, burst := rate.Inf, 0
	if perMinute > 0 && !l.pendingOnly {
		burst = perMinute * l.factor
		limit = rate.Limit(float64(burst) / 60)
	}
	return &network{level: l, connections: rate.NewLimiter(limit, burst)}
}

// refusalReason returns why the network may not open one more connection now, or "" if it
// may. The reason is a label of the metrics.
func (n *network) refusalReason(now time.Time, l Limits) string {
	switch {
	case l.PerAddress > 0 && n.pending >= l.PerAddress*n.factor:
		return "pending per address"
	case n.connections.Limit() != rate.Inf && n.connections.TokensAt(now) < 1:
		return "rate"
	}
	return ""
}

// isFull reports whether the network has reached its limit of sessions.
func (n *network) isFull(l Limits) bool {
	return l.PerAddress > 0 && !n.pendingOnly && n.sessions >= l.PerAddress*n.factor
}
