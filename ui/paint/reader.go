package paint

import (
	"io"
	"sync"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
)

// input is a group of events that were read together, and the time at which they were
// read.
type input struct {
	events []uv.Event
	time   time.Time
}

// reader reads what the terminal sends, and delivers the events in order. It does not
// read while the program is busy; the events that arrive in that time are delivered
// together.
type reader struct {
	in      io.Reader
	deliver func(input)
	// escapeWait is how long to wait for more bytes after an escape byte, which may be the
	// escape key or the start of a sequence.
	escapeWait time.Duration

	mu         sync.Mutex
	decoder    decoder
	timer      *time.Timer
	generation int // the number of reads; a timer has no effect if it has changed since its start
}

// sequenceTimeout is how long to wait for the rest of a sequence. It is long, because
// connections stall. Users do not notice it, because keys send complete sequences.
const sequenceTimeout = 500 * time.Millisecond

// pasteTimeout is for a paste whose end is lost: the sequence that ends a paste may not
// arrive. After a pause of this length, ctrl+c or escape ends the paste too. Other bytes
// still belong to the paste, which may only be slow.
const pasteTimeout = 2 * time.Second

// run reads and delivers events until Read returns an error.
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

// startTimer makes r.timeout run after d, unless more bytes are read before.
func (r *reader) startTimer(d time.Duration) {
	generation := r.generation
	r.timer = time.AfterFunc(d, func() { r.timeout(generation) })
}

// timeout delivers the events of an incomplete sequence, or marks a paste as stalled. It
// does nothing if bytes were read since its timer was started.
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
