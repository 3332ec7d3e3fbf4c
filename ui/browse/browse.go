// Package browse is the full-screen browser: one root model that routes
// messages to its panes and joins what they draw.
//
// It is plain Bubble Tea. It must not know what runs it (a terminal here or at
// the other end of an SSH session), do I/O, or read the environment: facts
// about the terminal arrive as messages.
package browse

import (
	"cmp"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"teapot/model"
	"teapot/model/search"
	"teapot/ui/browse/detail"
	"teapot/ui/browse/input"
	"teapot/ui/browse/list"
	"teapot/ui/browse/pick"
	"teapot/ui/layout"
	"teapot/ui/render"
	"teapot/ui/theme"
)

// Config is what a browser is made from.
type Config struct {
	Catalog *model.Catalog
	Search  *search.Engine
	// Pages are shared by all browsers of the catalog.
	Pages *render.Pages
	// Query is what the search box holds at the start.
	Query string
	// Notice is shown in the bottom line until the first key.
	Notice string
	// NoSuspend takes ctrl+z away, for sessions that no shell waits behind.
	NoSuspend bool
	// NoMouse leaves the mouse to the terminal.
	NoMouse bool
	// Background says whether the terminal is light or dark; without it the
	// terminal is asked.
	Background Background
	// Profile is the colors that were asked for. Without it they are those that
	// the terminal has.
	Profile colorprofile.Profile
	// Open opens an address on the user's own machine. Nil: the browser does not
	// run there, and addresses are copied instead.
	Open func(url string) error
	// Kept is what was remembered of the last time.
	Kept Kept
	// Keep returns a function that remembers what has changed, which is called
	// beside the reading of keys. Nil: nothing is remembered, and there are no
	// favorites.
	Keep func(Change) func() error
}

// Background is what is known of the terminal's background.
type Background uint8

// The backgrounds.
const (
	Ask Background = iota
	Dark
	Light
)

// Kept is what outlives the browser.
type Kept struct {
	Tab       string   // the protocol that was shown last
	Favorites []string // entries, by the names that [Name] gives them
}

// Change is what is different from what was kept.
type Change struct {
	Tab            string // the protocol that is shown now; "" for the same
	Added, Dropped string // what became a favorite, and what is none any more
}

// pane is what has the focus beside the search box.
type pane uint8

const (
	onList pane = iota
	onDetail
)

// Model is the root model. Make one with [New].
type Model struct {
	config Config
	keys   keyMap
	look   theme.Options
	theme  theme.Theme
	frame  layout.Frame
	split  int // how wide the list was made, 0 for the usual width

	protocol model.Protocol
	lists    [2]list.Model
	detail   detail.Model
	input    input.Model
	cursorX  int // where the cursor is in what was drawn of the box
	result   search.Result
	codes    [2]int // how many there are
	entries  [2]int // with all that is found beside codes

	favorites favorites
	picker    pick.Model
	picked    func(int) tea.Cmd // what becomes of the choice
	marked    model.Hit         // what waits to be compared
	contrast  detail.Model      // the comparison
	compared  [2]model.Hit      // what is compared; nothing if there is no entry

	focus  pane
	typing bool
	// preparing says that the bodies are indexed, or soon will be.
	preparing bool
	help      bool
	helpFrom  int
	notice    string
	warns     bool // the notice says that something went wrong
	dragging  bool // the divider

	shown   model.Hit // what the detail pane shows
	whole   bool      // all of it was drawn, for who reads or scrolls it
	history history

	kept  still    // what it draws seldom
	view  tea.View // what View returns, while drawn holds
	drawn bool
}

// New makes a browser. It assumes a dark terminal with all colors until it is
// told otherwise.
func New(c Config) *Model {
	m := &Model{
		config: c,
		keys:   newKeyMap(c),
		look:   theme.Options{Dark: c.Background != Light, Profile: cmp.Or(c.Profile, colorprofile.TrueColor)},
		input:  input.New(maxInput),
		notice: c.Notice,
		warns:  true,
	}
	m.favorites.set(c.Catalog, c.Kept.Favorites)
	for i := range m.lists {
		m.lists[i].SetStarred(m.favorites.has)
	}
	if c.Kept.Tab == model.SMTP.String() {
		m.protocol = model.SMTP
	}
	for _, p := range model.Protocols() {
		for _, g := range c.Catalog.Groups(p) {
			m.codes[p] += len(g.Entries)
		}
	}
	for _, e := range c.Catalog.All() {
		m.entries[e.Protocol]++
	}
	m.setTheme()
	m.input.SetValue(c.Query)
	m.find()
	if best := m.result.Ranked(); len(best) > 0 {
		m.setProtocol(best[0].Entry.Protocol)
	}
	m.setFocus(onList)
	return m
}

// maxInput bounds the search box, in characters.
const maxInput = 500

// Init asks the terminal whether it is light or dark.
func (m *Model) Init() tea.Cmd {
	var cmds []tea.Cmd
	if m.config.Background == Ask {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	if m.result.Query != "" {
		cmds = append(cmds, m.prepare())
	}
	return tea.Batch(cmds...)
}

// prepared says that the bodies can be searched too.
type prepared struct{}

// prepare has the bodies indexed beside the reading of keys, when something is
// searched for the first time.
func (m *Model) prepare() tea.Cmd {
	if m.preparing {
		return nil
	}
	m.preparing = true
	return func() tea.Msg {
		m.config.Search.Prepare()
		return prepared{}
	}
}

// setTheme hands the theme to the panes if it is another one now.
func (m *Model) setTheme() {
	if m.look.Used() == m.theme.Options() {
		return
	}
	m.theme = theme.New(m.look)
	for i := range m.lists {
		m.lists[i].SetTheme(m.theme)
	}
	m.detail.SetTheme(m.theme)
	m.contrast.SetTheme(m.theme)
	m.redrawPage()
}

// resize lays everything out for a terminal of another size.
func (m *Model) resize(w, h int) {
	m.frame = layout.New(w, h, m.split)
	for i := range m.lists {
		m.lists[i].SetSize(m.frame.List.W, m.frame.List.H)
	}
	m.detail.SetSize(m.frame.Detail.W, m.frame.Detail.H)
	m.contrast.SetSize(m.frame.Panes.W, m.frame.Panes.H)
	m.redrawPage()
}

// list returns the list of the protocol that is shown.
func (m *Model) list() *list.Model { return &m.lists[m.protocol] }

// setFocus moves the focus to a pane and out of the search box.
func (m *Model) setFocus(p pane) {
	m.focus, m.typing = p, false
	m.passFocus()
}

// passFocus tells the panes which of them has the focus.
func (m *Model) passFocus() {
	for i := range m.lists {
		m.lists[i].SetFocused(m.focus == onList)
	}
	m.detail.SetFocused(m.focus == onDetail && !m.typing)
}

// setProtocol shows the other tab.
func (m *Model) setProtocol(p model.Protocol) {
	m.protocol = p
	m.showSelected()
}

// changeProtocol shows the other tab, and remembers it. The page of a link that was
// followed is left for good, so it can be had again from the history.
func (m *Model) changeProtocol(p model.Protocol) tea.Cmd {
	if item, ok := m.list().Selected(); m.shown.Entry != nil && (!ok || item.Hit != m.shown) {
		m.remember()
	}
	m.setProtocol(p)
	return m.keep(Change{Tab: p.String()})
}
