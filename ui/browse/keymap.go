package browse

import (
	"charm.land/bubbles/v2/key"

	"teapot/ui/browse/help"
)

// keyMap holds the bindings of all keys of the browser. The hints and the help are made
// from it. The code that handles the keys is in keys.go.
type keyMap struct {
	Up, Down, PageUp, PageDown, Home, End key.Binding
	TypingUp, TypingDown                  key.Binding
	TypingPage, TypingRead                key.Binding
	Search, Digit, Clear                  key.Binding
	Tab, BackTab                          key.Binding
	Read, Leave                           key.Binding
	Back, Forward                         key.Binding
	Copy, CopySpec, Constants, Open       key.Binding
	Compare, Favorite                     key.Binding
	Help, Quit, Interrupt, Suspend        key.Binding
	Repaint                               key.Binding
}

// keyName is the name of a key in the bindings, such as "ctrl+u". Handlers get the name
// instead of the message, because a message would build the name of its key again for
// each binding that it is compared with.
type keyName string

func (k keyName) String() string { return string(k) }

// newBinding makes a binding for some keys. The help shows the keys as keysHelp, with the
// description beside them.
func newBinding(keysHelp, description string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(keysHelp, description))
}

// newKeyMap returns the bindings. Those that the configuration does not allow are
// disabled.
func newKeyMap(c Config) keyMap {
	k := keyMap{
		Up:         newBinding("up, k", "move up", "up", "k"),
		Down:       newBinding("down, j", "move down", "down", "j"),
		PageUp:     newBinding("pgup, ctrl+u", "a page up", "pgup", "ctrl+u", "ctrl+b"),
		PageDown:   newBinding("pgdn, ctrl+d", "a page down", "pgdown", "ctrl+d", "ctrl+f", "space"),
		Home:       newBinding("home, g", "to the beginning", "home", "g"),
		End:        newBinding("end, G", "to the end", "end", "G"),
		TypingUp:   newBinding("ctrl+p", "up while typing", "up", "ctrl+p"),
		TypingDown: newBinding("ctrl+n", "down while typing", "down", "ctrl+n"),
		TypingPage: newBinding("pgup, pgdn", "a page while typing", "pgup", "pgdown"),
		TypingRead: newBinding("enter", "read what is selected", "enter", "shift+enter"),
		Search:     newBinding("/", "search", "/"),
		Digit:      newBinding("0-9", "search that digit", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
		Clear:      newBinding("esc", "close, clear, back", "esc"),
		Tab:        newBinding("tab", "HTTP or SMTP", "tab"),
		BackTab:    newBinding("shift+tab", "HTTP or SMTP", "shift+tab"),
		Read:       newBinding("enter, right, l", "read, follow links", "enter", "right", "l"),
		Leave:      newBinding("left, h", "back to the list", "left", "h"),
		Back:       newBinding("[, backspace", "back in history", "[", "backspace"),
		Forward:    newBinding("]", "forward in history", "]"),
		Copy:       newBinding("y", "copy code and name", "y"),
		CopySpec:   newBinding("Y", "copy spec's address", "Y"),
		Constants:  newBinding("c", "copy a constant", "c"),
		Open:       newBinding("o", "open the spec", "o"),
		Compare:    newBinding("=", "compare with another", "="),
		Favorite:   newBinding("f", "toggle favorite", "f"),
		Help:       newBinding("?", "help", "?"),
		Quit:       newBinding("q", "quit", "q"),
		Interrupt:  newBinding("ctrl+c", "quit at once", "ctrl+c"),
		Suspend:    newBinding("ctrl+z", "suspend", "ctrl+z"),
		Repaint:    newBinding("ctrl+l", "repaint the screen", "ctrl+l"),
	}
	k.Suspend.SetEnabled(!c.NoSuspend)
	k.Favorite.SetEnabled(c.Save != nil)
	if c.Open == nil {
		k.Open.SetHelp("o", "copy spec's address")
	}
	return k
}

// sections returns the bindings in the order and with the titles of the help.
func (k keyMap) sections() []help.Section {
	return []help.Section{
		{Title: "Move", Keys: []key.Binding{k.Up, k.Down, k.PageUp, k.PageDown, k.Home, k.End, k.Tab}},
		{Title: "Search", Keys: []key.Binding{k.Search, k.Digit, k.TypingUp, k.TypingDown, k.Clear}},
		{Title: "Read", Keys: []key.Binding{k.Read, k.Leave, k.Back, k.Forward}},
		{Title: "Use", Keys: []key.Binding{k.Copy, k.CopySpec, k.Constants, k.Open, k.Compare, k.Favorite}},
		{Title: "Program", Keys: []key.Binding{k.Help, k.Quit, k.Interrupt, k.Suspend, k.Repaint}},
	}
}
