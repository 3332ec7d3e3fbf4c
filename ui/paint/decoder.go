package paint

import (
	"bytes"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
)

// decoder decodes what a terminal sends. It splits the bytes into complete sequences
// itself, so that it does not matter in which pieces they arrive, and leaves the
// meaning of each sequence to ultraviolet.
type decoder struct {
	events       uv.EventDecoder
	partial      []byte // the start of a sequence whose other bytes have not arrived yet
	paste        []byte // the text of the current paste, as far as it has arrived
	pasting      bool   // a paste has started and not ended
	pasteStalled bool   // the paste has paused for so long that the sequence that ends it may be lost
}

const (
	esc        = 0x1b
	pasteStart = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
	// maxSequence bounds the length of a sequence, in bytes. No longer sequence has a
	// meaning.
	maxSequence = 4096
	// maxPaste bounds the length of a paste, in bytes. The rest of a longer one is dropped.
	maxPaste = 1 << 20
)

// feed adds bytes from the terminal, and returns the events of all sequences that are
// complete now.
func (d *decoder) feed(b []byte) []uv.Event {
	var events []uv.Event
	if d.pasteStalled && isEscapeOrInterrupt(b) {
		events = d.flush()
	}
	d.pasteStalled = false
	if len(d.partial) > 0 {
		b = append(d.partial, b...)
	}
	for len(b) > 0 {
		var n int
		if d.pasting {
			n, events = d.readPaste(b, events)
		} else {
			n, events = d.readSequence(b, events)
		}
		if n == 0 {
			break
		}
		b = b[n:]
	}
	d.partial = append(d.partial[:0:0], b...)
	return events
}

// readSequence reads one sequence and appends its events. It returns the length of
// the sequence, and 0 if the sequence is not complete.
func (d *decoder) readSequence(b []byte, events []uv.Event) (int, []uv.Event) {
	n := sequenceLength(b)
	if n == 0 {
		return 0, events
	}
	if string(b[:n]) == pasteStart {
		d.pasting = true
		return n, events
	}
	return n, append(events, d.decode(b[:n])...)
}

// decode returns the events of a complete sequence. It returns none if the sequence is
// unknown.
func (d *decoder) decode(seq []byte) (events []uv.Event) {
	defer func() {
		if recover() != nil { // a sequence on which ultraviolet panics must not end the program
			events = nil
		}
	}()
	n, e := d.events.Decode(seq)
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

// readPaste reads pasted text up to the sequence that ends it. If that sequence is
// incomplete, readPaste stops before it.
func (d *decoder) readPaste(b []byte, events []uv.Event) (int, []uv.Event) {
	if i := bytes.Index(b, []byte(pasteEnd)); i >= 0 {
		d.appendPaste(b[:i])
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
	d.appendPaste(b[:n])
	return n, events
}

func (d *decoder) appendPaste(b []byte) {
	d.paste = append(d.paste, b[:min(len(b), maxPaste-len(d.paste))]...)
}

// loneEscape reports whether the only byte that waits is an escape byte. It is the
// escape key, unless more bytes follow soon.
func (d *decoder) loneEscape() bool {
	return !d.pasting && len(d.partial) == 1 && d.partial[0] == esc
}

// incomplete reports whether the start of a longer sequence is waiting.
func (d *decoder) incomplete() bool { return !d.pasting && len(d.partial) > 0 && !d.loneEscape() }

// isEscapeOrInterrupt reports whether the bytes are nothing but escape or ctrl+c.
func isEscapeOrInterrupt(b []byte) bool { return len(b) == 1 && (b[0] == 'C'&0x1f || b[0] == esc) }

// flush returns the events of the bytes that are waiting, on the assumption that no more
// bytes follow.
func (d *decoder) flush() []uv.Event {
	if d.pasting {
		_, events := d.readPaste(append(d.partial, pasteEnd...), nil)
		d.partial = nil
		return events
	}
	if len(d.partial) == 0 {
		return nil
	}
	seq := d.partial
	d.partial = nil
	return d.decode(seq)
}

// sequenceLength returns the length of the first escape sequence or character, and 0 if
// it is not complete.
func sequenceLength(b []byte) int {
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
		return csiLength(b)
	case 'O':
		return ss3Length(b)
	case 'P', 'X', ']', '^', '_':
		return stringLength(b)
	case esc:
		return 1
	}
	if n := sequenceLength(b[1:]); n > 0 {
		return n + 1
	}
	return 0
}

// csiLength returns the length of a control sequence (CSI). Two old kinds continue
// after the final byte: the function keys of the Linux console, and the mouse
// reports of X10.
func csiLength(b []byte) int {
	for i := 2; i < min(len(b), maxSequence); i++ {
		switch c := b[i]; {
		case c == '[' && i == 2:
			return lengthIfComplete(b, 4)
		case c == 'M' && i == 2:
			return lengthIfComplete(b, 6)
		case c >= 0x40 && c <= 0x7e:
			return i + 1
		case c < 0x20 || c > 0x7e:
			return i // the sequence breaks off here, and the byte starts another one
		}
	}
	return lengthIfTooLong(b)
}

// ss3Length returns the length of a key that starts with SS3.
func ss3Length(b []byte) int {
	for i := 2; i < min(len(b), maxSequence); i++ {
		if c := b[i]; c < '0' || c > ';' {
			if c < 0x20 || c > 0x7e {
				return i
			}
			return i + 1
		}
	}
	return lengthIfTooLong(b)
}

// stringLength returns the length of a control string (OSC, DCS and others), which
// ends with ST or BEL.
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
	return lengthIfTooLong(b)
}

// lengthIfComplete returns n, the length of the sequence at the start of b, or 0 if b
// has fewer bytes.
func lengthIfComplete(b []byte, n int) int {
	if len(b) < n {
		return 0
	}
	return n
}

// lengthIfTooLong returns the length of a sequence whose end was not found: 0 if more
// bytes may complete it, and maxSequence if it is too long to have a meaning.
func lengthIfTooLong(b []byte) int {
	if len(b) < maxSequence {
		return 0
	}
	return maxSequence
}
