package input

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"teapot/ui/text"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

// press is a key by its name: a character, or that of an editing key.
func press(name string) tea.KeyPressMsg {
	code := map[string]rune{
		"left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
	}
	var mod tea.KeyMod
	for {
		switch rest, ok := strings.CutPrefix(name, "ctrl+"); {
		case ok:
			mod, name = mod|tea.ModCtrl, rest
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

// keys are what is typed, and all that edits; but for alt+d and alt+delete, which
// can make the box of Bubbles 2.2.1 panic.
var keys = strings.Fields("a b c a b left right left right home end backspace delete ctrl+b ctrl+f alt+left alt+right ctrl+left ctrl+right " +
	"alt+b alt+f ctrl+a ctrl+e ctrl+h ctrl+d alt+backspace ctrl+w ctrl+u ctrl+k")

// TestLikeBubbles types by chance, here and into the box of Bubbles: both hold the
// same text, with the cursor in the same place.
func TestLikeBubbles(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same every time
	for range 300 {
		ours, theirs := New(20), textinput.New()
		theirs.CharLimit = 20
		theirs.Focus()
		var typed []string
		for range 60 {
			k := keys[random.IntN(len(keys))]
			if random.IntN(4) == 0 {
				k = " "
			}
			if strings.HasPrefix(ours.value, " ") && (k == "ctrl+w" || k == "alt+backspace") {
				continue // theirs takes the first space for a part of the word
			}
			typed = append(typed, k)
			ours.Key(press(k))
			theirs, _ = theirs.Update(press(k))
			if ours.Value() != theirs.Value() || ours.at != theirs.Position() {
				t.Fatalf("after %q: %q with the cursor at %d, want %q and %d", typed, ours.Value(), ours.at, theirs.Value(), theirs.Position())
			}
		}
	}
}

func TestKeys(t *testing.T) {
	for _, tt := range []struct{ keys, want string }{
		{"a b left x", "ax|b"},
		{"é à 漢 left ctrl+b x", "éx|à漢"},
		{"e \u0301 x left ctrl+b y", "y|e\u0301x"}, // a mark belongs to its letter
		{"e \u0301 x left backspace", "|x"},
		{"👩\u200d👩\u200d👧 backspace", "|"},
		{"a alt+x ctrl+x b", "ab|"},
		{"a b space c d space home alt+d", "| cd "},
		{"a b space c d space home alt+d alt+delete", "| "},
		{"a b space c d space home alt+d alt+delete alt+d", "|"},
		{"space a ctrl+w", " |"},
		{"a \u3000 b ctrl+w", "a\u3000|"}, // a space of three bytes
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
			m.Key(press(k))
		}
		if got := m.value[:m.at] + "|" + m.value[m.at:]; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.keys, got, tt.want)
		}
	}
}

func TestInsert(t *testing.T) {
	m := New(5)
	if !m.Insert("a\x1b\tb") || m.Value() != "a  b" {
		t.Errorf("typed %q", m.Value())
	}
	if !m.Insert("漢漢") || m.Value() != "a  b漢" || m.Insert("x") || m.Insert("") {
		t.Errorf("more than there is room for: %q", m.Value())
	}
	m.SetValue("\xffé")
	if m.Value() != "é" || m.at != 2 {
		t.Errorf("set to %q, cursor at %d", m.Value(), m.at)
	}
	if changed := m.Key(press("left")); changed {
		t.Error("to move is no change")
	}
}

// TestView: the cursor is always seen, and the text stays where it is while it can.
func TestView(t *testing.T) {
	m := New(100)
	m.SetValue("0123456789")
	for _, tt := range []struct {
		key, want string
		cursor, w int
	}{
		{"end", "0123456789", 10, 11},
		{"end", "789", 3, 4},
		{"end", "0123456789", 10, 20}, // there is room again
		{"end", "789", 3, 4},
		{"left", "789", 2, 4},
		{"home", "0123", 0, 4},
		{"right", "0123", 1, 4},
		{"ctrl+e", "789", 3, 4},
		{"ctrl+u", "", 0, 4},
		{"end", "", 0, 1},
		{"a", "", 0, 1},
	} {
		m.Key(press(tt.key))
		if text, cursor := m.View(tt.w); text != tt.want || cursor != tt.cursor {
			t.Errorf("%s, %d cells: %q with the cursor at %d, want %q and %d", tt.key, tt.w, text, cursor, tt.want, tt.cursor)
		}
	}
}

// FuzzView: whatever is typed and edited fits, the cursor with it.
func FuzzView(f *testing.F) {
	f.Add("a 漢字 e\u0301 👩\u200d👧", uint8(3), uint8(4))
	f.Add("\u0b63", uint8(1), uint8(0)) // a mark alone: two of them are one character
	f.Fuzz(func(t *testing.T, typed string, lefts, w uint8) {
		m := New(50)
		m.Insert(typed)
		m.View(int(w))
		m.Key(press("home"))
		m.Insert(typed) // not shown in between
		m.View(int(w))
		for i := range lefts {
			m.Key(press("left"))
			if i%5 == 4 {
				m.Key(press(keys[int(i)*int(w)%len(keys)]))
			}
		}
		shown, cursor := m.View(int(w))
		if text.Width(shown) > int(w) || w > 0 && cursor >= int(w) || cursor < 0 || !utf8.ValidString(m.Value()) {
			t.Fatalf("%q: %q in %d cells, cursor at %d", m.Value(), shown, w, cursor)
		}
	})
}
