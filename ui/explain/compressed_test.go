package explain

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
)

// Inputs that are compressed with bzip2: one line with 404, nothing, and 3 MB of lines
// with 503.
const (
	bzip2Line  = "\x42\x5a\x68\x39\x31\x41\x59\x26\x53\x59\x3c\xae\x60\xea\x00\x00\x06\x5f\x80\x00\x10\x40\x01\xe4\x00\x01\x41\x44\x00\x04\x01\x86\x00\x20\x00\x31\x43\x4d\x30\x00\x35\x1a\x06\xd4\x68\xf4\x91\x94\xed\x0d\xa7\x24\x1a\xf4\x47\xa5\x29\x1f\x17\x72\x45\x38\x50\x90\x3c\xae\x60\xea"
	bzip2Empty = "\x42\x5a\x68\x39\x17\x72\x45\x38\x50\x90\x00\x00\x00\x00"
	bzip2Lines = "\x42\x5a\x68\x39\x31\x41\x59\x26\x53\x59\xe4\x95\x48\xa7\x04\x93\xd9\xde\x80\x00\x10\x40\x01\xea\x00\x00\x40\x44\x00\x00\x40\x30\x00\xb0\x10\x34\x0d\x01\x35\x52\x06\x9a\x68\x40\xd0\x34\x37\x04\xa4\x8f\x01\x29\x23\x30\x4a\x48\xc0\x25\x24\x7c\x09\x49\x1a\x04\xa4\x8c\x82\x52\x47\xa0\x94\x91\xa8\x25\x24\x68\x12\x92\x31\xa8\x25\x24\x6e\x04\xa4\x8d\x82\x52\x47\x50\x4a\x48\xfc\xc5\x05\x64\x99\x4d\x66\x8f\xe7\x1c\xd0\x0e\xa5\xeb\x7a\x00\x00\x41\x00\x07\xa8\x00\x01\x01\x10\x00\x01\x00\xc0\x02\xc0\x40\xd0\x34\x04\xd5\x48\x1a\x69\xa1\x03\x40\xd0\xd8\x25\x24\x79\x04\xa4\x8c\x82\x52\x46\x01\x29\x23\xe0\x4a\x48\xd4\x12\x92\x33\x04\xa4\x8f\x41\x29\x23\x1a\x82\x52\x46\xa0\x94\x91\xa0\x4a\x48\xdc\x09\x49\x1b\x04\xa4\x8e\x41\x29\x23\xf3\x14\x15\x92\x65\x35\x96\x0e\xa8\xfe\x80\x33\x44\xb5\xe8\x00\x01\x04\x00\x1e\xa0\x00\x04\x04\x40\x00\x04\x03\x00\x0b\x01\x03\x40\xd0\x13\x55\x40\x69\x88\x40\xd0\x34\x36\x09\x49\x1e\x82\x52\x46\x01\x29\x23\x88\x25\x24\x6a\x09\x49\x19\x04\xa4\x8c\x41\x29\x23\x79\x82\x52\x46\x81\x29\x23\x40\x94\x91\xa0\x4a\x48\xed\x04\xa4\x8d\x82\x52\x47\x40\x94\x91\xf9\x8a\x0a\xc9\x32\x9a\xc8\x49\xb5\x22\x18\x0d\x6e\x2e\xf4\x00\x00\x82\x00\x0f\x50\x00\x02\x02\x20\x00\x02\x01\x80\x05\xc0\x40\xd0\x34\x08\x1a\x06\x80\x52\xa8\x03\xd4\xd3\x44\x42\xa3\xb2\x21\x51\xe1\x10\xa8\xd8\x88\x54\x7c\x44\x2a\x30\x88\x54\x78\x44\x2a\x3d\x22\x15\x18\x44\x2a\x30\x88\x54\x61\x10\xa8\xd2\x84\x2a\x35\x42\x15\x1c\x11\x0a\x8f\xc5\xdc\x91\x4e\x14\x24\x18\xeb\xb8\x9f\x80"
)

