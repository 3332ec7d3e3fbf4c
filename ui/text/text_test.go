package text

import (
	"strings"
	"testing"
)

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		text string
		w    int
		want string
	}{
		{"", 10, ""},
		{"one two three", 7, "one two|three"},
		{"one two three", 100, "one two three"},
		{"  spaces   fold ", 100, "spaces fold"},
		{"abcdefghij", 4, "abcd|efgh|ij"},
		{"ab abcdefgh", 4, "ab|abcd|efgh"},
		{"世界世界", 5, "世界|世界"},
		{"世界", 1, ""},
		{"a b", 0, ""},
	} {
		if got := strings.Join(Wrap(tt.text, tt.w), "|"); got != tt.want {
			t.Errorf("Wrap(%q, %d) = %q, want %q", tt.text, tt.w, got, tt.want)
		}
	}
}

// TestWrapLongWord checks that Wrap cuts a word of 500 KB in linear time. If the time
// grew with the square of the length, the test would take minutes.
func TestWrapLongWord(t *testing.T) {
	const size = 500_000
	for _, part := range []string{
		"x", "世", "e\u0301", "x世e\u0301", "🇩🇪", "👩\u200d🚀", "1\ufe0f\u20e3", "\u1112\u1161\u11ab", "क\u094dष", "\u0301", "\u200b", "\xff",
	} {
		word := strings.Repeat(part, size/len(part))
		lines := Wrap(word, 64)
		for i, l := range lines {
			if w := Width(l); w > 64 || w < 62 && i < len(lines)-1 && Width(word) > 64 {
				t.Fatalf("%+q: line %d of %d is %d cells wide", part, i, len(lines), w)
			}
		}
		if got := strings.Join(lines, ""); Width(word) > 64 && got != word {
			t.Errorf("%+q: %d of %d bytes are left", part, len(got), len(word))
		}
		if got := len(Wrap(Clean(word), 1)); got == 0 {
			t.Errorf("%+q: no lines", part)
		}
	}
}

func TestPrefix(t *testing.T) {
	for _, tt := range []struct {
		text string
		w    int
		want string
	}{
		{"", 3, ""},
		{"abc", 3, "abc"},
		{"abcd", 3, "abc"},
		{"abc", 0, ""},
		{"abc", -1, ""},
		{"世界", 3, "世"},
		{"世界", 1, ""},
		{"e\u0301e\u0301e", 2, "e\u0301e\u0301"}, // combining accents
		{"1\ufe0f\u20e3a", 1, ""},                // the keycap emoji is two cells wide
		{"1\ufe0f\u20e3a", 2, "1\ufe0f\u20e3"},
	} {
		if got := Prefix(tt.text, tt.w); got != tt.want {
			t.Errorf("Prefix(%q, %d) = %q, want %q", tt.text, tt.w, got, tt.want)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain":              "plain",
		"naïve 世界":           "naïve 世界",
		"a\x1b[31mb":         "a·[31mb",
		"a\x9bb\x7f":         "a·b·",
		"tab\tline\nnext":    "tab line next",
		"right\u202eto left": "right·to left",
		"zero\u200bwidth":    "zero·width",
		"bad \xff bytes":     "bad · bytes",
		"\x00":               "·",
		"a\u061cb\u2029c":    "a·b·c",
		"soft\u00adhyphen":   "soft·hyphen",
		"\u200f \u2028 \u2060 \u206f \ufeff \ufffb": "· · · · · ·",
		"tag\U000e0041\U000e0fff":                   "tag··",
		"near \u00ac\u2010\u2070\ufffc\U000e1000":   "near \u00ac\u2010\u2070\ufffc\U000e1000",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFit(t *testing.T) {
	for _, tt := range []struct {
		text string
		w    int
		want string
	}{
		{"abc", 5, "abc  "}, {"abcdef", 4, "abc…"}, {"abc", 3, "abc"}, {"abc", 0, ""}, {"世界世", 4, "世… "},
	} {
		if got := Fit(tt.text, tt.w, "…"); got != tt.want {
			t.Errorf("Fit(%q, %d) = %q, want %q", tt.text, tt.w, got, tt.want)
		}
	}
}
