package paint

import (
	"fmt"
	"reflect"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// request returns what a message asks of the terminal, which Bubble Tea's own
// renderer would write, and whether the terminal will answer. Bubble Tea keeps
// the types of nearly all these messages to itself: they are known by what their
// makers make.
func request(msg tea.Msg) (seq string, answered bool) {
	switch m := msg.(type) {
	case nil, input, tea.WindowSizeMsg:
		return "", false
	case tea.RawMsg:
		return fmt.Sprint(m.Msg), false
	}
	v := reflect.ValueOf(msg)
	switch v.Type() {
	case made(tea.SetClipboard("")):
		return ansi.SetSystemClipboard(v.String()), false
	case made(tea.SetPrimaryClipboard("")):
		return ansi.SetPrimaryClipboard(v.String()), false
	case made(tea.ReadClipboard):
		return ansi.RequestSystemClipboard, true
	case made(tea.ReadPrimaryClipboard):
		return ansi.RequestPrimaryClipboard, true
	case made(tea.RequestBackgroundColor):
		return ansi.RequestBackgroundColor, true
	case made(tea.RequestForegroundColor):
		return ansi.RequestForegroundColor, true
	case made(tea.RequestCursorColor):
		return ansi.RequestCursorColor, true
	case made(tea.RequestCursorPosition):
		return ansi.RequestCursorPositionReport, true
	case made(tea.RequestTerminalVersion):
		return ansi.RequestNameVersion, true
	case made(tea.RequestCapability("")):
		return ansi.RequestTermcap(v.String()), true
	}
	return "", false
}

// made is the type of the message that a command makes.
func made(cmd tea.Cmd) reflect.Type { return reflect.TypeOf(cmd()) }
