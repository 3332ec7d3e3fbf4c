package browse

import (
	"cmp"
	"fmt"
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// situations returns states of the browser in which the tests try every key. The name of a
// situation begins with its mode. A mode has several situations if the effect of a key
// depends on more than the mode, for example on whether there is a query.
func situations() []situation {
	return []situation{
		{"list", nil},
		{"list, with a query", []string{"/", "4", "0", "enter", "left"}},
		{"list, with a mark", []string{"down", "down", "down", "=", "down"}},
		{"list, SMTP", []string{"tab"}},
		{"read", []string{"down", "enter"}},
		{"read, on an address", []string{"down", "enter", "down"}},
		{"read, on a link", []string{"down", "enter", "down", "down", "down", "down", "down", "down", "down", "down"}},
		{"read, in the history", []string{"down", "enter", "down", "down", "down", "down", "down", "down", "down", "down", "enter", "["}},
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

// situation is a state of the browser, and the keys that lead to it from the start.
type situation struct {
	name string
	keys []string
}

// allKeys returns the names of all keys of the key map and of the search box, and of some
// keys that do nothing.
func allKeys() []string {
	return strings.Fields("up down left right enter shift+enter esc tab shift+tab backspace delete pgup pgdown home end space " +
		"j k g G h l / ? = y Y c o f [ ] q Q 4 x . ctrl+a ctrl+b ctrl+c ctrl+d ctrl+e ctrl+f ctrl+h ctrl+k ctrl+n ctrl+p ctrl+u ctrl+v ctrl+w ctrl+z ctrl+l alt+b alt+d f1")
}

// otherEvents returns events that are not keys: a click and a wheel step up and down on
// every part of the screen, pastes, and the end of the indexing.
func otherEvents(b browser) []namedMsg {
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

// namedMsg is a message, and its name in the golden file.
type namedMsg struct {
	name string
	msg  tea.Msg
}

// property is a property of the browser that a test can observe, such as the query.
type property struct{ name, value string }

// properties returns every property that a key may change.
func (b browser) properties() []property {
	page := ""
	if b.shownHit.Entry != nil {
		page = hitTitle(b.shownHit)
	}
	mark := ""
	if b.compareMark.Entry != nil {
		mark = hitTitle(b.compareMark)
	}
	comparison := ""
	if b.isComparing() {
		comparison = fmt.Sprintf("%s and %s at %d", b.comparedHits[0].Code, b.comparedHits[1].Code, b.comparison.Place().Offset)
	}
	picker := ""
	if b.picker.Open() {
		picker = fmt.Sprint("item ", b.picker.Chosen())
	}
	help := ""
	if b.isHelpOpen {
		help = fmt.Sprint("line ", b.helpOffset)
	}
	cursor := ""
	if c := b.View().Cursor; c != nil {
		cursor = fmt.Sprintf("%d,%d", c.X, c.Y)
	}
	return []property{
		{"help", help},
		{"picker", picker},
		{"comparison", comparison},
		{"typing", fmt.Sprint(b.isTyping)},
		{"focus", []string{"list", "page"}[b.focus]},
		{"tab", b.protocol.String()},
		{"query", b.searchBox.Value()},
		{"cursor", cursor},
		{"selected", b.selectedTitle()},
		{"row", fmt.Sprint(b.currentList().Row())},
		{"page", page},
		{"line", fmt.Sprint(b.detail.Place().Offset)},
		{"link", fmt.Sprint(b.detail.Place().Link)},
		{"mark", mark},
		{"favorites", fmt.Sprint(len(b.favorites))},
		{"history", fmt.Sprintf("%d back, %d forward", len(b.history.backStack), len(b.history.forwardStack))},
		{"notice", b.notice},
		{"dragging", fmt.Sprint(b.isDraggingDivider)},
	}
}

// footerText returns the text of the last line of the screen.
func (b browser) footerText() string {
	lines := strings.Split(strings.TrimSuffix(b.trimmedScreen(), "\n"), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

// effect describes the effect of an event: the properties that have changed, and the command
// that Update has returned.
func effect(before, after []property, cmd tea.Cmd) string {
	var parts []string
	for i := range before {
		if before[i] != after[i] {
			parts = append(parts, fmt.Sprintf("%s %s", after[i].name, cmp.Or(after[i].value, "none")))
		}
	}
	if command := describeCommand(cmd); command != "" {
		parts = append(parts, "asks for "+command)
	}
	return strings.Join(parts, "; ")
}

// describeCommand runs a command and returns the type of its message. If the message is a
// string, which is then a text to copy, it returns the text too.
func describeCommand(cmd tea.Cmd) string {
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

// TestEveryKeyInEveryMode compares the effect of each key, click and paste in each situation
// with a golden file. Users would notice every difference.
func TestEveryKeyInEveryMode(t *testing.T) {
	var out strings.Builder
	for _, s := range situations() {
		browserInSituation := func() browser {
			b := goldenBrowser(t, 96, 11)
			b.press(s.keys...)
			return b
		}
		start := browserInSituation()
		fmt.Fprintf(&out, "== %s\n   %s\n", s.name, start.footerText())
		for _, f := range start.properties() {
			if f.value != "" {
				fmt.Fprintf(&out, "   %s: %s\n", f.name, f.value)
			}
		}
		var events []namedMsg
		for _, k := range allKeys() {
			events = append(events, namedMsg{k, keyPress(k)})
		}
		var effects []string
		causes := map[string][]string{}
		for _, e := range append(events, otherEvents(start)...) {
			b := browserInSituation()
			before := b.properties()
			cmd := b.send(e.msg)
			o := cmp.Or(effect(before, b.properties(), cmd), "nothing")
			if causes[o] == nil {
				effects = append(effects, o)
			}
			causes[o] = append(causes[o], e.name)
		}
		for _, o := range effects {
			fmt.Fprintf(&out, "%s\n\t%s\n", strings.Join(causes[o], ", "), o)
		}
		out.WriteByte('\n')
	}
	compareGolden(t, "keys", out.String())
}

// TestMode checks the mode of each situation. It also checks which mode the browser has when
// the conditions of several modes hold, for example when the help is open over a comparison.
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
		change         func()
		mode, baseMode mode
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
		if b.mode() != step.mode || b.baseMode() != step.baseMode {
			t.Errorf("the mode is %s above %s, want %s above %s", names[b.mode()], names[b.baseMode()], names[step.mode], names[step.baseMode])
		}
	}
}
