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

// turnWheel sends a number of mouse wheel steps with the pointer at a cell.
func (b browser) turnWheel(x, y int, button tea.MouseButton, steps int) {
	for range steps {
		b.send(tea.MouseWheelMsg{X: x, Y: y, Button: button})
	}
}

// TestWheelOverPage checks that the mouse wheel scrolls a page to its end while the list has
// the focus. At that time, only the beginning of the page has been rendered.
func TestWheelOverPage(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.turnWheel(60, 10, tea.MouseWheelDown, 40)
	b.wantsNot("100  Continue")
	b.wants("In code")
	b.press("down")
	b.wants("101  Switching Protocols")
}

// TestWheelOverList checks that scrolling the list with the mouse wheel does not change the
// page that the user is reading.
func TestWheelOverList(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("enter", "pgdown")
	place := b.detail.Place()
	b.turnWheel(5, 10, tea.MouseWheelUp, 1)
	b.turnWheel(5, 10, tea.MouseWheelDown, 10)
	if b.shownHit.Code != "100" || b.detail.Place() != place {
		t.Errorf("the page is %s at %+v, was 100 at %+v", b.shownHit.Code, b.detail.Place(), place)
	}
	b.press("left")
	if b.shownHit.Code == "100" || b.shownHit.Code != strings.Fields(b.selectedTitle())[0] {
		t.Errorf("back in the list %s is selected, the page is %s", b.selectedTitle(), b.shownHit.Code)
	}
}

// TestWheelWhileTyping checks that scrolling the list while the user is typing shows the page
// of the entry that is selected then.
func TestWheelWhileTyping(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("enter", "/", "4")
	b.turnWheel(5, 10, tea.MouseWheelDown, 10)
	if b.shownHit.Code != strings.Fields(b.selectedTitle())[0] {
		t.Errorf("%s is selected, the page is %s", b.selectedTitle(), b.shownHit.Code)
	}
}

// TestFollowedLinkInHistory checks that the user can go back to a page that was reached by a
// link, after switching the tab or going to the list.
func TestFollowedLinkInHistory(t *testing.T) {
	for _, key := range []string{"tab", "left"} {
		b := newBrowser(t, 100, 30)
		b.enterText("429")
		b.press("esc", "enter")
		b.follow("Retry-After")
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

// TestCompareMarkIsVisible checks that the hints show the marked entry until it is compared or
// the mark is removed.
func TestCompareMarkIsVisible(t *testing.T) {
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
	b.wantsNot("compare with 100")
	b.press("4", "enter")
	b.markForComparison()
	b.press("down", "esc")
	if b.compareMark.Entry != nil || b.searchBox.Value() == "" {
		t.Error("esc does not remove the mark, as the hints say, or does more")
	}
	b.press("esc", "esc", "home", "down", "enter")
	b.markForComparison()
	b.press("left", "end", "=")
	if !b.isComparing() || b.comparedHits[0].Code != "101" {
		t.Errorf("compared: %v", b.comparedHits)
	}
	b.wantsNot(" of 125") // the whole comparison fits the screen, so there is no position
	b.press("q")
	if b.isComparing() {
		t.Error("q does not close the comparison")
	}
	b.wantsNot("compare with 1")
}

// TestPasteStartsSearch checks that a paste on the page starts a new search, and that a paste
// into the search box is inserted at the cursor.
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
	if got := b.currentList().Position(); got != 4 { // the items before it are three favorites and 100
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
	b.wantsNot("Favorites")
}

// TestPosition checks that the header shows the position on the page while the user is
// reading, and the position in the list while the user is typing.
func TestPosition(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("enter")
	b.wants(" top")
	b.press("/")
	b.enterText("40")
	b.press("down")
	b.wants("2 of ")
}

// TestClickFocus checks that a click on a heading moves the focus to the list, and a click on
// the header moves it to the search box.
func TestClickFocus(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("enter")
	b.send(tea.MouseClickMsg{X: 3, Y: b.frame.List.Y, Button: tea.MouseLeft}) // a click on a heading
	if b.focus != listPane {
		t.Error("a click on a heading does not give the list the focus")
	}
	b.send(tea.MouseClickMsg{X: 60, Y: 0, Button: tea.MouseLeft})
	if !b.isTyping {
		t.Error("a click on the header does not begin a search")
	}
}

// TestCompareEntryShownBefore checks that the picker compares the entry that was shown when
// the picker was opened, even if the shown entry has changed since.
func TestCompareEntryShownBefore(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.enterText("401")
	b.press("enter", "=")
	b.shownHit = b.config.Catalog.FindCode("302")[0]
	b.press("enter")
	if b.comparedHits[0].Code != "401" {
		t.Errorf("compared: %v", b.comparedHits)
	}
}

// TestOverlayOnWideText checks that no line is too wide when an overlay covers one half of a
// wide character.
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

// TestTerminalTooSmallForPicker checks that the picker is not opened on a terminal that is too
// small for it.
func TestTerminalTooSmallForPicker(t *testing.T) {
	b := newBrowser(t, 80, 3)
	b.press("c")
	if b.picker.Open() {
		t.Error("the picker is open without room for it")
	}
}

// TestHelpFits checks that the help shows all keys on a terminal of 80x24 cells and leaves the
// bottom line visible, and that it can be scrolled to its end on a smaller terminal.
func TestHelpFits(t *testing.T) {
	b := newBrowser(t, 80, 24)
	b.press("?")
	b.wants("move up", "suspend", "forward in history", "esc close")
	b.send(tea.WindowSizeMsg{Width: 40, Height: 12})
	b.wantsNot("suspend")
	b.press("end")
	b.wants("suspend", "esc close")
	b.press("up", "home")
	b.wants("move up", "1-8 of ")
}
