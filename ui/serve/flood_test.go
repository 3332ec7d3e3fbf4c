package serve

import (
	"container/heap"
	"math/rand/v2"
	"net/netip"
	"testing"
	"time"
)

// event is a function that the simulation calls at a simulated time.
type event struct {
	at time.Time
	do func()
}

// events is a heap of events, ordered by time, for container/heap.
type events []event

func (e events) Len() int           { return len(e) }
func (e events) Less(i, j int) bool { return e[i].at.Before(e[j].at) }
func (e events) Swap(i, j int)      { e[i], e[j] = e[j], e[i] }
func (e *events) Push(x any)        { *e = append(*e, x.(event)) }
func (e *events) Pop() any {
	last := (*e)[len(*e)-1]
	*e = (*e)[:len(*e)-1]
	return last
}

// flood simulates a gate during an attack, with its own clock.
type flood struct {
	gate   *gate
	now    time.Time
	events events
}

// schedule arranges for do to be called when the simulated duration d has passed.
func (f *flood) schedule(d time.Duration, do func()) { heap.Push(&f.events, event{f.now.Add(d), do}) }

// TestGateFlood simulates 3,000 hostile connections per second for six seconds, and checks
// that at least 95 % of the honest clients log in, whose handshakes take 1.2 s.
func TestGateFlood(t *testing.T) {
	anywhere := func() netip.Addr {
		return netip.AddrFrom4([4]byte{byte(1 + rand.IntN(200)), byte(rand.IntN(256)), byte(rand.IntN(256)), 1})
	}
	for name, tt := range map[string]struct {
		from    func() netip.Addr
		reaches func(i int) progress // returns how far hostile client i goes in the handshake
	}{
		"silent, from one address": {func() netip.Addr { return netip.MustParseAddr("192.0.2.1") }, func(int) progress { return silent }},
		"silent, from one /48":     {func() netip.Addr { return address(1, rand.IntN(256), rand.IntN(256)) }, func(int) progress { return silent }},
		"exchanging, from 60 /48":  {func() netip.Addr { return address(rand.IntN(60), rand.IntN(256), rand.IntN(256)) }, func(int) progress { return exchanging }},
		"silent, from everywhere":  {anywhere, func(int) progress { return silent }},
		"identified, everywhere":   {anywhere, func(int) progress { return identified }},
		"exchanging and silent":    {func() netip.Addr { return address(rand.IntN(1<<16), rand.IntN(256), 0) }, func(i int) progress { return progress(i % 3) }},
	} {
		f := &flood{now: time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)}
		f.gate = newGate(Limits{Sessions: 1000, PerAddress: 20, Rate: 120, Pending: defaultPending, Handshake: 10 * time.Second})
		f.gate.now = func() time.Time { return f.now }
		const seconds, hostile, honest = 6, 3000, 10 // hostile and honest are clients per second
		for i := range seconds * hostile {
			f.schedule(time.Duration(i)*time.Second/hostile, func() { f.attack(tt.from(), tt.reaches(i)) })
		}
		in := 0
		for i := range seconds * honest {
			f.schedule(time.Duration(i)*time.Second/honest, func() { f.logIn(address(0xf000, i%20, 0), func() { in++ }) })
		}
		for f.events.Len() > 0 {
			e := heap.Pop(&f.events).(event)
			f.now = e.at
			e.do()
		}
		if want := seconds * honest * 95 / 100; in < want {
			t.Errorf("%s: %d honest clients of %d have logged in, want %d", name, in, seconds*honest, want)
		}
	}
}

// attack connects, goes as far in the handshake as reaches says, and then keeps the connection
// for as long as the limits allow.
func (f *flood) attack(from netip.Addr, reaches progress) {
	v, refused := f.gate.admit(noConn{}, from, false)
	if refused != "" {
		return
	}
	limit := f.gate.limits.Handshake
	if reaches == exchanging {
		limit *= exchangeFactor
	}
	f.gate.setProgress(v, reaches)
	f.schedule(limit, func() { f.gate.leave(v) })
}

// logIn simulates an honest client whose handshake takes four round trips of 300 ms. It calls
// done if the client gets a session slot.
func (f *flood) logIn(from netip.Addr, done func()) {
	v, refused := f.gate.admit(noConn{}, from, false)
	if refused != "" {
		return
	}
	const roundTrip = 300 * time.Millisecond
	f.schedule(roundTrip, func() { f.gate.setProgress(v, identified) })
	f.schedule(2*roundTrip, func() { f.gate.setProgress(v, exchanging) })
	f.schedule(3*roundTrip, func() { f.gate.setProgress(v, exchanged) })
	f.schedule(4*roundTrip, func() {
		if f.gate.takeSlot(v) == nil {
			done()
		}
		f.gate.leave(v)
	})
}
