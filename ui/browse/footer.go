package browse

import (
	"strings"

	"charm.land/bubbles/v2/key"

	"teapot/ui/text"
)

// drawFooter draws the bottom line: a notice, why the selected entry matches, or the
// hints.
func (m *Model) drawFooter() string {
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

// hint is a key in the bottom line, and what it does in a word or two.
type hint struct{ key, does string }

// drawHints draws the hints, as many as fit.
func (m *Model) drawHints() string {
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
	k, tab := &m.keys, firstKey(m.keys.Tab, m.protocol.Other().Title())
	switch m.mode() {
	case helpMode, compareMode:
		return []hint{firstKey(k.Clear, "close"), {"up/down", "scroll"}}
	case pickMode:
		return []hint{firstKey(k.Read, "choose"), {"up/down", "move"}, firstKey(k.Clear, "close")}
	case typeMode:
		return []hint{firstKey(k.Read, "read"), firstKey(k.Clear, "clear"), {"up/down", "move"}, tab}
	case readMode:
		if m.compareMark.Entry == nil {
			return []hint{firstKey(k.Help, "help"), {"up/down", "links"}, firstKey(k.Read, "follow"), firstKey(k.Leave, "list"),
				firstKey(k.Back, "back"), firstKey(k.Copy, "copy"), firstKey(k.Compare, "compare"), firstKey(k.Search, "search"), tab, firstKey(k.Quit, "quit")}
		}
	case listMode:
		if m.compareMark.Entry == nil {
			return m.listHints(tab)
		}
	}
	return []hint{firstKey(k.Compare, "compare with "+text.Clean(hitTitle(m.compareMark))), firstKey(k.Clear, "cancel"), {"up/down", "move"}, firstKey(k.Search, "search"), tab}
}

func (m *Model) listHints(tab hint) []hint {
	k := &m.keys
	hints := []hint{firstKey(k.Help, "help"), {"up/down", "move"}, firstKey(k.Read, "read"), firstKey(k.Search, "search"),
		tab, firstKey(k.Quit, "quit"), firstKey(k.Copy, "copy"), firstKey(k.Compare, "compare")}
	if k.Favorite.Enabled() {
		hints = append(hints, firstKey(k.Favorite, "favorite"))
	}
	return hints
}

// firstKey returns a hint with the first key of a binding.
func firstKey(b key.Binding, does string) hint { return hint{b.Keys()[0], does} }
