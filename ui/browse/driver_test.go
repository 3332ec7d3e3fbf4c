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

// browser is a browser that is driven without a terminal.
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

// send sends a message and draws the view, as it is on a terminal. A change that
// does not discard the last view is not visible then.
func (b browser) send(msg tea.Msg) tea.Cmd {
	_, cmd := b.Update(msg)
	b.View()
	return cmd
}

// press sends keys by their names, and returns the command of the last one.
func (b browser) press(keys ...string) (cmd tea.Cmd) {
	for _, k := range keys {
		cmd = b.send(press(k))
	}
	return cmd
}

// enterText sends a text, one key for each character.
func (b browser) enterText(text string) {
	for _, r := range text {
		b.send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// press returns the message of a key by its name.
func press(name string) tea.KeyPressMsg {
	named := map[string]tea.KeyPressMsg{
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
	if k, ok := named[name]; ok {
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

// screen returns what the browser shows, without color.
func (b browser) screen() string { return ansi.Strip(b.View().Content) }

// wants fails the test unless all texts are on the screen.
func (b browser) wants(texts ...string) {
	b.t.Helper()
	for _, text := range texts {
		if !strings.Contains(b.screen(), text) {
			b.t.Fatalf("%q is not on the screen:\n%s", text, b.screen())
		}
	}
}

// lacks fails the test if the text is on the screen.
func (b browser) lacks(text string) {
	b.t.Helper()
	if strings.Contains(b.screen(), text) {
		b.t.Fatalf("%q is on the screen:\n%s", text, b.screen())
	}
}

// selected returns code and name of the entry under the cursor.
func (b browser) selected() string {
	item, ok := b.currentList().Selected()
	if !ok {
		return ""
	}
	return strings.TrimSpace(item.Code + " " + item.Entry.Name)
}

func (b browser) wantSelected(title string) {
	b.t.Helper()
	if got := b.selected(); got != title {
		b.t.Fatalf("%q is selected, want %q", got, title)
	}
}

func (b browser) wantShown(title string) {
	b.t.Helper()
	if got := strings.TrimSpace(b.shownHit.Code + " " + b.shownHit.Entry.Name); got != title {
		b.t.Fatalf("the page shows %q, want %q", got, title)
	}
}
