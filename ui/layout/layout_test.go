package layout

import "testing"

// TestFrame checks that, at every size, the rectangles are on the terminal and do not
// overlap, and that every row of the terminal belongs to one of them.
func TestFrame(t *testing.T) {
	for w := -1; w <= 300; w++ {
		for h := -1; h <= 100; h++ {
			f := New(w, h, 0)
			rects := []Rect{f.Header, f.Rule, f.List, f.Divider, f.Footer}
			if f.SideBySide {
				rects = append(rects, f.Detail)
			} else if f.Detail != f.List {
				t.Fatalf("%dx%d: one pane, but the detail is at %v and the list at %v", w, h, f.Detail, f.List)
			}
			for i, r := range rects {
				if r.Empty() {
					continue
				}
				if r.X < 0 || r.Y < 0 || r.X+r.W > w || r.Y+r.H > h {
					t.Fatalf("%dx%d: %v is not on the terminal", w, h, r)
				}
				for _, o := range rects[i+1:] {
					if !o.Empty() && r.X < o.X+o.W && o.X < r.X+r.W && r.Y < o.Y+o.H && o.Y < r.Y+r.H {
						t.Fatalf("%dx%d: %v and %v overlap", w, h, r, o)
					}
				}
			}
			if rows := f.Header.H + f.Rule.H + f.List.H + f.Footer.H; h > 0 && rows != h {
				t.Fatalf("%dx%d: the rectangles have %d rows", w, h, rows)
			}
		}
	}
}

func TestFrameExamples(t *testing.T) {
	for _, tt := range []struct {
		w, h         int
		sideBySide   bool
		list, detail Rect
	}{
		{80, 24, true, Rect{0, 2, 34, 21}, Rect{37, 2, 43, 21}},
		{100, 30, true, Rect{0, 2, 40, 27}, Rect{43, 2, 57, 27}},
		{300, 100, true, Rect{0, 2, 80, 97}, Rect{83, 2, 217, 97}},
		{71, 24, false, Rect{0, 2, 71, 21}, Rect{0, 2, 71, 21}},
		{20, 5, false, Rect{0, 1, 20, 3}, Rect{0, 1, 20, 3}},
	} {
		f := New(tt.w, tt.h, 0)
		if f.SideBySide != tt.sideBySide || f.List != tt.list || f.Detail != tt.detail {
			t.Errorf("%dx%d: side by side %v, list %v, detail %v", tt.w, tt.h, f.SideBySide, f.List, f.Detail)
		}
	}
}

// TestListWidth checks that the list has the width that was asked for, unless one of
// the two panes would be too narrow.
func TestListWidth(t *testing.T) {
	for listWidth, want := range map[int]int{0: 40, 1: 17, 17: 17, 50: 50, 67: 67, 68: 67, 500: 67} {
		if f := New(100, 30, listWidth); f.List.W != want || f.Detail.W != 97-want || f.Divider.X != want+1 {
			t.Errorf("asked for %d: %v, %v, %v", listWidth, f.List, f.Divider, f.Detail)
		}
	}
}

func TestOverlay(t *testing.T) {
	f := New(80, 24, 0)
	if got := f.Overlay(40, 10); got != (Rect{20, 7, 40, 10}) {
		t.Errorf("got %v", got)
	}
	if got := f.Overlay(200, 100); got != (Rect{0, 1, 80, 22}) {
		t.Errorf("too large: got %v", got)
	}
	if got := New(20, 5, 0).Overlay(200, 100); got != (Rect{0, 0, 20, 5}) {
		t.Errorf("on a low terminal: got %v", got)
	}
	if r := (Rect{2, 3, 4, 5}); !r.Contains(5, 7) || r.Contains(6, 7) || r.Contains(5, 8) || r.Contains(1, 3) {
		t.Error("Contains is wrong at an edge")
	}
}
