package serve

import (
	"encoding/binary"
	"fmt"
	"net"
	"net/netip"
	"testing"
	"time"
)

// gateWithClock returns a gate, and a function that advances its clock.
func gateWithClock(l Limits) (g *gate, advance func(time.Duration)) {
	now := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	g = newGate(l)
	g.now = func() time.Time { return now }
	return g, func(d time.Duration) { now = now.Add(d) }
}

// TestGateRate checks the token bucket: a burst of the full rate, then one connection for
// each part of the minute, and no larger burst after a long pause.
func TestGateRate(t *testing.T) {
	g, advance := gateWithClock(Limits{Rate: 3})
	me, other := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2")
	for i, tt := range []struct {
		wait time.Duration
		from netip.Addr
		want string
	}{
		{0, me, ""}, {0, me, ""}, {0, me, ""}, {0, me, "rate"}, {0, other, ""},
		{19 * time.Second, me, "rate"}, {time.Second, me, ""}, {0, me, "rate"}, {19 * time.Second, me, "rate"}, {time.Second, me, ""},
		{time.Hour, me, ""}, {0, me, ""}, {0, me, ""}, {0, me, "rate"},
	} {
		advance(tt.wait)
		if _, got := g.admit(noConn{}, tt.from, false); got != tt.want {
			t.Errorf("connection %d: %q, want %q", i, got, tt.want)
		}
	}
}

// TestGateForgets checks that the gate remembers a limited number of networks, and does not
// forget networks with a session, or those that it has seen most recently.
func TestGateForgets(t *testing.T) {
	g, advance := gateWithClock(Limits{Rate: 1, Pending: 10})
	enterAndLeave := func(a netip.Addr) string {
		v, why := g.admit(noConn{}, a, false)
		if why == "" {
			g.leave(v)
		}
		return why
	}
	stays, why := g.admit(noConn{}, netip.MustParseAddr("192.0.2.1"), false)
	if why != "" || g.takeSlot(stays) != nil {
		t.Fatal("the first client is refused")
	}
	var a [4]byte
	for i := range 3 * maxNetworks {
		binary.BigEndian.PutUint32(a[:], 10<<24|uint32(i))
		if why := enterAndLeave(netip.AddrFrom4(a)); why != "" {
			t.Fatalf("client %d: %s", i, why)
		}
		if len(g.networks) > maxNetworks {
			t.Fatalf("%d networks are remembered", len(g.networks))
		}
		advance(time.Millisecond)
	}
	if why := enterAndLeave(netip.AddrFrom4(a)); why != "rate" {
		t.Errorf("the last client again: %q, want rate", why)
	}
	again, _ := g.admit(noConn{}, netip.MustParseAddr("192.0.2.1"), false)
	if again != nil && again.networks[1] != stays.networks[1] {
		t.Error("a network with a session was forgotten")
	}
	if g.leave(stays); len(g.slots) != 0 {
		t.Errorf("%d sessions are left", len(g.slots))
	}
}

// noConn is a stub of a network connection. Only Close may be called.
type noConn struct{ net.Conn }

func (noConn) Close() error { return nil }

// address returns an IPv6 address in the /48, /56 and /64 networks with these numbers, in
// 2001:db8::/32.
func address(n48, n56, n64 int) netip.Addr {
	return netip.MustParseAddr(fmt.Sprintf("2001:db8:%x:%x::1", n48, n56<<8|n64))
}

