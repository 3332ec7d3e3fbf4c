package paint

import (
	"io"
	"sync"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
)

// input is the events that were read together, and when.
type input struct {
	events []uv.Event
	time   time.Time
}

// reader reads what the terminal sends, and delivers the events in order. While the
// program is busy nothing is read: what has arrived by then is delivered together.
type reader struct {
	in      io.Reader
	deliver func(input)
	// escapeWait is how long an escape byte may be the start of a sequence.
	escapeWait time.Duration

	mu         sync.Mutex
	decoder    decoder
	timer      *time.Timer
	generation int // counts reads, so that a timer knows that it is too late
}

// sequenceTimeout is how long the rest of a sequence may take. It is long because
// connections stall, and no user types the start of a sequence.
const sequenceTimeout = 500 * time.Millisecond

// pasteTimeout is how long a paste may pause until ctrl+c or escape ends it, because
// the sequence that ends it may be lost. Any other key continues it: it may be the
// rest of a slow paste.
const pasteTimeout = 2 * time.Second

// run reads until there is nothing more to read.
func (r *reader) run() {
	buf := make([]byte, 1024)
	for {
		n, err := r.in.Read(buf)
		if n > 0 {
			r.decode(buf[:n])
		}
		if err != nil {
			return
		}
	}
}

// decode decodes what was read, and delivers the events.
func (r *reader) decode(b []byte) {
	now := time.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	events := r.decoder.feed(b)
	r.generation++
	if r.timer != nil {
		r.timer.Stop()
		r.timer = nil
	}
	switch {
	case r.decoder.loneEscape():
		r.startTimer(r.escapeWait)
	case r.decoder.pasting:
		r.startTimer(pasteTimeout)
	case r.decoder.incomplete():
		r.startTimer(sequenceTimeout)
	}
	if len(events) > 0 {
		r.deliver(input{events, now})
	}
}

// startTimer calls timeout after a while, unless something is read before.
func (r *reader) startTimer(d time.Duration) {
	generation := r.generation
	r.timer = time.AfterFunc(d, func() { r.timeout(generation) })
}

// timeout delivers the events of an incomplete sequence.
func (r *reader) timeout(generation int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if generation != r.generation {
		return
	}
	if r.decoder.pasting {
		r.decoder.pasteStalled = true
		return
	}
	if events := r.decoder.flush(); len(events) > 0 {
		r.deliver(input{events, time.Now()})
	}
}
