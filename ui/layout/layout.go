// Package layout computes every width and height of the browser, in one place.
//
// It is pure arithmetic on cells. It must not know what is drawn in its
// rectangles.
package layout

// Rect is a rectangle in cells. X and Y count from the top left corner.
type Rect struct{ X, Y, W, H int }

// Empty reports whether the rectangle has no cells.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Contains reports whether the cell at x and y is in the rectangle.
func (r Rect) Contains(x, y int) bool {
	return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H
}

const (
	// TwoPanes is the width of the terminal from which list and detail are shown
	// side by side.
	TwoPanes = 72
	// maxTextWidth is the width beyond which prose is hard to read.
	maxTextWidth = 120
	// paneGap is the number of columns between the panes, the divider included.
	paneGap = 3

	// The width of the list beside the detail, unless the user has moved the
	// divider.
	minListWidth, maxListWidth = 34, 80
	minDetailWidth             = 30 // beside the list

	minRuleHeight   = 10 // of a terminal that has a rule below the header
	minFooterHeight = 4  // of a terminal that has a footer
)

// Frame is the layout of a terminal of one size.
type Frame struct {
	Width, Height int
	Header        Rect
	Rule          Rect // empty on a low terminal
	List          Rect
	Divider       Rect // empty if one pane is shown at a time
	Detail        Rect
	Footer        Rect // empty on a very low terminal
	Panes         Rect // list and detail together
	// Both reports whether list and detail are shown side by side. Otherwise they
	// have the same rectangle, and one of them is shown.
	Both bool
}

// New returns the layout of a terminal of w columns and h rows. A size of zero or
// less gives empty rectangles. Beside the detail, the list has the given width as
// far as there is room for both panes; zero stands for the usual width.
func New(w, h, list int) Frame {
	w, h = max(w, 0), max(h, 0)
	f := Frame{Width: w, Height: h, Both: w >= TwoPanes}
	f.Header = Rect{0, 0, w, min(h, 1)}
	top, bottom := f.Header.H, h
	if h >= minRuleHeight {
		f.Rule = Rect{0, top, w, 1}
		top++
	}
	if h >= minFooterHeight {
		bottom--
		f.Footer = Rect{0, bottom, w, 1}
	}
	f.Panes = Rect{0, top, w, max(bottom-top, 0)}
	f.splitPanes(list)
	return f
}

// splitPanes divides the room of the panes between list and detail.
func (f *Frame) splitPanes(list int) {
	y, h := f.Panes.Y, f.Panes.H
	if !f.Both {
		f.List, f.Detail = f.Panes, f.Panes
		return
	}
	if list <= 0 {
		list = min(max(f.Width*2/5, minListWidth), maxListWidth)
	}
	list = min(max(list, minListWidth/2), f.Width-paneGap-minDetailWidth)
	f.List = Rect{0, y, list, h}
	f.Divider = Rect{list + 1, y, 1, h}
	f.Detail = Rect{list + paneGap, y, f.Width - list - paneGap, h}
}

// TextWidth returns the width of prose in the detail pane.
func (f Frame) TextWidth() int { return min(f.Detail.W, maxTextWidth) }

// Overlay returns a rectangle of w by h cells in the middle of the frame, or less
// if there is no room. Where there is a rule, it leaves header and footer visible:
// the footer names the keys.
func (f Frame) Overlay(w, h int) Rect {
	top, height := 0, f.Height
	if !f.Rule.Empty() {
		top, height = f.Header.H, f.Height-f.Header.H-f.Footer.H
	}
	w, h = min(w, f.Width), min(h, height)
	return Rect{(f.Width - w) / 2, top + (height-h)/2, w, h}
}
