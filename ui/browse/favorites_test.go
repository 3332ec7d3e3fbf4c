package browse

import "testing"

// TestFavoriteWhileReading checks that f leaves the user on the page that is being
// read, even if the list does not have its entry.
func TestFavoriteWhileReading(t *testing.T) {
	for name, reach := range map[string]func(browser){
		"the page of a link": func(b browser) {
			b.press("/")
			b.enterText("429")
			b.press("enter", "down", "enter")
		},
		"the last favorite": func(b browser) {
			b.press("f", "/")
			b.enterText("is:favorite")
			b.press("enter")
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBrowser(t, 100, 30)
			reach(b)
			page := b.shownHit
			b.press("f")
			if b.shownHit != page || b.mode() != readMode {
				t.Errorf("f goes from the page of %q to that of %q, mode %d", page.Entry.Title(), hitTitle(b.shownHit), b.mode())
			}
		})
	}
}
