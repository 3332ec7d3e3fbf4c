package browse

import (
	"cmp"
	"fmt"
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// situations are the modes of the browser, and the keys that lead to each. Some
// modes are listed more than once, where a key depends on more than the mode.
func situations() []situationCase {
	return []situationCase{
		{"list", nil},
		{"list, with a query", []string{"/", "4", "0", "enter", "left"}},
		{"list, with a mark", []string{"down", "down", "down", "=", "down"}},
		{"list, SMTP", []string{"tab"}},
		{"read", []string{"down", "enter"}},
		{"read, on a link", []string{"down", "enter", "down"}},
		{"read, in the history", []string{"down", "enter", "down", "down", "enter", "["}},
		{"read, with a query", []string{"/", "4", "0", "enter"}},
		{"read, with a mark", []string{"down", "down", "down", "=", "down", "enter"}},
		{"type", []string{"/"}},
		{"type, with a query", []string{"/", "4", "0"}},
		{"type, no match", []string{"/", "z", "z"}},
		{"type, over a page", []string{"down", "enter", "/"}},
		{"help", []string{"?"}},
		{"help, scrolled", []string{"?", "down", "down", "down"}},
		{"help, over a comparison", []string{"down", "=", "enter", "?"}},
		{"pick", []string{"down", "="}},
		{"pick, a constant", []string{"down", "enter", "c"}},
		{"compare", []string{"down", "=", "enter"}},
		{"compare, scrolled", []string{"down", "=", "enter", "down", "down"}},
	}
}

type situationCase struct {
	name string
	keys []string
}

// allKeys are the keys of the key map, those of the search box, and some that
// have no meaning.
func allKeys() []string {
	return strings.Fields("up down left right enter shift+enter esc tab shift+tab backspace delete pgup pgdown home end space " +
		"j k g G h l / ? = y Y c o f [ ] q Q 4 x . ctrl+a ctrl+b ctrl+c ctrl+d ctrl+e ctrl+f ctrl+h ctrl+k ctrl+n ctrl+p ctrl+u ctrl+v ctrl+w ctrl+z ctrl+l alt+b alt+d f1")
}

// pointerEvents are clicks and turns of the wheel on every part of the screen.
func pointerEvents(b browser) []namedMsg {
	var events []namedMsg
	for _, place := range []struct {
		name string
		x, y int
	}{
		{"title", 2, 0}, {"HTTP tab", 11, 0}, {"SMTP tab", 19, 0}, {"header", 60, 0}, {"rule", 5, 1}, {"heading", 5, 2}, {"second row", 5, 4},
		{"divider", b.frame.Divider.X, 5}, {"page", b.frame.Detail.X + 30, 4}, {"footer", 5, b.frame.Height - 1}, {"middle", 45, 8},
	} {
		events = append(events,
			namedMsg{"click on the " + place.name, tea.MouseClickMsg{X: place.x, Y: place.y, Button: tea.MouseLeft}},
			namedMsg{"wheel down over the " + place.name, tea.MouseWheelMsg{X: place.x, Y: place.y, Button: tea.MouseWheelDown}},
			namedMsg{"wheel up over the " + place.name, tea.MouseWheelMsg{X: place.x, Y: place.y, Button: tea.MouseWheelUp}})
	}
	return append(events,
		namedMsg{"right click", tea.MouseClickMsg{X: 5, Y: 4, Button: tea.MouseRight}},
		namedMsg{"wheel to the left", tea.MouseWheelMsg{X: 5, Y: 4, Button: tea.MouseWheelLeft}},
		namedMsg{"paste", tea.PasteMsg{Content: "403"}},
		namedMsg{"empty paste", tea.PasteMsg{Content: " "}},
		namedMsg{"index ready", indexReadyMsg{}})
}

type namedMsg struct {
	name string
	msg  tea.Msg
}

// fact is one thing that can be observed of the browser.
type fact struct{ name, value string }

// facts describe everything that a key may change.
func (b browser) facts() []fact {
	shown := ""
	if b.shownHit.Entry != nil {
		shown = hitTitle(b.shownHit)
	}
	marked := ""
	if b.compareMark.Entry != nil {
		marked = hitTitle(b.compareMark)
	}
	contrast := ""
	if b.comparing() {
		contrast = fmt.Sprintf("%s and %s at %d", b.comparedHits[0].Code, b.comparedHits[1].Code, b.comparison.Place().Offset)
	}
	picker := ""
	if b.picker.Open() {
		picker = fmt.Sprint("item ", b.picker.Chosen())
	}
	help := ""
	if b.helpOpen {
		help = fmt.Sprint("line ", b.helpOffset)
	}
	cursor := ""
	if c := b.View().Cursor; c != nil {
		cursor = fmt.Sprintf("%d,%d", c.X, c.Y)
	}
	return []fact{
		{"help", help},
		{"picker", picker},
		{"comparison", contrast},
		{"typing", fmt.Sprint(b.isTyping)},
		{"focus", []string{"list", "page"}[b.focus]},
		{"tab", b.protocol.String()},
		{"query", b.searchBox.Value()},
		{"cursor", cursor},
		{"selected", b.selected()},
		{"row", fmt.Sprint(b.currentList().Row())},
		{"page", shown},
		{"line", fmt.Sprint(b.detail.Place().Offset)},
		{"link", fmt.Sprint(b.detail.Place().Link)},
		{"mark", marked},
		{"favorites", fmt.Sprint(len(b.favorites))},
		{"history", fmt.Sprintf("%d back, %d forward", len(b.history.backStack), len(b.history.forwardStack))},
		{"notice", b.notice},
		{"dragging", fmt.Sprint(b.draggingDivider)},
	}
}

// footerText is the last line of the screen.
func (b browser) footerText() string {
	lines := strings.Split(strings.TrimSuffix(b.trimmed(), "\n"), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

// outcome describes what an event changed, and what it asked for.
func outcome(before, after []fact, cmd tea.Cmd) string {
	var parts []string
	for i := range before {
		if before[i] != after[i] {
			parts = append(parts, fmt.Sprintf("%s %s", after[i].name, cmp.Or(after[i].value, "none")))
		}
	}
	if command := commandName(cmd); command != "" {
		parts = append(parts, "asks for "+command)
	}
	return strings.Join(parts, "; ")
}

// commandName names what a command asks for: the type of its message, and the
// text that is copied.
func commandName(cmd tea.Cmd) string {
	if cmd == nil {
		return ""
	}
	msg := cmd()
	if msg == nil {
		return "a command"
	}
	name := reflect.TypeOf(msg).Name()
	if reflect.TypeOf(msg).Kind() == reflect.String {
		name += fmt.Sprintf(" %q", msg)
	}
	return name
}

// TestEveryKeyInEveryMode records what each key, click and paste does in each
// mode. A difference in the golden file is one that users notice.
func TestEveryKeyInEveryMode(t *testing.T) {
	var out strings.Builder
	for _, s := range situations() {
		reach := func() browser {
			b := goldenBrowser(t, 96, 11)
			b.press(s.keys...)
			return b
		}
		start := reach()
		fmt.Fprintf(&out, "== %s\n   %s\n", s.name, start.footerText())
		for _, f := range start.facts() {
			if f.value != "" {
				fmt.Fprintf(&out, "   %s: %s\n", f.name, f.value)
			}
		}
		var events []namedMsg
		for _, k := range allKeys() {
			events = append(events, namedMsg{k, press(k)})
		}
		var outcomes []string
		causes := map[string][]string{}
		for _, e := range append(events, pointerEvents(start)...) {
			b := reach()
			before := b.facts()
			cmd := b.send(e.msg)
			o := cmp.Or(outcome(before, b.facts(), cmd), "nothing")
			if causes[o] == nil {
				outcomes = append(outcomes, o)
			}
			causes[o] = append(causes[o], e.name)
		}
		for _, o := range outcomes {
			fmt.Fprintf(&out, "%s\n\t%s\n", strings.Join(causes[o], ", "), o)
		}
		out.WriteByte('\n')
	}
	golden(t, "keys", out.String())
}

// TestMode checks which mode each situation is, and which mode comes first where
// several could have the keys.
func TestMode(t *testing.T) {
	names := map[mode]string{listMode: "list", readMode: "read", typeMode: "type", compareMode: "compare", pickMode: "pick", helpMode: "help"}
	for _, s := range situations() {
		b := goldenBrowser(t, 96, 11)
		b.press(s.keys...)
		if want, _, _ := strings.Cut(s.name, ","); names[b.mode()] != want {
			t.Errorf("%s: the mode is %s", s.name, names[b.mode()])
		}
	}
	b := goldenBrowser(t, 96, 11)
	for _, step := range []struct {
		change     func()
		mode, base mode
	}{
		{func() {}, listMode, listMode},
		{func() { b.focus = detailPane }, readMode, readMode},
		{func() { b.isTyping = true }, typeMode, typeMode},
		{func() { b.openComparison(b.shownHit, b.shownHit) }, compareMode, compareMode},
		{func() { b.ask("Which", []string{"one"}, nil) }, pickMode, compareMode},
		{func() { b.openHelp() }, helpMode, compareMode},
		{func() { b.closeComparison() }, helpMode, typeMode},
	} {
		step.change()
		if b.mode() != step.mode || b.baseMode() != step.base {
			t.Errorf("the mode is %s above %s, want %s above %s", names[b.mode()], names[b.baseMode()], names[step.mode], names[step.base])
		}
	}
}
