package paint

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/lucasb-eyer/go-colorful"
)

const (
	// enterSequence switches to the alternate screen, saves the window title, and enables
	// the kitty keyboard protocol, which makes keys unambiguous. Terminals that do not
	// support that protocol ignore it.
	enterSequence = ansi.SetModeAltScreenSaveCursor + pushTitle + "\x1b[>1u"
	// leaveSequence undoes what enterSequence does.
	leaveSequence = "\x1b[<u" + popTitle + ansi.ResetModeAltScreenSaveCursor
	// pushTitle and popTitle save and restore the window title (XTWINOPS).
	pushTitle, popTitle = "\x1b[22;2t", "\x1b[23;2t"
	// startupQuestions ask whether the terminal supports the kitty keyboard protocol,
	// and whether it measures grapheme clusters (mode 2027).
	startupQuestions = ansi.RequestKittyKeyboard + ansi.RequestModeUnicodeCore
)

// modes are the modes of the terminal that a view sets.
type modes struct {
	altScreen        bool
	mouse            tea.MouseMode
	focus            bool // the terminal reports when its window gets or loses the focus
	noBracketedPaste bool
	title            string
	cursorVisible    bool
	cursorShape      int    // the parameter of DECSCUSR; 0 is the terminal's default shape
	cursorColor      string // "#rrggbb"; "" is the terminal's default color
}

// modesOf returns the modes of a view.
func modesOf(v *tea.View) modes {
	m := modes{altScreen: true, mouse: v.MouseMode, focus: v.ReportFocus, noBracketedPaste: v.DisableBracketedPasteMode, title: v.WindowTitle}
	if v.Cursor == nil {
		return m
	}
	m.cursorVisible = true
	if v.Cursor.Shape != tea.CursorBlock || !v.Cursor.Blink {
		m.cursorShape = 2*int(v.Cursor.Shape) + 1
		if !v.Cursor.Blink {
			m.cursorShape++
		}
	}
	if v.Cursor.Color != nil {
		if c, ok := colorful.MakeColor(v.Cursor.Color); ok {
			m.cursorColor = c.Hex()
		}
	}
	return m
}

// defaultModes returns the modes of a terminal that nothing has changed.
func defaultModes() modes { return modes{noBracketedPaste: true, cursorVisible: true} }

// changeModes returns the sequences that change the modes from a to b. It does not show
// or hide the cursor; [writer] does that.
func changeModes(a, b modes) string {
	if a == b {
		return ""
	}
	var s strings.Builder
	if b.altScreen && !a.altScreen {
		s.WriteString(enterSequence)
	}
	if a.mouse != b.mouse {
		s.WriteString(changeMouse(a.mouse, b.mouse))
	}
	if a.focus != b.focus {
		s.WriteString(choose(b.focus, ansi.SetModeFocusEvent, ansi.ResetModeFocusEvent))
	}
	if a.noBracketedPaste != b.noBracketedPaste {
		s.WriteString(choose(b.noBracketedPaste, ansi.ResetModeBracketedPaste, ansi.SetModeBracketedPaste))
	}
	if a.title != b.title {
		s.WriteString(ansi.SetWindowTitle(strings.Map(dropControl, b.title)))
	}
	if a.cursorShape != b.cursorShape {
		s.WriteString(ansi.SetCursorStyle(b.cursorShape))
	}
	if a.cursorColor != b.cursorColor {
		s.WriteString(choose(b.cursorColor == "", ansi.ResetCursorColor, ansi.SetCursorColor(b.cursorColor)))
	}
	if a.altScreen && !b.altScreen {
		s.WriteString(leaveSequence)
	}
	return s.String()
}

// changeMouse returns the sequences that change the mouse mode.
func changeMouse(from, to tea.MouseMode) string {
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

// choose returns a if the condition holds, otherwise b.
func choose(condition bool, a, b string) string {
	if condition {
		return a
	}
	return b
}

// dropControl is a mapping for [strings.Map] that removes control characters.
func dropControl(r rune) rune {
	if r < 0x20 || r >= 0x7f && r < 0xa0 {
		return -1
	}
	return r
}
