package help

import (
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"

	"teapot/ui/text"
	"teapot/ui/theme"
)

// sections returns two sections, of which the first has a disabled binding.
func sections() []Section {
	disabled := key.NewBinding(key.WithKeys("z"), key.WithHelp("z", "nothing"), key.WithDisabled())
	return []Section{
		{"Move", []key.Binding{key.NewBinding(key.WithKeys("j"), key.WithHelp("down, j", "move down")), disabled}},
		{"Program", []key.Binding{key.NewBinding(key.WithKeys("q"), key.WithHelp("q", "quit"))}},
	}
}

func TestView(t *testing.T) {
	w, h := Size(sections(), 40)
	if w != keyWidth+len("move down")+text.BoxWidth || h != 5+text.BoxHeight {
		t.Errorf("the size is %dx%d", w, h)
	}
	want := `╭───────────────────────────╮
│ Move                      │
│ down, j         move down │
│                           │
│ Program                   │
│ q               quit      │
╰───────────────────────────╯`
	if got := strings.Join(View(sections(), w, h, 0, theme.Plain()), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := strings.Join(View(sections(), w, 4, 2, theme.Plain()), "\n"); !strings.Contains(got, "Program") || strings.Contains(got, "Move") {
		t.Errorf("scrolled by two lines it shows\n%s", got)
	}
}

func TestTwoColumns(t *testing.T) {
	w, h := Size(sections(), 60)
	want := `╭───────────────────────────────────────────────────────╮
│ Move                        Program                   │
│ down, j         move down   q               quit      │
╰───────────────────────────────────────────────────────╯`
	if got := strings.Join(View(sections(), w, h, 0, theme.Plain()), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestSizes(t *testing.T) {
	for w := range 80 {
		for h := range 12 {
			lines := View(sections(), w, h, 0, theme.Plain())
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

// TestSmallOverlay checks that an overlay with too few lines says which lines it shows, and
// that a narrow overlay gives the keys only half of a line, so that the descriptions remain
// readable.
func TestSmallOverlay(t *testing.T) {
	got := strings.Join(View(sections(), 20, 4, 1, theme.Plain()), "\n")
	if !strings.Contains(got, "down, j move do…") || !strings.HasSuffix(got, "─ 2-3 of 5 ─╯") {
		t.Errorf("got\n%s", got)
	}
}
