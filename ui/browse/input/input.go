// Package input is the search box. It edits with the text input of Bubbles, and scrolls
// a long text so that the cursor is visible.
//
// It must not know what the text is for.
//
// The text input of Bubbles 2.2.1 has faults that are corrected here:
//
//   - It moves and deletes by code points. But for the user, a letter with a combining
//     mark is one character, and so is an emoji of several code points.
//   - ctrl+w also deletes the space before the first word.
//   - alt+d panics at the end of the text, and may delete two words
//     (charmbracelet/bubbles#1056).
//   - Cursor counts code points instead of cells, and ignores how far the text has
//     scrolled (charmbracelet/bubbles#906).
//   - It drops control characters in pasted text, which joins the words before and
//     after them.
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
	editor       *textinput.Model // the text input of Bubbles, which edits the text
	value        string           // a copy of the editor's text
	cursor       int              // the byte offset in value of the editor's cursor
	width        int              // the width of the box in cells
	firstVisible int              // the byte offset in value of the first visible character
}

// New makes an empty box for at most limit characters (code points).
func New(limit int) (m Model) {
	onNewGoroutine(func() { m.editor = newEditor(limit) })
	return m
}

// newEditor returns a text input of Bubbles with the keys that the search box has.
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
		m.firstVisible = 0
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

// Key handles a key that moves the cursor, deletes or inserts text. It reports whether
// the text has changed.
func (m *Model) Key(msg tea.KeyPressMsg) bool { return m.edit(func() { m.handleKey(msg) }) }

// Insert inserts text at the cursor. It replaces control characters by spaces, and drops
// the end of a text that is longer than the limit allows. It reports whether the text of
// the box has changed.
func (m *Model) Insert(s string) bool { return m.edit(func() { m.insert(s) }) }

// edit calls a function that may change the text and the cursor. It then scrolls to the
// cursor, and reports whether the text has changed.
func (m *Model) edit(change func()) bool {
	oldValue, oldCursor := m.value, m.cursor
	onNewGoroutine(change)
	m.scroll(oldCursor)
	return m.value != oldValue
}

// onNewGoroutine calls a function on a new goroutine, and waits until it returns. The
// methods of the editor copy it, which is a value of 8 KB, and need up to 64 KB of stack.
// On the goroutine of an SSH session, that memory would stay in use for several garbage
// collections: a session in which the user types would need 335 KiB instead of 248.
// Starting a goroutine takes 3 µs.
func onNewGoroutine(f func()) {
	done := make(chan any)
	go func() {
		defer func() { done <- recover() }()
		f()
	}()
	if p := <-done; p != nil {
		panic(p) // on the caller's goroutine, where a panic can be handled
	}
}

// handleKey passes a key to the editor, or does what the editor does wrong.
func (m *Model) handleKey(msg tea.KeyPressMsg) {
	cursor := m.cursor
	switch k := &m.editor.KeyMap; {
	case key.Matches(msg, k.CharacterBackward):
		m.moveTo(m.previousOffset(cursor))
	case key.Matches(msg, k.CharacterForward):
		m.moveTo(m.nextOffset(cursor))
	case key.Matches(msg, k.DeleteCharacterBackward):
		m.deleteBetween(m.previousOffset(cursor), cursor)
	case key.Matches(msg, k.DeleteCharacterForward):
		m.deleteBetween(cursor, m.nextOffset(cursor))
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

// insert inserts text at the cursor, as [Model.Insert] does.
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

// update passes a message to the editor, and then copies the editor's text and cursor.
// The editor counts the position of the cursor in code points, m.cursor is in bytes.
func (m *Model) update(msg tea.Msg) {
	*m.editor, _ = m.editor.Update(msg) // the command can be ignored: it would only make a virtual cursor blink
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

// deleteBetween deletes the text from the byte offset start to the byte offset end, and
// puts the cursor at start.
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

// nextOffset returns the byte offset of the character after the one at offset. A
// character is a grapheme cluster here.
func (m *Model) nextOffset(offset int) int {
	cluster, _ := ansi.FirstGraphemeCluster(m.value[offset:], ansi.GraphemeWidth)
	return offset + len(cluster)
}

// previousOffset returns the byte offset of the character before the one at offset.
func (m *Model) previousOffset(offset int) int {
	previous := 0
	for next := m.nextOffset(0); next < offset; next = m.nextOffset(next) {
		previous = next
	}
	return previous
}

// scroll sets m.firstVisible so that the cursor is visible, and as much of the text as fits the
// box. oldCursor is where the cursor was before the last change of the text.
func (m *Model) scroll(oldCursor int) {
	m.firstVisible = min(m.firstVisible, oldCursor, m.cursor) // the text before this offset has not changed
	for m.firstVisible > 0 && text.Width(m.value[m.previousOffset(m.firstVisible):]) < m.width {
		m.firstVisible = m.previousOffset(m.firstVisible)
	}
	for m.firstVisible < m.cursor && text.Width(m.value[m.firstVisible:m.cursor]) >= m.width {
		m.firstVisible = min(m.nextOffset(m.firstVisible), m.cursor) // the cursor may be in the middle of a character
	}
}

// View returns the visible part of the text, and the column of the box that the cursor
// is in.
func (m *Model) View() (visible string, cursor int) {
	return text.Cut(m.value[m.firstVisible:], m.width, ""), text.Width(m.value[m.firstVisible:m.cursor])
}
