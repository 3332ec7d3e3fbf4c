package paint

import (
	"io"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// writer writes frames to the terminal from a goroutine of its own. It keeps one
// pending update, which later calls change: the program never waits for a slow
// terminal, and frames that the terminal was too slow for are never written.
type writer struct {
	out     io.Writer
	observe func(time.Duration)

	mu      sync.Mutex
	pending update
	wake    chan struct{} // holds one value
	done    chan struct{} // closed when the writer has ended

	// The following is used only by the goroutine.
	canvas      canvas
	modes       modes
	view        tea.View // the view that was drawn last
	visible     bool     // a view is on the screen
	writeErr    error
	unicodeMode bool // mode 2027 was set by us
	// panicked may be read once done is closed.
	panicked *PanicError
}

// update is what has changed since the last write.
type update struct {
	view          tea.View
	viewChanged   bool
	size          Size
	redraw        bool      // draw everything, since the screen may show something else
	sequences     []byte    // written before the frame
	unicodeWidths bool      // the terminal measures characters as we do
	unicodeMode   bool      // mode 2027 was set for that
	inputTime     time.Time // when the first key was read that this update answers; zero if there is none
	release       bool      // restore the terminal
	released      chan struct{}
	stop          bool
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
	default: // it has not handled the last wake-up yet
	}
}

// show draws a view. It replaces a view that has not been drawn yet.
func (w *writer) show(v tea.View, inputTime time.Time) {
	w.post(func(u *update) {
		u.view, u.viewChanged = v, true
		if u.inputTime.IsZero() {
			u.inputTime = inputTime
		}
	})
}

// send writes a sequence before the next frame.
func (w *writer) send(seq string) {
	w.post(func(u *update) { u.sequences = append(u.sequences, seq...) })
}

// resize sets the size of the terminal, and redraws the whole screen. With the same
// size it repaints a screen that something else has written on.
func (w *writer) resize(s Size) { w.post(func(u *update) { u.size, u.redraw = s, true }) }

// useUnicodeWidths says that the terminal can measure characters as we do. With setMode
// the mode for that has to be set, and is reset when the terminal is restored.
func (w *writer) useUnicodeWidths(setMode bool) {
	w.post(func(u *update) {
		if u.unicodeWidths = true; setMode {
			u.sequences, u.unicodeMode = append(u.sequences, ansi.SetModeUnicodeCore...), true
		}
	})
}

// release restores the terminal, and waits until that is written. It gives up after
// flushTimeout, because the other end may have stopped reading.
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

// close restores the terminal and ends the writer.
func (w *writer) close() {
	w.post(func(u *update) { u.release, u.stop = true, true })
	select {
	case <-w.done:
	case <-time.After(flushTimeout):
	}
}

// flushTimeout is how long the last write may take.
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

// emergencyReset restores a terminal whose modes are not known.
const emergencyReset = ansi.ResetModeSynchronizedOutput + ansi.ResetStyle + ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseAnyEvent +
	ansi.ResetModeMouseExtSgr + ansi.ResetModeBracketedPaste + ansi.ResetModeFocusEvent + leaveSequence + ansi.SetModeTextCursorEnable

// apply writes an update, in one call of Write.
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
	if cap(c.out) > maxKeptBuffer {
		c.out = nil
	}
	if w.observe != nil && !u.inputTime.IsZero() {
		w.observe(time.Since(u.inputTime))
	}
}

// maxKeptBuffer is the size up to which the buffer is used again for the next
// frame, in bytes.
const maxKeptBuffer = 16 << 10

// frame writes the modes of a view and the difference on the screen, as one
// synchronized update. It writes nothing if there is no difference.
func (w *writer) frame(u update) {
	c := &w.canvas
	m := modesOf(&u.view)
	start := len(c.out)
	c.out = append(c.out, changeModes(w.modes, m)...)
	if w.unicodeMode && !w.visible { // release has reset it
		c.out = append(c.out, ansi.SetModeUnicodeCore...)
	}
	modesChanged := len(c.out) > start
	c.out = append(c.out, ansi.SetModeSynchronizedOutput...)
	body := len(c.out)
	if w.modes.cursorVisible || u.redraw {
		c.out = append(c.out, ansi.ResetModeTextCursorEnable...)
	}
	cells := len(c.out)
	if u.redraw || !w.visible {
		c.clear(u.size)
	}
	c.draw(u.view.Content)
	c.setPen(pen{})
	w.placeCursor(u.view.Cursor, body, cells)
	switch {
	case len(c.out) > body:
		c.out = append(c.out, ansi.ResetModeSynchronizedOutput...)
	case modesChanged:
		c.out = c.out[:body-len(ansi.SetModeSynchronizedOutput)]
	default:
		c.out = c.out[:start]
	}
	w.modes, w.view, w.visible = m, u.view, true
}

// placeCursor moves the cursor to its place and shows it, or leaves it hidden if it
// is nil. body and cells are the offsets in the output of the frame and of its
// cells: if no cells were written, the cursor did not have to be hidden.
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
	c.pen, c.x = pen{}, -1
	w.modes, w.visible = defaultModes(), false
}
