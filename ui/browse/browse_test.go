package browse

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"teapot/model"
	"teapot/model/search"
	"teapot/ui/render"
)

func TestFirstScreen(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.wants("teapot", "HTTP", "SMTP", "1xx Informational", "100 Continue", "RFC 9110, section 15.2.1", "Who acts", "? help", "q quit")
	b.wantSelected("100 Continue")
	if v := b.View(); !v.AltScreen || v.WindowTitle != "teapot: 100 Continue" || v.Cursor != nil {
		t.Errorf("view: alt screen %v, title %q, cursor %v", v.AltScreen, v.WindowTitle, v.Cursor)
	}
}

func TestMoving(t *testing.T) {
	b := newBrowser(t, 100, 30)
	for _, step := range []struct{ key, want string }{
		{"down", "101 Switching Protocols"}, {"j", "102 Processing"}, {"k", "101 Switching Protocols"},
		{"up", "100 Continue"}, {"up", "100 Continue"}, {"G", "999 Request denied"}, {"down", "999 Request denied"},
		{"home", "100 Continue"}, {"end", "999 Request denied"}, {"g", "100 Continue"},
	} {
		b.press(step.key)
		b.wantSelected(step.want)
		b.wantShown(step.want)
	}
	b.press("pgdown")
	if b.currentList().Position() < 20 {
		t.Errorf("after a page down, item %d is selected", b.currentList().Position())
	}
	b.press("ctrl+u")
	b.wantSelected("100 Continue")
}

func TestTabs(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("down", "tab")
	b.wants("2yz Positive completion", "220 ")
	b.press("shift+tab")
	b.wantSelected("101 Switching Protocols")
}

// TestEscapeNeverQuits checks that each esc does one thing, such as clearing the search,
// and that none quits the browser.
func TestEscapeNeverQuits(t *testing.T) {
	b := newBrowser(t, 100, 30)
	for range 5 {
		if cmd := b.press("esc"); cmd != nil {
			t.Fatalf("esc returns a command for %T", cmd())
		}
	}
	b.press("?")
	b.wants("back in history", "suspend")
	b.press("esc")
	b.wantsNot("suspend")
	if b.press("/", "esc"); b.isTyping || b.View().Cursor != nil {
		t.Error("esc does not leave the empty search box")
	}
	b.press("/")
	b.enterText("gone")
	b.press("enter")
	b.press("esc")
	if b.searchBox.Value() != "" || b.focus != detailPane {
		t.Error("the first esc does not clear the search, or does more")
	}
	b.press("esc")
	if b.focus != listPane {
		t.Error("the second esc does not go back to the list")
	}
}

func TestQuitting(t *testing.T) {
	b := newBrowser(t, 100, 30)
	for name, want := range map[string]string{"q": "tea.QuitMsg", "ctrl+c": "tea.InterruptMsg", "ctrl+z": "tea.SuspendMsg"} {
		cmd := b.press(name)
		if cmd == nil {
			t.Errorf("%s returns no command", name)
			continue
		}
		if got := fmt.Sprintf("%T", cmd()); got != want {
			t.Errorf("%s returns a command for %s, want %s", name, got, want)
		}
	}
	c := model.NewCatalog(nil)
	served := browser{New(Config{Catalog: c, Search: search.New(c), Pages: render.NewPages(c, 1<<20), NoSuspend: true}), t}
	if cmd := served.press("ctrl+z"); cmd != nil {
		t.Error("ctrl+z works although NoSuspend is set")
	}
}

// TestFollowingLinks follows links from a code to a header and on to another code, and
// goes back and forward. The place on each page must be restored.
func TestFollowingLinks(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("4", "2", "9")
	b.press("enter")
	b.follow("Retry-After")
	b.wantShown("Retry-After")
	b.wants("How long the client should wait", "429 Too Many Requests")
	b.press("[")
	b.wantShown("429 Too Many Requests")
	if b.detail.Current() == nil || b.detail.Current().Hit.Entry.Name != "Retry-After" {
		t.Error("after going back, another link is current")
	}
	b.press("]")
	b.wantShown("Retry-After")
	b.press("backspace")
	b.follow("Service Unavailable")
	b.wantShown("503 Service Unavailable")
	b.press("left")
	if b.focus != listPane {
		t.Error("left does not go back to the list")
	}
	b.wantShown("429 Too Many Requests") // 503 is not in the list, so the page of the selected entry is shown
}

// TestFocusIsVisible checks that the current link is highlighted only while the page has
// the focus, and that the selected row of the list then looks different.
func TestFocusIsVisible(t *testing.T) {
	b := goldenBrowser(t, 100, 30)
	isHighlighted := func() bool { return strings.Contains(b.View().Content, b.theme.Current.Render("Retry-After")) }
	selectedRow := func() string { return b.currentList().View()[1] }
	rowWithFocus := selectedRow()
	b.press("enter")
	b.moveToLink("Retry-After")
	if !isHighlighted() || selectedRow() == rowWithFocus {
		t.Errorf("the page has the focus: link highlighted: %t, row %q", isHighlighted(), selectedRow())
	}
	if b.press("/"); isHighlighted() {
		t.Error("while typing, a link is highlighted")
	}
	if b.press("esc", "left"); isHighlighted() || selectedRow() != rowWithFocus {
		t.Errorf("the list has the focus: link highlighted: %t, row %q", isHighlighted(), selectedRow())
	}
}

