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

// painter is a model around the one that is painted. It forwards every message,
// and draws the view afterwards.
type painter struct {
	model     tea.Model
	terminal  Terminal
	out       *writer
	size      Size
	lastView  tea.View
	hasView   bool
	inputTime time.Time // when the input was read that is being handled; zero if none is
	panicked  *PanicError
	stopErr   error

	mu           sync.Mutex
	lastQuestion time.Time     // when the terminal was last asked something
	replied      chan struct{} // closed once it has answered everything; nil if nothing waits for that
}

// stopMsg asks the program to end, with an error if it is not nil.
type stopMsg struct{ err error }

// resizeMsg is the size of the terminal after a change.
type resizeMsg Size

func newPainter(m tea.Model, t Terminal, out *writer) *painter {
	return &painter{model: m, terminal: t, out: out, size: t.Size}
}

func newPanicError(value any) *PanicError { return &PanicError{value, debug.Stack()} }

// Init tells the model the facts about the terminal, and draws it. The first frame
// does not wait for the terminal's replies.
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

// forwardInput forwards events that were read together. They are drawn once.
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

// message converts an event to Bubble Tea's message.
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
	return p.replyMessage(e)
}

// replyMessage converts an event that is a reply to a question.
func (p *painter) replyMessage(e uv.Event) tea.Msg {
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

// viewsDiffer reports whether two views look different. That takes no time if the
// content is the same string.
func viewsDiffer(a, b *tea.View) bool {
	return a.Content != b.Content || modesOf(a) != modesOf(b) || cursorPosition(a) != cursorPosition(b)
}

// cursorPosition returns where the cursor is. X is -1 if it is hidden.
func cursorPosition(v *tea.View) tea.Position {
	if v.Cursor == nil {
		return tea.Position{X: -1}
	}
	return v.Cursor.Position
}

// ask writes a sequence that the terminal answers.
func (p *painter) ask(seq string) {
	p.mu.Lock()
	p.lastQuestion = time.Now()
	p.mu.Unlock()
	p.out.send(seq)
}

// The times to wait for replies at the end. A terminal that has not answered within
// replyWindow never will. A program that quits earlier waits for up to
// replyTimeout, or the shell would read the replies as input.
const (
	replyWindow  = time.Second
	replyTimeout = 200 * time.Millisecond
)

// waitForReplies waits until the terminal has answered recent questions. Terminals
// answer in order, and all of them answer the one for primary device attributes
// (DA1), which is asked last.
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

// onInput looks for the reply that waitForReplies waits for. It is called by the
// reader's goroutine.
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

// filter handles the messages that are meant for the terminal. Bubble Tea's renderer
// would handle them otherwise.
func (p *painter) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	switch {
	case msg == nil:
		return nil
	case isSuspend(msg):
		return p.suspend()
	case isClearScreen(msg):
		p.out.resize(p.size) // which redraws everything
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

// recoverPanics turns the panic of a command into a message, and that of each
// command in a batch or a sequence. Commands run in goroutines of their own, where
// a panic would end the process.
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