// TestBzip2 checks that bzip2 is read, also several streams one after the other, and
// within the limit that an SSH session has.
func TestBzip2(t *testing.T) {
	f := files{"a.bz2": bzip2Line, "two.bz2": bzip2Line + bzip2Line, "empty.bz2": bzip2Empty, "cut.bz2": bzip2Line[:30], "text": "BZh9 HTTP/1.1 404 Not Found\n", "lines.bz2": bzip2Lines}
	for name, want := range map[string]struct{ out, err string }{
		"a.bz2":     {"1  404 Not Found", ""},
		"two.bz2":   {"2  404 Not Found", ""},
		"empty.bz2": {"", "no status code found in 0 lines of empty.bz2"},
		"cut.bz2":   {"", "cut.bz2: "},
		"text":      {"1  404 Not Found", ""},
		"lines.bz2": {"200000  503 ", ""},
	} {
		out, _, err := run(t, Options{Open: f.open}, name)
		if !strings.HasPrefix(out, want.out) || (err == nil) != (want.err == "") || err != nil && !strings.HasPrefix(err.Error(), want.err) {
			t.Errorf("%s: %q, %v", name, out, err)
		}
	}
	for limit, fails := range map[int64]bool{1 << 20: true, 4 << 20: false} {
		_, _, err := run(t, Options{Open: f.open, MaxDecompressed: limit}, "lines.bz2")
		if got := err != nil && strings.Contains(err.Error(), "more than 1 MB when decompressed"); got != fails {
			t.Errorf("limit %d: %v", limit, err)
		}
	}
}

// TestUnreadCompression checks that the error for an input that cannot be decompressed
// here names the compression and a command that can.
func TestUnreadCompression(t *testing.T) {
	for prefix, want := range map[string]string{
		"\x28\xb5\x2f\xfd":   "zstd, which is not read here; try \"zstd -dc FILE | teapot explain\"",
		"\xfd7zXZ\x00":       "xz, which is not read here; try \"xz -dc FILE | teapot explain\"",
		"PK\x03\x04":         "zip, which is not read here; try \"unzip -p FILE | teapot explain\"",
		"7z\xbc\xaf\x27\x1c": "7z, which is not read here; try \"7z x -so FILE | teapot explain\"",
		"\x04\x22\x4d\x18":   "lz4, which is not read here; try \"lz4 -dc FILE | teapot explain\"",
		"LZIP\x01":           "lzip, which is not read here; try \"lzip -dc FILE | teapot explain\"",
		"\x1f\x9d":           "compress, which is not read here; try \"uncompress -c FILE | teapot explain\"",
	} {
		input := prefix + "\x00\x01 404 \n"
		_, _, err := run(t, Options{Open: files{"a.log": input}.open}, "a.log")
		if !isInputError(err) || err.Error() != "a.log: compressed with "+want {
			t.Errorf("%q: %v, want %s", prefix, err, want)
		}
		_, _, err = run(t, Options{In: strings.NewReader(input)})
		if !isInputError(err) || err.Error() != "standard input: compressed with "+want {
			t.Errorf("%q: %v, want %s", prefix, err, want)
		}
	}
}

// TestTypedPrefixes checks that a typed line is read at once, even if it begins like
// something compressed.
func TestTypedPrefixes(t *testing.T) {
	for _, line := range []string{"B 404\n", "BZh\n", "BZh9\n", "BZh91A\n", "PK\n", "7z\n", "L\n", "\x1f\n", "\x28\n"} {
		in, typed := io.Pipe()
		go func() { _, _ = typed.Write([]byte(line)) }() // and wait for more
		b, err := decode(context.Background(), in, Options{MaxLine: defaultMaxLine})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := b.ReadString('\n'); got != line || err != nil {
			t.Errorf("%q is read as %q, %v", line, got, err)
		}
		_ = typed.CloseWithError(errors.New("done"))
	}
}
