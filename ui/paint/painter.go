package paint

import (
	"reflect"
	"runtime/debug"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// painter is a model around the one that is painted: it hands every message on
// and draws what comes of it.
type painter struct {
	model    tea.Model
	terminal Terminal
	out      *writer
	size     Size
	last     tea.View
	shown    bool
	since    time.Time // when the events came that are handled now
	panicked *PanicError
	ended    error

	mu      sync.Mutex
	asked   time.Time     // when the terminal was last asked something
	settled chan struct{} // closed when it has answered everything; nil unless somebody waits
}

// ended says that the program is to end, and with what.
type ended struct{ err error }

// resized is the size of the terminal when it has changed.
type resized Size

func newPainter(m tea.Model, t Terminal, out *writer) *painter {
	return &painter{model: m, terminal: t, out: out, size: t.Size}
}

func newPanic(value any) *PanicError { return &PanicError{value, debug.Stack()} }

// Init tells the model at once what is known of the terminal, and draws it:
// the first frame waits for nothing.
func (p *painter) Init() tea.Cmd {
	cmds := []tea.Cmd{
		p.hand(tea.ColorProfileMsg{Profile: p.terminal.Profile}),
		p.hand(tea.EnvMsg(p.terminal.Env)),
		p.hand(tea.WindowSizeMsg(p.size)),
	}
	init := p.model.Init()
	p.show()
	p.ask(ask)
	return guard(tea.Batch(append(cmds, init)...))
}

// View is empty: nobody looks at it.
func (p *painter) View() tea.View { return tea.View{} }

// Update hands messages to the model and draws it.
func (p *painter) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case input:
		cmd = p.events(msg)
	case resized:
		p.size = Size(msg)
		p.out.resize(msg.Width, msg.Height)
		cmd = p.hand(tea.WindowSizeMsg(msg))
	case *PanicError:
		p.panicked = msg
		return p, tea.Quit
	case ended:
		p.ended = msg.err
		return p, tea.Quit
	case tea.EnvMsg, tea.ColorProfileMsg, tea.WindowSizeMsg:
		return p, nil // Init has said so
	default:
		cmd = p.hand(msg)
	}
	p.show()
	return p, guard(cmd)
}

// hand hands one message to the model.
func (p *painter) hand(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	p.model, cmd = p.model.Update(msg)
	return cmd
}

// events hands on what was waiting together; it is drawn once.
func (p *painter) events(in input) tea.Cmd {
	p.since = in.at
	var cmds []tea.Cmd
	for _, e := range in.events {
		if msg := p.message(e); msg != nil {
			if cmd := p.hand(msg); cmd != nil {
				cmds = append(cmds, cmd)
			}
		}
	}
	return tea.Sequence(cmds...)
}

// message is an event as Bubble Tea has it, nil if it is meant for the painter.
func (p *painter) message(e uv.Event) tea.Msg {
	switch e := e.(type) {
	case uv.KeyPressEvent:
		return tea.KeyPressMsg(e)
	case uv.KeyReleaseEvent:
		return tea.KeyReleaseMsg(e)
	case uv.MouseClickEvent:
		return tea.MouseClickMsg(e)
	case uv.MouseReleaseEvent:
		return tea.MouseReleaseMsg(e)
	case uv.MouseWheelEvent:
		return tea.MouseWheelMsg(e)
	case uv.MouseMotionEvent:
		return tea.MouseMotionMsg(e)
	case uv.PasteEvent:
		return tea.PasteMsg(e)
	case uv.FocusEvent:
		return tea.FocusMsg(e)
	case uv.BlurEvent:
		return tea.BlurMsg(e)
	}
	return p.answer(e)
}

