package browse

import (
	"strings"

	"teapot/model"
	"teapot/ui/theme"
)

// The caches between a key and the screen, from the model to the terminal. View fills
// the first four when it needs them. Update does not, because keys that arrive together
// are drawn only once. A cached value is always what drawing again would give, so View
// stays a pure function of the state.
//
// The times are CPU times of the benchmarks of this package and of ui/paint, at
// 100x30, where a move in the list takes 7 µs and a move on a page 4 µs.
//
//   - Model.view, the view that was drawn last. Update discards it whenever a message
//     had a handler. Without it each message that changes nothing takes 3.9 µs
//     instead of 4 ns.
//   - steadyLines, the rule below the header and the hints. They are drawn again when
//     one of steadyInputs differs. Without it every key takes 4 µs more.
//   - The rows of the list (list.Model.drawnRows), drawn without the cursor. New groups, a
//     new size or another theme discard them. Without it a move takes 16 µs more.
//   - The visible lines of the list (list.Model.lines). Whatever changes the list
//     discards them. Without it a move on a page takes 0.9 µs more.
//   - render.Pages, the rendered pages, shared by all sessions. Pages
//     are dropped when there are too many; a key holds all that a page depends on.
//     Without it a move takes 43 µs more.
//   - The painter's last view (paint), compared with the next one as a string. It
//     saves waking the writer when nothing has changed.
//   - The frame on the screen (paint's canvas), compared line by line and then cell by
//     cell. A redraw discards it. It makes frames small (0.9 KB in BenchmarkDraw).

// steadyLines are the lines that most keys do not change: the rule below the header
// and the hints.
type steadyLines struct {
	inputs      steadyInputs
	rule, hints string
}

// steadyInputs is everything that these lines depend on.
type steadyInputs struct {
	width       int
	theme       theme.Options
	mode        mode
	protocol    model.Protocol
	compareMark model.Hit
}

func (m *Model) steadyLines() *steadyLines {
	inputs := steadyInputs{m.frame.Width, m.theme.Options(), m.mode(), m.protocol, m.compareMark}
	if m.steady.rule == "" || inputs != m.steady.inputs {
		rule := m.theme.Border.Render(strings.Repeat(m.theme.Glyphs.Rule, m.frame.Width))
		m.steady = steadyLines{inputs, rule, m.drawHints()}
	}
	return &m.steady
}
