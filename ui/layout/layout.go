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
	// minSideBySideWidth is the terminal width, in cells, from which list and detail
	// are shown side by side.
	minSideBySideWidth = 72
	// paneGap is the number of columns between list and detail, the divider included.
	paneGap = 3

	// minListWidth and maxListWidth limit the width of the list beside the detail, in
	// cells, unless the user has moved the divider.
	minListWidth, maxListWidth = 34, 80
	// minDetailWidth is the least width of the detail beside the list, in cells.
	minDetailWidth = 30

	// minRuleHeight is the terminal height, in rows, from which there is a rule below
	// the header.
	minRuleHeight = 10
	// minFooterHeight is the terminal height, in rows, from which there is a footer.
	minFooterHeight = 4
)

// Frame is the layout of the browser on a terminal of one size.
type Frame struct {
	Width, Height int
	Header        Rect
	Rule          Rect // the line between header and panes; empty on a low terminal
	List          Rect
	Divider       Rect // the line between list and detail; empty unless SideBySide is set
	Detail        Rect
	Footer        Rect // the bottom line; empty on a very low terminal
	Panes         Rect // the list and the detail together
	// SideBySide says that list and detail are shown side by side. If it is not set,
	// they have the same rectangle, and only one of them is shown.
	SideBySide bool
}

// New returns the layout of a terminal of w columns and h rows. A size of zero or
// less gives empty rectangles. listWidth is the width of the list beside the detail,
// in cells; 0 stands for the usual width. New changes it if one of the two panes would
// be too narrow.
func New(w, h, listWidth int) Frame {
	w, h = max(w, 0), max(h, 0)
	f := Frame{Width: w, Height: h, SideBySide: w >= minSideBySideWidth}
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
	f.splitPanes(listWidth)
	return f
}

// splitPanes divides the rectangle Panes between list and detail.
func (f *Frame) splitPanes(listWidth int) {
	y, h := f.Panes.Y, f.Panes.H
	if !f.SideBySide {
		f.List, f.Detail = f.Panes, f.Panes
		return
	}
	if listWidth <= 0 {
		listWidth = min(max(f.Width*2/5, minListWidth), maxListWidth)
	}
	listWidth = min(max(listWidth, minListWidth/2), f.Width-paneGap-minDetailWidth)
	f.List = Rect{0, y, listWidth, h}
	f.Divider = Rect{listWidth + 1, y, 1, h}
	f.Detail = Rect{listWidth + paneGap, y, f.Width - listWidth - paneGap, h}
}

// Overlay returns a rectangle of w by h cells in the middle of the frame, or a smaller
// one if that does not fit. If the frame has a rule, the rectangle does not cover
// header and footer, because the footer shows the keys of the overlay.
func (f Frame) Overlay(w, h int) Rect {
	top, height := 0, f.Height
	if !f.Rule.Empty() {
		top, height = f.Header.H, f.Height-f.Header.H-f.Footer.H
	}
	w, h = min(w, f.Width), min(h, height)
	return Rect{(f.Width - w) / 2, top + (height-h)/2, w, h}
}
