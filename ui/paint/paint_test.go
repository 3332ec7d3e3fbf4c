package paint

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"teapot/ui/termtest"
)

// echo is a program that shows the last message. The keys in [echo.act] also quit,
// suspend, copy, clear the screen or panic.
type echo struct {
	mu    sync.Mutex // the test and the program read the fields at the same time
	last  string     // the last message
	count int        // the number of keys
	size  tea.WindowSizeMsg
}

func (e *echo) Init() tea.Cmd { return tea.RequestBackgroundColor }

func (e *echo) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		e.size = msg
	case tea.KeyPressMsg:
		e.last = msg.String()
		e.count++
		return e, e.act(e.last)
	case tea.BackgroundColorMsg:
		e.last = "background " + msg.String()
	case tea.ResumeMsg:
		e.last = "resumed"
	case tea.PasteMsg:
		e.last = fmt.Sprintf("paste of %d", len(msg.Content))
	}
	return e, nil
}

// act returns the command that a key starts.
func (e *echo) act(key string) tea.Cmd {
	switch key {
	case "q":
		return tea.Quit
	case "i":
		return tea.Interrupt
	case "z":
		return tea.Suspend
	case "y":
		return tea.SetClipboard("copied")
	case "l":
		return tea.ClearScreen
	case "p":
		panic("in Update")
	case "c":
		return func() tea.Msg { panic("in a command") }
	case "s":
		return tea.Sequence(nil, func() tea.Msg { panic("in a sequence") }, tea.Quit)
	}
	return nil
}

func (e *echo) View() tea.View {
	e.mu.Lock()
	defer e.mu.Unlock()
	v := tea.NewView(fmt.Sprintf("%d keys, last %s\n%dx%d", e.count, e.last, e.size.Width, e.size.Height))
	v.AltScreen, v.MouseMode, v.WindowTitle = true, tea.MouseModeCellMotion, "echo"
	v.Cursor = tea.NewCursor(1, 1)
	return v
}

// session is a program that runs on an emulated terminal.
type session struct {
	*termtest.Screen
	t       *testing.T
	model   *echo
	keys    *io.PipeWriter
	resized chan Size
	done    chan error
}

// startEcho starts the echo program. If change is not nil, it is called with the terminal
// before the start.
func startEcho(t *testing.T, change func(*Terminal)) *session {
	t.Helper()
	in, keys := io.Pipe()
	s := &session{Screen: termtest.NewScreen(40, 5), t: t, model: &echo{}, keys: keys, resized: make(chan Size), done: make(chan error, 1)}
	go func() { _, _ = io.Copy(keys, s.Answers()) }()
	terminal := Terminal{In: in, Out: s, Profile: colorprofile.ANSI256, Size: Size{40, 5}, Resized: s.resized, EscapeWait: EscapeWaitLocal}
	if change != nil {
		change(&terminal)
	}
	go func() {
		s.done <- Run(t.Context(), s.model, terminal)
		_ = in.Close()
	}()
	t.Cleanup(func() { _ = keys.Close() })
	return s
}

func (s *session) send(text string) {
	s.t.Helper()
	if _, err := io.WriteString(s.keys, text); err != nil {
		s.t.Fatal(err)
	}
}

// expect waits until the screen shows a text.
func (s *session) expect(want string) {
	s.t.Helper()
	for end := time.Now().Add(10 * time.Second); !strings.Contains(s.Text(), want); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			s.t.Fatalf("%q does not appear; the screen is\n%s", want, s.Text())
		}
	}
}

// end waits until the program has ended, checks that the terminal is restored, and
// returns the error of Run.
func (s *session) end() error {
	s.t.Helper()
	select {
	case err := <-s.done:
		if unrestored := s.Unrestored(); len(unrestored) > 0 {
			s.t.Errorf("the terminal is left with %v", unrestored)
		}
		return err
	case <-time.After(10 * time.Second):
		s.t.Fatal("the program does not end")
	}
	return nil
}

