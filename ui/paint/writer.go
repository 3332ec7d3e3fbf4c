package paint

import (
	"io"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// writer writes frames to the terminal in a separate goroutine. Until the goroutine takes
// the pending update, later calls change that update. So the program never waits for a
// slow terminal, and only the newest frame is written.
type writer struct {
	out     io.Writer
	observe func(time.Duration) // see [Terminal.Observe]

	mu      sync.Mutex
	pending update
	wake    chan struct{} // has one value while the pending update has not been taken
	done    chan struct{} // closed when the writer's goroutine has ended

	// Only the writer's goroutine uses the following fields.
	canvas      canvas
	modes       modes
	view        tea.View // the view that was drawn last
	visible     bool     // a view is on the screen
	writeErr    error    // the error of the first write that failed
	unicodeMode bool     // the writer has set mode 2027, and resets it at the end
	// panicked is the panic that ended the goroutine. It may be read once done is closed.
	panicked *PanicError
}

// update is what has changed since the last write.
type update struct {
	view          tea.View
	viewChanged   bool          // view has not been drawn yet
	size          Size          // of the terminal
	redraw        bool          // draw the whole screen, because it may not show the last frame
	sequences     []byte        // control sequences to write before the frame
	unicodeWidths bool          // the terminal measures characters as this package does (mode 2027)
	unicodeMode   bool          // sequences set mode 2027, so it has to be reset at the end
	inputTime     time.Time     // when the first key that this update answers was read; zero if it answers none
	release       bool          // restore the terminal
	released      chan struct{} // to be closed when the terminal is restored; may be nil
	stop          bool          // end the writer's goroutine
}

func newWriter(out io.Writer, size Size, observe func(time.Duration)) *writer {
	w := &writer{out: out, observe: observe, wake: make(chan struct{}, 1), done: make(chan struct{}), modes: defaultModes()}
	w.pending.size = size
	w.pending.redraw = true
	return w
}

// post changes the pending update, and wakes the goroutine.
func (w *writer) post(change func(*update)) {
	w.mu.Lock()
	change(&w.pending)
	w.mu.Unlock()
	select {
	case w.wake <- struct{}{}:
	default: // the goroutine has not handled the last wake-up yet
	}
}

// show makes the writer draw a view, instead of any view that it has not drawn yet.
func (w *writer) show(v tea.View, inputTime time.Time) {
	w.post(func(u *update) {
		u.view, u.viewChanged = v, true
		if u.inputTime.IsZero() {
			u.inputTime = inputTime
		}
	})
}

// send makes the writer write a control sequence before the next frame.
func (w *writer) send(seq string) {
	w.post(func(u *update) { u.sequences = append(u.sequences, seq...) })
}

// resize sets the size of the terminal, and redraws the whole screen. With an unchanged
// size it restores a screen on which another program has written.
func (w *writer) resize(s Size) { w.post(func(u *update) { u.size, u.redraw = s, true }) }

// useUnicodeWidths tells the writer that the terminal can measure characters as this
// package does (mode 2027). If setMode is true, the writer sets the mode, and resets it
// when it restores the terminal.
func (w *writer) useUnicodeWidths(setMode bool) {
	w.post(func(u *update) {
		if u.unicodeWidths = true; setMode {
			u.sequences, u.unicodeMode = append(u.sequences, ansi.SetModeUnicodeCore...), true
		}
	})
}

// release restores the terminal, and waits until its sequences are written. It gives up
// after flushTimeout, because the terminal may have stopped reading.
func (w *writer) release() {
	done := make(chan struct{})
	w.post(func(u *update) { u.release, u.released = true, done })
	select {
	case <-done:
	case <-w.done:
	case <-time.After(flushTimeout):
	}
}

// reclaim draws on the terminal again after release.
func (w *writer) reclaim() {
	w.post(func(u *update) { u.release, u.viewChanged, u.redraw = false, true, true })
}

// close restores the terminal and ends the writer's goroutine. It gives up after
// flushTimeout.
func (w *writer) close() {
	w.post(func(u *update) { u.release, u.stop = true, true })
	select {
	case <-w.done:
	case <-time.After(flushTimeout):
	}
}

// flushTimeout is how long release and close wait for the last write.
const flushTimeout = time.Second

// run writes until the writer is closed or a write fails.
func (w *writer) run() {
	defer close(w.done)
	defer func() {
		if r := recover(); r != nil {
			w.panicked = newPanicError(r)
			_, _ = io.WriteString(w.out, emergencyReset)
		}
	}()
	for range w.wake {
		w.mu.Lock()
		u := w.pending
		w.pending = update{view: u.view, size: u.size, release: u.release}
		w.mu.Unlock()
		w.apply(u)
		if u.released != nil {
			close(u.released)
		}
		if u.stop || w.writeErr != nil {
			return
		}
	}
}

// emergencyReset restores the terminal after a panic, when the writer no longer knows
// which modes are set. It resets all of them.
const emergencyReset = ansi.ResetModeSynchronizedOutput + ansi.ResetStyle + ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseAnyEvent +
	ansi.ResetModeMouseExtSgr + ansi.ResetModeBracketedPaste + ansi.ResetModeFocusEvent + leaveSequence + ansi.SetModeTextCursorEnable

// apply writes an update to the terminal, in one call of Write.
func (w *writer) apply(u update) {
	c := &w.canvas
	c.out = append(c.out[:0], u.sequences...)
	c.unicodeWidths = c.unicodeWidths || u.unicodeWidths
	w.unicodeMode = w.unicodeMode || u.unicodeMode
	switch {
	case u.release:
		w.restore()
	case u.viewChanged || u.redraw && w.visible:
		w.frame(u)
	}
	if len(c.out) == 0 {
		return
	}
	if _, err := w.out.Write(c.out); err != nil {
		w.writeErr = err
	}
	if cap(c.out) > maxReusedBuffer {
		c.out = nil
	}
	if w.observe != nil && !u.inputTime.IsZero() {
		w.observe(time.Since(u.inputTime))
	}
}

// maxReusedBuffer is the largest output buffer that is reused for the next frame, in
// bytes.
const maxReusedBuffer = 16 << 10

// frame appends to the output what changes the screen to the view of u: the sequences
// for its modes, and the cells that differ, as one synchronized update. It appends
// nothing if the screen shows the view already.
func (w *writer) frame(u update) {
	c := &w.canvas
	m := modesOf(&u.view)
	start := len(c.out)
	c.out = append(c.out, changeModes(w.modes, m)...)
	if w.unicodeMode && !w.visible { // release has reset mode 2027
		c.out = append(c.out, ansi.SetModeUnicodeCore...)
	}
	modesChanged := len(c.out) > start
	c.out = append(c.out, ansi.SetModeSynchronizedOutput...)
	bodyStart := len(c.out)
	if w.modes.cursorVisible || u.redraw {
		c.out = append(c.out, ansi.ResetModeTextCursorEnable...)
	}
	cellsStart := len(c.out)
	if u.redraw || !w.visible {
		c.clear(u.size)
	}
	c.draw(u.view.Content)
	c.setStyle(textStyle{})
	w.placeCursor(u.view.Cursor, bodyStart, cellsStart)
	switch {
	case len(c.out) > bodyStart:
		c.out = append(c.out, ansi.ResetModeSynchronizedOutput...)
	case modesChanged:
		c.out = c.out[:bodyStart-len(ansi.SetModeSynchronizedOutput)]
	default:
		c.out = c.out[:start]
	}
	w.modes, w.view, w.visible = m, u.view, true
}

// placeCursor moves the cursor to the position that the view wants and shows it. A nil
// cursor stays hidden. body and cells are offsets in the output: where the frame starts,
// and where its cells start. If no cells were written, placeCursor removes the sequence
// that hides the cursor.
func (w *writer) placeCursor(cursor *tea.Cursor, body, cells int) {
	c := &w.canvas
	switch {
	case cursor == nil:
		return
	case len(c.out) == cells && w.modes.cursorVisible:
		c.out = c.out[:body]
		if last := w.view.Cursor; last == nil || last.Position != cursor.Position {
			c.x = -1
			c.moveTo(cursor.X, cursor.Y)
		}
		return
	}
	c.x = -1
	c.moveTo(cursor.X, cursor.Y)
	c.out = append(c.out, ansi.SetModeTextCursorEnable...)
}

// restore writes the sequences that restore the terminal as it was before the first
// frame.
func (w *writer) restore() {
	c := &w.canvas
	if !w.visible {
		return
	}
	c.out = append(c.out, ansi.ResetStyle...)
	c.out = append(c.out, changeModes(w.modes, defaultModes())...)
	if !w.modes.cursorVisible {
		c.out = append(c.out, ansi.SetModeTextCursorEnable...)
	}
	if w.unicodeMode {
		c.out = append(c.out, ansi.ResetModeUnicodeCore...)
	}
	c.style, c.x = textStyle{}, -1
	w.modes, w.visible = defaultModes(), false
}
