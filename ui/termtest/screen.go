// Package termtest is a terminal for tests and for pictures: an emulated screen,
// and programs that run in a pseudo-terminal of their own with it.
//
// Only tests may import it, and the program that makes the screenshots.
package termtest

import (
	"fmt"
	"image/color"
	"io"
	"slices"
	"strings"
	"sync"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// Screen is an emulated terminal. It answers questions as a terminal does. It
// is safe for concurrent use.
type Screen struct {
	mu     sync.Mutex
	emu    *vt.Emulator
	modes  map[int]bool
	cursor bool
	title  string
	raw    strings.Builder
}

// NewScreen makes an empty one.
func NewScreen(w, h int) *Screen {
	s := &Screen{emu: vt.NewEmulator(w, h), modes: map[int]bool{}, cursor: true}
	s.emu.SetCallbacks(vt.Callbacks{
		Title:            func(t string) { s.title = t },
		CursorVisibility: func(v bool) { s.cursor = v },
		EnableMode:       func(m ansi.Mode) { s.modes[m.Mode()] = true },
		DisableMode:      func(m ansi.Mode) { s.modes[m.Mode()] = false },
	})
	return s
}

// SetColors gives the terminal its own colors, which it names when it is asked
// for them. A new screen is white on black.
func (s *Screen) SetColors(text, background color.Color) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emu.SetDefaultForegroundColor(text)
	s.emu.SetDefaultBackgroundColor(background)
}

// Size is the number of columns and of lines.
func (s *Screen) Size() (w, h int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.emu.Width(), s.emu.Height()
}

// Write shows what a program writes.
func (s *Screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.raw.Write(p)
	return s.emu.Write(p)
}

// Answers is what the terminal says when it is asked something. It must be read
// from while something is written.
func (s *Screen) Answers() io.Reader { return s.emu }

// Close ends the answers.
func (s *Screen) Close() {
	if pipe, ok := s.emu.InputPipe().(io.Closer); ok {
		_ = pipe.Close() // the emulator's own Close must not meet a reader
	}
}

// Resize makes the screen another size.
func (s *Screen) Resize(w, h int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emu.Resize(w, h)
}

// Text is what can be read on the screen, without spaces at the ends of lines.
func (s *Screen) Text() string {
	return s.lines(func(c *uv.Cell) string { return c.Content })
}

// Cells is everything about every cell, to compare screens: characters, styles,
// and links.
func (s *Screen) Cells() string {
	return s.lines(func(c *uv.Cell) string {
		style := c.Style
		if c.Content == " " { // the color of a letter that is not there cannot be seen
			style.Fg = nil
			style.Attrs &= uv.AttrReverse | uv.AttrStrikethrough
		}
		if style.IsZero() && c.Link.IsZero() {
			return c.Content
		}
		return fmt.Sprintf("%s{%s %s}", c.Content, style.String(), c.Link.URL)
	})
}

func (s *Screen) lines(show func(*uv.Cell) string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var b strings.Builder
	for y := range s.emu.Height() {
		var line strings.Builder
		for x := range s.emu.Width() {
			if c := s.emu.CellAt(x, y); c != nil && c.Width > 0 {
				line.WriteString(show(c))
			} else if c == nil {
				line.WriteByte(' ')
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
	return b.String()
}

// Grid is a copy of every cell, line by line. A cell beside a wide one is empty
// and has no width.
func (s *Screen) Grid() [][]uv.Cell {
	s.mu.Lock()
	defer s.mu.Unlock()
	grid := make([][]uv.Cell, s.emu.Height())
	for y := range grid {
		grid[y] = make([]uv.Cell, s.emu.Width())
		for x := range grid[y] {
			grid[y][x] = uv.Cell{Content: " ", Width: 1}
			if c := s.emu.CellAt(x, y); c != nil {
				grid[y][x] = *c
			}
		}
	}
	return grid
}

// Cursor is where the cursor stands, and whether it can be seen.
func (s *Screen) Cursor() (x, y int, shown bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.emu.CursorPosition()
	return p.X, p.Y, s.cursor
}

// Title is the title of the window.
func (s *Screen) Title() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.title
}

// Left lists what a program has left behind on the terminal: modes that are set
// and should not be. It is empty for a terminal that is as it was found.
func (s *Screen) Left() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var left []string
	for m, on := range s.modes {
		// A cursor that can be seen and lines that wrap are how it was found.
		if usual := m == 25 || m == 7; on != usual {
			left = append(left, fmt.Sprintf("mode %d is %t", m, on))
		}
	}
	if s.emu.IsAltScreen() {
		left = append(left, "the alternate screen")
	}
	raw := s.raw.String()
	if i := strings.LastIndex(raw, "\x1b]8;"); i >= 0 && !strings.HasPrefix(raw[i:], "\x1b]8;;\x1b") && !strings.HasPrefix(raw[i:], "\x1b]8;;\a") {
		left = append(left, "a hyperlink")
	}
	for _, pair := range [][2]string{{"\x1b[>1u", "\x1b[<"}, {"\x1b[22;2t", "\x1b[23;2t"}} {
		if strings.LastIndex(raw, pair[0]) > strings.LastIndex(raw, pair[1]) {
			left = append(left, fmt.Sprintf("%q", pair[0]))
		}
	}
	slices.Sort(left)
	return left
}

// Raw is everything that was written.
func (s *Screen) Raw() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.raw.String()
}
