package logs

import (
	"strings"
	"testing"
)

// BenchmarkAccessLog measures how fast lines of an access log in the combined format are
// read. "split only" is a lower bound for comparison: it splits the text into lines and
// does not look for codes.
func BenchmarkAccessLog(b *testing.B) {
	text := strings.Repeat(`203.0.113.77 - frank [21/Nov/2026:10:15:32 +0000] "GET /shop/items?id=404&page=12 HTTP/1.1" 200 5316 "https://www.example.com/start" "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"
2001:db8::17 - - [21/Nov/2026:10:15:33 +0000] "POST /api/v2/orders HTTP/2.0" 503 190 "-" "curl/8.5.0"
`, 500)
	b.Run("read", func(b *testing.B) {
		r := newReader(b)
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			for line := range strings.Lines(text) {
				if len(r.Line(line)) != 1 {
					b.Fatal("not one code")
				}
			}
		}
	})
	b.Run("split only", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		n := 0
		for b.Loop() {
			for range strings.Lines(text) {
				n++
			}
		}
	})
}

// BenchmarkTestLines measures how fast the lines of the test set are read. They have all
// formats that the package knows.
func BenchmarkTestLines(b *testing.B) {
	var lines []string
	size := 0
	for _, l := range readLabeled(b) {
		lines = append(lines, Plain(l.line))
		size += len(l.line)
	}
	r := newReader(b)
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, line := range lines {
			r.Line(line)
		}
	}
}
