package paint

import (
	"io"
	"sync"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
)

// input are events that were waiting together, and when they were read.
type input struct {
	events []uv.Event
	at     time.Time
}

// reader reads what the terminal sends and hands it on, in order. While the
// program is busy nothing is read: what waits then comes all at once.
type reader struct {
	from io.Reader
	hand func(input)
	// wait is how long a lone escape may be the beginning of something.
	wait time.Duration

	mu    sync.Mutex
	keys  decoder
	timer *time.Timer
	turn  int // counts what was read; a timer that is late has an old number
}

// stall is how long the rest of a sequence may take. It is long: lines stall,
// and nobody types the beginning of a sequence.
const stall = 500 * time.Millisecond

// stalledPaste is how long a paste may pause before ctrl+c or escape ends it: its end
// may be lost. Nothing else does, or the rest of a slow one would be taken for keys.
const stalledPaste = 2 * time.Second

// run reads until there is no more.
func (r *reader) run() {
	buf := make([]byte, 1024)
	for {
		n, err := r.from.Read(buf)
		if n > 0 {
			r.read(buf[:n])
		}
		if err != nil {
			return
		}
	}
}

// read decodes what came and hands it on.
func (r *reader) read(b []byte) {
	at := time.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	events := r.keys.feed(b)
	r.turn++
	if r.timer != nil {
		r.timer.Stop()
		r.timer = nil
	}
	turn := r.turn
	switch {
	case r.keys.lone():
		r.timer = time.AfterFunc(r.wait, func() { r.late(turn) })
	case r.keys.pasting:
		r.timer = time.AfterFunc(stalledPaste, func() { r.late(turn) })
	case r.keys.broken():
		r.timer = time.AfterFunc(stall, func() { r.late(turn) })
	}
	if len(events) > 0 {
		r.hand(input{events, at})
	}
}

// late hands on what nothing followed.
func (r *reader) late(turn int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if turn != r.turn {
		return
	}
	if r.keys.pasting {
		r.keys.stalled = true
		return
	}
	if events := r.keys.flush(); len(events) > 0 {
		r.hand(input{events, time.Now()})
	}
}
