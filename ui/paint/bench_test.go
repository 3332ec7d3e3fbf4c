package paint

import (
	"fmt"
	"io"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// twoPanes returns n frames of w by h cells with two panes. From frame to frame, the
// selected row changes on the left and the page on the right, as when the user moves
// through a list.
func twoPanes(w, h, n int) []string {
	frames := make([]string, n)
	for f := range frames {
		lines := make([]string, h)
		for y := range lines {
			left := fmt.Sprintf("  \x1b[1;38;5;81m%d\x1b[m name of the row %-20d", 400+y, y)
			if y == f%h {
				left = fmt.Sprintf("\x1b[48;5;24m> \x1b[m\x1b[1;38;5;81;48;5;24m%d\x1b[m\x1b[48;5;24m name of the row %-20d\x1b[m", 400+y, y)
			}
			right := strings.Repeat(fmt.Sprintf("words of page %d \x1b[4;38;5;153mlink\x1b[m ", f*h+y), 3)
			lines[y] = left + " │ " + right
		}
		frames[f] = strings.Join(lines, "\n")
	}
	return frames
}

// BenchmarkDraw measures the time and the bytes of drawing a frame in which half of the
// columns differ from the last frame.
func BenchmarkDraw(b *testing.B) {
	frames := twoPanes(100, 30, 16)
	w := newWriter(io.Discard, Size{100, 30}, nil)
	bytes, i := 0, 0
	b.ReportAllocs()
	for b.Loop() {
		w.apply(update{view: tea.View{Content: frames[i%len(frames)], AltScreen: true}, viewChanged: true, size: Size{100, 30}})
		bytes += len(w.canvas.out)
		i++
	}
	b.ReportMetric(float64(bytes)/float64(b.N), "bytes/frame")
}
