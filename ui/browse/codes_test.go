package browse

import (
	"strings"
	"testing"
)

// TestCodesWithoutEntry checks what the browser shows for a code that no entry has, for a code
// in a range, and for a sub-status of IIS.
func TestCodesWithoutEntry(t *testing.T) {
	b := newBrowser(t, 100, 40)
	b.press("4", "7")
	b.wants("in SMTP: press tab.") // 471 is an SMTP code
	b.press("7")
	b.wantSelected("477 Not registered")
	b.wantShown("477 Not registered")
	b.wants("Client Error", "has to treat it like 400", "HTTP 1/", "SMTP 1/", "> 477")
	b.press("enter")
	b.follow("Bad Request")
	b.wantShown("400 Bad Request")
	b.press("backspace")
	b.wantShown("477 Not registered")
	b.press("esc", "esc", "4", "7", "7", "tab")
	b.wantShown("477 Not registered")
	b.wants("the failure is temporary")

	b.press("esc", "5", ".", "7", ".", "6", "2", "0") // the SMTP tab is still shown
	b.wantShown("5.7.620 Access denied, banned sending IP")
	b.press("esc", "5", ".", "7", ".", "8", "9", "9")
	b.wantShown("5.7.899 Not registered")
	b.wants("X.7 Security or Policy Status")
	b.press("esc", "4", "0", "4", ".", "3", "tab")
	b.wantShown("404.3 Not Found")
	b.wants("404.3 Not Found")
}

// TestUnregisteredIsNoFavorite checks that a page which is not in the catalog does not become a
// favorite: after a restart, there would be no entry with its name.
func TestUnregisteredIsNoFavorite(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("4", "7", "7", "enter", "f")
	b.wants("a code that is not registered cannot be a favorite")
	if len(b.favorites) > 0 {
		t.Errorf("favorites: %v", b.favorites)
	}
}

// TestRangeRows checks how the list shows the code of a range: whole if there is enough room for
// the name, and else only its first code.
func TestRangeRows(t *testing.T) {
	b := newBrowser(t, 120, 30)
	b.press("tab", "5", ".", "7", ".", "6", "3")
	b.wants("5.7.606-5.7.649 Access denied")
	narrow := newBrowser(t, 26, 30)
	narrow.press("tab", "5", ".", "7", ".", "6", "3")
	if s := narrow.screen(); strings.Contains(s, "5.7.606-") || !strings.Contains(s, "5.7.606 ") {
		t.Errorf("a narrow list shows\n%s", s)
	}
}
