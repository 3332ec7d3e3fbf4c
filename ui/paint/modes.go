package paint

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/lucasb-eyer/go-colorful"
)

// The modes that hold while a program is painted: the alternate screen, the
// title put aside, paste marked as such, and escape sequences for keys that
// would be ambiguous otherwise (the kitty protocol; who does not know it
// ignores it).
const (
	enter = ansi.SetModeAltScreenSaveCursor + pushTitle + "\x1b[>1u"
	leave = "\x1b[<u" + popTitle + ansi.ResetModeAltScreenSaveCursor
	// pushTitle and popTitle put the window's title aside and bring it back
	// (XTWINOPS).
	pushTitle, popTitle = "\x1b[22;2t", "\x1b[23;2t"
	// ask asks what the terminal can do: the kitty protocol, and whether it
	// measures characters as Unicode says. Nobody waits for the answers.
	ask = ansi.RequestKittyKeyboard + ansi.RequestModeUnicodeCore
)

// modes are the modes of a view, as the terminal has them.
type modes struct {
	on     bool
	mouse  tea.MouseMode
	focus  bool
	noMark bool // paste is not marked
	title  string
	shown  bool // the cursor
	shape  int  // of the cursor, as DECSCUSR counts; 0 is the terminal's own
	color  string
}

// modesOf are the modes that a view asks for.
func modesOf(v *tea.View) modes {
	m := modes{on: true, mouse: v.MouseMode, focus: v.ReportFocus, noMark: v.DisableBracketedPasteMode, title: v.WindowTitle}
	if v.Cursor == nil {
		return m
	}
	m.shown = true
	if v.Cursor.Shape != tea.CursorBlock || !v.Cursor.Blink {
		m.shape = 2*int(v.Cursor.Shape) + 1
		if !v.Cursor.Blink {
			m.shape++
		}
	}
	if v.Cursor.Color != nil {
		if c, ok := colorful.MakeColor(v.Cursor.Color); ok {
			m.color = c.Hex()
		}
	}
	return m
}

// plain are the modes of a terminal that is left alone.
func plain() modes { return modes{noMark: true, shown: true} }

// change returns what turns the modes a into b.
func change(a, b modes) string {
	if a == b {
		return ""
	}
	var s strings.Builder
	if b.on && !a.on {
		s.WriteString(enter)
	}
	if a.mouse != b.mouse {
		s.WriteString(mouse(a.mouse, b.mouse))
	}
	if a.focus != b.focus {
		s.WriteString(either(b.focus, ansi.SetModeFocusEvent, ansi.ResetModeFocusEvent))
	}
	if a.noMark != b.noMark {
		s.WriteString(either(b.noMark, ansi.ResetModeBracketedPaste, ansi.SetModeBracketedPaste))
	}
	if a.title != b.title {
		s.WriteString(ansi.SetWindowTitle(strings.Map(printable, b.title)))
	}
	if a.shape != b.shape {
		s.WriteString(ansi.SetCursorStyle(b.shape))
	}
	if a.color != b.color {
		s.WriteString(either(b.color == "", ansi.ResetCursorColor, ansi.SetCursorColor(b.color)))
	}
	if a.on && !b.on {
		s.WriteString(leave)
	}
	return s.String()
}

// mouse turns one mouse mode into another.
func mouse(from, to tea.MouseMode) string {
	off := ""
	if from != tea.MouseModeNone {
		off = ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseAnyEvent + ansi.ResetModeMouseExtSgr
	}
	switch to {
	case tea.MouseModeCellMotion:
		return off + ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr
	case tea.MouseModeAllMotion:
		return off + ansi.SetModeMouseAnyEvent + ansi.SetModeMouseExtSgr
	case tea.MouseModeNone:
	}
	return off
}

func either(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}

// printable drops the control characters.
func printable(r rune) rune {
	if r < 0x20 || r >= 0x7f && r < 0xa0 {
		return -1
	}
	return r
}
