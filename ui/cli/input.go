package cli

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// readBuffer is how much is read at once, in bytes. Longer lines are read up to
// there: a status does not stand behind that.
const readBuffer = 256 << 10

// decode makes text of an input: what gzip has compressed is decompressed, and
// UTF-16 that says so at its beginning, as PowerShell writes it, becomes UTF-8.
func (r *runner) decode(in io.Reader) (*bufio.Reader, error) {
	b := bufio.NewReaderSize(heeding{r.ctx, in}, readBuffer)
	if begins(b, "\x1f\x8b\x08") {
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, err
		}
		var text io.Reader = heeding{r.ctx, z}
		if r.Host == nil {
			text = &bounded{text, maxServed}
		}
		b = bufio.NewReaderSize(text, readBuffer)
	}
	return unmarked(b)
}

// unmarked takes the byte order mark off, and makes UTF-8 of UTF-16 that had one.
func unmarked(b *bufio.Reader) (*bufio.Reader, error) {
	for _, m := range []struct {
		mark  string
		order binary.ByteOrder
	}{{"\xef\xbb\xbf", nil}, {"\xff\xfe", binary.LittleEndian}, {"\xfe\xff", binary.BigEndian}} {
		if !begins(b, m.mark) {
			continue
		}
		_, err := b.Discard(len(m.mark))
		if m.order != nil {
			b = bufio.NewReaderSize(&utf16Reader{in: b, order: m.order}, readBuffer)
		}
		return b, err
	}
	return b, nil
}

// begins reports whether the input begins with the mark. It waits for no more
// bytes than it needs: somebody may be typing.
func begins(b *bufio.Reader, mark string) bool {
	for i := range len(mark) {
		if p, _ := b.Peek(i + 1); len(p) <= i || p[i] != mark[i] {
			return false
		}
	}
	return true
}

// heeding reads until the context ends.
type heeding struct {
	ctx context.Context
	io.Reader
}

func (h heeding) Read(p []byte) (int, error) {
	if h.ctx.Err() != nil {
		return 0, errInterrupted
	}
	return h.Reader.Read(p)
}

// maxServed is how much a session that is served may have decompressed, in
// bytes: it sends a thousandth of that.
const maxServed = 64 << 20

// bounded reads what is decompressed on a machine of others.
type bounded struct {
	io.Reader
	left int
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if b.left -= n; b.left < 0 {
		return 0, errors.New("more than 64 MB when decompressed, which is not served here; send it decompressed")
	}
	return n, err
}

// utf16Reader makes UTF-8 of UTF-16.
type utf16Reader struct {
	in    *bufio.Reader
	order binary.ByteOrder
	rest  []byte // of a character that had no room
}

func (u *utf16Reader) Read(p []byte) (int, error) {
	n := copy(p, u.rest)
	u.rest = u.rest[n:]
	for n < len(p) && (n == 0 || u.in.Buffered() >= 4) { // who waits gets what there is
		char, err := u.char()
		if err != nil {
			return n, err
		}
		var b [utf8.UTFMax]byte
		size := utf8.EncodeRune(b[:], char)
		m := copy(p[n:], b[:size])
		n, u.rest = n+m, append(u.rest[:0], b[m:size]...)
	}
	return n, nil
}

// char reads a character, of one or two units.
func (u *utf16Reader) char() (rune, error) {
	b, err := u.in.Peek(2)
	if err != nil {
		return 0, err // half a unit at the end is nothing
	}
	char, size := rune(u.order.Uint16(b)), 2
	if utf16.IsSurrogate(char) {
		if b, _ := u.in.Peek(4); len(b) == 4 {
			if pair := utf16.DecodeRune(char, rune(u.order.Uint16(b[2:]))); pair != utf8.RuneError {
				char, size = pair, 4
			}
		}
	}
	_, err = u.in.Discard(size)
	return char, err
}
