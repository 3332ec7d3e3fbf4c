package serve

import (
	"io"
	"sync"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// tty is the part of a terminal's line discipline that a command needs: it echoes what
// is typed, lets the user edit a line until it is complete, and turns ctrl+c into an
// interrupt.
//
// golang.org/x/term.Terminal was tried and does not fit. It has no raw mode. It drops tabs,
// control characters, escape sequences, bytes that are not UTF-8, and the part of a line after
// 4096 characters, but all of these occur in pasted logs. It also treats ^D after a partial
// line as a deletion.
type tty struct {
	input     io.Reader // what the user types
	echo      io.Writer // where typed characters are shown
	interrupt func()    // called when the user presses ctrl+c

	mu      sync.Mutex
	changed *sync.Cond // signals that a field of the tty has changed
	line    []byte     // the line that the user is editing
	ready   []byte     // the bytes that Read may return
	eof     bool       // ^D was typed, so further input is ignored
	raw     bool       // raw mode: input is neither echoed nor edited
	closed  bool       // close was called
	err     error      // the error with which the input has ended, returned by Read
}

const (
	maxTyped = 4 << 10  // how many bytes of a line can be edited; longer lines are passed on in parts
	maxReady = 16 << 10 // while more bytes than this wait for a Read, no more input is taken from the client
)

func newTTY(input io.Reader, echo io.Writer, interrupt func()) *tty {
	t := &tty{input: input, echo: echo, interrupt: interrupt}
	t.changed = sync.NewCond(&t.mu)
	return t
}

// setRaw switches to raw mode: from now on, Read returns the input unchanged, without waiting
// for the end of a line.
func (t *tty) setRaw() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.raw, t.eof = true, false
	t.passLine()
	t.changed.Broadcast()
}

// close ends the input: a Read that is waiting returns, and input from now on is dropped.
func (t *tty) close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.closed, t.err = true, io.ErrClosedPipe
	t.line, t.ready = nil, nil
	t.changed.Broadcast()
}

// run reads, echoes and edits the input until the input ends.
func (t *tty) run() {
	buf := make([]byte, 1024)
	for {
		n, err := t.input.Read(buf)
		if echo := t.receive(buf[:n], err); len(echo) > 0 {
			_, _ = t.echo.Write(echo) // an error means that the client has left
		}
		if err != nil {
			return
		}
	}
}

// receive processes bytes of input, and the error that came with them, if any. It returns the
// bytes to echo.
func (t *tty) receive(p []byte, err error) (echo []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for len(t.ready) > maxReady && err == nil && !t.closed {
		t.changed.Wait()
	}
	if t.closed {
		return nil
	}
	if t.raw {
		t.ready = append(t.ready, p...)
	} else {
		for _, c := range p {
			echo = t.handleByte(c, echo)
		}
	}
	if err != nil {
		t.err = err
		t.passLine()
	}
	t.changed.Broadcast()
	return echo
}

// handleByte edits the line as a typed byte demands. It appends the bytes to echo to echo, and
// returns the result.
func (t *tty) handleByte(c byte, echo []byte) []byte {
	if c == 'C'&0x1f {
		t.line = nil
		t.interrupt()
		return append(echo, "^C\r\n"...)
	}
	if t.eof {
		return echo
	}
	switch c {
	case 'D' & 0x1f:
		t.eof = len(t.line) == 0
		t.passLine()
		return echo
	case 'U' & 0x1f:
		for len(t.line) > 0 {
			echo = t.erase(echo)
		}
		return echo
	case '\b', 0x7f:
		return t.erase(echo)
	case '\r', '\n':
		t.line = append(t.line, '\n')
		t.passLine()
		return append(echo, "\r\n"...)
	}
	t.line = append(t.line, c)
	if len(t.line) >= maxTyped {
		t.passLine()
	}
	if c < ' ' && c != '\t' {
		return append(echo, '^', c+'@')
	}
	return append(echo, c)
}

// passLine makes the line available to Read, whether the line is complete or not.
func (t *tty) passLine() {
	t.ready = append(t.ready, t.line...)
	t.line = t.line[:0]
}

// erase removes the last character of the line. It appends to echo the bytes that remove the
// character from the screen, and returns the result.
func (t *tty) erase(echo []byte) []byte {
	if len(t.line) == 0 {
		return echo
	}
	r, n := utf8.DecodeLastRune(t.line)
	width := ansi.StringWidth(string(r))
	if r < ' ' {
		width = 2 // a control character is shown as ^ and a letter
	}
	t.line = t.line[:len(t.line)-n]
	for range width {
		echo = append(echo, "\b \b"...)
	}
	return echo
}

// Read returns typed bytes. If raw mode is off, it waits until a line is complete or ^D was
// typed.
func (t *tty) Read(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for len(t.ready) == 0 && !t.eof && t.err == nil {
		t.changed.Wait()
	}
	switch {
	case len(t.ready) > 0:
		n := copy(p, t.ready)
		t.ready = t.ready[n:]
		t.changed.Broadcast()
		return n, nil
	case t.eof:
		return 0, io.EOF
	}
	return 0, t.err
}
