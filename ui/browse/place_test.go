package browse

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"teapot/model"
	"teapot/model/search"
	"teapot/ui/render"
	"teapot/ui/text"
)

// wheel turns the wheel at a cell, so many times.
func (b browser) wheel(x, y int, button tea.MouseButton, times int) {
	for range times {
		b.send(tea.MouseWheelMsg{X: x, Y: y, Button: button})
	}
}

// TestWheelOverPage: a page can be scrolled without the focus, though only its
// beginning was drawn.
func TestWheelOverPage(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.wheel(60, 10, tea.MouseWheelDown, 40)
	b.lacks("100  Continue")
	b.wants("In code")
	b.press("down")
	b.wants("101  Switching Protocols")
}

// TestWheelOverList: who reads a page keeps it, whatever happens in the list.
func TestWheelOverList(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("enter", "pgdown")
	at := b.detail.Place()
	b.wheel(5, 10, tea.MouseWheelUp, 1)
	b.wheel(5, 10, tea.MouseWheelDown, 10)
	if b.shown.Code != "100" || b.detail.Place() != at {
		t.Errorf("the page is %s at %+v, was 100 at %+v", b.shown.Code, b.detail.Place(), at)
	}
	b.press("left")
	if b.shown.Code == "100" || b.shown.Code != strings.Fields(b.selected())[0] {
		t.Errorf("back in the list %s is selected, the page is %s", b.selected(), b.shown.Code)
	}
}

// TestWheelWhileTyping: who types has left the page, and sees the one that is
// selected.
func TestWheelWhileTyping(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("enter", "/", "4")
	b.wheel(5, 10, tea.MouseWheelDown, 10)
	if b.shown.Code != strings.Fields(b.selected())[0] {
		t.Errorf("%s is selected, the page is %s", b.selected(), b.shown.Code)
	}
}

// TestLinkIsNotLost: the page of a link can be had again when another tab or the
// list has taken its place.
func TestLinkIsNotLost(t *testing.T) {
	for _, away := range []string{"tab", "left"} {
		b := newBrowser(t, 100, 30)
		b.typed("429")
		b.press("esc", "enter", "down", "enter")
		b.wantShown("Retry-After")
		b.press(away)
		if away == "tab" {
			b.press("tab")
		}
		b.wantShown("429 Too Many Requests")
		b.press("[")
		b.wantShown("Retry-After")
	}
}

// TestMark: a mark is seen until it is used or taken back.
func TestMark(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.markForComparison()
	b.press("down")
	b.wants("= compare with 100 Continue")
	b.press("enter")
	b.wants("= compare with 100 Continue")
	b.press("esc")
	if b.focus != onDetail {
		t.Error("esc does more than take the mark back")
	}
	b.press("down")
	b.lacks("compare with 100")
	b.press("4", "enter")
	b.markForComparison()
	b.press("down", "esc")
	if b.compareMark.Entry != nil || b.searchBox.Value() == "" {
		t.Error("esc does something else than the bottom line says")
	}
	b.press("esc", "esc", "home", "down", "enter")
	b.markForComparison()
	b.press("left", "end", "=")
	if !b.comparing() || b.compared[0].Code != "101" {
		t.Errorf("compared: %v", b.compared)
	}
	b.lacks(" of 125") // it fits, so there is no place to tell
	b.press("q")
	if b.comparing() {
		t.Error("q does not close the comparison")
	}
	b.lacks("compare with 1")
}

// TestPasteBegins: what is pasted in the list is another search; in the search box
// it is a part of it.
func TestPasteBegins(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.typed("404")
	b.press("enter")
	b.send(tea.PasteMsg{Content: "550 5.7.26"})
	b.send(tea.PasteMsg{Content: "bounced"})
	if got := b.searchBox.Value(); got != "550 5.7.26bounced" {
		t.Errorf("the search is %q", got)
	}
	b.press("enter")
	if b.send(tea.PasteMsg{Content: " \n"}); b.searchBox.Value() != "550 5.7.26bounced" {
		t.Error("a paste of nothing empties the search")
	}
}

