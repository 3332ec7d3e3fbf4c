package browse

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"teapot/model"
	"teapot/ui/layout"
)

// copiedText returns the text that a command copies to the clipboard, or "" if there is no
// command.
func copiedText(cmd tea.Cmd) string {
	if cmd == nil {
		return ""
	}
	return fmt.Sprint(cmd())
}

// browserOn404 makes a browser that shows the page of 404. If configure is not nil, it may
// change the configuration of the browser first.
func browserOn404(t *testing.T, configure func(*Config)) browser {
	t.Helper()
	b := newBrowser(t, 100, 30)
	if configure != nil {
		c := b.config
		configure(&c)
		b = browser{New(c), t}
		b.send(tea.WindowSizeMsg{Width: 100, Height: 30})
	}
	b.press("4")
	b.enterText("04")
	b.press("enter")
	return b
}

// TestCopyDeprecated checks that the picker shows that a constant is deprecated, and
// that only the constant is copied.
func TestCopyDeprecated(t *testing.T) {
	b := browserOn404(t, nil)
	e := *b.shownHit.Entry
	e.Constants = []model.Constant{{Language: "rails", Name: ":payload_too_large (deprecated)"}}
	b.shownHit.Entry = &e
	b.press("c")
	if !strings.Contains(b.screen(), ":payload_too_large (deprecated)") {
		t.Fatalf("the picker does not show that the constant is deprecated:\n%s", b.screen())
	}
	if got := copiedText(b.press("enter")); got != ":payload_too_large" {
		t.Errorf("copied %q", got)
	}
}

func TestCopy(t *testing.T) {
	b := browserOn404(t, nil)
	const spec = "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5"
	for key, want := range map[string]string{"y": "404 Not Found", "Y": spec, "o": spec} {
		if got := copiedText(b.press(key)); got != want {
			t.Errorf("%s copies %q, want %q", key, got, want)
		}
		if !strings.Contains(b.screen(), "copied: "+want) {
			t.Errorf("%s does not show what was copied:\n%s", key, b.screen())
		}
	}
	b.press("c")
	if !strings.Contains(b.screen(), "http.StatusNotFound") {
		t.Fatalf("the picker shows no constants:\n%s", b.screen())
	}
	if got := copiedText(b.press("enter")); got != b.shownHit.Entry.Constants[0].Name {
		t.Errorf("the first constant copies %q", got)
	}
	b.press("c", "down", "down", "up")
	if got := copiedText(b.press("enter")); got != b.shownHit.Entry.Constants[1].Name {
		t.Errorf("the second constant copies %q", got)
	}
	b.press("c", "esc")
	if b.picker.Open() || b.focus != detailPane {
		t.Error("esc does not close the picker, or does more")
	}
}

// TestNothingToCopy checks that a notice is shown if the entry has no URL or no constants to
// copy.
func TestNothingToCopy(t *testing.T) {
	b := goldenBrowser(t, 100, 30)
	b.shownHit.Entry.Specs = nil
	for key, want := range map[string]string{"Y": "names no address", "o": "names no address", "c": "has no constants"} {
		if cmd := b.press(key); cmd != nil || !strings.Contains(b.screen(), want) {
			t.Errorf("%s does not say that the entry %s:\n%s", key, want, b.screen())
		}
	}
}

// TestHelpScrolls checks the keys and the mouse wheel that scroll the help on a small
// terminal.
func TestHelpScrolls(t *testing.T) {
	b := newBrowser(t, 40, 12)
	b.press("?")
	for _, step := range []struct {
		msg  tea.Msg
		want int
	}{
		{keyPress("up"), 0}, {keyPress("down"), 1}, {keyPress("down"), 2}, {keyPress("up"), 1}, {keyPress("pgdown"), 7}, {keyPress("pgup"), 1},
		{tea.MouseWheelMsg{Button: tea.MouseWheelDown}, 4}, {tea.MouseWheelMsg{Button: tea.MouseWheelUp}, 1},
	} {
		if b.send(step.msg); b.helpOffset != step.want {
			t.Errorf("%v scrolls the help to line %d, want %d", step.msg, b.helpOffset, step.want)
		}
	}
	for range 50 {
		b.press("pgdown")
	}
	b.wants("quit")
}

// TestOpen checks that o opens the URL, and that the URL is copied if opening it fails.
func TestOpen(t *testing.T) {
	var openedURL string
	openErr := errors.New("no browser")
	b := browserOn404(t, func(c *Config) { c.Open = func(url string) error { openedURL = url; return openErr } })
	msg := b.press("o")()
	if !strings.HasPrefix(openedURL, "https://www.rfc-editor.org/") {
		t.Errorf("opened %q", openedURL)
	}
	if got := copiedText(b.send(msg)); got != openedURL || !strings.Contains(b.screen(), "no browser") {
		t.Errorf("after an error, the URL was not copied: %q\n%s", got, b.screen())
	}
	openErr = nil
	if cmd := b.send(b.press("o")()); cmd != nil {
		t.Error("a URL that was opened is copied too")
	}
}

