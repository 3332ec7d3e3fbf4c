package browse

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

func TestMouse(t *testing.T) {
	b := newBrowser(t, 100, 30)
	if b.View().MouseMode != tea.MouseModeCellMotion {
		t.Error("the mouse is disabled")
	}
	click := func(x, y int) { b.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}) }
	at := func(text string) (x, y int) {
		t.Helper()
		for y, line := range strings.Split(b.screen(), "\n") {
			if before, _, ok := strings.Cut(line, text); ok {
				return ansi.StringWidth(before), y
			}
		}
		t.Fatalf("%q is not on the screen", text)
		return 0, 0
	}
	click(at("207 Multi-Status"))
	b.wantSelected("207 Multi-Status")
	click(at("424."))
	b.wantShown("424 Failed Dependency")
	click(at("SMTP"))
	b.wants("2yz Positive completion")
	click(at("HTTP"))
	b.wantSelected("424 Failed Dependency")
	click(at("4xx Client Error"))
	b.wantSelected("424 Failed Dependency")
	b.send(tea.MouseWheelMsg{X: 5, Y: 10, Button: tea.MouseWheelDown})
	if b.currentList().Position() < 2 {
		t.Errorf("after scrolling, item %d is selected", b.currentList().Position())
	}
	b.press("enter")
	for _, tt := range []struct {
		button tea.MouseButton
		want   int
	}{{tea.MouseWheelDown, 3}, {tea.MouseWheelLeft, 3}, {tea.MouseWheelDown, 6}, {tea.MouseWheelUp, 3}} {
		b.send(tea.MouseWheelMsg{X: 60, Y: 10, Button: tt.button})
		if got := b.detail.Place().Offset; got != tt.want {
			t.Errorf("%v scrolls the page to line %d, want %d", tt.button, got, tt.want)
		}
	}
	b.press("left", "home")
	x, y := at("101 Switching")
	b.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseRight})
	b.wantSelected("100 Continue")
	click(at("SMTP"))
	click(99, 0) // in the header, to the right of the tabs
	b.wants("2yz Positive completion")
	c := b.config
	c.NoMouse = true
	if New(c).View().MouseMode != tea.MouseModeNone {
		t.Error("with NoMouse the mouse is enabled")
	}
}
