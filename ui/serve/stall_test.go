package serve_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"teapot/ui/serve"
)

// Client and server run in the same process here, so stalledHeap includes the memory of the
// client's side of the connection. The most that was measured is 299 KiB, for commands that
// still decompress.
const (
	stalledClients = 50        // how many clients stall at once
	stalledHeap    = 360 << 10 // how much of the heap each stalled client may take, in bytes
)

// heap returns the size of the live heap.
func heap() uint64 {
	var m runtime.MemStats
	for range 3 { // a sync.Pool survives the first collection
		runtime.GC()
	}
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// manyLines returns a log of n bytes, in which the status code changes from line to line.
func manyLines(n int) []byte {
	var b bytes.Buffer
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "192.0.2.1 - - [01/Jan/2026:00:00:00 +0000] \"GET /%d HTTP/1.1\" %d 5 \"-\" \"%s\"\n", i, 100+i%500, strings.Repeat("x", 300))
	}
	return b.Bytes()
}

// compressed returns data compressed by gzip.
func compressed(data []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(data)
	_ = z.Close()
	return b.Bytes()
}

// stalledCommands are the commands that clients start without reading what they print.
func stalledCommands() map[string]struct {
	line  string
	input []byte
} {
	type command = struct {
		line  string
		input []byte
	}
	pages := "show"
	for code := 400; code < 430; code++ {
		pages += fmt.Sprint(" ", code)
	}
	log := manyLines(2 << 20)
	return map[string]command{
		"list":               {"list", nil},
		"list --json":        {"list --json", nil},
		"show":               {pages, nil},
		"show --json":        {pages + " --json", nil},
		"search":             {"search --limit 1000 the", nil},
		"search --json":      {"search --limit 1000 --json the", nil},
		"diff":               {"diff 401 403", nil},
		"man":                {"man", nil},
		"schema":             {"schema", nil},
		"help":               {"help serve", nil},
		"completion":         {"completion zsh", nil},
		"completion refused": {"__complete show 4", nil},
		"explain":            {"explain", compressed(log)},
		"explain --lines":    {"explain --lines", compressed(log)},
		"explain --json":     {"explain --json", compressed(log)},
		"long line":          {"explain --lines", compressed([]byte(strings.Repeat("\x1b", 2<<20)))},
		"UTF-16":             {"explain --lines", compressed(append([]byte("\xff\xfe"), bytes.Repeat([]byte("5\x000\x003\x00 \x00\n\x00"), 1<<18)...))},
	}
}

// startInMemory runs a server to which clients connect in memory.
func startInMemory(t *testing.T, change func(*serve.Config)) *server {
	t.Helper()
	x := newMemListener()
	return startOn(t, x, x.dial, change)
}

// stall starts a command for a client that accepts 32 KB of output and then no more.
func (s *server) stall(line string, input []byte) ssh.Channel {
	s.t.Helper()
	_, ch, w := s.openChannel()
	w.narrow(32 << 10)
	w.freeze()
	sendRequest(s.t, ch, "exec", execMsg{line})
	for part := range slices.Chunk(input, 4<<10) { // because the client's library keeps a buffer as large as the largest write
		if _, err := ch.Write(part); err != nil {
			s.t.Fatal(err)
		}
	}
	if err := ch.CloseWrite(); err != nil {
		s.t.Fatal(err)
	}
	return ch
}

// TestStalledClients checks that a client that starts a command and does not read its output
// takes no more than stalledHeap.
func TestStalledClients(t *testing.T) {
	for name, c := range stalledCommands() {
		t.Run(name, func(t *testing.T) {
			s := startInMemory(t, nil)
			s.exec(c.line, "") // fills the caches
			before := heap()
			for range stalledClients {
				s.stall(c.line, c.input)
			}
			// Wait until the commands have got as far as they can.
			var took int64
			for same := 0; same < 3; time.Sleep(100 * time.Millisecond) {
				now := (int64(heap()) - int64(before)) / stalledClients
				if d := now - took; -4096 < d && d < 4096 {
					same++
				} else {
					same = 0
				}
				took = now
			}
			t.Logf("%d KiB for each client", took>>10)
			if took > stalledHeap {
				t.Errorf("a client that does not read takes %d KiB of the heap, want at most %d", took>>10, stalledHeap>>10)
			}
		})
	}
}
