package browse

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"teapot/data"
	"teapot/model/search"
	"teapot/ui/render"
)

// benchBrowser makes a browser of all embedded entries, and draws its first view.
func benchBrowser(b *testing.B) *Model {
	b.Helper()
	c, err := data.Load(data.Embedded())
	if err != nil {
		b.Fatal(err)
	}
	m := New(Config{Catalog: c, Search: search.New(c), Pages: render.NewPages(c, 1<<20)})
	m.Update(tea.WindowSizeMsg{Width: 100, Height: 30})
	m.View()
	return m
}

// BenchmarkMove measures a key that selects the next code of the full list, from Update to
// the end of View. The page of that code is drawn too, unless it is in the cache.
func BenchmarkMove(b *testing.B) {
	m := benchBrowser(b)
	down, home := keyPress("down"), keyPress("home")
	b.ReportAllocs()
	for b.Loop() {
		if m.currentList().Position() == m.currentList().Len()-1 {
			m.Update(home)
		}
		m.Update(down)
		m.View()
	}
}

// BenchmarkRead measures a key that moves to the next or the previous link of a page.
func BenchmarkRead(b *testing.B) {
	m := benchBrowser(b)
	m.Update(keyPress("enter"))
	keys := []tea.KeyPressMsg{keyPress("down"), keyPress("down"), keyPress("up"), keyPress("up")}
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		m.Update(keys[i%len(keys)])
		m.View()
		i++
	}
}

// BenchmarkType measures a key that changes the query. The browser then searches in both
// protocols, fills both lists, and draws a page and the view.
func BenchmarkType(b *testing.B) {
	for _, word := range []string{"4", "timeout", "rate limit", "tmrq"} {
		b.Run(word, func(b *testing.B) {
			m := benchBrowser(b)
			m.Update(keyPress("/"))
			b.ReportAllocs()
			for b.Loop() {
				for _, r := range word {
					m.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
					m.View()
				}
				b.StopTimer()
				m.Update(keyPress("esc"))
				m.Update(keyPress("/"))
				b.StartTimer()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(word)), "ns/key")
		})
	}
}

// BenchmarkIdleView measures View after a message that changes nothing.
func BenchmarkIdleView(b *testing.B) {
	m := benchBrowser(b)
	b.ReportAllocs()
	for b.Loop() {
		m.View()
	}
}

// TestAllocations checks that a key causes few allocations. There would be more if the
// browser wrapped or styled text again that has not changed.
func TestAllocations(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("down", "up")
	keys := []tea.KeyPressMsg{keyPress("down"), keyPress("up")}
	i := 0
	for name, tt := range map[string]struct {
		limit  int
		action func()
	}{
		"a view that did not change": {0, func() { b.View() }},
		"a move between cached pages": {80, func() {
			i++
			b.Update(keys[i%2])
			b.View()
		}},
		"a letter": {900, func() {
			b.press("esc", "/", "t")
			b.View()
		}},
	} {
		if n := testing.AllocsPerRun(20, tt.action); int(n) > tt.limit {
			t.Errorf("%s takes %.0f allocations, want at most %d", name, n, tt.limit)
		}
	}
}

// BenchmarkOverlay measures a key while an overlay is open. The browser draws the frame and
// the overlay, and then draws the overlay over the frame.
func BenchmarkOverlay(b *testing.B) {
	for _, size := range []tea.WindowSizeMsg{{Width: 100, Height: 30}, {Width: 200, Height: 60}} {
		for name, openKeys := range map[string][]string{"help": {"?"}, "pick": {"4", "0", "4", "enter", "c"}} {
			b.Run(fmt.Sprintf("%s/%dx%d", name, size.Width, size.Height), func(b *testing.B) {
				m := benchBrowser(b)
				m.Update(size)
				for _, k := range openKeys {
					m.Update(keyPress(k))
				}
				keys := []tea.KeyPressMsg{keyPress("down"), keyPress("up")}
				i := 0
				b.ReportAllocs()
				for b.Loop() {
					m.Update(keys[i%2])
					m.View()
					i++
				}
			})
		}
	}
}
