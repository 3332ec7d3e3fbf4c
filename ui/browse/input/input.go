// Package input is the search box: the text input of Bubbles, and the part of
// its text that fits the box.
//
// It must not know what the text is for.
//
// Bubbles 2.2.1 has faults that are corrected here, key by key:
//
//   - It moves and deletes by code points. A letter with a combining mark and an
//     emoji of several code points are one character for the user.
//   - ctrl+w also deletes the space before the first word.
//   - alt+d panics at the end of the text, and may delete two words
//     (charmbracelet/bubbles#1056).
//   - Cursor counts code points instead of cells, and ignores how far the text has
//     scrolled (charmbracelet/bubbles#906).
//   - Control characters in pasted text are dropped, which joins the words on both
//     sides.
package input

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"teapot/ui/text"
)

// Model is the search box. Make one with [New].
type Model struct {
	editor *textinput.Model
	value  string // the editor's text
	cursor int    // the editor's cursor, as a byte offset
	width  int    // cells of the box
	first  int    // the first byte of the text that is shown
}

// New makes an empty box for at most limit characters (code points).
func New(limit int) (m Model) {
	onOwnStack(func() { m.editor = newEditor(limit) })
	return m
}

func newEditor(limit int) *textinput.Model {
	e := textinput.New()
	e.CharLimit = limit
	e.SetVirtualCursor(false) // the terminal draws the cursor, and nothing has to blink
	e.KeyMap.DeleteCharacterBackward.SetKeys("backspace", "shift+backspace", "ctrl+h")
	// Paste reads the clipboard of the machine that the program runs on. For an SSH
	// session that is the server.
	e.KeyMap.Paste.SetEnabled(false)
	e.KeyMap.AcceptSuggestion.SetEnabled(false)
	e.KeyMap.NextSuggestion.SetEnabled(false)
	e.KeyMap.PrevSuggestion.SetEnabled(false)
	e.Focus()
	return &e
}

// Value returns the text.
func (m *Model) Value() string { return m.value }

// SetValue replaces the text and puts the cursor at its end.
func (m *Model) SetValue(s string) {
	m.edit(func() {
		m.deleteBetween(0, len(m.value))
		m.first = 0
		m.insert(s)
	})
}

// SetWidth sets the width of the box, in cells.
func (m *Model) SetWidth(w int) {
	if m.width != w {
		m.width = w
		m.scroll(m.cursor)
	}
}

// Key handles a key: an editing key, or text to insert. It reports whether the
// text has changed.
func (m *Model) Key(msg tea.KeyPressMsg) bool { return m.edit(func() { m.key(msg) }) }

// Insert inserts text at the cursor, as much of it as the limit allows. Control
// characters become spaces. It reports whether the text has changed.
func (m *Model) Insert(s string) bool { return m.edit(func() { m.insert(s) }) }

// edit calls a function that may change text and cursor, and reports whether the
// text has changed.
func (m *Model) edit(change func()) bool {
	value, cursor := m.value, m.cursor
	onOwnStack(change)
	m.scroll(cursor)
	return m.value != value
}

// onOwnStack calls a function on a goroutine of its own, and waits for it. The
// editor is a value of 8 KB, which its methods copy: they need up to 64 KB of
// stack. The goroutine of an SSH session would keep that for several garbage
// collections (335 KiB for a session that types, instead of 248). To start a
// goroutine takes 3 µs.
func onOwnStack(f func()) {
	done := make(chan any)
	go func() {
		defer func() { done <- recover() }()
		f()
	}()
	if p := <-done; p != nil {
		panic(p) // the caller's goroutine is where panics are handled
	}
}

func (m *Model) key(msg tea.KeyPressMsg) {
	cursor := m.cursor
	switch k := &m.editor.KeyMap; {
	case key.Matches(msg, k.CharacterBackward):
		m.moveTo(m.previous(cursor))
	case key.Matches(msg, k.CharacterForward):
		m.moveTo(m.next(cursor))
	case key.Matches(msg, k.DeleteCharacterBackward):
		m.deleteBetween(m.previous(cursor), cursor)
	case key.Matches(msg, k.DeleteCharacterForward):
		m.deleteBetween(cursor, m.next(cursor))
	case key.Matches(msg, k.DeleteWordBackward):
		m.update(tea.KeyPressMsg{Code: 'b', Mod: tea.ModAlt})
		m.deleteBetween(m.cursor, cursor)
	case key.Matches(msg, k.DeleteWordForward):
		m.update(tea.KeyPressMsg{Code: 'f', Mod: tea.ModAlt})
		m.deleteBetween(cursor, m.cursor)
	default:
		msg.Text = replaceControls(msg.Text)
		m.update(msg)
	}
}

func (m *Model) insert(s string) { m.update(tea.PasteMsg{Content: replaceControls(s)}) }

// replaceControls replaces control characters by spaces, and drops bytes that are
// not UTF-8.
func replaceControls(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// update passes a message to the editor, and takes over its text and its cursor,
// which it counts in code points.
func (m *Model) update(msg tea.Msg) {
	*m.editor, _ = m.editor.Update(msg) // commands come only from a cursor that blinks
	m.value = m.editor.Value()
	m.cursor = len(m.value)
	n := m.editor.Position()
	for i := range m.value {
		if n == 0 {
			m.cursor = i
			return
		}
		n--
	}
}

// deleteBetween deletes the bytes between two offsets, and puts the cursor there.
func (m *Model) deleteBetween(start, end int) {
	if start < end {
		m.value = m.value[:start] + m.value[end:]
		m.editor.SetValue(m.value)
		m.moveTo(start)
	}
}

// moveTo puts the cursor at a byte offset of the text.
func (m *Model) moveTo(offset int) {
	m.cursor = offset
	m.editor.SetCursor(utf8.RuneCountInString(m.value[:offset]))
}

// next returns the offset behind the character that begins at an offset.
func (m *Model) next(offset int) int {
	cluster, _ := ansi.FirstGraphemeCluster(m.value[offset:], ansi.GraphemeWidth)
	return offset + len(cluster)
}

// previous returns the offset of the character before an offset.
func (m *Model) previous(offset int) int {
	last := 0
	for end := m.next(0); end < offset; end = m.next(end) {
		last = end
	}
	return last
}

// scroll brings the cursor into the box, and otherwise shows as much text as fits.
func (m *Model) scroll(cursorBefore int) {
	m.first = min(m.first, cursorBefore, m.cursor) // text before that is unchanged
	for m.first > 0 && text.Width(m.value[m.previous(m.first):]) < m.width {
		m.first = m.previous(m.first)
	}
	for m.first < m.cursor && text.Width(m.value[m.first:m.cursor]) >= m.width {
		m.first = min(m.next(m.first), m.cursor) // the cursor may be inside a character
	}
}

// View returns the text that fits the box, and the column of the cursor in it.
func (m *Model) View() (visible string, cursor int) {
	return text.Cut(m.value[m.first:], m.width, ""), text.Width(m.value[m.first:m.cursor])
}
