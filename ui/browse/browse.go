// Package browse is the full-screen browser: one root model that routes messages
// to its panes and joins what they draw.
//
// It is a plain Bubble Tea program. It knows the catalog, the search and the panes.
// It must not know whether it runs on a local terminal or at the other end of an
// SSH session, do I/O, or read the environment: facts about the terminal arrive as
// messages, and what it may do to the machine is in [Config].
//
// Where to look: mode.go defines the modes, keymap.go binds the keys, keys.go and
// mouse.go handle keys and the mouse, view.go draws.
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
	// Query is the text in the search box at the start.
	Query string
	// Notice is shown in the bottom line until the first key.
	Notice string
	// NoSuspend disables ctrl+z, for sessions that were not started by a shell.
	NoSuspend bool
	// NoMouse leaves the mouse to the terminal.
	NoMouse bool
	// Background is the background of the terminal. With Ask the terminal is asked.
	Background Background
	// Profile is the color profile that the user asked for. If it is
	// colorprofile.Unknown, the terminal's profile is used.
	Profile colorprofile.Profile
	// Open opens a URL on the user's machine. If it is nil, the browser runs on
	// another machine, and URLs are copied instead.
	Open func(url string) error
	// Saved is what was saved by earlier runs.
	Saved Saved
	// Save returns a function that saves a change. That function is called from a
	// command, Save itself from Update: changes are saved in the order of the calls.
	// If it is nil, nothing is saved, and there are no favorites.
	Save func(Change) func() error
}

// Background is the background of a terminal.
type Background uint8

// The backgrounds.
const (
	Ask Background = iota // not known
	Dark
	Light
)

// Saved is the state that is saved between runs.
type Saved struct {
	Tab       string   // the protocol that was shown last
	Favorites []string // entries, as "http/status/404"
}

// Change is a change to the saved state.
type Change struct {
	Tab            string // the protocol that is shown now; "" if it is the same
	Added, Removed string // a new favorite, and one that was removed; "" for none
}

// Model is the root model. Make one with [New].
type Model struct {
	config       Config
	keys         keyMap
	themeOptions theme.Options
	theme        theme.Theme
	frame        layout.Frame
	listWidth    int // as the user dragged the divider; 0 for the usual width

	protocol  model.Protocol // the tab that is shown
	lists     [2]list.Model  // by protocol
	detail    detail.Model
	searchBox input.Model
	result    search.Result

	codeCounts  [2]int // the number of codes of each protocol
	entryCounts [2]int // the number of all its entries

	shown     model.Hit // the entry in the detail pane
	fullPage  bool      // its page was rendered to the end, not just as far as the pane shows it
	history   history
	favorites favorites

	picker pick.Model
	onPick func(item int) tea.Cmd // handles the choice

	compareMark model.Hit    // the first entry of a comparison, until the second is chosen
	compared    [2]model.Hit // the entries side by side; empty without a comparison
	comparison  detail.Model // the pane that shows them

	focus           pane // the pane that has the focus, unless the search box has it
	typing          bool // the search box has the focus
	helpOpen        bool
	helpOffset      int // the first line of the help that is shown
	draggingDivider bool

	notice        string
	noticeIsError bool
	// indexRequested is set once the bodies of entries are, or will be, searchable.
	indexRequested bool

	steady    steadyLines
	view      tea.View // what View returns, if viewValid is set
	viewValid bool
}

// maxQuery is the limit of the search box, in characters.
const maxQuery = 500

// New makes a browser. It assumes a dark terminal with all colors, until messages
// say otherwise.
func New(c Config) *Model {
	m := &Model{
		config:        c,
		keys:          newKeyMap(c),
		themeOptions:  theme.Options{Dark: c.Background != Light, Profile: cmp.Or(c.Profile, colorprofile.TrueColor)},
		searchBox:     input.New(maxQuery),
		favorites:     findFavorites(c.Catalog, c.Saved.Favorites),
		notice:        c.Notice,
		noticeIsError: true,
	}
	for i := range m.lists {
		m.lists[i].SetStarred(m.favorites.has)
	}
	if c.Saved.Tab == model.SMTP.String() {
		m.protocol = model.SMTP
	}
	m.countEntries()
	m.applyTheme()
	m.searchBox.SetValue(c.Query)
	m.search()
	if best := m.result.Ranked(); len(best) > 0 {
		m.showTab(best[0].Entry.Protocol)
	}
	m.setFocus(onList)
	return m
}

// countEntries counts the entries for the tabs.
func (m *Model) countEntries() {
	for _, p := range model.Protocols() {
		for _, g := range m.config.Catalog.Groups(p) {
			m.codeCounts[p] += len(g.Entries)
		}
	}
	for _, e := range m.config.Catalog.All() {
		m.entryCounts[e.Protocol]++
	}
}

// Init asks the terminal for its background, if that is not known.
func (m *Model) Init() tea.Cmd {
	var cmds []tea.Cmd
	if m.config.Background == Ask {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	if m.result.Query != "" {
		cmds = append(cmds, m.requestIndex())
	}
	return tea.Batch(cmds...)
}

// applyTheme passes the theme to the panes, if it has changed.
func (m *Model) applyTheme() {
	if m.themeOptions.Effective() == m.theme.Options() {
		return
	}
	m.theme = theme.New(m.themeOptions)
	for i := range m.lists {
		m.lists[i].SetTheme(m.theme)
	}
	m.detail.SetTheme(m.theme)
	m.comparison.SetTheme(m.theme)
	m.renderPagesAgain()
}

// resize lays everything out for another size of the terminal, or another
// place of the divider.
func (m *Model) resize(w, h int) {
	m.frame = layout.New(w, h, m.listWidth)
	for i := range m.lists {
		m.lists[i].SetSize(m.frame.List.W, m.frame.List.H)
	}
	m.detail.SetSize(m.frame.Detail.W, m.frame.Detail.H)
	m.comparison.SetSize(m.frame.Panes.W, m.frame.Panes.H)
	m.fitPicker()
	m.renderPagesAgain()
}

// currentList returns the list of the tab that is shown.
func (m *Model) currentList() *list.Model { return &m.lists[m.protocol] }

// showTab shows the tab of a protocol.
func (m *Model) showTab(p model.Protocol) {
	m.protocol = p
	m.showSelected()
}

// switchTab shows the tab of a protocol, and saves which one it is. A page that was
// reached by a link goes to the history, since its entry may not be in the list.
func (m *Model) switchTab(p model.Protocol) tea.Cmd {
	if item, ok := m.currentList().Selected(); m.shown.Entry != nil && (!ok || item.Hit != m.shown) {
		m.pushHistory()
	}
	m.showTab(p)
	return m.save(Change{Tab: p.String()})
}
