// Package browse is the full-screen browser: one root model that passes messages to its
// panes, and joins the lines that the panes draw to a screen.
//
// It is a plain Bubble Tea program. It knows the catalog, the search and the panes. It
// must not do I/O, read the environment, or know whether it runs on a local terminal or
// in an SSH session. Facts about the terminal arrive as messages. The functions with
// which it may open a URL or save something are in [Config].
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

// Config is the configuration of a browser. [New] makes a browser from it.
type Config struct {
	Catalog *model.Catalog
	Search  *search.Engine
	// Pages is the cache of drawn pages. All browsers of the same catalog may share it.
	Pages *render.Pages
	// Query is the text in the search box at the start.
	Query string
	// Notice is shown in the bottom line until the user presses a key.
	Notice string
	// NoSuspend disables ctrl+z. It is set for a session that no shell has started, and
	// that therefore no shell could continue.
	NoSuspend bool
	// NoMouse disables the mouse, so that the user can select text as in other programs.
	NoMouse bool
	// Background is Dark or Light if the user has chosen one of them. If it is Ask, the
	// browser asks the terminal for its background.
	Background Background
	// Profile is the color profile that the user has chosen. If it is
	// colorprofile.Unknown, the terminal's profile is used.
	Profile colorprofile.Profile
	// Open opens a URL on the user's machine. It is nil in an SSH session, where the
	// browser runs on the server. Then a URL is copied instead.
	Open func(url string) error
	// Saved is the state that earlier runs have saved.
	Saved Saved
	// Save accepts a change of the state, and returns a function that writes it to the
	// file. Update calls Save, so that changes are written in the right order. A command
	// calls the returned function, because it does I/O. If Save is nil, nothing is saved,
	// and there are no favorites.
	Save func(Change) func() error
}

// Background is the background of a terminal.
type Background uint8

// The backgrounds.
const (
	Ask Background = iota // not known: ask the terminal
	Dark
	Light
)

// Saved is the state that is saved between runs.
type Saved struct {
	Tab       string   // the protocol of the tab that was shown last, as "http" or "smtp"
	Favorites []string // the saved names of the favorites, such as "http/status/404"
}

// Change is a change to the saved state. An empty field means that nothing has changed.
type Change struct {
	Tab     string // the protocol of the new tab, as "http" or "smtp"
	Added   string // the saved name of an entry that is a favorite now
	Removed string // the saved name of an entry that is no longer a favorite
}

// Model is the root model. Make one with [New].
type Model struct {
	config       Config
	keys         keyMap
	themeOptions theme.Options
	theme        theme.Theme
	frame        layout.Frame
	listWidth    int // the width in cells to which the user has dragged the list; 0 for the usual width

	protocol  model.Protocol // the protocol of the tab that is shown
	lists     [2]list.Model  // lists[p] is the list of protocol p
	detail    detail.Model   // the pane with the page of shownHit
	searchBox input.Model
	result    search.Result // the matches of the text in the search box

	codeCounts  [2]int // codeCounts[p] is the number of codes of protocol p
	entryCounts [2]int // entryCounts[p] is the number of all entries of protocol p

	shownHit   model.Hit // the entry whose page is in the detail pane, and its code
	isFullPage bool      // the whole page of shownHit is rendered, not only the lines that fit the pane
	history    history
	favorites  favorites

	picker pick.Model             // the overlay that asks the user to choose
	onPick func(item int) tea.Cmd // is called with the number of the item that the user has chosen

	compareMark  model.Hit    // the entry that the user has marked to compare it; empty if none is marked
	comparedHits [2]model.Hit // the two entries of the open comparison; empty if none is open
	comparison   detail.Model // the pane that shows the comparison

	focus             pane // the pane that has the focus, or gets it when the user stops typing
	isTyping          bool // the search box has the focus
	isHelpOpen        bool
	helpOffset        int // the index of the first visible line of the help
	isDraggingDivider bool

	notice        string // the message in the bottom line, or "" for none
	noticeIsError bool
	// indexRequested says that requestIndex has returned its command, which is needed only
	// once.
	indexRequested bool

	steady      steadyLines
	view        tea.View // the cached result of View
	isViewValid bool     // says that nothing has changed since view was drawn
}

// maxQueryLength is the maximum length of a query, in code points.
const maxQueryLength = 500

// New makes a browser. Until messages report what the terminal is like, it assumes a dark
// background and all colors.
func New(c Config) *Model {
	m := &Model{
		config:        c,
		keys:          newKeyMap(c),
		themeOptions:  theme.Options{Dark: c.Background != Light, Profile: cmp.Or(c.Profile, colorprofile.TrueColor)},
		searchBox:     input.New(maxQueryLength),
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
	if ranked := m.result.Ranked(); len(ranked) > 0 {
		m.showTab(ranked[0].Entry.Protocol)
	}
	m.setFocus(listPane)
	return m
}

// countEntries counts the codes and the entries of each protocol. The tabs show these
// numbers.
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

// Init returns the first commands. If the background of the terminal is not known, one
// asks for it. If there is a query, one makes the bodies of entries searchable.
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

// applyTheme makes the theme from themeOptions and passes it to the panes, if the options
// have changed.
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

// resize computes the layout for a terminal of w columns and h rows, and passes the new
// sizes to the panes. It is also called when the user has moved the divider.
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

// showTab shows the tab of a protocol, with the page of the entry that is selected there.
func (m *Model) showTab(p model.Protocol) {
	m.protocol = p
	m.showSelected()
}

// switchTab shows the tab of a protocol, and returns a command that saves the choice. If
// the current page was reached by a link, switchTab puts it into the history, because
// its entry may not be in the list.
func (m *Model) switchTab(p model.Protocol) tea.Cmd {
	if item, ok := m.currentList().Selected(); m.shownHit.Entry != nil && (!ok || item.Hit != m.shownHit) {
		m.pushHistory()
	}
	m.showTab(p)
	return m.save(Change{Tab: p.String()})
}
