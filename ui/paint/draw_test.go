package paint

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"teapot/ui/termtest"
)

// frame makes a view of random lines: words in styles, links, wide characters
// and combining ones, empty lines, and lines that are too long.
func frame(r *rand.Rand, w, h int) string {
	lines := make([]string, r.IntN(h+2))
	for i := range lines {
		var b strings.Builder
		for range r.IntN(w / 4) {
			b.WriteString(words[r.IntN(len(words))])
			b.WriteString(strings.Repeat(" ", r.IntN(3)*r.IntN(6)))
		}
		lines[i] = b.String()
	}
	return strings.Join(lines, "\n")
}

var words = []string{
	"word", "a", "\x1b[1mbold\x1b[m", "\x1b[38;5;81mblue\x1b[1m both\x1b[m", "\x1b[48;5;24m  back  \x1b[m", "│", "…", "漢字", "é", "e\u0301",
	"\x1b]8;;https://example.org/a\x1b\\link\x1b]8;;\x1b\\", "\x1b[4m\x1b]8;;https://example.org/b\x1b\\under\x1b]8;;\x1b\\\x1b[m", "\x07", "\x1b[2J", "\t",
}

// TestDrawDifference draws frame after frame, and each on an empty screen: what
// is drawn as a difference looks like what is drawn anew.
func TestDrawDifference(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // a test that can be repeated
	for _, size := range []Size{{20, 5}, {41, 9}, {1, 1}, {2, 3}} {
		screen := termtest.NewScreen(size.Width, size.Height)
		go func() { _, _ = discard(screen) }()
		out := newWriter(screen, size.Width, size.Height, nil)
		for range 200 {
			view := tea.View{Content: frame(r, max(size.Width, 8), size.Height), AltScreen: true}
			afresh := r.IntN(10) == 0
			if afresh { // somebody else has written there
				_, _ = screen.Write([]byte("\x1b[m\x1b[Hsomething\r\nelse\x1b[41m\x1b[K\x1b[m"))
			}
			measured := r.IntN(100) == 0 // from then on the terminal is trusted with what it measures
			out.obey(order{view: view, changed: true, afresh: afresh, unicode: measured, w: size.Width, h: size.Height})
			fresh := termtest.NewScreen(size.Width, size.Height)
			go func() { _, _ = discard(fresh) }()
			newWriter(fresh, size.Width, size.Height, nil).obey(order{view: view, changed: true, w: size.Width, h: size.Height})
			if got, want := screen.Cells(), fresh.Cells(); got != want {
				t.Fatalf("seed %d, %v: after\n%q\nthe screen is\n%s\nand should be\n%s", seed, size, view.Content, got, want)
			}
			if strings.Contains(string(out.canvas.out), "\n") {
				t.Fatalf("seed %d: a bare newline is written: %q", seed, out.canvas.out)
			}
		}
	}
}

// TestDrawWhole draws frames, and has a terminal write their lines one below the
// other: it looks the same.
func TestDrawWhole(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // a test that can be repeated
	harmless := strings.NewReplacer("\x07", "", "\x1b[2J", "", "\t", "")
	for _, size := range []Size{{20, 5}, {41, 9}} {
		for range 60 {
			content := frame(r, size.Width, size.Height)
			drawn, written := termtest.NewScreen(size.Width, size.Height), termtest.NewScreen(size.Width, size.Height)
			for _, s := range []*termtest.Screen{drawn, written} {
				go func() { _, _ = discard(s) }()
			}
			view := tea.View{Content: content, AltScreen: true}
			newWriter(drawn, size.Width, size.Height, nil).obey(order{view: view, changed: true, w: size.Width, h: size.Height})
			for y, line := range strings.Split(harmless.Replace(content), "\n") {
				if y < size.Height {
					fmt.Fprintf(written, "\x1b[%dH%s\x1b[m\x1b]8;;\x1b\\", y+1, ansi.Truncate(line, size.Width, ""))
				}
			}
			if got, want := drawn.Cells(), written.Cells(); got != want {
				t.Fatalf("seed %d, %v: %q is drawn as\n%s\nand should be\n%s", seed, size, content, got, want)
			}
			drawn.Close()
			written.Close()
		}
	}
}

// discard reads what a screen answers.
func discard(s *termtest.Screen) (int64, error) {
	buf := make([]byte, 256)
	for {
		if _, err := s.Answers().Read(buf); err != nil {
			return 0, err
		}
	}
}

// TestDrawNothing: a view that looks the same writes nothing, and a cursor that
// moves writes little.
func TestDrawNothing(t *testing.T) {
	out := newWriter(nil, 20, 5, nil)
	out.to = &strings.Builder{}
	send := func(v tea.View) string {
		var got strings.Builder
		out.to = &got
		out.obey(order{view: v, changed: true, w: 20, h: 5})
		return got.String()
	}
	v := tea.View{Content: "one\ntwo", AltScreen: true, Cursor: tea.NewCursor(1, 1)}
	if first := send(v); !strings.Contains(first, "one") || !strings.HasSuffix(first, "\x1b[2;2H\x1b[?25h\x1b[?2026l") {
		t.Errorf("the first frame is %q", first)
	}
	if again := send(v); again != "" {
		t.Errorf("the same view again writes %q", again)
	}
	v.Cursor = tea.NewCursor(2, 1)
	if moved := send(v); moved != "\x1b[?2026h\x1b[2;3H\x1b[?2026l" {
		t.Errorf("a moved cursor writes %q", moved)
	}
	v.WindowTitle = "a \x1b\x07title"
	if titled := send(v); titled != "\x1b]2;a title\x07" {
		t.Errorf("a title writes %q", titled)
	}
	v.Content = "one\ntwx"
	if changed := send(v); changed != "\x1b[?2026h\x1b[?25lx\x1b[2;3H\x1b[?25h\x1b[?2026l" { // the cursor stood there
		t.Errorf("one changed character writes %q", changed)
	}
}

// TestModes: whatever modes a view asks for, they are taken back in the end.
func TestModes(t *testing.T) {
	cursor := tea.NewCursor(0, 0)
	cursor.Shape, cursor.Blink = tea.CursorBar, false
	for _, tt := range []struct {
		view tea.View
		want string // what the terminal is told
	}{
		{tea.View{}, "\x1b[?2004h"}, {tea.View{MouseMode: tea.MouseModeCellMotion}, "\x1b[?1002h\x1b[?1006h"},
		{tea.View{MouseMode: tea.MouseModeAllMotion}, "\x1b[?1003h\x1b[?1006h"}, {tea.View{ReportFocus: true}, "\x1b[?1004h"},
		{tea.View{DisableBracketedPasteMode: true}, "\x1b[?1049h"}, {tea.View{WindowTitle: "title"}, "\x1b]2;title\a"}, {tea.View{Cursor: cursor}, "\x1b[6 q"},
	} {
		v := tt.view
		screen := termtest.NewScreen(10, 3)
		go func() { _, _ = discard(screen) }()
		out := newWriter(screen, 10, 3, nil)
		out.obey(order{view: v, changed: true, w: 10, h: 3})
		if !strings.Contains(screen.Raw(), tt.want) {
			t.Errorf("%+v does not write %q: %q", v, tt.want, screen.Raw())
		}
		out.obey(order{pause: true})
		if left := screen.Left(); len(left) > 0 {
			t.Errorf("%+v leaves %v", v, left)
		}
		if fmt.Sprint(out.modes) != fmt.Sprint(plain()) {
			t.Errorf("%+v leaves %+v", v, out.modes)
		}
	}
}
