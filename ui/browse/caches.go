package browse

import (
	"strings"

	"teapot/model"
	"teapot/ui/theme"
)

// This comment lists all caches that are used between a key press and the screen, in the
// order in which the data passes them. View fills the first four when it needs them.
// Update does not fill them, because several keys may arrive before the next frame. A
// cached value is always equal to what drawing again would give, so View is still a pure
// function of the state.
//
// The times are CPU times in the benchmarks of this package and of ui/paint, at 100x30.
// There, a move in the list takes 7 µs and a move on a page 4 µs.
//
//   - Model.view is the view that was drawn last. Update discards it after every message
//     that has a handler. Without this cache, a message that changes nothing takes
//     3.9 µs instead of 4 ns.
//   - Model.steady has the rule below the header and the hints. They are drawn again when
//     steadyInputs has changed. Without this cache, every key takes 4 µs more.
//   - list.Model.drawnRows has the rows of the list, drawn without the cursor. They are
//     discarded when the groups, the size or the theme change. Without this cache, a move
//     in the list takes 16 µs more.
//   - list.Model.lines has the visible lines of the list. They are discarded when
//     anything in the list changes. Without this cache, a move on a page takes 0.9 µs
//     more.
//   - render.Pages has the drawn pages, and all sessions share it. Old pages are dropped
//     when it is full. The key of a page in the cache (render.pageKey) has everything
//     that the page depends on. Without this cache, a move in the list takes 43 µs more.
//   - The painter (ui/paint) keeps the last view, and compares it with the next one as a
//     string. If they are equal, the goroutine that writes does not have to wake up.
//   - The painter's canvas has the frame that is on the screen. The next frame is
//     compared with it line by line, and then cell by cell, so that only the differences
//     are written (0.9 KB for each frame of BenchmarkDraw). A redraw discards it.

// steadyLines caches two lines that most keys do not change.
type steadyLines struct {
	inputs steadyInputs // what the lines were drawn from
	rule   string       // the line below the header
	hints  string       // the bottom line, if it shows no notice
}

// steadyInputs is everything that [steadyLines] depends on.
type steadyInputs struct {
	width       int
	theme       theme.Options
	mode        mode
	protocol    model.Protocol
	compareMark model.Hit
}

// steadyLines returns the rule and the hints. It draws them again if their inputs have
// changed.
func (m *Model) steadyLines() *steadyLines {
	inputs := steadyInputs{m.frame.Width, m.theme.Options(), m.mode(), m.protocol, m.compareMark}
	if m.steady.rule == "" || inputs != m.steady.inputs {
		rule := m.theme.Border.Render(strings.Repeat(m.theme.Glyphs.Rule, m.frame.Width))
		m.steady = steadyLines{inputs, rule, m.drawHints()}
	}
	return &m.steady
}