// TestRun checks that a program receives keys, pasted text and sizes, draws them, and
// quits without an error.
func TestRun(t *testing.T) {
	s := startEcho(t, nil)
	s.expect("40x5")
	s.expect("background")
	s.send("\x1b")
	s.expect("last esc")
	s.send("\x1b[")
	s.send("A")
	s.expect("2 keys, last up")
	s.send("\x1b[200~" + strings.Repeat("x", 5000) + "\x1b[201~")
	s.expect("paste of 5000")
	s.Resize(30, 4)
	s.resized <- Size{30, 4}
	s.expect("30x4")
	s.send("y")
	s.expect("last y")
	s.send("z") // nothing happens, since the terminal has no Suspend
	s.send("q")
	if err := s.end(); err != nil {
		t.Error(err)
	}
	if want := "\x1b]52;c;Y29waWVk\a"; !strings.Contains(s.Raw(), want) {
		t.Errorf("nothing was copied: %q was not written", want)
	}
}

// TestRunEnds checks the error that Run returns after an interrupt, a panic and a closed
// connection.
func TestRunEnds(t *testing.T) {
	for key, want := range map[string]string{"i": "interrupt", "p": "in Update", "c": "in a command", "s": "in a sequence", "\x00": ""} {
		s := startEcho(t, nil)
		s.expect("background")
		if key == "\x00" {
			_ = s.keys.Close() // the connection is lost
		} else {
			s.send(key)
		}
		err := s.end()
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("after %q the error is %v, want %q", key, err, want)
		}
		var p *PanicError
		if strings.HasPrefix(want, "in ") && (!errors.As(err, &p) || !strings.Contains(string(p.Stack), "act")) {
			t.Errorf("after %q the stack of the panic is missing: %v", key, err)
		}
	}
}

// TestContextEnds checks that the program ends with its context, and that the terminal is
// restored.
func TestContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	screen := termtest.NewScreen(40, 5)
	in, answers := io.Pipe()
	go func() { _, _ = io.Copy(answers, screen.Answers()) }()
	done := make(chan error)
	go func() { done <- Run(ctx, &echo{}, Terminal{In: in, Out: screen, Size: Size{40, 5}}) }()
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	if unrestored := screen.Unrestored(); len(unrestored) > 0 {
		t.Errorf("the terminal is left with %v", unrestored)
	}
}

// panickingScreen is a terminal whose Write panics when it first gets text.
type panickingScreen struct {
	*termtest.Screen
	text string
}

func (f *panickingScreen) Write(p []byte) (int, error) {
	if text := f.text; text != "" && strings.Contains(string(p), text) {
		f.text = ""
		panic("while writing")
	}
	return f.Screen.Write(p)
}

// TestWriterPanics checks that a panic in the writer's goroutine is returned as an
// error, and does not end the process.
func TestWriterPanics(t *testing.T) {
	s := startEcho(t, func(term *Terminal) { term.Out = &panickingScreen{term.Out.(*session).Screen, "Q"} })
	s.expect("background") // the last frame that is drawn without a key
	s.send("Q")
	var p *PanicError
	if err := s.end(); !errors.As(err, &p) || p.Value != "while writing" {
		t.Errorf("the error is %v", err)
	}
}

// panickingReader is the input of a terminal. Its Read panics when it has read text.
type panickingReader struct {
	io.Reader
	text string
}

func (h panickingReader) Read(p []byte) (int, error) {
	n, err := h.Reader.Read(p)
	if strings.Contains(string(p[:n]), h.text) {
		panic("while reading")
	}
	return n, err
}

// TestReaderPanics checks that a panic in the reader's goroutine is returned as an
// error, and does not end the process.
func TestReaderPanics(t *testing.T) {
	s := startEcho(t, func(term *Terminal) { term.In = panickingReader{term.In, "Q"} })
	s.expect("background")
	s.send("Q")
	var p *PanicError
	if err := s.end(); !errors.As(err, &p) || p.Value != "while reading" {
		t.Errorf("the error is %v", err)
	}
}

