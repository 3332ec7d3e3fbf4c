//go:build unix

package ui_test

import (
	"bytes"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/creack/pty"
)

// frameEnd is the end of every frame that the painter writes.
const frameEnd = "\x1b[?2026l"

// terminal is a program in a pseudo-terminal without an emulated screen, which would
// take longer than what is measured.
type terminal struct {
	b   *testing.B
	tty *os.File
	cmd *exec.Cmd
	buf []byte
	got int // bytes read so far
}

// open starts a program in a terminal.
func open(b *testing.B, argv ...string) *terminal {
	b.Helper()
	cmd := exec.Command(argv[0], argv[1:]...) //nolint:gosec // what the benchmark measures
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "LANG=C.UTF-8")
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 30, Cols: 100})
	if err != nil {
		b.Fatal(err)
	}
	return &terminal{b: b, tty: tty, cmd: cmd, buf: make([]byte, 64<<10)}
}

// readUntil reads until the program has written a text.
func (t *terminal) readUntil(mark string) {
	t.b.Helper()
	var seen []byte
	for !bytes.Contains(seen, []byte(mark)) {
		n, err := t.tty.Read(t.buf)
		if err != nil {
			t.b.Fatal(err)
		}
		seen = append(seen, t.buf[:n]...)
		t.got += n
	}
}

func (t *terminal) send(keys string) {
	if _, err := t.tty.WriteString(keys); err != nil {
		t.b.Fatal(err)
	}
}

func (t *terminal) kill() {
	_ = t.cmd.Process.Kill()
	_ = t.cmd.Wait()
	_ = t.tty.Close()
}

// BenchmarkStart measures the time from exec to the end of the first frame, and compares
// it with the time that echo takes to write a word to such a terminal.
func BenchmarkStart(b *testing.B) {
	file, err := binary()
	if err != nil {
		b.Fatal(err, file)
	}
	var floor time.Duration
	for b.Loop() {
		t := open(b, file)
		t.readUntil(frameEnd)
		b.StopTimer()
		t.kill()
		from := time.Now()
		t = open(b, "echo", "word")
		t.readUntil("word")
		floor += time.Since(from)
		t.kill()
		b.StartTimer()
	}
	b.ReportMetric(float64(b.Elapsed())/float64(floor), "times-echo")
}

// BenchmarkKey measures the time from a key to the end of the frame that answers it, and
// compares it with the time that cat takes to return a line.
func BenchmarkKey(b *testing.B) {
	file, err := binary()
	if err != nil {
		b.Fatal(err, file)
	}
	for name, keys := range map[string][]string{
		"move": {"\x1b[B", "\x1b[A"}, "type": {"r", "a", "t", "\x7f", "\x7f", "\x7f"}, "help": {"?", "\x1b[27u"}, "pick": {"\x1b[B", "\x1b[A"},
	} {
		b.Run(name, func(b *testing.B) {
			browser, cat := open(b, file), open(b, "sh", "-c", "stty -echo; echo ready; cat")
			defer browser.kill()
			defer cat.kill()
			browser.readUntil(frameEnd)
			cat.readUntil("ready")
			for _, k := range map[string][]string{"type": {"/"}, "pick": {"4", "04", "\r", "c"}}[name] {
				browser.send(k)
				browser.readUntil(frameEnd)
			}
			var floor time.Duration
			i, before := 0, browser.got
			for b.Loop() {
				browser.send(keys[i%len(keys)])
				browser.readUntil(frameEnd)
				b.StopTimer()
				i++
				from := time.Now()
				cat.send("x\n")
				cat.readUntil("x\r\n")
				floor += time.Since(from)
				b.StartTimer()
			}
			b.ReportMetric(float64(b.Elapsed())/float64(floor), "times-cat")
			b.ReportMetric(float64(browser.got-before)/float64(i), "bytes/key")
		})
	}
}
