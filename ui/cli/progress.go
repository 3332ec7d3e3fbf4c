package cli

import (
	"fmt"
	"time"
)

// progress tells how much of a file was read, on a terminal, if reading takes
// longer than a second. A nil progress tells nothing.
type progress struct {
	*runner
	name    string
	started time.Time
	told    time.Time
	bytes   int
	since   int // bytes since the clock was last looked at
}

// newProgress returns the progress of reading a file, nil if nobody would see
// it.
func (r *runner) newProgress(name string) *progress {
	if !r.ErrTerm {
		return nil
	}
	now := time.Now()
	return &progress{runner: r, name: name, started: now, told: now}
}

// clockEvery is how many bytes are read between two looks at the clock.
const clockEvery = 1 << 20

func (p *progress) add(bytes int) {
	if p == nil {
		return
	}
	p.bytes += bytes
	if p.since += bytes; p.since < clockEvery {
		return
	}
	p.since = 0
	if now := time.Now(); now.Sub(p.started) > time.Second && now.Sub(p.told) > time.Second/5 {
		p.told = now
		fmt.Fprintf(p.Err, "\r%s: %d MB read", p.name, p.bytes>>20)
	}
}

// done takes the line away again.
func (p *progress) done() {
	if p != nil && p.told != p.started {
		fmt.Fprint(p.Err, "\r\x1b[K")
	}
}
