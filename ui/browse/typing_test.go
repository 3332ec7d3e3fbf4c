package browse

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestDigitStartsSearch(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("4", "2", "9")
	b.wantSelected("429 Too Many Requests")
	b.wants("> 429", "HTTP 1/")
	if c := b.View().Cursor; c == nil || c.Y != 0 {
		t.Errorf("the cursor is not in the search box: %v", c)
	}
	b.press("esc")
	b.wantsNot("> 429")
	b.wantSelected("429 Too Many Requests")
}

// TestTypingIsText checks that keys which are bound elsewhere are text in the search box.
func TestTypingIsText(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("/")
	b.enterText("q?hjl[]")
	if got := b.searchBox.Value(); got != "q?hjl[]" {
		t.Fatalf("the search box contains %q", got)
	}
	b.press("backspace")
	if got := b.searchBox.Value(); got != "q?hjl[" {
		t.Fatalf("after backspace the search box contains %q", got)
	}
	b.press("esc", "/")
	b.enterText("too many")
	b.wantSelected("429 Too Many Requests")
	b.press("ctrl+n", "ctrl+p", "down", "up")
	b.wantSelected("429 Too Many Requests")
	b.press("enter")
	if b.isTyping || b.focus != detailPane {
		t.Error("enter does not read the entry")
	}
}

// TestFuzzy checks that an abbreviation finds the entry whose name contains its letters.
func TestFuzzy(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("/")
	b.enterText("tmrqs")
	b.wantSelected("429 Too Many Requests")
}

// TestNoMatch checks the message in the list if nothing matches the query.
func TestNoMatch(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("/")
	b.enterText("greylisting")
	b.wants("no HTTP code matches.", "in SMTP: press tab.", "esc clears the search.")
	if b.press("enter"); !b.isTyping || b.focus != listPane {
		t.Error("enter opens a page although nothing matches")
	}
	b.press("tab")
	if b.currentList().Len() == 0 {
		t.Error("SMTP has no match")
	}
}

// TestUnknownFilter checks that the message in the list names all filters if the query
// contains an unknown filter.
func TestUnknownFilter(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("/")
	b.enterText("zzqq")
	b.wantsNot("filters")
	b.enterText(" zzqk:4xx")
	b.wants("The filters are class: header:", "protocol:")
}

// TestConfiguredQuery checks that a browser with a query starts on the tab with the best
// match, which is selected.
func TestConfiguredQuery(t *testing.T) {
	c := newBrowser(t, 0, 0).config
	for query, want := range map[string]string{
		"5.7.26": "5.7.26 Multiple authentication checks failed", "429": "429 Too Many Requests", "mailbox full": "X.2.2 Mailbox full",
	} {
		c.Query = query
		b := browser{New(c), t}
		b.send(tea.WindowSizeMsg{Width: 100, Height: 30})
		b.wantSelected(want)
		b.wants("> " + query)
	}
}

// TestSearchForOtherKinds checks that a search also finds entries that are not codes, such as
// headers and commands, in the tab of their protocol.
func TestSearchForOtherKinds(t *testing.T) {
	b := newBrowser(t, 100, 30)
	for _, tt := range []struct{ query, tab, group, title string }{
		{"retry-after", "HTTP", "Headers", "Retry-After"}, {"propfind", "HTTP", "Methods", "PROPFIND"}, {"4xx", "HTTP", "Classes", "4xx Client Error"},
		{"rcpt", "SMTP", "Commands", "RCPT"}, {"8bitmime", "SMTP", "Extensions", "8BITMIME"}, {"x.7", "SMTP", "Subjects", "X.7 Security or Policy Status"},
	} {
		if b.protocol.Title() != tt.tab {
			b.press("tab")
		}
		b.press("/")
		b.enterText(tt.query)
		b.wants(tt.group)
		b.wantSelected(tt.title)
		b.press("esc")
	}
}

