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

// wheel turns the wheel at a cell, a number of times.
func (b browser) wheel(x, y int, button tea.MouseButton, times int) {
	for range times {
		b.send(tea.MouseWheelMsg{X: x, Y: y, Button: button})
	}
}

// TestWheelOverPage checks that a page scrolls without the focus, although only its
// beginning was rendered.
func TestWheelOverPage(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.wheel(60, 10, tea.MouseWheelDown, 40)
	b.lacks("100  Continue")
	b.wants("In code")
	b.press("down")
	b.wants("101  Switching Protocols")
}

// TestWheelOverList checks that scrolling the list does not change the page that the
// user is reading.
func TestWheelOverList(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("enter", "pgdown")
	place := b.detail.Place()
	b.wheel(5, 10, tea.MouseWheelUp, 1)
	b.wheel(5, 10, tea.MouseWheelDown, 10)
	if b.shownHit.Code != "100" || b.detail.Place() != place {
		t.Errorf("the page is %s at %+v, was 100 at %+v", b.shownHit.Code, b.detail.Place(), place)
	}
	b.press("left")
	if b.shownHit.Code == "100" || b.shownHit.Code != strings.Fields(b.selected())[0] {
		t.Errorf("back in the list %s is selected, the page is %s", b.selected(), b.shownHit.Code)
	}
}

// TestWheelWhileTyping checks that scrolling the list shows the page of the selected
// entry while the user is typing.
func TestWheelWhileTyping(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("enter", "/", "4")
	b.wheel(5, 10, tea.MouseWheelDown, 10)
	if b.shownHit.Code != strings.Fields(b.selected())[0] {
		t.Errorf("%s is selected, the page is %s", b.selected(), b.shownHit.Code)
	}
}

// TestFollowedLinkInHistory checks that a page which was reached by a link is in the
// history after the user has switched the tab or gone back to the list.
func TestFollowedLinkInHistory(t *testing.T) {
	for _, key := range []string{"tab", "left"} {
		b := newBrowser(t, 100, 30)
		b.enterText("429")
		b.press("esc", "enter", "down", "enter")
		b.wantShown("Retry-After")
		b.press(key)
		if key == "tab" {
			b.press("tab")
		}
		b.wantShown("429 Too Many Requests")
		b.press("[")
		b.wantShown("Retry-After")
	}
}

// TestCompareMark checks that a mark is visible until it is used or removed.
func TestCompareMark(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.markForComparison()
	b.press("down")
	b.wants("= compare with 100 Continue")
	b.press("enter")
	b.wants("= compare with 100 Continue")
	b.press("esc")
	if b.focus != detailPane {
		t.Error("esc does more than remove the mark")
	}
	b.press("down")
	b.lacks("compare with 100")
	b.press("4", "enter")
	b.markForComparison()
	b.press("down", "esc")
	if b.compareMark.Entry != nil || b.searchBox.Value() == "" {
		t.Error("esc does not remove the mark, as the hints say, or does more")
	}
	b.press("esc", "esc", "home", "down", "enter")
	b.markForComparison()
	b.press("left", "end", "=")
	if !b.comparing() || b.comparedHits[0].Code != "101" {
		t.Errorf("compared: %v", b.comparedHits)
	}
	b.lacks(" of 125") // the comparison fits the screen
	b.press("q")
	if b.comparing() {
		t.Error("q does not close the comparison")
	}
	b.lacks("compare with 1")
}

// TestPasteStartsSearch checks that a paste starts a new search in the list, and is
// inserted in the search box.
func TestPasteStartsSearch(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.enterText("404")
	b.press("enter")
	b.send(tea.PasteMsg{Content: "550 5.7.26"})
	b.send(tea.PasteMsg{Content: "bounced"})
	if got := b.searchBox.Value(); got != "550 5.7.26bounced" {
		t.Errorf("the search is %q", got)
	}
	b.press("enter")
	if b.send(tea.PasteMsg{Content: " \n"}); b.searchBox.Value() != "550 5.7.26bounced" {
		t.Error("a paste of white space clears the search")
	}
}

// TestFavoriteRows checks where the cursor is after favorites were added and removed.
func TestFavoriteRows(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("f", "down", "f", "down", "f")
	b.wantSelected("102 Processing")
	b.enterText("101")
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
		t.Errorf("in the other tab item %d is selected", b.currentList().Position())
	}
	b.press("tab", "home", "f")
	b.wantSelected("101 Switching Protocols")
	b.wantShown("101 Switching Protocols")
	b.press("f", "f")
	b.wantSelected("100 Continue")
	b.lacks("Favorites")
}

// TestPosition checks that the header shows the position in what has the focus.
func TestPosition(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("enter")
	b.wants(" top")
	b.press("/")
	b.enterText("40")
	b.press("down")
	b.wants("2 of ")
}

// TestClickFocus checks which clicks only move the focus.
func TestClickFocus(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("enter")
	b.send(tea.MouseClickMsg{X: 3, Y: b.frame.List.Y, Button: tea.MouseLeft}) // a heading
	if b.focus != listPane {
		t.Error("a click on a heading does not give the list the focus")
	}
	b.send(tea.MouseClickMsg{X: 60, Y: 0, Button: tea.MouseLeft})
	if !b.isTyping {
		t.Error("a click on the header does not begin a search")
	}
}

// TestCompareAfterSearch checks that the entry that was shown when the picker opened is
// compared, although another page is shown by then.
func TestCompareAfterSearch(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.enterText("401")
	b.press("enter", "=")
	b.shownHit = b.config.Catalog.FindCode("302")[0]
	b.press("enter")
	if b.comparedHits[0].Code != "401" {
		t.Errorf("compared: %v", b.comparedHits)
	}
}

// TestOverlayOnWideText checks that an overlay on wide characters does not make lines
// too wide.
func TestOverlayOnWideText(t *testing.T) {
	c := model.NewCatalog([]model.Entry{{Kind: model.Status, Stem: "599", Code: "599", Name: strings.Repeat("世", 40), Summary: strings.Repeat("界", 400)}})
	for w := 72; w < 110; w++ {
		b := browser{New(Config{Catalog: c, Search: search.New(c), Pages: render.NewPages(c, 1<<16)}), t}
		b.send(tea.WindowSizeMsg{Width: w, Height: 30})
		b.press("?")
		for l := range strings.SplitSeq(b.screen(), "\n") {
			if n := text.Width(l); n > w {
				t.Fatalf("%d cells, want at most %d: %q", n, w, l)
			}
		}
	}
}

// TestNoRoomToChoose checks that a terminal which is too small does not open the picker.
func TestNoRoomToChoose(t *testing.T) {
	b := newBrowser(t, 80, 3)
	b.press("c")
	if b.picker.Open() {
		t.Error("the picker is open without room for it")
	}
}

// TestHelpFits checks that the help shows all keys at 80x24, with the bottom line, and
// scrolls to its end on a smaller terminal.
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
