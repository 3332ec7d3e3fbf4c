package paint

import (
	"fmt"
	"reflect"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Bubble Tea does not export the types of most messages to the terminal. They are
// recognized by the type that its functions return.

// requestSequence returns the sequence by which a message asks something of the
// terminal, and whether the terminal answers. It returns "" for other messages.
func requestSequence(msg tea.Msg) (seq string, answered bool) {
	switch m := msg.(type) {
	case nil, input, tea.WindowSizeMsg: // frequent messages are recognized quickly
		return "", false
	case tea.RawMsg:
		return fmt.Sprint(m.Msg), false
	}
	v := reflect.ValueOf(msg)
	switch v.Type() {
	case typeOf(tea.SetClipboard("")):
		return ansi.SetSystemClipboard(v.String()), false
	case typeOf(tea.SetPrimaryClipboard("")):
		return ansi.SetPrimaryClipboard(v.String()), false
	case typeOf(tea.ReadClipboard):
		return ansi.RequestSystemClipboard, true
	case typeOf(tea.ReadPrimaryClipboard):
		return ansi.RequestPrimaryClipboard, true
	case typeOf(tea.RequestBackgroundColor):
		return ansi.RequestBackgroundColor, true
	case typeOf(tea.RequestForegroundColor):
		return ansi.RequestForegroundColor, true
	case typeOf(tea.RequestCursorColor):
		return ansi.RequestCursorColor, true
	case typeOf(tea.RequestCursorPosition):
		return ansi.RequestCursorPositionReport, true
	case typeOf(tea.RequestTerminalVersion):
		return ansi.RequestNameVersion, true
	case typeOf(tea.RequestCapability("")):
		return ansi.RequestTermcap(v.String()), true
	}
	return "", false
}

// isSuspend reports whether a message suspends the program.
func isSuspend(msg tea.Msg) bool {
	_, ok := msg.(tea.SuspendMsg)
	return ok
}

// isClearScreen reports whether a message is that of [tea.ClearScreen].
func isClearScreen(msg tea.Msg) bool { return reflect.TypeOf(msg) == typeOf(tea.ClearScreen) }

// typeOf returns the type of the message that a command returns.
func typeOf(cmd tea.Cmd) reflect.Type { return reflect.TypeOf(cmd()) }
