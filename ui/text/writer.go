package text

import (
	"bytes"
	"io"
	"sync"
	"unicode/utf8"

	"teapot/ui/theme"
)

// Writer writes to a stream that may be a terminal. Except for line ends and tabs, it
// replaces every character that could control the terminal with a visible dot. It passes
// the sequences that this program itself writes: styles and hyperlinks after a call of
// [Writer.AllowStyles], and the sequences that redraw a line after a call of
// [Writer.AllowRedraw].
//
// It is the last line of defense. Text from outside is cleaned with [Clean] when it
// is put into a line, because the width of the cleaned text is needed there. A Writer is
// safe for concurrent use.
type Writer struct {
	mu             sync.Mutex
	w              io.Writer
	styles, redraw bool   // whether styles and hyperlinks, and sequences that redraw a line, are passed
	incomplete     []byte // the beginning of a character or a sequence; the next Write may complete it
	buffer         []byte // reused by each Write for its output
}

// NewWriter returns a writer that writes to w.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// AllowStyles makes the writer pass SGR sequences, which set colors and attributes, and
// hyperlinks to URLs that [theme.IsLinkable] accepts.
func (w *Writer) AllowStyles() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.styles = true
}

// AllowRedraw makes the writer pass a carriage return, and the sequence that erases the
// rest of the line. It returns the writer.
func (w *Writer) AllowRedraw() *Writer {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.redraw = true
	return w
}

// Write writes p. If p ends within a character or a sequence, that character or sequence
// is written when a later call has completed it.
func (w *Writer) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.incomplete) == 0 && plainPrefix(p) == len(p) {
		return w.w.Write(p)
	}
	in := p
	if len(w.incomplete) > 0 {
		in = append(w.incomplete, p...)
	}
	clean := w.buffer[:0]
	for {
		plain := plainPrefix(in)
		clean = append(clean, in[:plain]...)
		if in = in[plain:]; len(in) == 0 {
			break
		}
		n, ok := w.next(in)
		if n == 0 {
			break
		}
		if ok {
			clean = append(clean, in[:n]...)
		} else {
			clean = utf8.AppendRune(clean, sign)
		}
		in = in[n:]
	}
	w.incomplete = append([]byte(nil), in...)
	w.buffer = clean
	if cap(clean) > maxReusedBuffer {
		w.buffer = nil
	}
	if len(clean) == 0 {
		return len(p), nil
	}
	if _, err := w.w.Write(clean); err != nil {
		return 0, err
	}
	return len(p), nil
}

// maxReusedBuffer is the largest buffer that a writer reuses for the next call, in bytes.
const maxReusedBuffer = 64 << 10

// plainPrefix returns the number of bytes before the first one that is not a printable
// ASCII character, a line end or a tab.
func plainPrefix(p []byte) int {
	for i, c := range p {
		if c < ' ' && c != '\n' && c != '\t' || c >= 0x7f {
			return i
		}
	}
	return len(p)
}

// next returns the length of the first character or sequence of the input, and
// whether it may be written. The length is 0 if the input ends within it.
func (w *Writer) next(in []byte) (n int, ok bool) {
	switch c := in[0]; {
	case c == 0x1b:
		return w.sequence(in)
	case c == '\n' || c == '\t' || c == '\r' && w.redraw:
		return 1, true
	case c < utf8.RuneSelf:
		return 1, c >= ' ' && c < 0x7f
	case !utf8.FullRune(in):
		return 0, false
	}
	r, n := utf8.DecodeRune(in)
	return n, !isUnsafe(r) && (r != utf8.RuneError || n > 1)
}

// maxSequence is the maximum length of an escape sequence, in bytes.
const maxSequence = 4096

// sequence does what next does, for an input that begins with ESC. If the sequence is
// not allowed, only ESC is replaced, and the characters after it become visible text.
func (w *Writer) sequence(in []byte) (n int, ok bool) {
	s := in[:min(len(in), maxSequence)]
	for _, kind := range [...]struct {
		prefix  string
		allowed bool
		length  func(s []byte) (n int, ok bool)
	}{
		{"\x1b[", w.styles, sgrLength},
		{"\x1b]8;;", w.styles, hyperlinkLength},
		{eraseLine, w.redraw, func([]byte) (int, bool) { return len(eraseLine), true }},
	} {
		common := min(len(kind.prefix), len(s))
		if !kind.allowed || string(s[:common]) != kind.prefix[:common] {
			continue
		}
		if common < len(kind.prefix) {
			return 0, false
		}
		if n, ok := kind.length(s); ok && (n > 0 || len(s) < maxSequence) {
			return n, n > 0
		}
	}
	return 1, false
}

const eraseLine = "\x1b[K" // erases from the cursor to the end of the line

// sgrLength returns the length of the SGR sequence at the beginning of s, and 0 if that
// sequence is not complete. It returns false if s begins with a different sequence.
func sgrLength(s []byte) (n int, ok bool) {
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c == 'm':
			return i + 1, true
		case (c < '0' || c > '9') && c != ';' && c != ':':
			return 0, false
		}
	}
	return 0, true
}

// hyperlinkLength returns the length of the hyperlink sequence (OSC 8) at the beginning of
// s, and 0 if that sequence is not complete. It returns false if the URL must not be a
// hyperlink.
func hyperlinkLength(s []byte) (n int, ok bool) {
	const prefix, terminator = "\x1b]8;;", "\x1b\\"
	end := bytes.IndexByte(s[len(prefix):], 0x1b)
	if end < 0 {
		return 0, true
	}
	url, rest := s[len(prefix):len(prefix)+end], s[len(prefix)+end:]
	switch {
	case len(url) > 0 && !theme.IsLinkable(string(url)):
		return 0, false
	case len(rest) < len(terminator):
		return 0, true
	}
	return len(prefix) + end + len(terminator), string(rest[:len(terminator)]) == terminator
}
