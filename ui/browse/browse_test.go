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
	if b.list().Position() < 20 {
		t.Errorf("a page down goes to item %d", b.list().Position())
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
	if got := b.input.Value(); got != "q?hjl[]" {
		t.Fatalf("the box holds %q", got)
	}
	b.press("backspace")
	if got := b.input.Value(); got != "q?hjl[" {
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
	if b.list().Len() == 0 {
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
	b.typed(" clas:4xx")
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
	if b.input.Value() != "" || b.focus != onDetail {
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
	row := func() string { return b.list().View()[1] }
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
			b.setProtocol(model.SMTP)
		} else {
			b.setProtocol(model.HTTP)
		}
		b.press("/")
		b.input.SetValue("")
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

func TestPasteIsCleaned(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.send(tea.PasteMsg{Content: "404\x1b[2J\x00 not\nfound" + strings.Repeat("x", 1<<20)})
	if got := b.input.Value(); strings.ContainsAny(got, "\x1b\x00\n") || !strings.HasPrefix(got, "404") || len(got) > 4*maxInput {
		t.Errorf("the box holds %q", got[:min(40, len(got))])
	}
	b.press("ctrl+u")
	b.send(tea.PasteMsg{Content: " 550 5.1.1\r\n\tno\rsuch\nuser\r"}) // terminals send returns for the ends of lines
	if got := b.input.Value(); got != "550 5.1.1 no such user" {
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
		if b.input.Value() != "" || b.screen() != before {
			t.Errorf("after %q, 404 is searched for:\n%s", keys, b.screen())
		}
	}
}

// TestEmptyReference: where there is nothing at all, no key does harm.
func TestEmptyReference(t *testing.T) {
	c := model.NewCatalog(nil)
	b := browser{New(Config{Catalog: c, Search: search.New(c), Pages: render.NewPages(c, 1<<20), Keep: func(Change) func() error { return nil }}), t}
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
		t.Error("without colours there are colours, or another text")
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

func TestMouse(t *testing.T) {
	b := newBrowser(t, 100, 30)
	if b.View().MouseMode != tea.MouseModeCellMotion {
		t.Error("the mouse is off")
	}
	click := func(x, y int) { b.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}) }
	at := func(text string) (x, y int) {
		t.Helper()
		for y, line := range strings.Split(b.screen(), "\n") {
			if before, _, ok := strings.Cut(line, text); ok {
				return ansi.StringWidth(before), y
			}
		}
		t.Fatalf("%q is not on the screen", text)
		return 0, 0
	}
	click(at("103 Early Hints"))
	b.wantSelected("103 Early Hints")
	click(at("Link "))
	b.wantShown("Link")
	click(at("SMTP"))
	b.wants("2yz Positive completion")
	click(at("HTTP"))
	b.wantSelected("103 Early Hints")
	click(at("1xx Informational"))
	b.wantSelected("103 Early Hints")
	b.send(tea.MouseWheelMsg{X: 5, Y: 10, Button: tea.MouseWheelDown})
	if b.list().Position() < 2 {
		t.Errorf("the wheel leaves the cursor at %d", b.list().Position())
	}
	b.press("enter")
	for _, tt := range []struct {
		button tea.MouseButton
		want   int
	}{{tea.MouseWheelDown, 3}, {tea.MouseWheelLeft, 3}, {tea.MouseWheelDown, 6}, {tea.MouseWheelUp, 3}} {
		b.send(tea.MouseWheelMsg{X: 60, Y: 10, Button: tt.button})
		if got := b.detail.Place().Offset; got != tt.want {
			t.Errorf("%v scrolls the page to line %d, want %d", tt.button, got, tt.want)
		}
	}
	b.press("left", "home")
	x, y := at("101 Switching")
	b.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseRight})
	b.wantSelected("100 Continue")
	click(at("SMTP"))
	click(99, 0) // where there is no tab
	b.wants("2yz Positive completion")
	c := b.config
	c.NoMouse = true
	if New(c).View().MouseMode != tea.MouseModeNone {
		t.Error("--no-mouse leaves the mouse on")
	}
}

// TestPrepared: when the bodies can be searched too, who has moved on keeps the
// place, and who reads is not disturbed.
func TestPrepared(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("5", "down", "down")
	at, _ := b.list().Selected()
	b.send(prepared{})
	if now, _ := b.list().Selected(); now.Entry != at.Entry || !b.typing {
		t.Errorf("the cursor went from %s to %s", at.Entry.Title(), now.Entry.Title())
	}
	b.press("enter", "down", "pgdown")
	shown, place := b.shown, b.detail.Place()
	if place.Offset == 0 {
		t.Fatal("the page does not scroll")
	}
	b.send(prepared{})
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
		b.send(prepared{})
		b.wantSelected("401 Unauthorized")
	}
}
