// Package layout computes every width and height of the browser, in exactly one
// place.
//
// It is pure arithmetic. It must not know what is drawn in its rectangles.
package layout

// Rect is a rectangle in cells, X and Y counted from the top left corner.
type Rect struct{ X, Y, W, H int }

// Empty reports whether nothing can be drawn in the rectangle.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Contains reports whether the cell lies in the rectangle.
func (r Rect) Contains(x, y int) bool {
	return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H
}

// The sizes that decide what fits.
const (
	// TwoPanes is the width from which list and detail stand side by side.
	TwoPanes = 72
	// maxText is the width beyond which lines of prose are hard to read.
	maxText = 120
	// gap is the number of columns of divider and padding between the panes.
	gap = 3

	minList, maxList = 34, 80
	minDetail        = 30 // beside the list
	ruleFrom         = 10 // rows from which a rule stands under the header
	footerFrom       = 4  // rows from which there is a footer
)

// Frame is the place of everything on a terminal of one size.
type Frame struct {
	Width, Height int
	Header        Rect
	Rule          Rect // empty on low terminals
	List          Rect
	Divider       Rect // empty where one pane is shown at a time
	Detail        Rect
	Footer        Rect // empty on very low terminals
	Panes         Rect // list and detail together
	// Both says that list and detail stand side by side; otherwise they share
	// one rectangle and one of them is shown.
	Both bool
}

// New lays out a terminal of w columns and h rows. Sizes of nought and less
// give empty rectangles. Beside the detail pane the list is as wide as asked, as
// far as that leaves room for both; asked for nought it has its usual width.
func New(w, h, list int) Frame {
	w, h = max(w, 0), max(h, 0)
	f := Frame{Width: w, Height: h, Both: w >= TwoPanes}
	f.Header = Rect{0, 0, w, min(h, 1)}
	top, bottom := f.Header.H, h
	if h >= ruleFrom {
		f.Rule = Rect{0, top, w, 1}
		top++
	}
	if h >= footerFrom {
		bottom--
		f.Footer = Rect{0, bottom, w, 1}
	}
	f.Panes = Rect{0, top, w, max(bottom-top, 0)}
	f.divide(list)
	return f
}

// divide divides the panes' room among list and detail.
func (f *Frame) divide(list int) {
	y, h := f.Panes.Y, f.Panes.H
	if !f.Both {
		f.List, f.Detail = f.Panes, f.Panes
		return
	}
	if list <= 0 {
		list = min(max(f.Width*2/5, minList), maxList)
	}
	list = min(max(list, minList/2), f.Width-gap-minDetail)
	f.List = Rect{0, y, list, h}
	f.Divider = Rect{list + 1, y, 1, h}
	f.Detail = Rect{list + gap, y, f.Width - list - gap, h}
}

// TextWidth is how wide prose is set in the detail pane.
func (f Frame) TextWidth() int { return min(f.Detail.W, maxText) }

// Overlay centers a box of w by h cells on the frame, and shrinks it to fit. Header
// and footer, which says what the keys do, stay in sight where there is room.
func (f Frame) Overlay(w, h int) Rect {
	top, room := 0, f.Height
	if !f.Rule.Empty() {
		top, room = f.Header.H, f.Height-f.Header.H-f.Footer.H
	}
	w, h = min(w, f.Width), min(h, room)
	return Rect{(f.Width - w) / 2, top + (room-h)/2, w, h}
}
