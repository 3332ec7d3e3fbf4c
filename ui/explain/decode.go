package explain

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// readBuffer is the size of the read buffer in bytes. Of a longer line only this
// much is read: no status code stands behind that.
const readBuffer = 256 << 10

// decode returns the text of an input as UTF-8: it decompresses gzip, and decodes
// UTF-16 that begins with a byte order mark, which is how PowerShell writes files.
func decode(ctx context.Context, in io.Reader, maxDecompressed int64) (*bufio.Reader, error) {
	b := bufio.NewReaderSize(contextReader{ctx, in}, readBuffer)
	if hasPrefix(b, "\x1f\x8b\x08") {
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, err
		}
		var text io.Reader = contextReader{ctx, z}
		if maxDecompressed > 0 {
			text = &limitedReader{Reader: text, limit: maxDecompressed}
		}
		b = bufio.NewReaderSize(text, readBuffer)
	}
	return skipBOM(b)
}

// skipBOM skips the byte order mark, and decodes UTF-16 if there was one of it.
func skipBOM(b *bufio.Reader) (*bufio.Reader, error) {
	for _, bom := range []struct {
		bytes string
		order binary.ByteOrder
	}{{"\xef\xbb\xbf", nil}, {"\xff\xfe", binary.LittleEndian}, {"\xfe\xff", binary.BigEndian}} {
		if !hasPrefix(b, bom.bytes) {
			continue
		}
		_, err := b.Discard(len(bom.bytes))
		if bom.order != nil {
			b = bufio.NewReaderSize(&utf16Reader{in: b, order: bom.order}, readBuffer)
		}
		return b, err
	}
	return b, nil
}

// hasPrefix reports whether the input begins with the prefix. It never waits for
// more bytes than it needs to decide, because the user may be typing the input.
func hasPrefix(b *bufio.Reader, prefix string) bool {
	for i := range len(prefix) {
		if p, _ := b.Peek(i + 1); len(p) <= i || p[i] != prefix[i] {
			return false
		}
	}
	return true
}

// contextReader reads until the context ends, and then returns its error.
type contextReader struct {
	ctx context.Context
	io.Reader
}

func (r contextReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}

// limitedReader fails if there are more than limit bytes to read.
type limitedReader struct {
	io.Reader
	limit int64
	read  int64
}

func (r *limitedReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if r.read += int64(n); r.read > r.limit {
		return 0, fmt.Errorf("more than %d MB when decompressed, which is not served here; send it decompressed", r.limit>>20)
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
