// Package paint draws a Bubble Tea program on a terminal at once: when a view
// has changed, what is different is written before the next message is looked
// at. Bubble Tea's own renderer waits for a clock, and the clock wakes for ever.
//
// It is the terminal: raw mode, size, keys, modes, and the restoring of all of
// it. It knows nothing of the program that it paints, and must not: any model
// whose view fills the alternate screen can be painted. Lines of a view end
// plain, as lipgloss writes them.
//
// Not painted are what such a program has no use for: views outside the
// alternate screen, lines printed above them, progress bars, the terminal's
// default colors, and programs that take the terminal over for a while.
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

// Terminal is where a program is painted: on this machine, or at the other end
// of a connection.
type Terminal struct {
	// In is what the terminal sends, unchanged: raw mode. If it has a method
	// Cancel, that is called in the end, to stop a Read.
	In io.Reader
	// Out is written to by one goroutine.
	Out     io.Writer
	Env     []string // "NAME=value", as the terminal's user has it
	Profile colorprofile.Profile
	Size    Size
	// Resized says the size when it has changed, or when the screen has to be
	// drawn anew. Nil: it never does.
	Resized <-chan Size
	// Suspend stops the process until its user wants it back. It is called
	// with the terminal restored. Nil: there is nobody to give the terminal to.
	Suspend func() Size
	// EscapeWait is how long a lone escape byte may be the beginning of a
	// sequence.
	EscapeWait time.Duration
	// Ended says that somebody wants the program to end: with nil it quits, with
	// an error that is what [Run] returns. Nil: nobody ever does.
	Ended <-chan error
	// Observe is told, if it is not nil, how long it took from a key to the
	// frame that answers it.
	Observe func(time.Duration)
}

// The usual times for [Terminal.EscapeWait].
const (
	EscapeWaitLocal = 5 * time.Millisecond
	EscapeWaitSSH   = 25 * time.Millisecond
)

// ErrInterrupted is returned by [Run] when the program was interrupted.
var ErrInterrupted = tea.ErrInterrupted

// PanicError is returned by [Run] when the program panicked. The terminal was
// restored before.
type PanicError struct {
	Value any
	Stack []byte
}

func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

// Run paints a program until it quits, the terminal is gone, or the context
// ends. The terminal is left as it was found, whatever happens.
func Run(ctx context.Context, model tea.Model, t Terminal) error {
	out := newWriter(t.Out, t.Size.Width, t.Size.Height, t.Observe)
	p := newPainter(model, t, out)
	program := tea.NewProgram(p, options(ctx, p, t)...)
	in := &reader{from: t.In, wait: t.EscapeWait, hand: func(i input) {
		p.heard(i)
		program.Send(i)
	}}
	over := make(chan struct{})
	defer close(over)
	go out.run()
	go func() {
		defer catch(program)
		in.run()
		program.Send(tea.Quit()) // there is nobody any more
	}()
	go func() {
		select {
		case <-out.done: // nor is there anybody to see it
			if out.panicked != nil {
				program.Send(out.panicked)
			}
			program.Send(tea.Quit())
		case <-over:
		}
	}()
	go p.follow(program, over)
	err := p.run(program)
	p.settle()
	out.close()
	if c, ok := t.In.(interface{ Cancel() bool }); ok {
		c.Cancel()
	}
	return err
}

// options make Bubble Tea leave the terminal to the painter.
func options(ctx context.Context, p *painter, t Terminal) []tea.ProgramOption {
	return []tea.ProgramOption{
		tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(io.Discard), tea.WithEnvironment(t.Env), tea.WithColorProfile(t.Profile),
		tea.WithWindowSize(t.Size.Width, t.Size.Height), tea.WithoutRenderer(), tea.WithFPS(1), tea.WithoutCatchPanics(), tea.WithFilter(p.filter),
		tea.WithoutSignalHandler(), // its own begins to listen too late, and the first signal kills
	}
}

// catch ends the program with the panic of a goroutine beside it.
func catch(program *tea.Program) {
	if r := recover(); r != nil {
		program.Send(newPanic(r))
	}
}

// follow tells the program when the terminal has another size, and when it is to
// end.
func (p *painter) follow(program *tea.Program, over <-chan struct{}) {
	sizes := p.terminal.Resized
	for {
		select {
		case err := <-p.terminal.Ended:
			program.Send(ended{err})
			return
		case s, ok := <-sizes:
			if !ok {
				sizes = nil // it may still be told to end
				continue
			}
			program.Send(resized(s))
		case <-over:
			return
		}
	}
}

// run runs the program and catches its panics.
func (p *painter) run(program *tea.Program) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = newPanic(r)
		}
	}()
	_, err = program.Run()
	switch {
	case p.panicked != nil:
		return p.panicked
	case p.ended != nil:
		return p.ended
	case errors.Is(err, tea.ErrInterrupted):
		return ErrInterrupted
	}
	return err
}
