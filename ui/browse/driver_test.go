package browse

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"teapot/data"
	"teapot/model/search"
	"teapot/ui/render"
)

// browser is a browser under test. It gets messages from the test instead of a terminal.
type browser struct {
	*Model
	t *testing.T
}

// newBrowser makes a browser of all embedded entries.
func newBrowser(t *testing.T, w, h int) browser {
	t.Helper()
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	b := browser{New(Config{
		Catalog: c, Search: search.New(c), Pages: render.NewPages(c, 1<<20),
		Save: func(Change) func() error { return func() error { return nil } },
	}), t}
	b.send(tea.WindowSizeMsg{Width: w, Height: h})
	return b
}

// send passes a message to Update and then calls View, as Bubble Tea does. So the cached
// view is always filled, and a test fails if a change does not discard it.
func (b browser) send(msg tea.Msg) tea.Cmd {
	_, cmd := b.Update(msg)
	b.View()
	return cmd
}

// press sends keys by their names, and returns the command that Update returns for the last
// one.
func (b browser) press(keys ...string) (cmd tea.Cmd) {
	for _, k := range keys {
		cmd = b.send(keyPress(k))
	}
	return cmd
}

// enterText types a text: it sends one key for each character.
func (b browser) enterText(text string) {
	for _, r := range text {
		b.send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// keyPress returns the message for the key with a name such as "ctrl+u" or "a".
func keyPress(name string) tea.KeyPressMsg {
	special := map[string]tea.KeyPressMsg{
		"up":        {Code: tea.KeyUp},
		"down":      {Code: tea.KeyDown},
		"left":      {Code: tea.KeyLeft},
		"right":     {Code: tea.KeyRight},
		"enter":     {Code: tea.KeyEnter},
		"esc":       {Code: tea.KeyEscape},
		"tab":       {Code: tea.KeyTab},
		"shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift},
		"backspace": {Code: tea.KeyBackspace},
		"delete":    {Code: tea.KeyDelete},
		"space":     {Code: tea.KeySpace, Text: " "},
		"f1":        {Code: tea.KeyF1},
		"pgdown":    {Code: tea.KeyPgDown},
		"pgup":      {Code: tea.KeyPgUp},
		"home":      {Code: tea.KeyHome},
		"end":       {Code: tea.KeyEnd},

		"shift+enter": {Code: tea.KeyEnter, Mod: tea.ModShift},
	}
	if k, ok := special[name]; ok {
		return k
	}
	if c, ok := strings.CutPrefix(name, "ctrl+"); ok {
		return tea.KeyPressMsg{Code: rune(c[0]), Mod: tea.ModCtrl}
	}
	if c, ok := strings.CutPrefix(name, "alt+"); ok {
		return tea.KeyPressMsg{Code: rune(c[0]), Mod: tea.ModAlt}
	}
	return tea.KeyPressMsg{Code: rune(name[0]), Text: name}
}

// screen returns the text on the screen, without escape sequences.
func (b browser) screen() string { return ansi.Strip(b.View().Content) }

// wants fails the test if one of the texts is not on the screen.
func (b browser) wants(texts ...string) {
	b.t.Helper()
	for _, text := range texts {
		if !strings.Contains(b.screen(), text) {
			b.t.Fatalf("%q is not on the screen:\n%s", text, b.screen())
		}
	}
}

// wantsNot fails the test if the text is on the screen.
func (b browser) wantsNot(text string) {
	b.t.Helper()
	if strings.Contains(b.screen(), text) {
		b.t.Fatalf("%q is on the screen:\n%s", text, b.screen())
	}
}

// selectedTitle returns the code and the name of the selected entry, or "" if the list is
// empty.
func (b browser) selectedTitle() string {
	item, ok := b.currentList().Selected()
	if !ok {
		return ""
	}
	return strings.TrimSpace(item.Code + " " + item.Entry.Name)
}

// wantSelected fails the test unless the entry with this code and name is selected.
func (b browser) wantSelected(title string) {
	b.t.Helper()
	if got := b.selectedTitle(); got != title {
		b.t.Fatalf("%q is selected, want %q", got, title)
	}
}

// wantShown fails the test unless the page of the entry with this code and name is shown.
func (b browser) wantShown(title string) {
	b.t.Helper()
	if got := strings.TrimSpace(b.shownHit.Code + " " + b.shownHit.Entry.Name); got != title {
		b.t.Fatalf("the page shows %q, want %q", got, title)
	}
}
