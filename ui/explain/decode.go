package explain

import (
	"bufio"
	"compress/bzip2"
	"compress/gzip"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// decode returns the text of an input as UTF-8: it decompresses gzip and bzip2, and
// decodes UTF-16, which is how PowerShell writes files, with or without a byte order mark. Its error for another compression says how to decompress it.
func decode(ctx context.Context, in io.Reader, o Options) (*bufio.Reader, error) {
	b := bufio.NewReaderSize(contextReader{ctx, in, o.Yield}, o.MaxLine)
	text, err := decompress(b)
	if err != nil {
		return nil, err
	}
	if text != nil {
		text = contextReader{ctx, text, o.Yield}
		if o.MaxDecompressed > 0 {
			text = &limitedReader{Reader: text, limit: o.MaxDecompressed}
		}
		b = bufio.NewReaderSize(text, o.MaxLine)
	}
	return skipBOM(b, o.MaxLine)
}

// decompress returns the text of a compressed input, and nil if the input is not
// compressed.
func decompress(b *bufio.Reader) (io.Reader, error) {
	switch {
	case hasPrefix(b, "\x1f\x8b\x08"):
		return gzip.NewReader(b)
	case isBzip2(b):
		return bzip2.NewReader(b), nil
	}
	for _, c := range [...]struct{ prefix, name, command string }{
		{"\x28\xb5\x2f\xfd", "zstd", "zstd -dc"},
		{"\xfd7zXZ\x00", "xz", "xz -dc"},
		{"PK\x03\x04", "zip", "unzip -p"},
		{"7z\xbc\xaf\x27\x1c", "7z", "7z x -so"},
		{"\x04\x22\x4d\x18", "lz4", "lz4 -dc"},
		{"LZIP\x01", "lzip", "lzip -dc"},
		{"\x1f\x9d", "compress", "uncompress -c"},
	} {
		if hasPrefix(b, c.prefix) {
			return nil, fmt.Errorf("compressed with %s, which is not read here; try \"%s FILE | teapot explain\"", c.name, c.command)
		}
	}
	return nil, nil
}

// isBzip2 reports whether the input is compressed with bzip2: a text may begin with
// "BZh" too, but not with the mark of the first block or of the end after it.
func isBzip2(b *bufio.Reader) bool {
	if !hasPrefix(b, "BZh") {
		return false
	}
	for level := '1'; level <= '9'; level++ {
		start := "BZh" + string(level)
		if hasPrefix(b, start) {
			return hasPrefix(b, start+"1AY&SY") || hasPrefix(b, start+"\x17\x72\x45\x38\x50\x90")
		}
	}
	return false
}

// skipBOM skips the byte order mark. If it is one of UTF-16, skipBOM returns a reader
// that decodes UTF-16.
func skipBOM(b *bufio.Reader, maxLine int) (*bufio.Reader, error) {
	switch {
	case hasPrefix(b, "\xef\xbb\xbf"):
		_, err := b.Discard(3)
		return b, err
	case hasPrefix(b, "\xff\xfe"):
		_, err := b.Discard(2)
		return decodeUTF16(b, binary.LittleEndian, unicode.LittleEndian, maxLine), err
	case hasPrefix(b, "\xfe\xff"):
		_, err := b.Discard(2)
		return decodeUTF16(b, binary.BigEndian, unicode.BigEndian, maxLine), err
	case hasZeros(b, 1):
		return decodeUTF16(b, binary.LittleEndian, unicode.LittleEndian, maxLine), nil
	case hasZeros(b, 0):
		return decodeUTF16(b, binary.BigEndian, unicode.BigEndian, maxLine), nil
	}
	return b, nil
}

// hasZeros reports whether two bytes of the first four are zero, those at the offset from and
// two after it, and the others are not. So begins an English text in UTF-16. Like hasPrefix,
// hasZeros never waits for more bytes than it needs.
func hasZeros(b *bufio.Reader, from int) bool {
	for i := range 4 {
		p, _ := b.Peek(i + 1)
		if len(p) <= i || (p[i] == 0) != (i%2 == from) {
			return false
		}
	}
	return true
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
	yield func() // called before each read; nil does nothing
}

func (r contextReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	if r.yield != nil {
		r.yield()
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

// decodeUTF16 returns a reader of the input as UTF-8. Unpaired surrogates become
// U+FFFD.
func decodeUTF16(b *bufio.Reader, order binary.ByteOrder, endianness unicode.Endianness, maxLine int) *bufio.Reader {
	decoder := unicode.UTF16(endianness, unicode.IgnoreBOM).NewDecoder()
	return bufio.NewReaderSize(transform.NewReader(utf16Reader{b, order}, decoder), maxLine)
}

// utf16Reader reads UTF-16 without splitting a character. While [transform.Reader]
// has part of a character, it waits for the rest before it returns the text that
// it has already decoded, and the user would see a typed line too late.
type utf16Reader struct {
	in    *bufio.Reader
	order binary.ByteOrder
}

// Read waits for one code unit and returns it with all that is buffered, up to the
// last complete character. It drops half a code unit at the end of the input.
func (u utf16Reader) Read(p []byte) (int, error) {
	if _, err := u.in.Peek(2); err != nil {
		return 0, err
	}
	n := min(len(p), u.in.Buffered()) &^ 1
	b, _ := u.in.Peek(n) // cannot fail, because it is buffered
	if n > 2 && u.endsInHalfPair(b) {
		n -= 2
	}
	copy(p, b[:n])
	return u.in.Discard(n)
}

// endsInHalfPair reports whether the last of several code units is a surrogate
// whose other half is missing.
func (u utf16Reader) endsInHalfPair(b []byte) bool {
	last := rune(u.order.Uint16(b[len(b)-2:]))
	before := rune(u.order.Uint16(b[len(b)-4:]))
	return utf16.IsSurrogate(last) && utf16.DecodeRune(before, last) == utf8.RuneError
}
