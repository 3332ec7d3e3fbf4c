package browse

import (
	"strings"

	"charm.land/bubbles/v2/key"

	"teapot/ui/text"
)

// drawFooter draws the bottom line. It shows the notice if there is one. While the user
// is typing, it shows why the selected entry matches. Otherwise it shows the hints.
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

// hint is a key in the bottom line, and a word or two on what the key does.
type hint struct{ key, description string }

// drawHints draws as many hints of the current mode as fit the bottom line.
func (m *Model) drawHints() string {
	w := m.frame.Width
	var b strings.Builder
	usedWidth := 0
	for _, h := range m.hints() {
		n := 1 + text.Width(h.key) + 1 + text.Width(h.description) + 1
		if usedWidth+n > w {
			break
		}
		b.WriteString(" " + m.theme.Key.Render(h.key) + " " + m.theme.Dim.Render(h.description) + " ")
		usedWidth += n
	}
	return b.String() + strings.Repeat(" ", w-usedWidth)
}

// hints returns the hints of the current mode, the most useful first.
func (m *Model) hints() []hint {
	k, tab := &m.keys, hintFor(m.keys.Tab, m.protocol.Other().Title())
	switch m.mode() {
	case helpMode, compareMode:
		return []hint{hintFor(k.Clear, "close"), {"up/down", "scroll"}}
	case pickMode:
		return []hint{hintFor(k.Read, "choose"), {"up/down", "move"}, hintFor(k.Clear, "close")}
	case typeMode:
		return []hint{hintFor(k.Read, "read"), hintFor(k.Clear, "clear"), {"up/down", "move"}, tab}
	case readMode:
		if m.compareMark.Entry == nil {
			return []hint{hintFor(k.Help, "help"), {"up/down", "links"}, hintFor(k.Read, "follow"), hintFor(k.Leave, "list"),
				hintFor(k.Back, "back"), hintFor(k.Copy, "copy"), hintFor(k.Compare, "compare"), hintFor(k.Search, "search"), tab, hintFor(k.Quit, "quit")}
		}
	case listMode:
		if m.compareMark.Entry == nil {
			return m.listHints(tab)
		}
	}
	return []hint{hintFor(k.Compare, "compare with "+text.Clean(hitTitle(m.compareMark))), hintFor(k.Clear, "cancel"), {"up/down", "move"}, hintFor(k.Search, "search"), tab}
}

// listHints returns the hints of listMode while no entry is marked for a comparison. tab
// is the hint for the other tab.
func (m *Model) listHints(tab hint) []hint {
	k := &m.keys
	hints := []hint{hintFor(k.Help, "help"), {"up/down", "move"}, hintFor(k.Read, "read"), hintFor(k.Search, "search"),
		tab, hintFor(k.Quit, "quit"), hintFor(k.Copy, "copy"), hintFor(k.Compare, "compare")}
	if k.Favorite.Enabled() {
		hints = append(hints, hintFor(k.Favorite, "favorite"))
	}
	return hints
}

// hintFor returns the hint for a binding. If the binding has several keys, the hint shows
// the first one.
func hintFor(b key.Binding, description string) hint { return hint{b.Keys()[0], description} }
