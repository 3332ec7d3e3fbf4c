package paint

import (
	"io"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// writer brings frames to the terminal from a goroutine of its own. It has one
// slot: who draws never waits for a terminal that reads slowly, and what the
// terminal was too slow for is never sent.
type writer struct {
	to      io.Writer
	observe func(time.Duration)

	mu   sync.Mutex
	next order
	wake chan struct{} // holds one
	done chan struct{} // closed when the writer has ended

	// What follows belongs to the goroutine.
	canvas  canvas
	modes   modes
	view    tea.View // the last one that was drawn
	drawn   bool
	failure error
	unicode bool // mode 2027 is on because of us
	// panicked may be read when done is closed.
	panicked *PanicError
}

// order is what the terminal is to show, and what is to be sent besides.
type order struct {
	view    tea.View
	changed bool // the view is another one than the last
	w, h    int
	afresh  bool      // draw everything: nobody knows what stands there
	raw     []byte    // sent before the view
	unicode bool      // the terminal measures characters as we do
	set     bool      // because we told it to
	since   time.Time // when the first key came that this order answers
	pause   bool      // give the terminal back as it was
	paused  chan struct{}
	stop    bool
}

func newWriter(to io.Writer, w, h int, observe func(time.Duration)) *writer {
	out := &writer{to: to, observe: observe, wake: make(chan struct{}, 1), done: make(chan struct{}), modes: plain()}
	out.next.w, out.next.h = w, h
	out.next.afresh = true
	return out
}

// post changes what is in the slot.
func (o *writer) post(change func(*order)) {
	o.mu.Lock()
	change(&o.next)
	o.mu.Unlock()
	select {
	case o.wake <- struct{}{}:
	default: // it is awake already, and has not looked yet
	}
}

// show puts a view into the slot, in the place of one that was not drawn yet.
func (o *writer) show(v tea.View, since time.Time) {
	o.post(func(n *order) {
		n.view, n.changed = v, true
		if n.since.IsZero() {
			n.since = since
		}
	})
}

// send sends a sequence before the next frame.
func (o *writer) send(seq string) { o.post(func(n *order) { n.raw = append(n.raw, seq...) }) }

// resize says that the terminal has another size, or that what stands on it is
// not known any more.
func (o *writer) resize(w, h int) {
	o.post(func(n *order) { n.w, n.h, n.afresh = w, h, true })
}

// measure says that the terminal measures characters as we do, or can: then it is
// told to, as long as the program is shown.
func (o *writer) measure(set bool) {
	o.post(func(n *order) {
		if n.unicode = true; set {
			n.raw, n.set = append(n.raw, ansi.SetModeUnicodeCore...), true
		}
	})
}

// leave gives the terminal back as it was, and waits for that, but not for ever:
// whoever reads there may have stopped.
func (o *writer) leave() {
	done := make(chan struct{})
	o.post(func(n *order) { n.pause, n.paused = true, done })
	select {
	case <-done:
	case <-o.done:
	case <-time.After(patience):
	}
}

// enter takes the terminal again after leave.
func (o *writer) enter() { o.post(func(n *order) { n.pause, n.changed, n.afresh = false, true, true }) }

// close gives the terminal back and ends the writer.
func (o *writer) close() {
	o.post(func(n *order) { n.pause, n.stop = true, true })
	select {
	case <-o.done:
	case <-time.After(patience):
	}
}

// patience is how long the last words may take to reach a terminal.
const patience = time.Second

// run writes until it is closed or the terminal is gone.
func (o *writer) run() {
	defer close(o.done)
	defer func() {
		if r := recover(); r != nil {
			o.panicked = newPanic(r)
			_, _ = io.WriteString(o.to, lastResort)
		}
	}()
	for range o.wake {
		o.mu.Lock()
		n := o.next
		o.next = order{view: n.view, w: n.w, h: n.h, pause: n.pause}
		o.mu.Unlock()
		o.obey(n)
		if n.paused != nil {
			close(n.paused)
		}
		if n.stop || o.failure != nil {
			return
		}
	}
}

// lastResort gives a terminal back when nobody knows how it stands.
const lastResort = ansi.ResetModeSynchronizedOutput + ansi.ResetStyle + ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseAnyEvent +
	ansi.ResetModeMouseExtSgr + ansi.ResetModeBracketedPaste + ansi.ResetModeFocusEvent + leave + ansi.SetModeTextCursorEnable

// obey does what the order says, in one write.
func (o *writer) obey(n order) {
	c := &o.canvas
	c.out = append(c.out[:0], n.raw...)
	c.unicode = c.unicode || n.unicode
	o.unicode = o.unicode || n.set
	switch {
	case n.pause:
		o.giveBack()
	case n.changed || n.afresh && o.drawn:
		o.frame(n)
	}
	if len(c.out) == 0 {
		return
	}
	if _, err := o.to.Write(c.out); err != nil {
		o.failure = err
	}
	if cap(c.out) > keep {
		c.out = nil
	}
	if o.observe != nil && !n.since.IsZero() {
		o.observe(time.Since(n.since))
	}
}

// keep is how large a buffer is kept for the next frame, in bytes.
const keep = 16 << 10

// frame writes the modes of the view and what is different on the screen,
// between the marks of synchronized output.
func (o *writer) frame(n order) {
	c := &o.canvas
	m := modesOf(&n.view)
	begin := len(c.out)
	c.out = append(c.out, change(o.modes, m)...)
	if o.unicode && !o.drawn { // given back in between
		c.out = append(c.out, ansi.SetModeUnicodeCore...)
	}
	moded := len(c.out) > begin
	c.out = append(c.out, ansi.SetModeSynchronizedOutput...)
	body := len(c.out)
	if o.modes.shown {
		c.out = append(c.out, ansi.ResetModeTextCursorEnable...)
	}
	hidden := len(c.out)
	if n.afresh || !o.drawn {
		c.resize(n.w, n.h)
		c.clear()
	}
	c.draw(n.view.Content)
	c.use(pen{})
	o.cursor(n.view.Cursor, body, hidden)
	switch {
	case len(c.out) > body:
		c.out = append(c.out, ansi.ResetModeSynchronizedOutput...)
	case !moded:
		c.out = c.out[:begin]
	default:
		c.out = c.out[:body-len(ansi.SetModeSynchronizedOutput)]
	}
	o.modes, o.view, o.drawn = m, n.view, true
}

// cursor shows the cursor in its place, or leaves it hidden. Where nothing was
// drawn, it is not hidden for it.
func (o *writer) cursor(at *tea.Cursor, body, hidden int) {
	c := &o.canvas
	still := len(c.out) == hidden
	switch {
	case at == nil:
		return
	case still && o.modes.shown:
		c.out = c.out[:body]
		if last := o.view.Cursor; last == nil || last.X != at.X || last.Y != at.Y {
			c.x = -1
			c.move(at.X, at.Y)
		}
		return
	}
	c.x = -1
	c.move(at.X, at.Y)
	c.out = append(c.out, ansi.SetModeTextCursorEnable...)
}

// giveBack leaves the terminal as it was before the first frame.
func (o *writer) giveBack() {
	c := &o.canvas
	if !o.drawn {
		return
	}
	c.out = append(c.out, ansi.ResetStyle...)
	c.out = append(c.out, change(o.modes, plain())...)
	if !o.modes.shown {
		c.out = append(c.out, ansi.SetModeTextCursorEnable...)
	}
	if o.unicode {
		c.out = append(c.out, ansi.ResetModeUnicodeCore...)
	}
	c.pen, c.x = pen{}, -1
	o.modes, o.drawn = plain(), false
}