// TestSuspend checks that the terminal is restored while the program is suspended, and
// that the program draws the whole screen when it continues.
func TestSuspend(t *testing.T) {
	var s *session
	s = startEcho(t, func(term *Terminal) {
		term.Suspend = func() Size {
			if unrestored := s.Unrestored(); len(unrestored) > 0 {
				t.Errorf("suspended, the terminal is left with %v", unrestored)
			}
			_, _ = s.Write([]byte("\x1b[2J\x1b[Hsomething of the shell"))
			return Size{40, 5}
		}
	})
	s.expect("background")
	s.send("z")
	s.expect("resumed")
	if strings.Contains(s.Text(), "shell") {
		t.Errorf("the output of the shell is still visible:\n%s", s.Text())
	}
	s.send("q")
	if err := s.end(); err != nil {
		t.Error(err)
	}
}

// TestClearScreen checks that the message of tea.ClearScreen repaints the screen.
func TestClearScreen(t *testing.T) {
	s := startEcho(t, nil)
	s.expect("background")
	_, _ = s.Write([]byte("\x1b[31m\x1b[Hgarbage\x1b[4;1Hmore garbage"))
	s.expect("more garbage")
	s.send("l")
	s.expect("1 keys, last l\n40x5\n\n\n\n")
	s.send("q")
	if err := s.end(); err != nil {
		t.Error(err)
	}
}

// TestUnicodeCore checks that mode 2027 is set only if the terminal reports that it
// supports the mode and has not set it. The mode must be reset when the program is
// suspended, set again when it continues, and reset at the end.
func TestUnicodeCore(t *testing.T) {
	const on, off = "\x1b[?2027h", "\x1b[?2027l"
	for report, times := range map[string]int{"2": 1, "1": 0, "3": 0, "0": 0, "4": 0} {
		s := startEcho(t, func(term *Terminal) { term.Suspend = func() Size { return Size{40, 5} } })
		s.expect("background")
		s.send("\x1b[?2027;" + report + "$yz")
		s.expect("resumed")
		s.send("q")
		if err := s.end(); err != nil {
			t.Error(err)
		}
		if set, reset := strings.Count(s.Raw(), on), strings.Count(s.Raw(), off); set != 2*times || reset != 2*times {
			t.Errorf("after report %s: set %d times, reset %d times, want %d", report, set, reset, 2*times)
		}
	}
}

// TestClosedSizes checks that Stop ends the program after Resized was closed.
func TestClosedSizes(t *testing.T) {
	stop := make(chan error)
	s := startEcho(t, func(term *Terminal) { term.Stop = stop })
	s.expect("background")
	close(s.resized)
	stop <- nil
	if err := s.end(); err != nil {
		t.Error(err)
	}
}

// slowScreen is a terminal whose Write blocks while a test holds the lock.
type slowScreen struct {
	*termtest.Screen
	lock   sync.Mutex
	writes int // the number of calls of Write
}

func (g *slowScreen) Write(p []byte) (int, error) {
	g.lock.Lock()
	defer g.lock.Unlock()
	g.writes++
	return g.Screen.Write(p)
}

// TestSlowTerminal checks that the program handles keys while the terminal blocks, and
// that it does not write the frames of that time afterwards.
func TestSlowTerminal(t *testing.T) {
	g := &slowScreen{}
	s := startEcho(t, func(term *Terminal) {
		g.Screen = term.Out.(*session).Screen
		term.Out = g
	})
	s.expect("0 keys")
	g.lock.Lock()
	before := g.writes
	for range 500 {
		s.send("x") // returns when the program has read the key
	}
	for s.keyCount() < 500 {
		time.Sleep(time.Millisecond)
	}
	g.lock.Unlock()
	s.expect("500 keys")
	if n := g.writes - before; n > 3 {
		t.Errorf("%d frames were written after the terminal had blocked", n)
	}
	s.send("q")
	if err := s.end(); err != nil {
		t.Error(err)
	}
}

// keyCount returns the number of keys that the program has handled.
func (s *session) keyCount() int {
	s.model.mu.Lock()
	defer s.model.mu.Unlock()
	return s.model.count
}

// TestWriteFails checks that the program ends when a write fails.
func TestWriteFails(t *testing.T) {
	s := startEcho(t, func(term *Terminal) { term.Out = failingWriter{} })
	select {
	case err := <-s.done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("the program does not end")
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
