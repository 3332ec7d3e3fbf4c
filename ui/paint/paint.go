// Package paint draws a Bubble Tea program on a terminal as soon as its view has
// changed: the difference is written before the next message is handled. Bubble
// Tea's own renderer draws at fixed intervals, which adds up to 17 ms to every key and
// wakes an idle program hundreds of times a second.
//
// The package controls the terminal: raw mode, size, keys and modes. It restores all of
// them at the end. It must not know the program that it paints: any model whose view
// fills the alternate screen can be painted. The lines of a view must end with the style
// reset, as lipgloss writes them.
//
// It does not support views outside the alternate screen, lines printed above a view,
// progress bars, the terminal's default colors, and programs that use the terminal for a
// while (tea.Exec).
package paint

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// Size is the size of a terminal, in cells.
type Size struct{ Width, Height int }

// Terminal is where a program is painted: on this machine, or at the other end of
// a connection.
type Terminal struct {
	// In is the input from the terminal, in raw mode. If it has a method Cancel, [Run]
	// calls Cancel at the end, to stop a Read.
	In io.Reader
	// Out is the output to the terminal. Only one goroutine writes to it.
	Out     io.Writer
	Env     []string             // the environment of the terminal's user, as "NAME=value"
	Profile colorprofile.Profile // the colors that the terminal can show
	Size    Size                 // the size at the start
	// Resized receives the size whenever it has changed, or when the screen has to
	// be redrawn. It may be nil.
	Resized <-chan Size
	// Suspend stops the process until the user continues it, and returns the size of the
	// terminal at that time. [Run] restores the terminal before it calls Suspend. If
	// Suspend is nil, the program cannot be suspended.
	Suspend func() Size
	// EscapeWait is how long to wait for the rest of a sequence after an escape byte,
	// before the byte counts as the escape key.
	EscapeWait time.Duration
	// Stop asks the program to end. [Run] returns the error that it receives from the
	// channel, which may be nil. The channel may be nil too.
	Stop <-chan error
	// Observe is called after a frame is written that answers a key, with the time since
	// the key was read. It may be nil.
	Observe func(time.Duration)
}

// The usual values of [Terminal.EscapeWait]. Over a network a sequence may arrive in
// pieces.
const (
	EscapeWaitLocal = 5 * time.Millisecond
	EscapeWaitSSH   = 25 * time.Millisecond
)

// ErrInterrupted is returned by [Run] if the program was interrupted.
var ErrInterrupted = tea.ErrInterrupted

// PanicError is returned by [Run] if the program panicked. [Run] has restored the
// terminal before it returns.
type PanicError struct {
	Value any    // the argument of panic
	Stack []byte // the stack trace of the goroutine that panicked
}

func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

// Run paints a program until it quits, the terminal is closed, or the context
// ends. However it ends, the terminal is restored.
func Run(ctx context.Context, model tea.Model, t Terminal) error {
	out := newWriter(t.Out, t.Size, t.Observe)
	p := newPainter(model, t, out)
	program := tea.NewProgram(p, options(ctx, p, t)...)
	in := &reader{in: t.In, escapeWait: t.EscapeWait, deliver: func(i input) {
		p.onInput(i)
		program.Send(i)
	}}
	finished := make(chan struct{})
	defer close(finished)
	go out.run()
	go func() {
		defer sendPanic(program)
		in.run()
		program.Send(tea.Quit()) // the terminal is closed
	}()
	go func() {
		select {
		case <-out.done: // nothing can be written any longer
			if out.panicked != nil {
				program.Send(out.panicked)
			}
			program.Send(tea.Quit())
		case <-finished:
		}
	}()
	go p.watchTerminal(program, finished)
	err := p.run(program)
	p.waitForReplies()
	out.close()
	if c, ok := t.In.(interface{ Cancel() bool }); ok {
		c.Cancel()
	}
	return err
}

// options returns the options with which Bubble Tea leaves the terminal to the painter.
func options(ctx context.Context, p *painter, t Terminal) []tea.ProgramOption {
	return []tea.ProgramOption{
		tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(io.Discard), tea.WithEnvironment(t.Env), tea.WithColorProfile(t.Profile),
		tea.WithWindowSize(t.Size.Width, t.Size.Height), tea.WithoutRenderer(), tea.WithFPS(1), tea.WithoutCatchPanics(), tea.WithFilter(p.filter),
		tea.WithoutSignalHandler(), // Bubble Tea's handler starts too late: an early signal would kill the process
	}
}

// sendPanic is deferred in a goroutine. If the goroutine panics, sendPanic recovers the
// panic and ends the program with it.
func sendPanic(program *tea.Program) {
	if r := recover(); r != nil {
		program.Send(newPanicError(r))
	}
}

// watchTerminal sends the program a message when the terminal's size has changed, and
// when [Terminal.Stop] asks the program to end.
func (p *painter) watchTerminal(program *tea.Program, finished <-chan struct{}) {
	sizes := p.terminal.Resized
	for {
		select {
		case err := <-p.terminal.Stop:
			program.Send(stopMsg{err})
			return
		case s, ok := <-sizes:
			if !ok {
				sizes = nil // no more sizes, but Stop may still be used
				continue
			}
			program.Send(resizeMsg(s))
		case <-finished:
			return
		}
	}
}

// run runs the program, and returns its panics as errors.
func (p *painter) run(program *tea.Program) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = newPanicError(r)
		}
	}()
	_, err = program.Run()
	switch {
	case p.panicked != nil:
		return p.panicked
	case p.stopErr != nil:
		return p.stopErr
	case errors.Is(err, tea.ErrInterrupted):
		return ErrInterrupted
	}
	return err
}
