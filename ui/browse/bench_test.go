package browse

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"teapot/data"
	"teapot/model/search"
	"teapot/ui/render"
)

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

// BenchmarkMove measures a key that selects the next code of the full list: Update,
// the page of that code, and View.
func BenchmarkMove(b *testing.B) {
	m := benchBrowser(b)
	down, home := press("down"), press("home")
	b.ReportAllocs()
	for b.Loop() {
		if m.currentList().Position() == m.currentList().Len()-1 {
			m.Update(home)
		}
		m.Update(down)
		m.View()
	}
}

// BenchmarkRead measures a key that moves to another link of a page.
func BenchmarkRead(b *testing.B) {
	m := benchBrowser(b)
	m.Update(press("enter"))
	keys := []tea.KeyPressMsg{press("down"), press("down"), press("up"), press("up")}
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		m.Update(keys[i%len(keys)])
		m.View()
		i++
	}
}

// BenchmarkType measures a key that changes the query: search in both protocols, two
// new lists, a page, and View.
func BenchmarkType(b *testing.B) {
	for _, word := range []string{"4", "timeout", "rate limit", "tmrq"} {
		b.Run(word, func(b *testing.B) {
			m := benchBrowser(b)
			m.Update(press("/"))
			b.ReportAllocs()
			for b.Loop() {
				for _, r := range word {
					m.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
					m.View()
				}
				b.StopTimer()
				m.Update(press("esc"))
				m.Update(press("/"))
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

// TestAllocations bounds the allocations of a key: what has not changed is neither
// wrapped nor styled again.
func TestAllocations(t *testing.T) {
	b := newBrowser(t, 100, 30)
	b.press("down", "up")
	keys := []tea.KeyPressMsg{press("down"), press("up")}
	i := 0
	for name, tt := range map[string]struct {
		limit int
		do    func()
	}{
		"a view that did not change": {0, func() { b.View() }},
		"a move between known pages": {80, func() {
			i++
			b.Update(keys[i%2])
			b.View()
		}},
		"a letter": {900, func() {
			b.press("esc", "/", "t")
			b.View()
		}},
	} {
		if n := testing.AllocsPerRun(20, tt.do); int(n) > tt.limit {
			t.Errorf("%s takes %.0f allocations, want at most %d", name, n, tt.limit)
		}
	}
}

// BenchmarkOverlay measures a key in an overlay: the frame below it, the overlay, and
// joining them.
func BenchmarkOverlay(b *testing.B) {
	for _, size := range []tea.WindowSizeMsg{{Width: 100, Height: 30}, {Width: 200, Height: 60}} {
		for name, open := range map[string][]string{"help": {"?"}, "pick": {"4", "0", "4", "enter", "c"}} {
			b.Run(fmt.Sprintf("%s/%dx%d", name, size.Width, size.Height), func(b *testing.B) {
				m := benchBrowser(b)
				m.Update(size)
				for _, k := range open {
					m.Update(press(k))
				}
				keys := []tea.KeyPressMsg{press("down"), press("up")}
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