// TestFollowingLinksToEveryKind checks that the user can follow links to methods, headers,
// commands, extensions and replies.
func TestFollowingLinksToEveryKind(t *testing.T) {
	b := newBrowser(t, 100, 30)
	for _, tt := range []struct {
		query, protocol string
		kind            model.Kind
	}{
		{"501", "http", model.Method}, {"405", "http", model.Field}, {"550", "smtp", model.Command},
		{"550", "smtp", model.Extension}, {"X.7.26", "smtp", model.Reply},
	} {
		if tt.protocol == "smtp" {
			b.showTab(model.SMTP)
		} else {
			b.showTab(model.HTTP)
		}
		b.press("/")
		b.searchBox.SetValue("")
		b.enterText(tt.query)
		b.press("enter")
		if !b.followTo(tt.kind) {
			t.Errorf("%s has no link to a %v", tt.query, tt.kind)
		}
		b.press("esc", "esc")
	}
}

// followTo follows the first link of the page that leads to an entry of the kind k. It
// reports whether the page of that entry is shown then.
func (b browser) followTo(k model.Kind) bool {
	for range 200 {
		b.press("down")
		if to := b.detail.Current(); to != nil && to.Hit.Entry != nil && to.Hit.Entry.Kind == k {
			b.press("enter")
			return b.shownHit == to.Hit
		}
	}
	return false
}

// follow follows the first link of the page that leads to an entry with the name.
func (b browser) follow(name string) {
	b.t.Helper()
	b.moveToLink(name)
	b.press("enter")
}

// moveToLink moves down to the first link that leads to an entry with the name.
func (b browser) moveToLink(name string) {
	b.t.Helper()
	for range 200 {
		if to := b.detail.Current(); to != nil && to.Hit.Entry != nil && to.Hit.Entry.Name == name {
			return
		}
		b.press("down")
	}
	b.t.Fatalf("no link to %s", name)
}

func TestNarrowShowsOnePane(t *testing.T) {
	b := newBrowser(t, 40, 12)
	b.wants("100 Continue")
	b.wantsNot("RFC 9110")
	b.press("enter")
	b.wants("RFC 9110", "100  Continue")
	b.wantsNot("101 Switching")
	b.press("left")
	b.wantsNot("RFC 9110")
	b.press("enter", "4")
	b.wants("400 Bad Request")
}

// TestEmptyCatalog checks that no key causes a panic if the catalog has no entries.
func TestEmptyCatalog(t *testing.T) {
	c := model.NewCatalog(nil)
	b := browser{New(Config{Catalog: c, Search: search.New(c), Pages: render.NewPages(c, 1<<20), Save: func(Change) func() error { return nil }}), t}
	b.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	b.press(strings.Fields("up down left right enter y Y c o f = [ ] backspace home end pgup pgdown g G h l tab 4 enter esc")...)
	checkFrame(t, b, 80, 24)
}

func TestLightAndDark(t *testing.T) {
	b := newBrowser(t, 100, 30)
	dark := b.View().Content
	b.send(tea.BackgroundColorMsg{Color: ansi.IndexedColor(15)})
	light := b.View().Content
	if dark == light {
		t.Error("the view is the same on a light terminal")
	}
	if ansi.Strip(dark) != ansi.Strip(light) {
		t.Error("the text is different on a light terminal")
	}
	b.send(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
	if plain := b.View().Content; strings.Contains(plain, "38;") || ansi.Strip(plain) != ansi.Strip(dark) {
		t.Error("on a terminal without colors, the view has colors or another text")
	}
}

func TestASCIITerminal(t *testing.T) {
	for _, env := range []tea.EnvMsg{{"TERM=linux"}, {"LANG=de_DE.ISO-8859-1"}, {"LC_ALL=C", "LANG=en_US.UTF-8"}} {
		b := newBrowser(t, 100, 30)
		b.send(env)
		for i, r := range b.screen() {
			if r > 0x7e {
				t.Fatalf("%v: %q at %d", env, r, i)
			}
		}
	}
	b := newBrowser(t, 100, 30)
	b.send(tea.EnvMsg{"TERM=xterm-256color", "LANG=en_US.UTF-8"})
	b.wants("│")
}

// TestViewIsCached checks that a message which changes nothing does not draw the view
// again.
func TestViewIsCached(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.View()
	b.view.Content = "cached"
	b.send(tea.FocusMsg{})
	if got := b.View().Content; got != "cached" {
		t.Error("the view was drawn again")
	}
}
