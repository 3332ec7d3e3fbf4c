package paint

import (
	"bytes"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
)

// decoder turns what a terminal sends into events. It cuts the bytes into
// whole sequences itself, so that it does not matter in which pieces they
// arrive, and leaves their meaning to ultraviolet.
type decoder struct {
	meaning uv.EventDecoder
	rest    []byte // the beginning of a sequence
	paste   []byte
	pasting bool
	stalled bool // the paste has paused for long: its end may be lost
}

const (
	esc        = 0x1b
	pasteStart = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
	// maxSequence bounds a sequence, in bytes: longer ones mean nothing.
	maxSequence = 4096
	// maxPaste bounds what is kept of pasted text, in bytes.
	maxPaste = 1 << 20
)

// feed returns the events of all sequences that are complete now.
func (d *decoder) feed(b []byte) []uv.Event {
	var events []uv.Event
	if d.stalled && isWayOut(b) {
		events = d.flush()
	}
	d.stalled = false
	if len(d.rest) > 0 {
		b = append(d.rest, b...)
	}
	for len(b) > 0 {
		var n int
		if d.pasting {
			n, events = d.pasted(b, events)
		} else {
			n, events = d.sequence(b, events)
		}
		if n == 0 {
			break
		}
		b = b[n:]
	}
	d.rest = append(d.rest[:0:0], b...)
	return events
}

// sequence reads one sequence and adds what it means. It returns 0 if the
// sequence is not complete.
func (d *decoder) sequence(b []byte, events []uv.Event) (int, []uv.Event) {
	n := length(b)
	if n == 0 {
		return 0, events
	}
	if string(b[:n]) == pasteStart {
		d.pasting = true
		return n, events
	}
	return n, append(events, d.meanings(b[:n])...)
}

// meanings returns what a whole sequence means; nothing, if nobody knows.
func (d *decoder) meanings(seq []byte) (events []uv.Event) {
	defer func() {
		if recover() != nil { // no sequence may stop the program
			events = nil
		}
	}()
	n, e := d.meaning.Decode(seq)
	if n != len(seq) && len(seq) > 1 && seq[0] == esc {
		return nil
	}
	switch e := e.(type) {
	case nil, uv.UnknownEvent, uv.UnknownCsiEvent, uv.UnknownSs3Event, uv.UnknownOscEvent, uv.UnknownDcsEvent,
		uv.UnknownSosEvent, uv.UnknownPmEvent, uv.UnknownApcEvent:
		return nil
	case uv.MultiEvent:
		return e
	}
	return []uv.Event{e}
}

// pasted reads pasted text up to its end, or as far as it can be told from the
// end.
func (d *decoder) pasted(b []byte, events []uv.Event) (int, []uv.Event) {
	if i := bytes.Index(b, []byte(pasteEnd)); i >= 0 {
		d.keep(b[:i])
		events = append(events, uv.PasteEvent{Content: string(bytes.ToValidUTF8(d.paste, nil))})
		d.paste, d.pasting = nil, false
		return i + len(pasteEnd), events
	}
	n := len(b)
	for k := min(len(pasteEnd)-1, n); k > 0; k-- {
		if bytes.HasPrefix([]byte(pasteEnd), b[n-k:]) {
			n -= k
			break
		}
	}
	d.keep(b[:n])
	return n, events
}

func (d *decoder) keep(b []byte) {
	d.paste = append(d.paste, b[:min(len(b), maxPaste-len(d.paste))]...)
}

// lone reports whether all that waits is an escape: a key of its own, unless
// more follows at once.
func (d *decoder) lone() bool { return !d.pasting && len(d.rest) == 1 && d.rest[0] == esc }

// broken reports whether the beginning of something longer waits.
func (d *decoder) broken() bool { return !d.pasting && len(d.rest) > 0 && !d.lone() }

// isWayOut reports whether somebody presses ctrl+c or escape, and nothing else.
func isWayOut(b []byte) bool { return len(b) == 1 && (b[0] == 'C'&0x1f || b[0] == esc) }

// flush takes what waits for all there is.
func (d *decoder) flush() []uv.Event {
	if d.pasting {
		_, events := d.pasted(append(d.rest, pasteEnd...), nil)
		d.rest = nil
		return events
	}
	if len(d.rest) == 0 {
		return nil
	}
	seq := d.rest
	d.rest = nil
	return d.meanings(seq)
}

// length returns how long the first sequence is, 0 if it is not complete.
func length(b []byte) int {
	switch {
	case b[0] == esc:
		return escapeLength(b)
	case b[0] < utf8.RuneSelf:
		return 1
	case !utf8.FullRune(b):
		return 0
	}
	_, n := utf8.DecodeRune(b)
	return n
}

func escapeLength(b []byte) int {
	if len(b) == 1 {
		return 0
	}
	switch b[1] {
	case '[':
		return controlLength(b)
	case 'O':
		return shiftLength(b)
	case 'P', 'X', ']', '^', '_':
		return stringLength(b)
	case esc:
		return 1
	}
	if n := length(b[1:]); n > 0 {
		return n + 1
	}
	return 0
}

// controlLength is the length of a control sequence. Two old kinds go on behind
// their end: the function keys of the Linux console, and the mouse of X10.
func controlLength(b []byte) int {
	for i := 2; i < min(len(b), maxSequence); i++ {
		switch c := b[i]; {
		case c == '[' && i == 2:
			return complete(b, 4)
		case c == 'M' && i == 2:
			return complete(b, 6)
		case c >= 0x40 && c <= 0x7e:
			return i + 1
		case c < 0x20 || c > 0x7e:
			return i // what follows is no part of it
		}
	}
	return bounded(b)
}

// shiftLength is the length of a key that begins with SS3.
func shiftLength(b []byte) int {
	for i := 2; i < min(len(b), maxSequence); i++ {
		if c := b[i]; c < '0' || c > ';' {
			if c < 0x20 || c > 0x7e {
				return i
			}
			return i + 1
		}
	}
	return bounded(b)
}

// stringLength is the length of a control string: it ends with ST or BEL.
func stringLength(b []byte) int {
	for i := 2; i < min(len(b), maxSequence); i++ {
		switch {
		case b[i] == 0x07:
			return i + 1
		case b[i] == esc && i+1 < len(b) && b[i+1] == '\\':
			return i + 2
		case b[i] == esc && i+1 < len(b):
			return i
		case b[i] == esc:
			return 0
		}
	}
	return bounded(b)
}

// complete is n if so many bytes are there.
func complete(b []byte, n int) int {
	if len(b) < n {
		return 0
	}
	return n
}

// bounded ends what is longer than any sequence that means something.
func bounded(b []byte) int {
	if len(b) < maxSequence {
		return 0
	}
	return maxSequence
}
