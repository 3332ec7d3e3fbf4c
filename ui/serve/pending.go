package serve

import (
	"math/rand/v2"
	"slices"
	"time"
)

// pendingPool holds the admitted connections that have no session slot, in any order. It is
// not safe for concurrent use.
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
// the first to be closed. Each step takes one round trip: a client sends its identification
// string as soon as it is connected, and KEXINIT when it has received the server's
// identification string. With the default of 2,048 pending connections, a new connection is
// not closed earlier unless more than 4,000 connections arrive per second.
const stepGrace = 500 * time.Millisecond

// sampleSize is how many connections chooseToClose compares. A network that has 2 % of all
// pending connections has five in an average sample. A larger sample would cost too much CPU
// in a flood.
const sampleSize = 256

// chooseToClose returns the connection to close when too many are pending. The pool must not
// be empty. As with OpenSSH's MaxStartups, the connection is chosen at random among those with
// the highest suspicion, so that clients that connect often do not push out all others.
func (p *pendingPool) chooseToClose(now time.Time) *visit {
	var chosen *visit
	var highest [6]int
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

// burstGrace replaces stepGrace for silent connections if so many come at once that none
// has waited for longer.
const burstGrace = 350 * time.Millisecond

// fairShare is how many pending connections a network may have without being suspected: as
// many as one address by default.
const fairShare = 20

// suspicion returns numbers that are higher if a connection is more likely to be part of an
// attack. The numbers of two connections are compared in order; the first difference decides.
// They say whether the connection takes too long for a step of the handshake, whether its
// network has too many connections, and how far the handshake has come.
func (v *visit) suspicion(now time.Time) (s [6]int) {
	switch waited := now.Sub(v.lastStep); {
	case waited >= stepGrace && v.progress < exchanging:
		s[0] = 2 + int(exchanging-v.progress)
	case waited >= stepGrace, waited >= burstGrace && v.progress == silent:
		s[0] = 1 // the user may be comparing the fingerprint of the host key
	}
	s[2] = int(exchanged - v.progress)
	if n := len(v.networks); n > 0 {
		s[1] = max(0, v.networks[0].pending-fairShare)
		for i := range 3 {
			s[3+i] = v.networks[min(i, n-1)].pending
		}
	}
	return s
}