// answer is what the terminal says when it was asked.
func (p *painter) answer(e uv.Event) tea.Msg {
	switch e := e.(type) {
	case uv.ModeReportEvent:
		if e.Mode == ansi.ModeUnicodeCore && e.Value != ansi.ModeNotRecognized && e.Value != ansi.ModePermanentlyReset {
			p.out.measure(e.Value == ansi.ModeReset)
		}
		return tea.ModeReportMsg(e)
	case uv.BackgroundColorEvent:
		return tea.BackgroundColorMsg(e)
	case uv.ForegroundColorEvent:
		return tea.ForegroundColorMsg(e)
	case uv.CursorColorEvent:
		return tea.CursorColorMsg(e)
	case uv.CursorPositionEvent:
		return tea.CursorPositionMsg(e)
	case uv.ClipboardEvent:
		return tea.ClipboardMsg(e)
	case uv.KeyboardEnhancementsEvent:
		return tea.KeyboardEnhancementsMsg(e)
	case uv.TerminalVersionEvent:
		return tea.TerminalVersionMsg(e)
	case uv.CapabilityEvent:
		return tea.CapabilityMsg(e)
	}
	return e
}

// show has the view drawn if it is another one.
func (p *painter) show() {
	v := p.model.View()
	if !p.shown || changed(&p.last, &v) {
		p.last, p.shown = v, true
		p.out.show(v, p.since)
	}
	p.since = time.Time{}
}

// changed reports whether two views look different. The same string is seen to
// be the same at once.
func changed(a, b *tea.View) bool {
	return a.Content != b.Content || modesOf(a) != modesOf(b) || place(a) != place(b)
}

// place is where the cursor stands.
func place(v *tea.View) tea.Position {
	if v.Cursor == nil {
		return tea.Position{X: -1}
	}
	return v.Cursor.Position
}

// ask sends a question to the terminal.
func (p *painter) ask(seq string) {
	p.mu.Lock()
	p.asked = time.Now()
	p.mu.Unlock()
	p.out.send(seq)
}

// The times for answers: old questions are answered or never will be, and who
// quits at once waits for the answers to young ones, or the shell would get
// them.
const (
	young     = time.Second
	forAnswer = 200 * time.Millisecond
)

// settle waits until the terminal has answered what it was asked a moment ago.
// Terminals answer in order, and all of them say what kind they are (DA1).
func (p *painter) settle() {
	done := make(chan struct{})
	p.mu.Lock()
	recent := time.Since(p.asked) < young
	p.settled = done
	p.mu.Unlock()
	if !recent {
		return
	}
	p.out.send(ansi.RequestPrimaryDeviceAttributes)
	select {
	case <-done:
	case <-p.out.done:
	case <-time.After(forAnswer):
	}
}

// heard looks through what the terminal says for the end of its answers.
func (p *painter) heard(in input) {
	for _, e := range in.events {
		if _, last := e.(uv.PrimaryDeviceAttributesEvent); last {
			p.mu.Lock()
			if p.settled != nil {
				close(p.settled)
				p.settled = nil
			}
			p.mu.Unlock()
		}
	}
}

// filter takes out the messages that the terminal is meant by.
func (p *painter) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	if _, ok := msg.(tea.SuspendMsg); ok {
		return p.suspend()
	}
	seq, answered := request(msg)
	switch {
	case seq == "":
		return msg
	case answered:
		p.ask(seq)
	default:
		p.out.send(seq)
	}
	return nil
}

// suspend gives the terminal back, stops, and goes on when it is wanted again.
func (p *painter) suspend() tea.Msg {
	if p.terminal.Suspend == nil {
		return nil
	}
	p.out.leave()
	size := p.terminal.Suspend()
	p.out.enter()
	if size != p.size {
		p.size = size
		p.out.resize(size.Width, size.Height)
		p.hand(tea.WindowSizeMsg(size))
	}
	return tea.ResumeMsg{}
}

// guard makes a command's panic a message, and those of the commands that it
// brings. They run in goroutines of their own.
func guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	commands := reflect.TypeFor[[]tea.Cmd]()
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				msg = newPanic(r)
			}
		}()
		msg = cmd()
		if v := reflect.ValueOf(msg); v.IsValid() && v.CanConvert(commands) { // a batch or a sequence
			several := v.Convert(commands).Interface().([]tea.Cmd)
			for i, c := range several {
				several[i] = guard(c)
			}
		}
		return msg
	}
}