// TestEnhancedCodeWithClassDigit checks that a search for 5.1.1 selects the entry X.1.1, and
// shows it with the digit 5.
func TestEnhancedCodeWithClassDigit(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("tab")
	b.press("5")
	b.enterText(".1.1")
	b.wantSelected("5.1.1 Bad destination mailbox address")
	b.wants("5.1.1  Bad destination mailbox address")
	b.press("enter", "end")
	b.press("home")
	b.wantShown("5.1.1 Bad destination mailbox address")
}

func TestPasteIsCleaned(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.send(tea.PasteMsg{Content: "404\x1b[2J\x00 not\nfound" + strings.Repeat("x", 1<<20)})
	if got := b.searchBox.Value(); strings.ContainsAny(got, "\x1b\x00\n") || !strings.HasPrefix(got, "404") || len(got) > 4*maxQueryLength {
		t.Errorf("the search box contains %q", got[:min(40, len(got))])
	}
	b.press("ctrl+u")
	b.send(tea.PasteMsg{Content: " 550 5.1.1\r\n\tno\rsuch\nuser\r"}) // terminals send carriage returns at the ends of lines
	if got := b.searchBox.Value(); got != "550 5.1.1 no such user" {
		t.Errorf("the search box contains %q", got)
	}
}

// TestPasteIsIgnored checks that a paste changes nothing while an overlay or a comparison is
// open.
func TestPasteIsIgnored(t *testing.T) {
	for _, keys := range [][]string{{"?"}, {"="}, {"=", "enter"}} {
		b := newBrowser(t, 100, 30)
		b.press(keys...)
		before := b.screen()
		b.send(tea.PasteMsg{Content: "404"})
		if b.searchBox.Value() != "" || b.screen() != before {
			t.Errorf("after %q, a paste changes the screen to\n%s", keys, b.screen())
		}
	}
}

// TestIndexReady checks what the user sees when the search is repeated because the bodies of
// entries have become searchable. The cursor must stay on the entry that the user has moved
// it to, and the page that the user is reading must not change.
func TestIndexReady(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("5", "down", "down")
	before, _ := b.currentList().Selected()
	b.send(indexReadyMsg{})
	if now, _ := b.currentList().Selected(); now.Entry != before.Entry || !b.isTyping {
		t.Errorf("the cursor went from %s to %s", before.Entry.Title(), now.Entry.Title())
	}
	b.press("enter", "down", "pgdown")
	shown, place := b.shownHit, b.detail.Place()
	if place.Offset == 0 {
		t.Fatal("the page does not scroll")
	}
	b.send(indexReadyMsg{})
	if b.shownHit != shown || b.focus != detailPane || b.detail.Place() != place {
		t.Errorf("the page was changed: now at %v, was at %v", b.detail.Place(), place)
	}
}

// TestIndexReadyWhileReading checks that the list gets the matches in bodies, too, if they
// become searchable while a page is read.
func TestIndexReadyWhileReading(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("/")
	b.enterText("cache")
	b.press("enter")
	selected, _ := b.currentList().Selected()
	b.config.Search.Prepare()
	b.send(indexReadyMsg{})
	if got, want := b.currentList().Len(), len(b.config.Search.Find("cache").Matches[b.protocol]); got != want {
		t.Errorf("the list has %d rows, want %d", got, want)
	}
	if now, _ := b.currentList().Selected(); now.Entry != selected.Entry {
		t.Errorf("the cursor goes from %q to %q", selected.Entry.Title(), now.Entry.Title())
	}
}

// TestIndexReadyAddsMatches checks that a word in the body of an entry is found as soon as the
// bodies are searchable. The user may still be typing then, or have gone to the list.
func TestIndexReadyAddsMatches(t *testing.T) {
	for _, keys := range [][]string{nil, {"enter", "left"}} {
		b := goldenBrowser(t, 100, 30)
		b.press("/")
		b.enterText("paragraph")
		b.wants("no HTTP code matches.")
		b.press(keys...)
		b.config.Search.Prepare()
		b.send(indexReadyMsg{})
		b.wantSelected("401 Unauthorized")
	}
}