// TestFollowSource checks that following the link to a source opens its URL, and copies the URL
// where the browser cannot open it.
func TestFollowSource(t *testing.T) {
	const url = "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5"
	var openedURL string
	b := browserOn404(t, func(c *Config) { c.Open = func(url string) error { openedURL = url; return nil } })
	b.press("enter", "down")
	if b.press("enter")(); openedURL != url {
		t.Errorf("enter on the source opened %q", openedURL)
	}
	b.wantShown("404 Not Found")
	served := browserOn404(t, func(c *Config) { c.Open = nil })
	served.press("enter", "down")
	if got := copiedText(served.press("enter")); got != url {
		t.Errorf("in a served browser, enter on the source copied %q", got)
	}
}

func TestCompare(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("4")
	b.enterText("01")
	b.press("enter", "=")
	if !strings.Contains(b.screen(), "Compare 401 Unauthorized with") || !strings.Contains(b.screen(), "403 Forbidden") {
		t.Fatalf("403 is not offered:\n%s", b.screen())
	}
	for i := 0; !strings.Contains(strings.Join(b.picker.View(b.theme), "\n"), b.theme.Glyphs.Cursor+" 403"); i++ {
		if i > 10 {
			t.Fatal("403 cannot be chosen")
		}
		b.press("down")
	}
	b.press("enter")
	for _, want := range []string{"401 Unauthorized", "403 Forbidden", "≠ Meaning", "  Class"} {
		if !strings.Contains(b.screen(), want) {
			t.Errorf("no %q in\n%s", want, b.screen())
		}
	}
	b.send(tea.WindowSizeMsg{Width: 100, Height: 12})
	b.press("end")
	b.wantsNot("401 Unauthorized")
	b.wants("≠ Also called")
	b.press("home")
	b.wants("401 Unauthorized")
	b.press("esc")
	if b.isComparing() || b.focus != detailPane {
		t.Error("esc does not close the comparison, or does more")
	}
}

// TestCompareWithMarkedEntry marks an entry, and compares it with a second entry. If the
// second entry is the marked one, the mark is removed.
func TestCompareWithMarkedEntry(t *testing.T) {
	b := newBrowser(t, 100, 30)
	mark := func() {
		b.press("=")
		for range 20 {
			b.press("down") // the last item is "another entry ..."
		}
		b.wants(b.theme.Glyphs.Cursor + " another entry ...")
		b.press("enter")
		b.wants("is marked: press = on another entry")
	}
	mark()
	b.press("down", "=")
	if !b.isComparing() || b.comparedHits[0].Code != "100" || b.comparedHits[1].Code != "101" {
		t.Errorf("compared: %v", b.comparedHits)
	}
	b.press("esc", "home")
	mark()
	b.press("=")
	b.wants("no entry is marked now")
	if b.isComparing() || b.compareMark.Entry != nil {
		t.Error("an entry is compared with itself")
	}
}

func TestFavorites(t *testing.T) {
	var saved []Change
	b := browserOn404(t, func(c *Config) {
		c.Save = func(k Change) func() error {
			saved = append(saved, k)
			return func() error { return errors.New("disk full") }
		}
		c.Saved = Saved{Tab: "http", Favorites: []string{"smtp/replies/550", "http/status/599-gone"}}
	})
	cmd := b.press("f")
	if got, want := saved[len(saved)-1], (Change{Added: "http/status/404"}); got != want {
		t.Errorf("saved %+v, want %+v", got, want)
	}
	b.send(cmd())
	if !strings.Contains(b.screen(), "disk full") {
		t.Errorf("no notice says that saving has failed:\n%s", b.screen())
	}
	b.press("left", "esc", "home")
	if lines := strings.Split(b.screen(), "\n"); !strings.HasPrefix(lines[2], "Favorites") || !strings.Contains(lines[3], "★404 Not Found") {
		t.Errorf("the favorites do not come first:\n%s", b.screen())
	}
	b.press("/")
	b.enterText("is:favorite")
	if b.lists[0].Len() != 1 || b.lists[1].Len() != 1 {
		t.Errorf("is:favorite finds %d and %d", b.lists[0].Len(), b.lists[1].Len())
	}
	b.enterText(" mailbox")
	if b.lists[0].Len() != 0 || b.lists[1].Len() != 1 {
		t.Errorf("with another word, is:favorite finds %d and %d", b.lists[0].Len(), b.lists[1].Len())
	}
	b.press("esc", "home", "f")
	if got, want := saved[len(saved)-1], (Change{Removed: "http/status/404"}); got != want {
		t.Errorf("saved %+v, want %+v", got, want)
	}
	b.press("tab")
	if got, want := saved[len(saved)-1], (Change{Tab: "smtp"}); got != want {
		t.Errorf("saved %+v, want %+v", got, want)
	}
}

