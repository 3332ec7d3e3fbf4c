package input

import (
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"teapot/ui/text"
)

// keyPress returns the message for the key with a name such as "ctrl+w".
func keyPress(name string) tea.KeyPressMsg {
	code := map[string]rune{
		"left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
	}
	var mod tea.KeyMod
	for {
		switch withoutCtrl, ok := strings.CutPrefix(name, "ctrl+"); {
		case ok:
			mod, name = mod|tea.ModCtrl, withoutCtrl
			continue
		case strings.HasPrefix(name, "alt+"):
			mod, name = mod|tea.ModAlt, name[len("alt+"):]
			continue
		}
		break
	}
	if c, ok := code[name]; ok {
		return tea.KeyPressMsg{Code: c, Mod: mod}
	}
	r, _ := utf8.DecodeRuneInString(name)
	if mod != 0 {
		return tea.KeyPressMsg{Code: r, Mod: mod}
	}
	return tea.KeyPressMsg{Code: r, Text: name}
}

// editingKeys are letters, and the names of all keys that move the cursor or delete.
var editingKeys = strings.Fields("a b c a b left right left right home end backspace delete ctrl+b ctrl+f alt+left alt+right ctrl+left ctrl+right " +
	"alt+b alt+f ctrl+a ctrl+e ctrl+h ctrl+d alt+backspace ctrl+w ctrl+u ctrl+k alt+d alt+delete ctrl+delete")

// TestKeys checks the text after a sequence of keys, with | where the cursor is.
func TestKeys(t *testing.T) {
	for _, tt := range []struct{ keys, want string }{
		{"a b left x", "ax|b"},
		{"é à 漢 left ctrl+b x", "éx|à漢"},
		{"e \u0301 x left ctrl+b y", "y|e\u0301x"}, // a combining mark belongs to its letter
		{"e \u0301 x left backspace", "|x"},
		{"👩\u200d👩\u200d👧 backspace", "|"},
		{"a alt+x ctrl+x b", "ab|"},
		{"a b space c d space home alt+d", "| cd "},
		{"a b space c d space home alt+d alt+delete", "| "},
		{"a b space c d space home alt+d alt+delete alt+d", "|"},
		{"space a ctrl+w", " |"},
		{"a \u3000 b ctrl+w", "a\u3000|"}, // U+3000 is a space that takes three bytes
		{"a \u00a0 b alt+b x", "a\u00a0x|b"},
	} {
		m := New(100)
		for k := range strings.SplitSeq(tt.keys, " ") {
			switch {
			case k == "space":
				k = " "
			case strings.Contains(k, "\u200d"):
				m.Insert(k)
				continue
			}
			m.Key(keyPress(k))
		}
		if got := m.value[:m.cursor] + "|" + m.value[m.cursor:]; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.keys, got, tt.want)
		}
	}
}

func TestInsert(t *testing.T) {
	m := New(5)
	if !m.Insert("a\x1b\tb") || m.Value() != "a  b" {
		t.Errorf("the text is %q", m.Value())
	}
	if !m.Insert("漢漢") || m.Value() != "a  b漢" || m.Insert("x") || m.Insert("") {
		t.Errorf("over the limit: %q", m.Value())
	}
	m.SetValue("\xffé")
	if m.Value() != "é" || m.cursor != 2 {
		t.Errorf("the text is %q, the cursor at %d", m.Value(), m.cursor)
	}
	if changed := m.Key(keyPress("left")); changed {
		t.Error("moving the cursor counts as a change")
	}
}

// TestView checks that the cursor is always visible, and that the text does not scroll
// more than that requires.
func TestView(t *testing.T) {
	m := New(100)
	m.SetValue("0123456789")
	for _, tt := range []struct {
		key, want string
		cursor, w int
	}{
		{"end", "0123456789", 10, 11},
		{"end", "789", 3, 4},
		{"end", "0123456789", 10, 20}, // the box has become wider
		{"end", "789", 3, 4},
		{"left", "789", 2, 4},
		{"home", "0123", 0, 4},
		{"right", "0123", 1, 4},
		{"ctrl+e", "789", 3, 4},
		{"ctrl+u", "", 0, 4},
		{"end", "", 0, 1},
		{"a", "", 0, 1},
	} {
		m.Key(keyPress(tt.key))
		m.SetWidth(tt.w)
		if shown, cursor := m.View(); shown != tt.want || cursor != tt.cursor {
			t.Errorf("%s, %d cells: %q with the cursor at %d, want %q and %d", tt.key, tt.w, shown, cursor, tt.want, tt.cursor)
		}
	}
}

// TestSetValueScrolls checks that SetValue discards how far the old text was scrolled.
// That offset could be in the middle of a character of the new text.
func TestSetValueScrolls(t *testing.T) {
	m := New(20)
	m.SetWidth(1)
	m.SetValue("   ")
	m.SetValue("漢字")
	if visible, cursor := m.View(); visible != "" || cursor != 0 {
		t.Errorf("%q is shown with the cursor at %d, want nothing in a single cell", visible, cursor)
	}
}

// FuzzView checks that the visible text and the cursor fit the box after any sequence of
// keys.
func FuzzView(f *testing.F) {
	f.Add("a 漢字 e\u0301 👩\u200d👧", uint8(3), uint8(4))
	f.Add("\u0b63", uint8(1), uint8(0)) // a combining mark without a letter; two of them form one character
	f.Fuzz(func(t *testing.T, inserted string, leftPresses, w uint8) {
		m := New(50)
		m.Insert(inserted)
		m.SetWidth(int(w))
		m.Key(keyPress("home"))
		m.Insert(inserted)
		for i := range leftPresses {
			m.Key(keyPress("left"))
			if i%5 == 4 {
				m.Key(keyPress(editingKeys[int(i)*int(w)%len(editingKeys)]))
			}
		}
		shown, cursor := m.View()
		if text.Width(shown) > int(w) || w > 0 && cursor >= int(w) || cursor < 0 || !utf8.ValidString(m.Value()) {
			t.Fatalf("%q: %q in %d cells, cursor at %d", m.Value(), shown, w, cursor)
		}
	})
}
