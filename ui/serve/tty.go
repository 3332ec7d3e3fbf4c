package serve

import (
	"io"
	"sync"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// tty is the little of a terminal's line discipline that a command needs: what
// is typed is shown, and can be mended before the line ends.
type tty struct {
	from      io.Reader
	echo      io.Writer
	interrupt func()

	mu    sync.Mutex
	moved *sync.Cond
	line  []byte // what is being typed
	ready []byte // what may be read
	end   bool   // the end of input was typed; nothing behind it counts
	raw   bool
	over  bool  // nobody reads any more
	err   error // of from
}

const (
	maxTyped = 4 << 10  // bytes of a line that can be mended
	maxReady = 64 << 10 // bytes that wait to be read
)

func newTTY(from io.Reader, echo io.Writer, interrupt func()) *tty {
	t := &tty{from: from, echo: echo, interrupt: interrupt}
	t.moved = sync.NewCond(&t.mu)
	return t
}

// setRaw hands on what is typed as it is, from now on.
func (t *tty) setRaw() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.raw, t.end = true, false
	t.ready = append(t.ready, t.line...)
	t.line = nil
	t.moved.Broadcast()
}

// close ends the input: whoever waits for some wakes up, and what is typed from
// now on is lost.
func (t *tty) close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.over, t.err = true, io.ErrClosedPipe
	t.line, t.ready = nil, nil
	t.moved.Broadcast()
}

// run reads what is typed until there is no more.
func (t *tty) run() {
	buf := make([]byte, 1024)
	for {
		n, err := t.from.Read(buf)
		if shown := t.typed(buf[:n], err); len(shown) > 0 {
			_, _ = t.echo.Write(shown) // who has left sees nothing
		}
		if err != nil {
			return
		}
	}
}

// typed takes what was typed and returns what is to be shown of it.
func (t *tty) typed(p []byte, err error) (shown []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for len(t.ready) > maxReady && err == nil && !t.over {
		t.moved.Wait()
	}
	if t.over {
		return nil
	}
	if t.raw {
		t.ready = append(t.ready, p...)
	} else {
		for _, c := range p {
			shown = t.key(c, shown)
		}
	}
	if err != nil {
		t.err = err
		t.pass()
	}
	t.moved.Broadcast()
	return shown
}

// key does what a key means.
func (t *tty) key(c byte, shown []byte) []byte {
	if c == 'C'&0x1f {
		t.line = nil
		t.interrupt()
		return append(shown, "^C\r\n"...)
	}
	if t.end {
		return shown
	}
	switch c {
	case 'D' & 0x1f:
		t.end = len(t.line) == 0
		t.pass()
		return shown
	case 'U' & 0x1f:
		for len(t.line) > 0 {
			shown = t.erase(shown)
		}
		return shown
	case '\b', 0x7f:
		return t.erase(shown)
	case '\r', '\n':
		t.line = append(t.line, '\n')
		t.pass()
		return append(shown, "\r\n"...)
	}
	t.line = append(t.line, c)
	if len(t.line) >= maxTyped {
		t.pass()
	}
	if c < ' ' && c != '\t' {
		return append(shown, '^', c+'@')
	}
	return append(shown, c)
}

// pass lets the line be read.
func (t *tty) pass() {
	t.ready = append(t.ready, t.line...)
	t.line = t.line[:0]
}

// erase takes the last character off the line, and off the screen.
func (t *tty) erase(shown []byte) []byte {
	if len(t.line) == 0 {
		return shown
	}
	r, n := utf8.DecodeLastRune(t.line)
	width := ansi.StringWidth(string(r))
	if r < ' ' {
		width = 2 // ^X
	}
	t.line = t.line[:len(t.line)-n]
	for range width {
		shown = append(shown, "\b \b"...)
	}
	return shown
}

// Read returns what was typed, a line at a time or more.
func (t *tty) Read(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for len(t.ready) == 0 && !t.end && t.err == nil {
		t.moved.Wait()
	}
	switch {
	case len(t.ready) > 0:
		n := copy(p, t.ready)
		t.ready = t.ready[n:]
		t.moved.Broadcast()
		return n, nil
	case t.end:
		return 0, io.EOF
	}
	return 0, t.err
}
