package browse

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// surfaces returns every kind of screen that the browser can show. Each has a function that
// leads to it from the first screen.
func surfaces() map[string]func(browser) {
	pressKeys := func(keys ...string) func(browser) {
		return func(b browser) { b.press(keys...) }
	}
	typeQuery := func(query string, keys ...string) func(browser) {
		return func(b browser) {
			b.press("/")
			b.enterText(query)
			b.press(keys...)
		}
	}
	return map[string]func(browser){
		"http list":       pressKeys(),
		"smtp list":       pressKeys("tab"),
		"list end":        pressKeys("end"),
		"smtp list end":   pressKeys("tab", "end"),
		"page":            pressKeys("enter"),
		"page end":        pressKeys("enter", "end"),
		"smtp page":       pressKeys("tab", "enter", "down", "down"),
		"search":          typeQuery("timeout"),
		"search long":     typeQuery(strings.Repeat("too many ", 20)),
		"search wide":     typeQuery("世界世界世界"),
		"no match":        typeQuery("zzzzzz"),
		"no match here":   typeQuery("greylisting"),
		"header page":     typeQuery("retry-after", "enter", "down"),
		"method page":     typeQuery("propfind", "enter"),
		"command page":    typeQuery("rcpt", "tab", "enter", "pgdown"),
		"long reply page": typeQuery("550", "tab", "enter", "end"),
		"enhanced":        typeQuery("5.7.26", "tab", "enter"),
		"help":            pressKeys("?"),
		"help end":        pressKeys("?", "pgdown", "pgdown", "down"),
		"compare":         typeQuery("401", "enter", "=", "enter"),
		"compare end":     typeQuery("550", "tab", "enter", "=", "enter", "end"),
		"pick":            typeQuery("502", "enter", "="),
		"constants":       typeQuery("404", "enter", "c", "down", "down"),
		"favorites":       pressKeys("f", "down", "down", "f", "home"),
		"copied":          typeQuery("404", "enter", "Y"),
		"notice": func(b browser) {
			b.notice = strings.Repeat("something is wrong with a file ", 10)
			b.isViewValid = false
		},
	}
}

// TestGeometry draws every surface at many sizes. No line may be wider than the terminal,
// there must be one line for each row, and the last escape sequence of each line must reset
// the style.
func TestGeometry(t *testing.T) {
	widths := []int{1, 2, 3, 5, 8, 10, 15, 20, 25, 34, 40, 47, 60, 71, 72, 80, 100, 132, 200, 300}
	heights := []int{1, 2, 3, 4, 5, 7, 10, 12, 24, 30, 60, 100}
	for name, goThere := range surfaces() {
		t.Run(name, func(t *testing.T) {
			b := newBrowser(t, 80, 24)
			goThere(b)
			for _, w := range widths {
				for _, h := range heights {
					b.send(tea.WindowSizeMsg{Width: w, Height: h})
					checkFrame(t, b, w, h)
				}
			}
			b.send(tea.WindowSizeMsg{})
			if got := b.View().Content; got != "" {
				t.Errorf("0x0: got %q", got)
			}
		})
	}
}

// checkFrame checks that the view fits a terminal of w columns and h rows, and that no style
// continues on the next line.
func checkFrame(t *testing.T, b browser, w, h int) {
	t.Helper()
	v := b.View()
	lines := strings.Split(v.Content, "\n")
	if len(lines) != h {
		t.Errorf("%dx%d: %d lines", w, h, len(lines))
	}
	for y, l := range lines {
		if got := ansi.StringWidth(l); got > w {
			t.Errorf("%dx%d: line %d is %d wide: %q", w, h, y, got, ansi.Strip(l))
		}
		if i := strings.LastIndex(l, "\x1b["); i >= 0 && !strings.HasPrefix(l[i:], "\x1b[m") {
			t.Errorf("%dx%d: line %d does not end with the style reset: %q", w, h, y, l)
		}
	}
	if c := v.Cursor; c != nil && (c.X < 0 || c.X >= w || c.Y < 0 || c.Y >= h) {
		t.Errorf("%dx%d: the cursor is at %d,%d", w, h, c.X, c.Y)
	}
}

