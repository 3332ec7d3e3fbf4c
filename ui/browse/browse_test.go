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
	b.wants("teapot", "HTTP", "SMTP", "1xx Informational", "100 Continue", "RFC 9110, section 15.2.1", "act ", "? help", "q quit")
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
		t.Errorf("a page down goes to item %d", b.currentList().Position())
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

func TestEscapeNeverQuits(t *testing.T) {
	b := newBrowser(t, 100, 30)
	for range 5 {
		if cmd := b.press("esc"); cmd != nil {
			t.Fatalf("esc asks for %T", cmd())
		}
	}
	b.press("?")
	b.wants("back in history", "suspend")
	b.press("esc")
	b.lacks("suspend")
	if b.press("/", "esc"); b.typing || b.View().Cursor != nil {
		t.Error("esc does not leave the empty search box")
	}
	b.press("/")
	b.typed("gone")
	b.press("enter")
	b.press("esc")
	if b.searchBox.Value() != "" || b.focus != onDetail {
		t.Error("the first esc does not clear the search alone")
	}
	b.press("esc")
	if b.focus != onList {
		t.Error("the second esc does not go back to the list")
	}
}

func TestQuitting(t *testing.T) {
	b := newBrowser(t, 100, 30)
	for name, want := range map[string]string{"q": "tea.QuitMsg", "ctrl+c": "tea.InterruptMsg", "ctrl+z": "tea.SuspendMsg"} {
		cmd := b.press(name)
		if cmd == nil {
			t.Errorf("%s asks for nothing", name)
			continue
		}
		if got := fmt.Sprintf("%T", cmd()); got != want {
			t.Errorf("%s asks for %s, want %s", name, got, want)
		}
	}
	c := model.NewCatalog(nil)
	served := browser{New(Config{Catalog: c, Search: search.New(c), Pages: render.NewPages(c, 1<<20), NoSuspend: true}), t}
	if cmd := served.press("ctrl+z"); cmd != nil {
		t.Error("a served session can be suspended")
	}
}

// TestFollowingLinks opens a related header and a related code from a page, and
// goes back and forward with the place kept.
func TestFollowingLinks(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("4", "2", "9")
	b.press("enter", "down", "enter")
	b.wantShown("Retry-After")
	b.wants("Codes", "429 Too Many Requests")
	b.press("[")
	b.wantShown("429 Too Many Requests")
	if b.detail.Current() == nil || b.detail.Current().Name != "Retry-After" {
		t.Error("going back forgets the selected link")
	}
	b.press("]")
	b.wantShown("Retry-After")
	b.press("backspace", "down", "enter")
	b.wantShown("503 Service Unavailable")
	b.press("left")
	if b.focus != onList {
		t.Error("left does not go back to the list")
	}
	b.wantShown("429 Too Many Requests") // 503 is not in the list
}

// TestFocusShows: the current link is marked while keys go to the page, and the row
// under the cursor looks otherwise then.
func TestFocusShows(t *testing.T) {
	b := goldenBrowser(t, 100, 30)
	marked := func() bool { return strings.Contains(b.View().Content, b.theme.Current.Render("Retry-After")) }
	row := func() string { return b.currentList().View()[1] }
	focused := row()
	b.press("enter", "down")
	if !marked() || row() == focused {
		t.Errorf("the page has the focus; its link is marked: %t, the row looks %q", marked(), row())
	}
	if b.press("/"); marked() {
		t.Error("keys go to the search, and a link is marked")
	}
	if b.press("esc", "left"); marked() || row() != focused {
		t.Errorf("the list has the focus; a link is marked: %t, the row looks %q", marked(), row())
	}
}

// TestFollowingToOtherKinds opens a method from a code, a command and an
// extension from a reply.
func TestFollowingToOtherKinds(t *testing.T) {
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
		b.typed(tt.query)
		b.press("enter")
		if !b.followTo(tt.kind) {
			t.Errorf("%s links to no %v", tt.query, tt.kind)
		}
		b.press("esc", "esc")
	}
}

// followTo goes through the links of the page until one leads to the kind, and
// follows it.
func (b browser) followTo(k model.Kind) bool {
	for range 200 {
		b.press("down")
		if to := b.detail.Current(); to != nil && to.Kind == k {
			b.press("enter")
			return b.shown.Entry == to
		}
	}
	return false
}

func TestNarrowShowsOnePane(t *testing.T) {
	b := newBrowser(t, 40, 12)
	b.wants("100 Continue")
	b.lacks("RFC 9110")
	b.press("enter")
	b.wants("RFC 9110", "100  Continue")
	b.lacks("101 Switching")
	b.press("left")
	b.lacks("RFC 9110")
	b.press("enter", "4")
	b.wants("400 Bad Request")
}

// TestEmptyReference: where there is nothing at all, no key does harm.
func TestEmptyReference(t *testing.T) {
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
		t.Error("a light terminal looks like a dark one")
	}
	if ansi.Strip(dark) != ansi.Strip(light) {
		t.Error("the text depends on the background")
	}
	b.send(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
	if plain := b.View().Content; strings.Contains(plain, "38;") || ansi.Strip(plain) != ansi.Strip(dark) {
		t.Error("without colors there are colors, or another text")
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

// TestViewIsKept: a message that changes nothing costs no drawing.
func TestViewIsKept(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.View()
	b.view.Content = "kept"
	b.send(tea.FocusMsg{})
	if got := b.View().Content; got != "kept" {
		t.Error("the frame was drawn again though nothing changed")
	}
}
