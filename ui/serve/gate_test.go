package serve

import (
	"encoding/binary"
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
		if _, got := g.enter(tt.from, false); got != tt.want {
			t.Errorf("connection %d: %q, want %q", i, got, tt.want)
		}
	}
}

// TestGateForgets checks that the number of visitors is bounded, and that visitors with a
// session, and those that were seen last, are remembered.
func TestGateForgets(t *testing.T) {
	g, advance := gateWithClock(Limits{Rate: 1})
	enterAndLeave := func(a netip.Addr) string {
		v, why := g.enter(a, false)
		if why == "" {
			_ = g.handshakeDone(v, false)
		}
		return why
	}
	stays, why := g.enter(netip.MustParseAddr("192.0.2.1"), false)
	if why != "" || g.handshakeDone(stays, true) != nil {
		t.Fatal("the first visitor is refused")
	}
	var a [4]byte
	for i := range 3 * maxVisitors {
		binary.BigEndian.PutUint32(a[:], 10<<24|uint32(i))
		if why := enterAndLeave(netip.AddrFrom4(a)); why != "" {
			t.Fatalf("visitor %d: %s", i, why)
		}
		if len(g.visitors) > maxVisitors {
			t.Fatalf("%d visitors are remembered", len(g.visitors))
		}
		advance(time.Millisecond)
	}
	if why := enterAndLeave(netip.AddrFrom4(a)); why != "rate" {
		t.Errorf("the last visitor again: %q, want rate", why)
	}
	again, _ := g.enter(netip.MustParseAddr("192.0.2.1"), false)
	if again != nil && again != stays {
		t.Error("a visitor with a session was forgotten")
	}
	if g.leave(stays, true); g.sessions != 0 {
		t.Errorf("%d sessions are left", g.sessions)
	}
}
