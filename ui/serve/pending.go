package serve

import (
	"math/rand/v2"
	"slices"
	"time"
)

// pendingPool holds the connections that have no session slot. It is not safe for
// concurrent use.
type pendingPool struct{ visits []*visit }

func (p *pendingPool) len() int { return len(p.visits) }

func (p *pendingPool) add(v *visit) {
	v.index = len(p.visits)
	p.visits = append(p.visits, v)
}

func (p *pendingPool) remove(v *visit) {
	last := len(p.visits) - 1
	p.visits[v.index] = p.visits[last]
	p.visits[v.index].index = v.index
	p.visits[last] = nil
	p.visits = p.visits[:last]
}

// stepGrace is how long a client may take for one step of the handshake before it is among
// the first to be closed. It is one round trip: a client sends its identification string
// as soon as it is connected, and KEXINIT when it has the server's. With the default of
// 2,048 pending connections, new ones have that time up to 4,000 connections per second.
const stepGrace = 500 * time.Millisecond

// sampleSize is how many connections choose looks at. A network that holds 2 % of all
// has five of them on average. More would cost too much CPU in a flood.
const sampleSize = 256

// choose returns the connection to close when there are too many. As with OpenSSH's
// MaxStartups, it is drawn at random, so that clients that connect often do not simply
// push out the others. It is drawn from the connections that have waited for stepGrace:
// first from those that have sent nothing, then from those that have sent only their
// identification string, then from those that have not accepted the host key; and among
// them, from the network that holds most pending connections. The pool must not be empty.
func (p *pendingPool) choose(now time.Time) *visit {
	var chosen *visit
	var highest [4]int
	ties := 0
	for i := range min(len(p.visits), sampleSize) {
		if len(p.visits) > sampleSize {
			i = rand.IntN(len(p.visits)) //nolint:gosec // it need not be secret, only different
		}
		s := p.visits[i].suspicion(now)
		switch c := slices.Compare(s[:], highest[:]); {
		case chosen == nil || c > 0:
			chosen, highest, ties = p.visits[i], s, 1
		case c == 0:
			if ties++; rand.IntN(ties) == 0 { //nolint:gosec // as above
				chosen = p.visits[i]
			}
		}
	}
	return chosen
}

// suspicion returns how likely it is that a connection is part of an attack, as numbers of
// which the first one that differs counts.
func (v *visit) suspicion(now time.Time) (s [4]int) {
	if now.Sub(v.lastStep) >= stepGrace {
		s[0] = 1 + int(exchanged-v.progress)
	}
	if n := len(v.networks); n > 0 {
		for i := range 3 {
			s[1+i] = v.networks[min(i, n-1)].pending
		}
	}
	return s
}
