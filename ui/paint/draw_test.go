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

// randomFrame returns a frame of random lines for a screen of w by h cells. They have
// styled words, links, and wide and combining characters. Some are empty or too long.
func randomFrame(r *rand.Rand, w, h int) string {
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

// TestDrawDifference checks that a screen on which one frame was drawn after the other
// shows the same as an empty screen on which only the last frame was drawn.
func TestDrawDifference(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // reproducible
	for _, size := range []Size{{20, 5}, {41, 9}, {1, 1}, {2, 3}} {
		screen := termtest.NewScreen(size.Width, size.Height)
		go discardReplies(screen)
		w := newWriter(screen, size, nil)
		for range 200 {
			view := tea.View{Content: randomFrame(r, max(size.Width, 8), size.Height), AltScreen: true}
			redraw := r.IntN(10) == 0
			if redraw { // another program has written on the screen
				_, _ = screen.Write([]byte("\x1b[m\x1b[Hsomething\r\nelse\x1b[41m\x1b[K\x1b[m"))
			}
			unicodeWidths := r.IntN(100) == 0 // once true, the writer keeps it for later frames
			w.apply(update{view: view, viewChanged: true, redraw: redraw, unicodeWidths: unicodeWidths, size: size})
			fresh := termtest.NewScreen(size.Width, size.Height)
			go discardReplies(fresh)
			newWriter(fresh, size, nil).apply(update{view: view, viewChanged: true, size: size})
			if got, want := screen.Cells(), fresh.Cells(); got != want {
				t.Fatalf("seed %d, %v: after\n%q\nthe screen is\n%s\nwant\n%s", seed, size, view.Content, got, want)
			}
			if strings.Contains(string(w.canvas.out), "\n") {
				t.Fatalf("seed %d: a newline is written: %q", seed, w.canvas.out)
			}
		}
	}
}

// TestDrawFrame checks that a drawn frame looks like its lines written to a terminal
// one below the other.
func TestDrawFrame(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // reproducible
	dropControls := strings.NewReplacer("\x07", "", "\x1b[2J", "", "\t", "")
	for _, size := range []Size{{20, 5}, {41, 9}} {
		for range 60 {
			content := randomFrame(r, size.Width, size.Height)
			drawn, written := termtest.NewScreen(size.Width, size.Height), termtest.NewScreen(size.Width, size.Height)
			for _, s := range []*termtest.Screen{drawn, written} {
				go discardReplies(s)
			}
			view := tea.View{Content: content, AltScreen: true}
			newWriter(drawn, size, nil).apply(update{view: view, viewChanged: true, size: size})
			for y, line := range strings.Split(dropControls.Replace(content), "\n") {
				if y < size.Height {
					fmt.Fprintf(written, "\x1b[%dH%s\x1b[m\x1b]8;;\x1b\\", y+1, ansi.Truncate(line, size.Width, ""))
				}
			}
			if got, want := drawn.Cells(), written.Cells(); got != want {
				t.Fatalf("seed %d, %v: %q is drawn as\n%s\nwant\n%s", seed, size, content, got, want)
			}
			drawn.Close()
			written.Close()
		}
	}
}

// discardReplies reads the replies of a screen. The screen blocks if they are not read.
func discardReplies(s *termtest.Screen) {
	buf := make([]byte, 256)
	for {
		if _, err := s.Answers().Read(buf); err != nil {
			return
		}
	}
}

// TestDrawOnlyDifference checks that drawing an unchanged view writes nothing, and that
// drawing a small change writes only that change.
func TestDrawOnlyDifference(t *testing.T) {
	w := newWriter(nil, Size{20, 5}, nil)
	apply := func(u update) string {
		var got strings.Builder
		w.out, u.size = &got, Size{20, 5}
		w.apply(u)
		return got.String()
	}
	send := func(v tea.View) string { return apply(update{view: v, viewChanged: true}) }
	v := tea.View{Content: "one\ntwo", AltScreen: true, Cursor: tea.NewCursor(1, 1)}
	if first := send(v); !strings.Contains(first, "one") || !strings.HasSuffix(first, "\x1b[2;2H\x1b[?25h\x1b[?2026l") {
		t.Errorf("the first frame is %q", first)
	}
	if unchanged := send(v); unchanged != "" {
		t.Errorf("the same view again writes %q", unchanged)
	}
	v.Cursor = tea.NewCursor(2, 1)
	if moved := send(v); moved != "\x1b[?2026h\x1b[2;3H\x1b[?2026l" {
		t.Errorf("moving the cursor writes %q", moved)
	}
	v.WindowTitle = "a \x1b\x07title"
	if titled := send(v); titled != "\x1b]2;a title\x07" {
		t.Errorf("a new title writes %q", titled)
	}
	v.Content = "one\ntwx"
	if changed := send(v); changed != "\x1b[?2026h\x1b[?25lx\x1b[2;3H\x1b[?25h\x1b[?2026l" { // the cursor is there already
		t.Errorf("one changed character writes %q", changed)
	}
}

// TestRedraw checks that a redraw restores the content and the cursor of a screen on
// which another program has written.
func TestRedraw(t *testing.T) {
	for name, cursor := range map[string]*tea.Cursor{"hidden": nil, "visible": tea.NewCursor(1, 1)} {
		screen := termtest.NewScreen(20, 5)
		go discardReplies(screen)
		w := newWriter(screen, Size{20, 5}, nil)
		w.apply(update{view: tea.View{Content: "one\n\x1b[1mtwo\x1b[m", Cursor: cursor}, viewChanged: true, size: Size{20, 5}})
		want := screen.Cells()
		_, _ = screen.Write([]byte("\x1b[31m\x1b[3;3Hgarbage\x1b[Hmore\x1b[?25h"))
		w.apply(update{view: w.view, redraw: true, size: Size{20, 5}})
		if got := screen.Cells(); got != want {
			t.Errorf("cursor %s: the screen is\n%s\nwant\n%s", name, got, want)
		}
		if x, y, visible := screen.Cursor(); visible != (cursor != nil) || visible && (x != 1 || y != 1) {
			t.Errorf("cursor %s: it is at %d,%d, visible %t", name, x, y, visible)
		}
	}
}

// TestModes checks that the writer sets the modes of a view, and resets them at the end.
func TestModes(t *testing.T) {
	cursor := tea.NewCursor(0, 0)
	cursor.Shape, cursor.Blink = tea.CursorBar, false
	for _, tt := range []struct {
		view tea.View
		want string // the output contains it
	}{
		{tea.View{}, "\x1b[?2004h"}, {tea.View{MouseMode: tea.MouseModeCellMotion}, "\x1b[?1002h\x1b[?1006h"},
		{tea.View{MouseMode: tea.MouseModeAllMotion}, "\x1b[?1003h\x1b[?1006h"}, {tea.View{ReportFocus: true}, "\x1b[?1004h"},
		{tea.View{DisableBracketedPasteMode: true}, "\x1b[?1049h"}, {tea.View{WindowTitle: "title"}, "\x1b]2;title\a"}, {tea.View{Cursor: cursor}, "\x1b[6 q"},
	} {
		v := tt.view
		screen := termtest.NewScreen(10, 3)
		go discardReplies(screen)
		w := newWriter(screen, Size{10, 3}, nil)
		w.apply(update{view: v, viewChanged: true, size: Size{10, 3}})
		if !strings.Contains(screen.Raw(), tt.want) {
			t.Errorf("%+v does not write %q: %q", v, tt.want, screen.Raw())
		}
		w.apply(update{release: true})
		if unrestored := screen.Unrestored(); len(unrestored) > 0 {
			t.Errorf("%+v leaves the terminal with %v", v, unrestored)
		}
		if w.modes != defaultModes() {
			t.Errorf("after %+v the writer's modes are %+v", v, w.modes)
		}
	}
}
