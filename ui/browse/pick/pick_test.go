package pick

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"teapot/ui/theme"
)

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
	if got := strings.Join(m.View(w, h, theme.Plain()), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	m.Move(5)
	if m.Chosen() != 2 {
		t.Errorf("past the end, %d is chosen", m.Chosen())
	}
	m.Move(-9)
	if m.Chosen() != 0 {
		t.Errorf("before the beginning, %d is chosen", m.Chosen())
	}
	if m.Close(); m.Open() {
		t.Error("closed, it still asks")
	}
}

func TestClick(t *testing.T) {
	m := New("Which", []string{"one", "two", "three"})
	m.View(11, 6, theme.Plain())
	for y, want := range map[int]bool{0: false, 1: false, 2: true, 4: true, 5: false} {
		if got := m.Click(y); got != want || want && m.Chosen() != y-2 {
			t.Errorf("a click in row %d: %t, chosen %d", y, got, m.Chosen())
		}
	}
}

// TestScrolls: in a low box the item under the cursor can be seen.
func TestScrolls(t *testing.T) {
	m := New("Which", strings.Fields("a b c d e f g h"))
	for i := range 16 { // down, and up again
		if got := strings.Join(m.View(12, 6, theme.Plain()), "\n"); !strings.Contains(got, "▌ "+string(rune('a'+m.Chosen()))) {
			t.Errorf("%d is chosen, and not shown:\n%s", m.Chosen(), got)
		}
		m.Move(1 - 2*(i/8))
	}
}

func TestSizes(t *testing.T) {
	m := New("Which of these", []string{"世界", "two"})
	for w := range 30 {
		for h := range 8 {
			lines := m.View(w, h, theme.Plain())
			if lines != nil && len(lines) != h {
				t.Fatalf("%dx%d: %d lines", w, h, len(lines))
			}
			for _, l := range lines {
				if ansi.StringWidth(l) != w {
					t.Fatalf("%dx%d: %q", w, h, l)
				}
			}
		}
	}
}
