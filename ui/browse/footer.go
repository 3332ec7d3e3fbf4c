package browse

import (
	"strings"

	"charm.land/bubbles/v2/key"

	"teapot/model"
	"teapot/ui/text"
	"teapot/ui/theme"
)

// footer draws the bottom line: a notice, why the selected entry matches, or the
// hints.
func (m *Model) footer() string {
	w := m.frame.Width
	if m.notice != "" {
		style := m.theme.Strong
		if m.noticeIsError {
			style = m.theme.Error
		}
		return style.Render(text.Fit(" "+text.Clean(m.notice), w, m.theme.Glyphs.Ellipsis))
	}
	if item, ok := m.currentList().Selected(); ok && m.mode() == typeMode && item.Why != "" {
		return m.theme.Dim.Render(text.Fit(" matches its "+text.Clean(item.Why), w, m.theme.Glyphs.Ellipsis))
	}
	return m.steadyLines().hints
}

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
		m.steady = steadyLines{inputs, rule, m.hintLine()}
	}
	return &m.steady
}

// hint is a key in the bottom line, and what it does in a word or two.
type hint struct{ key, does string }

// hintLine draws the hints, as many as fit.
func (m *Model) hintLine() string {
	w := m.frame.Width
	var b strings.Builder
	used := 0
	for _, h := range m.hints() {
		n := 1 + text.Width(h.key) + 1 + text.Width(h.does) + 1
		if used+n > w {
			break
		}
		b.WriteString(" " + m.theme.Key.Render(h.key) + " " + m.theme.Dim.Render(h.does) + " ")
		used += n
	}
	return b.String() + strings.Repeat(" ", w-used)
}

// hints returns the hints of the mode, the most useful first.
func (m *Model) hints() []hint {
	k, tab := &m.keys, first(m.keys.Tab, m.protocol.Other().Title())
	switch m.mode() {
	case helpMode, compareMode:
		return []hint{first(k.Clear, "close"), {"up/down", "scroll"}}
	case pickMode:
		return []hint{first(k.Read, "choose"), {"up/down", "move"}, first(k.Clear, "close")}
	case typeMode:
		return []hint{first(k.Read, "read"), first(k.Clear, "clear"), {"up/down", "move"}, tab}
	case readMode:
		if m.compareMark.Entry == nil {
			return []hint{first(k.Help, "help"), {"up/down", "links"}, first(k.Read, "follow"), first(k.Leave, "list"),
				first(k.Back, "back"), first(k.Copy, "copy"), first(k.Compare, "compare"), first(k.Search, "search"), tab, first(k.Quit, "quit")}
		}
	case listMode:
		if m.compareMark.Entry == nil {
			return m.listHints(tab)
		}
	}
	return []hint{first(k.Compare, "compare with "+text.Clean(hitTitle(m.compareMark))), first(k.Clear, "cancel"), {"up/down", "move"}, first(k.Search, "search"), tab}
}

func (m *Model) listHints(tab hint) []hint {
	k := &m.keys
	hints := []hint{first(k.Help, "help"), {"up/down", "move"}, first(k.Read, "read"), first(k.Search, "search"),
		tab, first(k.Quit, "quit"), first(k.Copy, "copy"), first(k.Compare, "compare")}
	if k.Favorite.Enabled() {
		hints = append(hints, first(k.Favorite, "favorite"))
	}
	return hints
}

// first returns a hint with the first key of a binding.
func first(b key.Binding, does string) hint { return hint{b.Keys()[0], does} }
