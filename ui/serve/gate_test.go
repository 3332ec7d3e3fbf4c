package serve

import (
	"encoding/binary"
	"net/netip"
	"testing"
	"time"
)

// clocked is a gate with a clock that the test sets.
func clocked(l Limits) (g *gate, pass func(time.Duration)) {
	now := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	g = newGate(l)
	g.now = func() time.Time { return now }
	return g, func(d time.Duration) { now = now.Add(d) }
}

// TestGateRate: so many connections at once, then one whenever its part of the
// minute has passed, and never more at once than in the beginning.
func TestGateRate(t *testing.T) {
	g, pass := clocked(Limits{Rate: 3})
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
		pass(tt.wait)
		if _, got := g.enter(tt.from, false); got != tt.want {
			t.Errorf("connection %d: %q, want %q", i, got, tt.want)
		}
	}
}

// TestGateForgets: strangers do not fill the memory, and who is here or was here
// just now is still known.
func TestGateForgets(t *testing.T) {
	g, pass := clocked(Limits{Rate: 1})
	come := func(a netip.Addr) string {
		v, why := g.enter(a, false)
		if why == "" {
			_ = g.handshakeDone(v, false)
		}
		return why
	}
	stays, why := g.enter(netip.MustParseAddr("192.0.2.1"), false)
	if why != "" || g.handshakeDone(stays, true) != nil {
		t.Fatal("nobody gets in")
	}
	var a [4]byte
	for i := range 3 * maxVisitors {
		binary.BigEndian.PutUint32(a[:], 10<<24|uint32(i))
		if why := come(netip.AddrFrom4(a)); why != "" {
			t.Fatalf("stranger %d: %s", i, why)
		}
		if len(g.visitors) > maxVisitors {
			t.Fatalf("%d visitors are remembered", len(g.visitors))
		}
		pass(time.Millisecond)
	}
	if why := come(netip.AddrFrom4(a)); why != "rate" {
		t.Errorf("the last one comes again: %q", why)
	}
	again, _ := g.enter(netip.MustParseAddr("192.0.2.1"), false)
	if again != nil && again != stays {
		t.Error("who has a session is not known any more")
	}
	if g.leave(stays, true); g.sessions != 0 {
		t.Errorf("%d sessions are left", g.sessions)
	}
}