// TestFavoritesRow: several favorites can be put away in a row, and elsewhere a
// favorite is found among the codes.
func TestFavoritesRow(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("f", "down", "f", "down", "f")
	b.wantSelected("102 Processing")
	b.typed("101")
	b.press("esc")
	if got := b.currentList().Position(); got != 4 { // three favorites, 100, 101
		t.Errorf("after the search item %d is selected", got)
	}
	b.press("down", "down", "tab", "end", "tab")
	row := b.currentList().Row()
	b.press("f")
	if b.currentList().Row() != row {
		t.Errorf("the cursor went from row %d to %d", row, b.currentList().Row())
	}
	b.press("f", "tab")
	if b.currentList().Position() != b.currentList().Len()-1 {
		t.Errorf("in the other tab it went to %d", b.currentList().Position())
	}
	b.press("tab", "home", "f")
	b.wantSelected("101 Switching Protocols")
	b.wantShown("101 Switching Protocols")
	b.press("f", "f")
	b.wantSelected("100 Continue")
	b.lacks("Favorites")
}

// TestPosition: the header speaks of what the keys move in.
func TestPosition(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("enter")
	b.wants(" top")
	b.press("/")
	b.typed("40")
	b.press("down")
	b.wants("2 of ")
}

func TestClickForFocus(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("enter")
	b.send(tea.MouseClickMsg{X: 3, Y: b.frame.List.Y, Button: tea.MouseLeft}) // a heading
	if b.focus != onList {
		t.Error("a click on a heading does not give the list the focus")
	}
	b.send(tea.MouseClickMsg{X: 60, Y: 0, Button: tea.MouseLeft})
	if !b.typing {
		t.Error("a click on the header does not begin a search")
	}
}

// TestAskedOf: what is compared is what was asked about, though the search goes on
// meanwhile.
func TestAskedOf(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.typed("401")
	b.press("enter", "=")
	b.shown = b.config.Catalog.FindCode("302")[0]
	b.press("enter")
	if b.compared[0].Code != "401" {
		t.Errorf("compared: %v", b.compared)
	}
}

// TestOverWideText: a box over text in wide characters is where it is over other
// text.
func TestOverWideText(t *testing.T) {
	c := model.NewCatalog([]model.Entry{{Kind: model.Status, Stem: "599", Code: "599", Name: strings.Repeat("世", 40), Summary: strings.Repeat("界", 400)}})
	for w := 72; w < 110; w++ {
		b := browser{New(Config{Catalog: c, Search: search.New(c), Pages: render.NewPages(c, 1<<16)}), t}
		b.send(tea.WindowSizeMsg{Width: w, Height: 30})
		b.press("?")
		for _, l := range strings.Split(b.screen(), "\n") {
			if n := text.Width(l); n > w {
				t.Fatalf("%d cells of %d: %q", n, w, l)
			}
		}
	}
}

// TestNoRoomToAsk: nothing is chosen that nobody sees.
func TestNoRoomToAsk(t *testing.T) {
	b := newBrowser(t, 80, 3)
	b.press("c")
	if b.picker.Open() {
		t.Error("something is asked where there is no room for it")
	}
}

// TestHelpFits: all keys are seen at the usual size, with the bottom line; below
// that the help scrolls to its end.
func TestHelpFits(t *testing.T) {
	b := newBrowser(t, 80, 24)
	b.press("?")
	b.wants("move up", "suspend", "forward in history", "esc close")
	b.send(tea.WindowSizeMsg{Width: 40, Height: 12})
	b.lacks("suspend")
	b.press("end")
	b.wants("suspend", "esc close")
	b.press("up", "home")
	b.wants("move up", "1-8 of ")
}
