package serve

import (
	"net/netip"
	"time"

	"golang.org/x/time/rate"
)

// network is what the gate knows about an address, or about a network whose addresses
// count together.
type network struct {
	pending, sessions int
	connections       *rate.Limiter // a token bucket
	lastSeen          time.Time     // when a connection was last admitted
	level
}

// level is a size of networks that is counted.
type level struct {
	bits int
	// factor is how many times the limits of an address hold for such a network.
	factor int
	// pendingOnly says that only pending connections are counted.
	pendingOnly bool
}

// levels returns the sizes of the networks in which an address is counted, the largest
// first.
//
// In IPv6, one customer gets a /64, a /56 or a /48 (RFC 6177), and can use all of its
// addresses. A /48 may also be shared by many customers, so the larger networks have
// larger limits: each step of 8 bits doubles them. With the default of 20 sessions per
// /64, a /48 gets 80 of 1,000.
//
// In IPv4, addresses are scarce, and many users may share one. A /24 usually belongs to
// several customers. It is counted only for pending connections, which cost the client
// nothing, with the limits of a /48.
func levels(a netip.Addr) []level {
	if a.Is4() {
		return []level{{24, 4, true}, {32, 1, false}}
	}
	return []level{{48, 4, false}, {56, 2, false}, {64, 1, false}}
}

// newNetwork returns a network without connections, and with a full token bucket.
func newNetwork(l level, perMinute int) *network {
	limit, burst := rate.Inf, 0
	if perMinute > 0 && !l.pendingOnly {
		burst = perMinute * l.factor
		limit = rate.Limit(float64(burst) / 60)
	}
	return &network{level: l, connections: rate.NewLimiter(limit, burst)}
}

// refusal returns why the network may not have another connection, or "".
func (n *network) refusal(now time.Time, l Limits) string {
	switch {
	case l.PerAddress > 0 && n.pending >= l.PerAddress*n.factor:
		return "pending per address"
	case n.connections.Limit() != rate.Inf && n.connections.TokensAt(now) < 1:
		return "rate"
	}
	return ""
}

// isFull reports whether the network may not have another session.
func (n *network) isFull(l Limits) bool {
	return l.PerAddress > 0 && !n.pendingOnly && n.sessions >= l.PerAddress*n.factor
}
