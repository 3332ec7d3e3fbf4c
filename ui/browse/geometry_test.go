package browse

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// surfaces are all that the browser can show, and the keys that lead there.
func surfaces() map[string]func(browser) {
	keys := func(ks ...string) func(browser) {
		return func(b browser) { b.press(ks...) }
	}
	query := func(text string, after ...string) func(browser) {
		return func(b browser) {
			b.press("/")
			b.typed(text)
			b.press(after...)
		}
	}
	return map[string]func(browser){
		"http list":       keys(),
		"smtp list":       keys("tab"),
		"list end":        keys("end"),
		"smtp list end":   keys("tab", "end"),
		"page":            keys("enter"),
		"page end":        keys("enter", "end"),
		"smtp page":       keys("tab", "enter", "down", "down"),
		"search":          query("timeout"),
		"search long":     query(strings.Repeat("too many ", 20)),
		"search wide":     query("世界世界世界"),
		"no match":        query("zzzzzz"),
		"no match here":   query("greylisting"),
		"header page":     query("retry-after", "enter", "down"),
		"method page":     query("propfind", "enter"),
		"command page":    query("rcpt", "tab", "enter", "pgdown"),
		"long reply page": query("550", "tab", "enter", "end"),
		"enhanced":        query("5.7.26", "tab", "enter"),
		"help":            keys("?"),
		"help end":        keys("?", "pgdown", "pgdown", "down"),
		"notice": func(b browser) {
			b.notice = strings.Repeat("something is wrong with a file ", 10)
			b.drawn = false
		},
	}
}

// TestGeometry shows every surface at every size: no line is wider than the
// terminal, there are exactly as many lines as rows, and no escape sequence is
// left open at the end of a line.
func TestGeometry(t *testing.T) {
	widths := []int{1, 2, 3, 5, 8, 10, 15, 20, 25, 34, 40, 47, 60, 71, 72, 80, 100, 132, 200, 300}
	heights := []int{1, 2, 3, 4, 5, 7, 10, 12, 24, 30, 60, 100}
	for name, reach := range surfaces() {
		t.Run(name, func(t *testing.T) {
			b := newBrowser(t, 80, 24)
			reach(b)
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
			t.Errorf("%dx%d: line %d leaves a style open: %q", w, h, y, l)
		}
	}
	if c := v.Cursor; c != nil && (c.X < 0 || c.X >= w || c.Y < 0 || c.Y >= h) {
		t.Errorf("%dx%d: the cursor is at %d,%d", w, h, c.X, c.Y)
	}
}

// TestFirstViewHasNoSize: Bubble Tea draws before it knows the terminal.
func TestFirstViewHasNoSize(t *testing.T) {
	b := newBrowser(t, 0, 0)
	if got := b.View().Content; got != "" {
		t.Errorf("got %q", got)
	}
	for _, k := range []string{"down", "enter", "down", "pgdown", "/", "4", "tab", "?", "esc", "esc", "end"} {
		b.press(k)
		b.View()
	}
}

// TestEveryEntryFits shows every page in the narrowest and in a usual pane.
func TestEveryEntryFits(t *testing.T) {
	for _, size := range [][2]int{{20, 5}, {80, 24}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			b := newBrowser(t, size[0], size[1])
			for range 2 {
				for range b.list().Len() {
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