// TestFavoritesDisabled checks that the user cannot make favorites if Config.Save is nil.
func TestFavoritesDisabled(t *testing.T) {
	b := browserOn404(t, func(c *Config) { c.Save = nil })
	b.press("f")
	if strings.Contains(b.screen(), "★") || strings.Contains(b.screen(), "favorite") {
		t.Errorf("f makes a favorite:\n%s", b.screen())
	}
	b.press("?")
	if strings.Contains(b.screen(), "favorite") {
		t.Errorf("the help lists favorites:\n%s", b.screen())
	}
}

func TestSavedTab(t *testing.T) {
	b := browserOn404(t, func(c *Config) { c.Saved.Tab = "smtp" })
	b.press("left", "esc")
	c := b.config
	c.Saved.Tab = "smtp"
	b = browser{New(c), t}
	b.send(tea.WindowSizeMsg{Width: 100, Height: 30})
	if !strings.HasPrefix(b.shownHit.Code, "2") {
		t.Errorf("the browser starts with %s, want an SMTP code", b.shownHit.Code)
	}
}

// TestConfiguredBackground checks that the browser ignores the background that the terminal
// reports if one is configured.
func TestConfiguredBackground(t *testing.T) {
	for background, wantDark := range map[Background]bool{Dark: true, Light: false} {
		b := browserOn404(t, func(c *Config) { c.Background = background })
		b.send(tea.BackgroundColorMsg{})
		if b.themeOptions.Dark != wantDark {
			t.Errorf("%d: dark is %t", background, b.themeOptions.Dark)
		}
	}
}

func TestDragDivider(t *testing.T) {
	b := newBrowser(t, 100, 30)
	x := b.frame.Divider.X
	b.send(tea.MouseClickMsg{X: x, Y: 5, Button: tea.MouseLeft})
	b.send(tea.MouseMotionMsg{X: x + 10, Y: 5, Button: tea.MouseLeft})
	b.send(tea.MouseReleaseMsg{X: x + 10, Y: 5, Button: tea.MouseLeft})
	b.send(tea.MouseMotionMsg{X: x - 10, Y: 5})
	if b.frame.Divider.X != x+10 {
		t.Errorf("the divider is at %d, want %d", b.frame.Divider.X, x+10)
	}
	for _, x := range []int{-5, 0, 99, 300} {
		b.send(tea.MouseClickMsg{X: b.frame.Divider.X, Y: 5, Button: tea.MouseLeft})
		b.send(tea.MouseMotionMsg{X: x, Y: 5, Button: tea.MouseLeft})
		if f := b.frame; f.List.W < 10 || f.Detail.W < 10 || f.Detail.W > 100-f.List.W || f == (layout.Frame{}) {
			t.Errorf("dragged to %d: list %v, detail %v", x, f.List, f.Detail)
		}
	}
}

func TestClickPicker(t *testing.T) {
	b := browserOn404(t, nil)
	b.press("c")
	r := b.frame.Overlay(b.picker.Size())
	if got := copiedText(b.send(tea.MouseClickMsg{X: r.X + 3, Y: r.Y + 3, Button: tea.MouseLeft})); got != b.shownHit.Entry.Constants[1].Name {
		t.Errorf("a click on the second one copies %q", got)
	}
	b.press("c")
	b.send(tea.MouseClickMsg{X: 0, Y: 0, Button: tea.MouseLeft})
	if b.picker.Open() {
		t.Error("a click elsewhere does not close the picker")
	}
}

// TestConfiguredProfile checks that the browser ignores the color profile that the terminal
// reports if one is configured.
func TestConfiguredProfile(t *testing.T) {
	for configured, want := range map[colorprofile.Profile]colorprofile.Profile{
		colorprofile.Unknown: colorprofile.ANSI256, colorprofile.NoTTY: colorprofile.NoTTY, colorprofile.TrueColor: colorprofile.TrueColor,
	} {
		b := browserOn404(t, func(c *Config) { c.Profile = configured })
		b.send(tea.ColorProfileMsg{Profile: colorprofile.ANSI256})
		if b.themeOptions.Profile != want {
			t.Errorf("with %v configured, the profile is %v, want %v", configured, b.themeOptions.Profile, want)
		}
	}
}