// TestViewBeforeSize checks that the browser does not panic before it knows the size of the
// terminal: Bubble Tea calls View that early.
func TestViewBeforeSize(t *testing.T) {
	b := newBrowser(t, 0, 0)
	if got := b.View().Content; got != "" {
		t.Errorf("got %q", got)
	}
	for _, k := range []string{"down", "enter", "down", "pgdown", "/", "4", "tab", "?", "esc", "esc", "end"} {
		b.press(k)
		b.View()
	}
}

// TestEveryEntryFits checks that the page of every entry fits a small and a usual terminal.
func TestEveryEntryFits(t *testing.T) {
	for _, size := range [][2]int{{20, 5}, {80, 24}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			b := newBrowser(t, size[0], size[1])
			for range 2 {
				for range b.currentList().Len() {
					checkFrame(t, b, size[0], size[1])
					b.press("enter")
					checkFrame(t, b, size[0], size[1])
					b.press("left", "down")
				}
				b.press("tab")
			}
		})
	}
}

// eventCount is the number of events that TestRandomEvents sends.
var eventCount = flag.Int("events", 5000, "the number of random events that TestRandomEvents sends")

// TestRandomEvents sends random keys, clicks, pastes and sizes. Every frame must fit the
// terminal, and exactly one row of the list must be selected unless the list is empty.
func TestRandomEvents(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // reproducible
	keys := []string{
		"up", "down", "left", "right", "enter", "esc", "tab", "shift+tab", "backspace", "pgup", "pgdown", "home", "end",
		"/", "?", "g", "G", "=", "y", "Y", "c", "o", "f", "h", "l", "[", "]", "4", "5", "0", "a", "e", "t", ".", ":", "ctrl+n", "ctrl+p", "ctrl+u", "ctrl+d",
	}
	pastes := []string{"550 5.1.1 User unknown", "\x1b[2J\x00", "HTTP/1.1 503 Service Unavailable", "世界", strings.Repeat("x", 5000)}
	w, h := 80, 24
	b := newBrowser(t, w, h)
	for i := range *eventCount {
		var msg tea.Msg
		switch n := r.IntN(100); {
		case n < 80:
			msg = keyPress(keys[r.IntN(len(keys))])
		case n < 85:
			msg = tea.MouseClickMsg{X: r.IntN(w + 1), Y: r.IntN(h + 1), Button: tea.MouseLeft}
		case n < 86 && b.frame.SideBySide:
			b.send(tea.MouseClickMsg{X: b.frame.Divider.X, Y: b.frame.Divider.Y, Button: tea.MouseLeft})
			b.send(tea.MouseMotionMsg{X: r.IntN(w + 1), Y: r.IntN(h + 1), Button: tea.MouseLeft})
			msg = tea.MouseReleaseMsg{}
		case n < 92:
			msg = tea.MouseWheelMsg{X: r.IntN(w + 1), Y: r.IntN(h + 1), Button: tea.MouseWheelUp + tea.MouseButton(r.IntN(2))}
		case n < 95:
			msg = tea.PasteMsg{Content: pastes[r.IntN(len(pastes))]}
		default:
			w, h = 1+r.IntN(200), 1+r.IntN(60)
			msg = tea.WindowSizeMsg{Width: w, Height: h}
		}
		b.send(msg)
		checkFrame(t, b, w, h)
		if _, ok := b.currentList().Selected(); ok != (b.currentList().Len() > 0) {
			t.Errorf("%d rows, selected: %v", b.currentList().Len(), ok)
		}
		if n := strings.Count(ansi.Strip(strings.Join(b.currentList().View(), "\n")), b.theme.Glyphs.Cursor); n > 1 || n == 0 && b.currentList().Len() > 0 && w >= 20 && h >= 3 {
			t.Errorf("%d rows look selected", n)
		}
		if b.focus == detailPane && b.shownHit.Entry == nil {
			t.Error("the page has the focus, but shows no entry")
		}
		for _, v := range append(b.history.backStack, b.history.forwardStack...) {
			if v.hit.Entry == nil || len(b.history.backStack) > maxHistory {
				t.Error("the history contains no entry, or is too long")
			}
		}
		if t.Failed() {
			t.Fatalf("after step %d, %T %v", i, msg, msg)
		}
	}
}
