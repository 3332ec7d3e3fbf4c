package explain

import (
	"fmt"
	"io"
	"time"

	"teapot/ui/text"
)

// progress shows on a terminal how much of a file has been read, once reading has
// taken more than a second. All methods of a nil progress do nothing.
type progress struct {
	terminal   io.Writer
	name       string
	started    time.Time
	shown      time.Time // when the line was last drawn; started if never
	bytes      int
	sinceCheck int // bytes read since the last look at the clock
}

// newProgress returns the progress of reading a file, or nil without a terminal.
func newProgress(terminal io.Writer, name string) *progress {
	if terminal == nil {
		return nil
	}
	now := time.Now()
	return &progress{terminal: terminal, name: text.Clean(name), started: now, shown: now}
}

// checkInterval is how many bytes are read between two looks at the clock.
const checkInterval = 1 << 20

func (p *progress) add(bytes int) {
	if p == nil {
		return
	}
	p.bytes += bytes
	if p.sinceCheck += bytes; p.sinceCheck < checkInterval {
		return
	}
	p.sinceCheck = 0
	if now := time.Now(); now.Sub(p.started) > time.Second && now.Sub(p.shown) > time.Second/5 {
		p.shown = now
		fmt.Fprintf(p.terminal, "\r%s: %d MB read", p.name, p.bytes>>20)
	}
}

// clear erases the line.
func (p *progress) clear() {
	if p != nil && p.shown != p.started {
		fmt.Fprint(p.terminal, "\r\x1b[K")
	}
}
