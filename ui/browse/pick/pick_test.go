package pick

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"teapot/ui/theme"
)

// draw returns the lines of the overlay at a size of w by h cells.
func draw(m *Model, w, h int) []string {
	m.SetSize(w, h)
	return m.View(theme.Plain())
}

func TestChoose(t *testing.T) {
	m := New("Which", []string{"one", "two", "three"})
	w, h := m.Size()
	want := `╭─────────╮
│ Which   │
│   one   │
│ ▌ two   │
│   three │
╰─────────╯`
	m.Move(1)
	if got := strings.Join(draw(&m, w, h), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	m.Move(5)
	if m.Chosen() != 2 {
		t.Errorf("moved beyond the end: item %d is chosen, want 2", m.Chosen())
	}
	m.Move(-9)
	if m.Chosen() != 0 {
		t.Errorf("moved beyond the beginning: item %d is chosen, want 0", m.Chosen())
	}
	if m.Close(); m.Open() {
		t.Error("after Close the overlay is open")
	}
}

func TestClick(t *testing.T) {
	m := New("Which", []string{"one", "two", "three"})
	m.SetSize(11, 6)
	for y, want := range map[int]bool{0: false, 1: false, 2: true, 4: true, 5: false} {
		if got := m.Click(y); got != want || want && m.Chosen() != y-2 {
			t.Errorf("Click(%d) = %t with item %d chosen, want %t", y, got, m.Chosen(), want)
		}
	}
}

// TestScroll checks that the item under the cursor is visible in an overlay that is too
// low for all items, even after the overlay has become lower still.
func TestScroll(t *testing.T) {
	m := New("Which", strings.Fields("a b c d e f g h"))
	for i := range 16 { // 8 steps down, then 8 steps up
		for _, h := range []int{6, 4, 6} {
			if got := strings.Join(draw(&m, 12, h), "\n"); !strings.Contains(got, "▌ "+string(rune('a'+m.Chosen()))) {
				t.Errorf("item %d is chosen, but not visible:\n%s", m.Chosen(), got)
			}
		}
		m.Move(1 - 2*(i/8))
	}
}

func TestSizes(t *testing.T) {
	m := New("Which of these", []string{"世界", "two"})
	for w := range 30 {
		for h := range 8 {
			lines := draw(&m, w, h)
			if lines != nil && len(lines) != h {
				t.Fatalf("%dx%d: %d lines", w, h, len(lines))
			}
			for _, l := range lines {
				if ansi.StringWidth(l) != w {
					t.Fatalf("%dx%d: %q is %d cells wide", w, h, l, ansi.StringWidth(l))
				}
			}
		}
	}
}
