package browse

import (
	"charm.land/bubbles/v2/key"

	"teapot/ui/browse/help"
	"teapot/ui/text"
)

// keyMap is every key of the browser. The bottom line and the help are made
// from it.
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
}

func bind(help, does string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, does))
}

func newKeyMap(c Config) keyMap {
	k := keyMap{
		Up:         bind("up, k", "move up", "up", "k"),
		Down:       bind("down, j", "move down", "down", "j"),
		PageUp:     bind("pgup, ctrl+u", "a page up", "pgup", "ctrl+u", "ctrl+b"),
		PageDown:   bind("pgdn, ctrl+d", "a page down", "pgdown", "ctrl+d", "ctrl+f", "space"),
		Home:       bind("home, g", "to the beginning", "home", "g"),
		End:        bind("end, G", "to the end", "end", "G"),
		TypingUp:   bind("ctrl+p", "up while typing", "up", "ctrl+p"),
		TypingDown: bind("ctrl+n", "down while typing", "down", "ctrl+n"),
		TypingPage: bind("pgup, pgdn", "a page while typing", "pgup", "pgdown"),
		TypingRead: bind("enter", "read what is selected", "enter", "shift+enter"),
		Search:     bind("/", "search", "/"),
		Digit:      bind("0-9", "search that digit", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
		Clear:      bind("esc", "close, clear, back", "esc"),
		Tab:        bind("tab", "HTTP or SMTP", "tab"),
		BackTab:    bind("shift+tab", "HTTP or SMTP", "shift+tab"),
		Read:       bind("enter, right, l", "read, follow links", "enter", "right", "l"),
		Leave:      bind("left, h", "back to the list", "left", "h"),
		Back:       bind("[, backspace", "back in history", "[", "backspace"),
		Forward:    bind("]", "forward in history", "]"),
		Copy:       bind("y", "copy code and name", "y"),
		CopySpec:   bind("Y", "copy spec's address", "Y"),
		Constants:  bind("c", "copy a constant", "c"),
		Open:       bind("o", "open the spec", "o"),
		Compare:    bind("=", "compare with another", "="),
		Favorite:   bind("f", "favorite, or none", "f"),
		Help:       bind("?", "help", "?"),
		Quit:       bind("q", "quit", "q"),
		Interrupt:  bind("ctrl+c", "quit at once", "ctrl+c"),
		Suspend:    bind("ctrl+z", "suspend", "ctrl+z"),
	}
	k.Suspend.SetEnabled(!c.NoSuspend)
	k.Favorite.SetEnabled(c.Keep != nil)
	if c.Open == nil {
		k.Open.SetHelp("o", "copy spec's address")
	}
	return k
}

// sections groups the bindings for the help.
func (k keyMap) sections() []help.Section {
	return []help.Section{
		{Title: "Move", Keys: []key.Binding{k.Up, k.Down, k.PageUp, k.PageDown, k.Home, k.End, k.Tab}},
		{Title: "Search", Keys: []key.Binding{k.Search, k.Digit, k.TypingUp, k.TypingDown, k.Clear}},
		{Title: "Read", Keys: []key.Binding{k.Read, k.Leave, k.Back, k.Forward}},
		{Title: "Use", Keys: []key.Binding{k.Copy, k.CopySpec, k.Constants, k.Open, k.Compare, k.Favorite}},
		{Title: "Program", Keys: []key.Binding{k.Help, k.Quit, k.Interrupt, k.Suspend}},
	}
}

// hint is a key in the bottom line, in a word or two.
type hint struct{ keys, does string }

// hints returns what the bottom line offers, the most useful first. The keys
// are the first ones of their bindings.
func (m *Model) hints() []hint {
	k := &m.keys
	first := func(b key.Binding, does string) hint { return hint{b.Keys()[0], does} }
	other := m.protocol.Other().Title()
	switch {
	case m.help, m.comparing():
		return []hint{first(k.Clear, "close"), {"up/down", "scroll"}}
	case m.picker.Open():
		return []hint{first(k.Read, "choose"), {"up/down", "move"}, first(k.Clear, "close")}
	case m.typing:
		return []hint{first(k.Read, "read"), first(k.Clear, "clear"), {"up/down", "move"}, first(k.Tab, other)}
	case m.marked.Entry != nil:
		return []hint{first(k.Compare, "compare with "+text.Clean(hitTitle(m.marked))), first(k.Clear, "do not"), {"up/down", "move"}, first(k.Search, "search"), first(k.Tab, other)}
	case m.focus == onDetail:
		return []hint{first(k.Help, "help"), {"up/down", "links"}, first(k.Read, "follow"), first(k.Leave, "list"),
			first(k.Back, "back"), first(k.Copy, "copy"), first(k.Compare, "compare"), first(k.Search, "search"), first(k.Tab, other), first(k.Quit, "quit")}
	}
	hints := []hint{first(k.Help, "help"), {"up/down", "move"}, first(k.Read, "read"), first(k.Search, "search"),
		first(k.Tab, other), first(k.Quit, "quit"), first(k.Copy, "copy"), first(k.Compare, "compare")}
	if k.Favorite.Enabled() {
		hints = append(hints, first(k.Favorite, "favorite"))
	}
	return hints
}
