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

// frameEnd is the escape sequence at the end of every frame that the painter writes.
const frameEnd = "\x1b[?2026l"

// terminal is a pseudo-terminal with a program. It has no emulated screen, because emulating
// the screen would take longer than what is measured.
type terminal struct {
	b         *testing.B
	tty       *os.File // the benchmark's end of the pseudo-terminal
	cmd       *exec.Cmd
	buffer    []byte // memory for reading
	bytesRead int    // how many bytes the program has written so far
}

// openTerminal starts a program in a new terminal.
func openTerminal(b *testing.B, argv ...string) *terminal {
	b.Helper()
	cmd := exec.Command(argv[0], argv[1:]...) //nolint:gosec // what the benchmark measures
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "LANG=C.UTF-8")
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 30, Cols: 100})
	if err != nil {
		b.Fatal(err)
	}
	return &terminal{b: b, tty: tty, cmd: cmd, buffer: make([]byte, 64<<10)}
}

// readUntil reads what the program writes until that contains the text want.
func (t *terminal) readUntil(want string) {
	t.b.Helper()
	var output []byte
	for !bytes.Contains(output, []byte(want)) {
		n, err := t.tty.Read(t.buffer)
		if err != nil {
			t.b.Fatal(err)
		}
		output = append(output, t.buffer[:n]...)
		t.bytesRead += n
	}
}

// send sends keys to the program, as the terminal encodes them.
func (t *terminal) send(keys string) {
	if _, err := t.tty.WriteString(keys); err != nil {
		t.b.Fatal(err)
	}
}

// kill ends the program and closes the terminal.
func (t *terminal) kill() {
	_ = t.cmd.Process.Kill()
	_ = t.cmd.Wait()
	_ = t.tty.Close()
}

// BenchmarkStart measures the time from the start of teapot to the end of its first frame. It
// compares that with the time from the start of echo until it has written a word to such a
// terminal.
func BenchmarkStart(b *testing.B) {
	file, err := binary()
	if err != nil {
		b.Fatal(err, file)
	}
	var echoTime time.Duration
	for b.Loop() {
		t := openTerminal(b, file)
		t.readUntil(frameEnd)
		b.StopTimer()
		t.kill()
		start := time.Now()
		t = openTerminal(b, "echo", "word")
		t.readUntil("word")
		echoTime += time.Since(start)
		t.kill()
		b.StartTimer()
	}
	b.ReportMetric(float64(b.Elapsed())/float64(echoTime), "times-echo")
}

// BenchmarkKey measures the time from sending a key to the end of the next frame. It compares
// that with the time from sending a line to cat until cat has written it back.
func BenchmarkKey(b *testing.B) {
	file, err := binary()
	if err != nil {
		b.Fatal(err, file)
	}
	for name, keys := range map[string][]string{
		"move": {"\x1b[B", "\x1b[A"}, "type": {"r", "a", "t", "\x7f", "\x7f", "\x7f"}, "help": {"?", "\x1b[27u"}, "pick": {"\x1b[B", "\x1b[A"},
	} {
		b.Run(name, func(b *testing.B) {
			browser, cat := openTerminal(b, file), openTerminal(b, "sh", "-c", "stty -echo; echo ready; cat")
			defer browser.kill()
			defer cat.kill()
			browser.readUntil(frameEnd)
			cat.readUntil("ready")
			for _, k := range map[string][]string{"type": {"/"}, "pick": {"4", "04", "\r", "c"}}[name] {
				browser.send(k)
				browser.readUntil(frameEnd)
			}
			var catTime time.Duration
			i, bytesBefore := 0, browser.bytesRead
			for b.Loop() {
				browser.send(keys[i%len(keys)])
				browser.readUntil(frameEnd)
				b.StopTimer()
				i++
				start := time.Now()
				cat.send("x\n")
				cat.readUntil("x\r\n")
				catTime += time.Since(start)
				b.StartTimer()
			}
			b.ReportMetric(float64(b.Elapsed())/float64(catTime), "times-cat")
			b.ReportMetric(float64(browser.bytesRead-bytesBefore)/float64(i), "bytes/key")
		})
	}
}
