// Package input is the search box: one line of text that is edited with the keys
// that shells have.
//
// Bubbles has such a box, and ours does what it does, but for its faults: its model is
// 8 KB that every call copies, and a browser that has one needs a stack of 128 KB.
// This package must not know what the text is for.
package input

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"teapot/ui/text"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Model is the box. Make one with [New].
type Model struct {
	value string
	at    int // where the cursor is: the byte before which text is inserted
	from  int // the first byte that is shown
	most  int // characters
	keys  []edit
}

// edit is a key and what it does to the text.
type edit struct {
	key key.Binding
	do  func(*Model)
}

// New makes an empty box for at most so many characters.
func New(most int) Model {
	on := func(do func(*Model), keys ...string) edit { return edit{key.NewBinding(key.WithKeys(keys...)), do} }
	return Model{most: most, keys: []edit{
		on(func(m *Model) { m.at = m.before(m.at) }, "left", "ctrl+b"),
		on(func(m *Model) { m.at = m.after(m.at) }, "right", "ctrl+f"),
		on(func(m *Model) { m.at = m.wordBefore() }, "alt+left", "ctrl+left", "alt+b"),
		on(func(m *Model) { m.at = m.wordAfter() }, "alt+right", "ctrl+right", "alt+f"),
		on(func(m *Model) { m.at = 0 }, "home", "ctrl+a"),
		on(func(m *Model) { m.at = len(m.value) }, "end", "ctrl+e"),
		on(func(m *Model) { m.drop(m.before(m.at), m.at) }, "backspace", "shift+backspace", "ctrl+h"),
		on(func(m *Model) { m.drop(m.at, m.after(m.at)) }, "delete", "ctrl+d"),
		on(func(m *Model) { m.drop(m.wordBefore(), m.at) }, "alt+backspace", "ctrl+backspace", "ctrl+w"),
		on(func(m *Model) { m.drop(m.at, m.wordAfter()) }, "alt+delete", "alt+d"),
		on(func(m *Model) { m.drop(0, m.at) }, "ctrl+u"),
		on(func(m *Model) { m.drop(m.at, len(m.value)) }, "ctrl+k"),
	}}
}

// Value is the text.
func (m *Model) Value() string { return m.value }

// SetValue replaces the text, with the cursor behind it.
func (m *Model) SetValue(text string) {
	m.value, m.at, m.from = "", 0, 0
	m.Insert(text)
}

// Key does what a key means: one that stands for nothing else is typed. It reports
// whether the text is another one now.
func (m *Model) Key(msg tea.KeyPressMsg) bool {
	was := m.value
	for _, e := range m.keys {
		if key.Matches(msg, e.key) {
			e.do(m)
			return m.value != was
		}
	}
	return m.Insert(msg.Text)
}

// Insert types a text, as much of it as there is room for. Control
// characters become spaces. It reports whether anything was typed.
func (m *Model) Insert(text string) bool {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	room := m.most - utf8.RuneCountInString(m.value)
	for i := range text {
		if room--; room < 0 {
			text = text[:i]
			break
		}
	}
	m.from = min(m.from, m.at) // what is before the cursor stays as it is
	m.value = m.value[:m.at] + text + m.value[m.at:]
	m.at += len(text)
	return text != ""
}

// drop removes the text between two places, and leaves the cursor there.
func (m *Model) drop(from, to int) {
	m.value = m.value[:from] + m.value[to:]
	m.at, m.from = from, min(m.from, from)
}

// after is the place behind the character at a place. Marks belong to the
// character before them.
func (m *Model) after(at int) int {
	cluster, _ := ansi.FirstGraphemeCluster(m.value[at:], ansi.GraphemeWidth)
	return at + len(cluster)
}

// before is the place of the character before a place.
func (m *Model) before(at int) int {
	last := 0
	for next := m.after(0); next < at; next = m.after(next) {
		last = next
	}
	return last
}

// wordBefore is where the word begins that the cursor is in or behind.
func (m *Model) wordBefore() int {
	text := strings.TrimRightFunc(m.value[:m.at], unicode.IsSpace)
	return len(strings.TrimRightFunc(text, func(r rune) bool { return !unicode.IsSpace(r) }))
}

// wordAfter is where the word ends that the cursor is in or before.
func (m *Model) wordAfter() int {
	text := strings.TrimLeftFunc(m.value[m.at:], unicode.IsSpace)
	if end := strings.IndexFunc(text, unicode.IsSpace); end >= 0 {
		text = text[end:]
	} else {
		text = ""
	}
	return len(m.value) - len(text)
}

// View returns the part of the text that w cells have room for, with a cell for
// the cursor, and in which of them the cursor is.
func (m *Model) View(w int) (visible string, cursor int) {
	m.from = min(m.from, m.at)
	for m.from > 0 && text.Width(m.value[m.before(m.from):]) < w {
		m.from = m.before(m.from) // there is room for more
	}
	for m.from < m.at && text.Width(m.value[m.from:m.at]) >= w {
		m.from = min(m.after(m.from), m.at) // the cursor may have come to stand within a character
	}
	return text.Cut(m.value[m.from:], w, ""), text.Width(m.value[m.from:m.at])
}
