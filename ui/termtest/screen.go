// Package termtest is a terminal for tests and screenshots: an emulated screen, and
// programs that run in a pseudo-terminal with such a screen.
//
// Only tests and the program that makes the screenshots may import it. It must not
// know what teapot shows.
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

// Screen is an emulated terminal. It replies to queries as a terminal does. It is
// safe for concurrent use.
type Screen struct {
	mu            sync.Mutex
	emulator      *vt.Emulator
	modes         map[int]bool // modes[n] says whether mode n is on; only for modes that a program has set or reset
	cursorVisible bool
	title         string          // the title of the window
	raw           strings.Builder // everything that was written
}

// NewScreen returns an empty screen of w columns and h rows.
func NewScreen(w, h int) *Screen {
	s := &Screen{emulator: vt.NewEmulator(w, h), modes: map[int]bool{}, cursorVisible: true}
	s.emulator.SetCallbacks(vt.Callbacks{
		Title:            func(t string) { s.title = t },
		CursorVisibility: func(v bool) { s.cursorVisible = v },
		EnableMode:       func(m ansi.Mode) { s.modes[m.Mode()] = true },
		DisableMode:      func(m ansi.Mode) { s.modes[m.Mode()] = false },
	})
	return s
}

// SetColors sets the default colors of text and background. The terminal reports them
// when a program asks for them. A new screen is white on black.
func (s *Screen) SetColors(text, background color.Color) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emulator.SetDefaultForegroundColor(text)
	s.emulator.SetDefaultBackgroundColor(background)
}

// Size returns the number of columns and the number of rows.
func (s *Screen) Size() (w, h int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.emulator.Width(), s.emulator.Height()
}

// Write implements [io.Writer]: it shows what a program writes.
func (s *Screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.raw.Write(p)
	return s.emulator.Write(p)
}

// Answers returns what the terminal sends in reply to queries. The caller must read
// from it while a program writes, or writing may block.
func (s *Screen) Answers() io.Reader { return s.emulator }

// Close ends the data that [Screen.Answers] returns.
func (s *Screen) Close() {
	if pipe, ok := s.emulator.InputPipe().(io.Closer); ok {
		_ = pipe.Close() // the emulator's own Close must not run during a read
	}
}

// Resize changes the size of the screen.
func (s *Screen) Resize(w, h int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emulator.Resize(w, h)
}

// Text returns the text on the screen, without spaces at the ends of lines.
func (s *Screen) Text() string {
	return s.lines(func(c *uv.Cell) string { return c.Content })
}

// Cells describes the characters, style and hyperlink of every cell. Two screens have
// the same description if and only if they look the same.
func (s *Screen) Cells() string {
	return s.lines(func(c *uv.Cell) string {
		style := c.Style
		if c.Content == " " { // the text color and most attributes of a space are not visible
			style.Fg = nil
			style.Attrs &= uv.AttrReverse | uv.AttrStrikethrough
		}
		if style.IsZero() && c.Link.IsZero() {
			return c.Content
		}
		return fmt.Sprintf("%s{%s %s}", c.Content, style.String(), c.Link.URL)
	})
}

// lines returns the rows of the screen as lines, with the text that show returns for
// each cell.
func (s *Screen) lines(show func(*uv.Cell) string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var b strings.Builder
	for y := range s.emulator.Height() {
		var line strings.Builder
		for x := range s.emulator.Width() {
			if c := s.emulator.CellAt(x, y); c != nil && c.Width > 0 {
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

// Grid returns a copy of every cell, row by row. The cell after a wide character is
// empty and has no width.
func (s *Screen) Grid() [][]uv.Cell {
	s.mu.Lock()
	defer s.mu.Unlock()
	grid := make([][]uv.Cell, s.emulator.Height())
	for y := range grid {
		grid[y] = make([]uv.Cell, s.emulator.Width())
		for x := range grid[y] {
			grid[y][x] = uv.Cell{Content: " ", Width: 1}
			if c := s.emulator.CellAt(x, y); c != nil {
				grid[y][x] = *c
			}
		}
	}
	return grid
}

// Cursor returns the position of the cursor and whether it is visible.
func (s *Screen) Cursor() (x, y int, visible bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.emulator.CursorPosition()
	return p.X, p.Y, s.cursorVisible
}

// Title returns the title of the window.
func (s *Screen) Title() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.title
}

// Unrestored lists the settings of the terminal that a program has changed and has not
// restored: modes, the alternate screen, an open hyperlink, the keyboard protocol and
// the window title. The list is empty if all of them are as they were at the start.
func (s *Screen) Unrestored() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var left []string
	for m, on := range s.modes {
		// When a program starts, only the modes 25 (the cursor) and 7 (line wrap) are on.
		if wasOn := m == 25 || m == 7; on != wasOn {
			left = append(left, fmt.Sprintf("mode %d is %t", m, on))
		}
	}
	if s.emulator.IsAltScreen() {
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

// Raw returns all bytes that were written, escape sequences included.
func (s *Screen) Raw() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.raw.String()
}
