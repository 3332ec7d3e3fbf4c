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
	b.lacks("> 429")
	b.wantSelected("429 Too Many Requests")
}

func TestTypingIsText(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("/")
	b.typed("q?hjl[]")
	if got := b.searchBox.Value(); got != "q?hjl[]" {
		t.Fatalf("the box holds %q", got)
	}
	b.press("backspace")
	if got := b.searchBox.Value(); got != "q?hjl[" {
		t.Fatalf("after backspace the box holds %q", got)
	}
	b.press("esc", "/")
	b.typed("too many")
	b.wantSelected("429 Too Many Requests")
	b.press("ctrl+n", "ctrl+p", "down", "up")
	b.wantSelected("429 Too Many Requests")
	b.press("enter")
	if b.typing || b.focus != onDetail {
		t.Error("enter does not read the entry")
	}
}

// TestFuzzy: letters in order find a name, and the list says where matches are.
func TestFuzzy(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("/")
	b.typed("tmrqs")
	b.wantSelected("429 Too Many Requests")
}

func TestEmptyListSaysWhereToLook(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("/")
	b.typed("greylisting")
	b.wants("no HTTP code matches.", "in SMTP: press tab.", "esc clears the search.")
	if b.press("enter"); !b.typing || b.focus != onList {
		t.Error("nothing is read")
	}
	b.press("tab")
	if b.currentList().Len() == 0 {
		t.Error("SMTP has no match either")
	}
}

// TestQueryAtTheStart: the tab that has the answer is shown.
// TestUnknownFilter: who meant a filter learns which there are.
func TestUnknownFilter(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("/")
	b.typed("zzqq")
	b.lacks("filters")
	b.typed(" zzqk:4xx")
	b.wants("The filters are class: header:", "protocol:")
}

func TestQueryAtTheStart(t *testing.T) {
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

// TestWhatGoesWithCodes: each tab finds what goes with its codes, and the pages
// about many of them.
func TestWhatGoesWithCodes(t *testing.T) {
	b := newBrowser(t, 100, 30)
	for _, tt := range []struct{ query, tab, group, title string }{
		{"retry-after", "HTTP", "Headers", "Retry-After"}, {"propfind", "HTTP", "Methods", "PROPFIND"}, {"4xx", "HTTP", "Classes", "4xx Client Error"},
		{"rcpt", "SMTP", "Commands", "RCPT"}, {"8bitmime", "SMTP", "Extensions", "8BITMIME"}, {"x.7", "SMTP", "Subjects", "X.7 Security or Policy Status"},
	} {
		if b.protocol.Title() != tt.tab {
			b.press("tab")
		}
		b.press("/")
		b.typed(tt.query)
		b.wants(tt.group)
		b.wantSelected(tt.title)
		b.press("esc")
	}
}

func TestEnhancedCodeWithItsClass(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("tab")
	b.press("5")
	b.typed(".1.1")
	b.wantSelected("5.1.1 Bad destination mailbox address")
	b.wants("5.1.1  Bad destination mailbox address")
	b.press("enter", "end")
	b.press("home")
	b.wantShown("5.1.1 Bad destination mailbox address")
}

func TestPasteIsCleaned(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.send(tea.PasteMsg{Content: "404\x1b[2J\x00 not\nfound" + strings.Repeat("x", 1<<20)})
	if got := b.searchBox.Value(); strings.ContainsAny(got, "\x1b\x00\n") || !strings.HasPrefix(got, "404") || len(got) > 4*maxQuery {
		t.Errorf("the box holds %q", got[:min(40, len(got))])
	}
	b.press("ctrl+u")
	b.send(tea.PasteMsg{Content: " 550 5.1.1\r\n\tno\rsuch\nuser\r"}) // terminals send returns for the ends of lines
	if got := b.searchBox.Value(); got != "550 5.1.1 no such user" {
		t.Errorf("the box holds %q", got)
	}
}

// TestPasteElsewhere: what is pasted while something else is asked does not go into
// the search behind it.
func TestPasteElsewhere(t *testing.T) {
	for _, keys := range [][]string{{"?"}, {"="}, {"=", "enter"}} {
		b := newBrowser(t, 100, 30)
		b.press(keys...)
		before := b.screen()
		b.send(tea.PasteMsg{Content: "404"})
		if b.searchBox.Value() != "" || b.screen() != before {
			t.Errorf("after %q, 404 is searched for:\n%s", keys, b.screen())
		}
	}
}

// TestPrepared: when the bodies can be searched too, who has moved on keeps the
// place, and who reads is not disturbed.
func TestPrepared(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("5", "down", "down")
	at, _ := b.currentList().Selected()
	b.send(indexReadyMsg{})
	if now, _ := b.currentList().Selected(); now.Entry != at.Entry || !b.typing {
		t.Errorf("the cursor went from %s to %s", at.Entry.Title(), now.Entry.Title())
	}
	b.press("enter", "down", "pgdown")
	shown, place := b.shown, b.detail.Place()
	if place.Offset == 0 {
		t.Fatal("the page does not scroll")
	}
	b.send(indexReadyMsg{})
	if b.shown != shown || b.focus != onDetail || b.detail.Place() != place {
		t.Errorf("who reads is disturbed: at %v, was at %v", b.detail.Place(), place)
	}
}

// TestPreparedFinds: what only bodies say is found as soon as they can be searched,
// by who still types and by who is back in the list.
func TestPreparedFinds(t *testing.T) {
	for _, leave := range [][]string{nil, {"enter", "left"}} {
		b := goldenBrowser(t, 100, 30)
		b.press("/")
		b.typed("paragraph")
		b.wants("no HTTP code matches.")
		b.press(leave...)
		b.config.Search.Prepare()
		b.send(indexReadyMsg{})
		b.wantSelected("401 Unauthorized")
	}
}
