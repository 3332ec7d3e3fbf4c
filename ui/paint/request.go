package paint

import (
	"fmt"
	"reflect"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Bubble Tea does not export the types of most requests to the terminal. This file
// recognizes such a message by comparing its type with the type of the message that
// Bubble Tea's function for the request returns.

// requestSequence returns the sequence for a message that is a request to the terminal,
// and whether the terminal answers it. It returns "" for other messages.
func requestSequence(msg tea.Msg) (seq string, answered bool) {
	switch m := msg.(type) {
	case nil, input, tea.WindowSizeMsg: // no requests; they are frequent, and comparing types is slow
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

// isSuspend reports whether a message asks for the program to be suspended.
func isSuspend(msg tea.Msg) bool {
	_, ok := msg.(tea.SuspendMsg)
	return ok
}

// isClearScreen reports whether a message is the one that [tea.ClearScreen] returns.
func isClearScreen(msg tea.Msg) bool { return reflect.TypeOf(msg) == typeOf(tea.ClearScreen) }

// typeOf returns the type of the message that a command returns.
func typeOf(cmd tea.Cmd) reflect.Type { return reflect.TypeOf(cmd()) }