// TestGateNetworks checks the limits of an IPv6 /64, /56 and /48, and of an IPv4 address
// and /24: for pending connections, sessions and the rate.
func TestGateNetworks(t *testing.T) {
	v6 := func(i int) map[string]netip.Addr {
		return map[string]netip.Addr{"/64": address(0, 0, 0), "/56": address(0, 0, i), "/48": address(0, i, i)}
	}
	v4 := func(i int) map[string]netip.Addr {
		return map[string]netip.Addr{"/32": netip.AddrFrom4([4]byte{10, 0, 0, 0}), "/24": netip.AddrFrom4([4]byte{10, 0, 0, byte(i)})}
	}
	const many = 100 // how many connections are tried; this is more than any limit
	for _, tt := range []struct {
		network                 string
		address                 func(int) map[string]netip.Addr
		pending, sessions, rate int
	}{
		{"/64", v6, 5, 5, 10},
		{"/56", v6, 10, 10, 20},
		{"/48", v6, 20, 20, 40},
		{"/32", v4, 5, 5, 10},
		{"/24", v4, 20, many, many},
	} {
		admitted := func(l Limits, use func(*gate, *visit) bool) (n int) {
			g, _ := gateWithClock(l)
			for i := range many {
				if v, why := g.admit(noConn{}, tt.address(i)[tt.network], false); why == "" && use(g, v) {
					n++
				}
			}
			return n
		}
		if n := admitted(Limits{PerAddress: 5, Pending: many}, func(*gate, *visit) bool { return true }); n != tt.pending {
			t.Errorf("%s: %d pending connections, want %d", tt.network, n, tt.pending)
		}
		takeSlot := func(g *gate, v *visit) bool {
			defer func() {
				if v.state == visitPending {
					g.leave(v)
				}
			}()
			return g.takeSlot(v) == nil
		}
		if n := admitted(Limits{PerAddress: 5, Pending: many}, takeSlot); n != tt.sessions {
			t.Errorf("%s: %d sessions, want %d", tt.network, n, tt.sessions)
		}
		leave := func(g *gate, v *visit) bool { g.leave(v); return true }
		if n := admitted(Limits{Rate: 10, Pending: many}, leave); n != tt.rate {
			t.Errorf("%s: %d connections at once, want %d", tt.network, n, tt.rate)
		}
	}
}

// TestGateNeighbors checks that refused connections from one address do not use up the rate
// limit of its /48, so that other addresses in that /48 can still connect.
func TestGateNeighbors(t *testing.T) {
	g, _ := gateWithClock(Limits{Rate: 10, Pending: 1000})
	for range 1000 {
		_, _ = g.admit(noConn{}, address(0, 0, 0), false)
	}
	if _, why := g.admit(noConn{}, address(0, 1, 0), false); why != "" {
		t.Errorf("a neighbor is refused: %s", why)
	}
	if n := len(g.networks); n != 5 {
		t.Errorf("%d networks are remembered, want 5", n)
	}
}

// TestGateEviction checks which connection the gate closes when too many are pending.
func TestGateEviction(t *testing.T) {
	const pending = 30
	for _, tt := range []struct {
		name string
		// the two functions return the network and the progress of connection i
		network  func(i int) int
		progress func(i int) progress
		wait     time.Duration
		mayEvict func(network int, p progress) bool
	}{
		{"silent ones first", func(i int) int { return min(i, 10) }, func(i int) progress { return progress(i % 3) }, stepGrace,
			func(_ int, p progress) bool { return p == silent }},
		{"the network that holds most", func(i int) int { return min(i, 10) }, func(int) progress { return exchanging }, stepGrace,
			func(network int, _ progress) bool { return network == 10 }},
		{"silent ones of the network that holds most", func(i int) int { return min(i, 10) }, func(i int) progress { return progress(i % 2) }, stepGrace,
			func(network int, p progress) bool { return network == 10 && p == silent }},
		{"when all are new, silent ones", func(i int) int { return min(i, 10) }, func(i int) progress { return exchanging * progress(i/10%2) }, 0,
			func(_ int, p progress) bool { return p == silent }},
	} {
		g, advance := gateWithClock(Limits{Pending: pending})
		visits, networks := map[*visit]progress{}, map[*visit]int{}
		for i := range pending {
			v, _ := g.admit(noConn{}, address(tt.network(i), i, 0), false)
			g.setProgress(v, tt.progress(i))
			visits[v], networks[v] = tt.progress(i), tt.network(i)
		}
		advance(tt.wait)
		for i := range 5 {
			v, _ := g.admit(noConn{}, address(1000+i, 0, 0), false)
			g.setProgress(v, exchanged)
		}
		evicted := 0
		for v, p := range visits {
			if v.state == visitEnded {
				evicted++
				if !tt.mayEvict(networks[v], p) {
					t.Errorf("%s: evicted from network %d with progress %d", tt.name, networks[v], p)
				}
			}
		}
		if evicted != 5 || g.pending.len() != pending {
			t.Errorf("%s: %d connections are evicted, want 5; %d are pending", tt.name, evicted, g.pending.len())
		}
	}
}
