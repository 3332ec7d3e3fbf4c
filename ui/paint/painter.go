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

// painter is a Bubble Tea model that contains the program's model. It forwards every
// message to the program's model, and draws that model's view afterwards.
type painter struct {
	model     tea.Model
	terminal  Terminal
	out       *writer
	size      Size
	lastView  tea.View
	hasView   bool
	inputTime time.Time   // when the current input was read; zero while no input is handled
	panicked  *PanicError // the panic that ended the program; nil if there was none
	stopErr   error       // the error with which the program was asked to end; may be nil

	mu           sync.Mutex
	lastQuestion time.Time     // when the last question was sent to the terminal
	replied      chan struct{} // closed when the terminal has answered all questions; nil if nothing waits for it
}

// stopMsg asks the program to end, with an error if it is not nil.
type stopMsg struct{ err error }

// resizeMsg is the size of the terminal after a change.
type resizeMsg Size

func newPainter(m tea.Model, t Terminal, out *writer) *painter {
	return &painter{model: m, terminal: t, out: out, size: t.Size}
}

func newPanicError(value any) *PanicError { return &PanicError{value, debug.Stack()} }

// Init sends the model the terminal's colors, environment and size, and draws the first
// frame. It does not wait for the terminal's replies.
func (p *painter) Init() tea.Cmd {
	cmds := []tea.Cmd{
		p.forward(tea.ColorProfileMsg{Profile: p.terminal.Profile}),
		p.forward(tea.EnvMsg(p.terminal.Env)),
		p.forward(tea.WindowSizeMsg(p.size)),
	}
	init := p.model.Init()
	p.draw()
	p.ask(startupQuestions)
	return recoverPanics(tea.Batch(append(cmds, init)...))
}

// View is empty, because Bubble Tea runs without a renderer.
func (p *painter) View() tea.View { return tea.View{} }

// Update forwards messages to the model and draws it.
func (p *painter) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case input:
		cmd = p.forwardInput(msg)
	case resizeMsg:
		p.size = Size(msg)
		p.out.resize(p.size)
		cmd = p.forward(tea.WindowSizeMsg(msg))
	case *PanicError:
		p.panicked = msg
		return p, tea.Quit
	case stopMsg:
		p.stopErr = msg.err
		return p, tea.Quit
	case tea.EnvMsg, tea.ColorProfileMsg, tea.WindowSizeMsg:
		return p, nil // Bubble Tea sends them too, but Init has forwarded them already
	default:
		cmd = p.forward(msg)
	}
	p.draw()
	return p, recoverPanics(cmd)
}

// forward forwards one message to the model.
func (p *painter) forward(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	p.model, cmd = p.model.Update(msg)
	return cmd
}

// forwardInput forwards events that were read together. Update draws once after all of
// them.
func (p *painter) forwardInput(in input) tea.Cmd {
	p.inputTime = in.time
	var cmds []tea.Cmd
	for _, e := range in.events {
		if msg := p.message(e); msg != nil {
			if cmd := p.forward(msg); cmd != nil {
				cmds = append(cmds, cmd)
			}
		}
	}
	return tea.Sequence(cmds...)
}

// message converts an event of the terminal to the message that Bubble Tea has for it.
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
	return p.terminalReplyMessage(e)
}

// terminalReplyMessage converts the terminal's reply to a question into the message that
// Bubble Tea has for it. It returns other events unchanged.
func (p *painter) terminalReplyMessage(e uv.Event) tea.Msg {
	switch e := e.(type) {
	case uv.ModeReportEvent:
		if e.Mode == ansi.ModeUnicodeCore && e.Value != ansi.ModeNotRecognized && e.Value != ansi.ModePermanentlyReset {
			p.out.useUnicodeWidths(e.Value == ansi.ModeReset)
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

// draw draws the view if it has changed.
func (p *painter) draw() {
	v := p.model.View()
	if !p.hasView || viewsDiffer(&p.lastView, &v) {
		p.lastView, p.hasView = v, true
		p.out.show(v, p.inputTime)
	}
	p.inputTime = time.Time{}
}

// viewsDiffer reports whether two views look different. Comparing the contents takes no
// time if both are the same string in memory.
func viewsDiffer(a, b *tea.View) bool {
	return a.Content != b.Content || modesOf(a) != modesOf(b) || cursorPosition(a) != cursorPosition(b)
}

// cursorPosition returns the position of a view's cursor. X is -1 if the cursor is
// hidden.
func cursorPosition(v *tea.View) tea.Position {
	if v.Cursor == nil {
		return tea.Position{X: -1}
	}
	return v.Cursor.Position
}

// ask sends the terminal a question: a sequence that the terminal answers.
func (p *painter) ask(seq string) {
	p.mu.Lock()
	p.lastQuestion = time.Now()
	p.mu.Unlock()
	p.out.send(seq)
}

const (
	// replyWindow is how long after a question the terminal may still answer it. A
	// program that quits later need not wait for replies.
	replyWindow = time.Second
	// replyTimeout is how long a program that quits waits for the terminal's replies.
	// If it did not wait, the shell would read them as input.
	replyTimeout = 200 * time.Millisecond
)

// waitForReplies waits until the terminal has answered recent questions. It asks one more
// question, for the primary device attributes (DA1), and waits for that reply: all
// terminals answer DA1, and they answer questions in order.
func (p *painter) waitForReplies() {
	replied := make(chan struct{})
	p.mu.Lock()
	recent := time.Since(p.lastQuestion) < replyWindow
	p.replied = replied
	p.mu.Unlock()
	if !recent {
		return
	}
	p.out.send(ansi.RequestPrimaryDeviceAttributes)
	select {
	case <-replied:
	case <-p.out.done:
	case <-time.After(replyTimeout):
	}
}

// onInput ends waitForReplies if the input has the reply to its question. The reader's
// goroutine calls onInput.
func (p *painter) onInput(in input) {
	for _, e := range in.events {
		if _, ok := e.(uv.PrimaryDeviceAttributesEvent); ok {
			p.mu.Lock()
			if p.replied != nil {
				close(p.replied)
				p.replied = nil
			}
			p.mu.Unlock()
		}
	}
}

// filter handles the messages that Bubble Tea's renderer usually handles, such as
// requests to the terminal. It returns nil for them, and other messages unchanged.
func (p *painter) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	switch {
	case msg == nil:
		return nil
	case isSuspend(msg):
		return p.suspend()
	case isClearScreen(msg):
		p.out.resize(p.size) // resize redraws the whole screen
		return nil
	}
	seq, answered := requestSequence(msg)
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

// suspend restores the terminal, stops the process, and draws the program again
// when it is continued.
func (p *painter) suspend() tea.Msg {
	if p.terminal.Suspend == nil {
		return nil
	}
	p.out.release()
	size := p.terminal.Suspend()
	p.out.reclaim()
	if size != p.size {
		p.size = size
		p.out.resize(size)
		p.forward(tea.WindowSizeMsg(size))
	}
	return tea.ResumeMsg{}
}

// recoverPanics returns a command that returns a [PanicError] as its message if cmd
// panics. The same applies to each command of a batch or a sequence. Bubble Tea runs
// commands in separate goroutines, where a panic would end the process.
func recoverPanics(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	commands := reflect.TypeFor[[]tea.Cmd]()
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				msg = newPanicError(r)
			}
		}()
		msg = cmd()
		if v := reflect.ValueOf(msg); v.IsValid() && v.CanConvert(commands) {
			several := v.Convert(commands).Interface().([]tea.Cmd)
			for i, c := range several {
				several[i] = recoverPanics(c)
			}
		}
		return msg
	}
}
