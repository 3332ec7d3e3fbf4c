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

// echo is a program that shows the last message, and does what keys say.
type echo struct {
	mu    sync.Mutex // the test looks in from outside
	last  string
	count int
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

// stage is a program that runs on an emulated terminal.
type stage struct {
	*termtest.Screen
	t       *testing.T
	model   *echo
	keys    *io.PipeWriter
	resized chan Size
	done    chan error
}

func perform(t *testing.T, change func(*Terminal)) *stage {
	t.Helper()
	in, keys := io.Pipe()
	s := &stage{Screen: termtest.NewScreen(40, 5), t: t, model: &echo{}, keys: keys, resized: make(chan Size), done: make(chan error, 1)}
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

func (s *stage) send(text string) {
	s.t.Helper()
	if _, err := io.WriteString(s.keys, text); err != nil {
		s.t.Fatal(err)
	}
}

func (s *stage) expect(want string) {
	s.t.Helper()
	for end := time.Now().Add(10 * time.Second); !strings.Contains(s.Text(), want); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			s.t.Fatalf("%q never came; the screen is\n%s", want, s.Text())
		}
	}
}

// end waits for the end of the program, and looks what it has left behind.
func (s *stage) end() error {
	s.t.Helper()
	select {
	case err := <-s.done:
		if left := s.Left(); len(left) > 0 {
			s.t.Errorf("the terminal is left with %v", left)
		}
		return err
	case <-time.After(10 * time.Second):
		s.t.Fatal("the program does not end")
	}
	return nil
}

func TestRun(t *testing.T) {
	s := perform(t, nil)
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
	s.send("z") // with nobody to give the terminal to, nothing happens
	s.send("q")
	if err := s.end(); err != nil {
		t.Error(err)
	}
	if want := "\x1b]52;c;Y29waWVk\a"; !strings.Contains(s.Raw(), want) {
		t.Errorf("nothing was copied: no %q in what was written", want)
	}
}

// TestRunEnds is every other end, and the error that says so.
func TestRunEnds(t *testing.T) {
	for key, want := range map[string]string{"i": "interrupt", "p": "in Update", "c": "in a command", "s": "in a sequence", "\x00": ""} {
		s := perform(t, nil)
		s.expect("background")
		if key == "\x00" {
			_ = s.keys.Close() // nobody is there any more
		} else {
			s.send(key)
		}
		err := s.end()
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("after %q the error is %v, want %q", key, err, want)
		}
		var p *PanicError
		if strings.HasPrefix(want, "in ") && (!errors.As(err, &p) || !strings.Contains(string(p.Stack), "act")) {
			t.Errorf("after %q there is no trace of the panic: %v", key, err)
		}
	}
}

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
	if left := screen.Left(); len(left) > 0 {
		t.Errorf("the terminal is left with %v", left)
	}
}

// fragile is a terminal that panics once, when a text is written.
type fragile struct {
	*termtest.Screen
	text string
}

func (f *fragile) Write(p []byte) (int, error) {
	if text := f.text; text != "" && strings.Contains(string(p), text) {
		f.text = ""
		panic("while writing")
	}
	return f.Screen.Write(p)
}

// TestWriterPanics: a panic in the writer's goroutine is an error of the
// program, not the end of the process.
func TestWriterPanics(t *testing.T) {
	s := perform(t, func(term *Terminal) { term.Out = &fragile{term.Out.(*stage).Screen, "Q"} })
	s.expect("background") // after it nothing takes the place of what is typed
	s.send("Q")
	var p *PanicError
	if err := s.end(); !errors.As(err, &p) || p.Value != "while writing" {
		t.Errorf("the error is %v", err)
	}
}

// hoarse is a terminal that panics when it says a text.
type hoarse struct {
	io.Reader
	text string
}

func (h hoarse) Read(p []byte) (int, error) {
	n, err := h.Reader.Read(p)
	if strings.Contains(string(p[:n]), h.text) {
		panic("while reading")
	}
	return n, err
}

// TestReaderPanics: nor does a panic in the reader's goroutine end the process.
func TestReaderPanics(t *testing.T) {
	s := perform(t, func(term *Terminal) { term.In = hoarse{term.In, "Q"} })
	s.expect("background")
	s.send("Q")
	var p *PanicError
	if err := s.end(); !errors.As(err, &p) || p.Value != "while reading" {
		t.Errorf("the error is %v", err)
	}
}

func TestSuspend(t *testing.T) {
	var s *stage
	s = perform(t, func(term *Terminal) {
		term.Suspend = func() Size {
			if left := s.Left(); len(left) > 0 {
				t.Errorf("suspended, the terminal is left with %v", left)
			}
			_, _ = s.Write([]byte("\x1b[2J\x1b[Hsomething of the shell"))
			return Size{40, 5}
		}
	})
	s.expect("background")
	s.send("z")
	s.expect("resumed")
	if strings.Contains(s.Text(), "shell") {
		t.Errorf("what the shell wrote is still there:\n%s", s.Text())
	}
	s.send("q")
	if err := s.end(); err != nil {
		t.Error(err)
	}
}

// TestUnicodeCore: the terminal is told to measure characters as we do only if it
// does not, told again when it was given back in between, and in the end told
// nothing that it was not told in the beginning.
func TestUnicodeCore(t *testing.T) {
	const on, off = "\x1b[?2027h", "\x1b[?2027l"
	for report, times := range map[string]int{"2": 1, "1": 0, "3": 0, "0": 0, "4": 0} {
		s := perform(t, func(term *Terminal) { term.Suspend = func() Size { return Size{40, 5} } })
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

// TestNoMoreSizes: a terminal that tells no more sizes may still end the program.
func TestNoMoreSizes(t *testing.T) {
	over := make(chan error)
	s := perform(t, func(term *Terminal) { term.Ended = over })
	s.expect("background")
	close(s.resized)
	over <- nil
	if err := s.end(); err != nil {
		t.Error(err)
	}
}

// gate is a terminal that takes nothing while it is shut.
type gate struct {
	*termtest.Screen
	shut   sync.Mutex
	writes int
}

func (g *gate) Write(p []byte) (int, error) {
	g.shut.Lock()
	defer g.shut.Unlock()
	g.writes++
	return g.Screen.Write(p)
}

// TestSlowTerminal: while the terminal takes nothing the program goes on, and
// what it was too slow for is never sent.
func TestSlowTerminal(t *testing.T) {
	g := &gate{}
	s := perform(t, func(term *Terminal) {
		g.Screen = term.Out.(*stage).Screen
		term.Out = g
	})
	s.expect("0 keys")
	g.shut.Lock()
	before := g.writes
	for range 500 {
		s.send("x") // each is read before the next
	}
	for s.keysSeen() < 500 {
		time.Sleep(time.Millisecond)
	}
	g.shut.Unlock()
	s.expect("500 keys")
	if n := g.writes - before; n > 3 {
		t.Errorf("%d frames were written after the terminal had been slow", n)
	}
	s.send("q")
	if err := s.end(); err != nil {
		t.Error(err)
	}
}

func (s *stage) keysSeen() int {
	s.model.mu.Lock()
	defer s.model.mu.Unlock()
	return s.model.count
}

// TestGone: a terminal that fails ends the program.
func TestGone(t *testing.T) {
	s := perform(t, func(term *Terminal) { term.Out = broken{} })
	select {
	case err := <-s.done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("the program goes on without a terminal")
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
