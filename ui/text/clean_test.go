package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestCleanMarks checks that Clean cuts a long run of combining marks, but keeps the few
// marks in a row that real text has.
func TestCleanMarks(t *testing.T) {
	for in, want := range map[string]string{
		"e\u0301":                                     "e\u0301",
		"a\u0300\u0301\u0302\u0303b":                  "a\u0300\u0301\u0302\u0303b",
		"a" + strings.Repeat("\u0301", 900):           "a\u0301\u0301\u0301\u0301·",
		strings.Repeat("\u20dd", 6) + "x":             "\u20dd\u20dd\u20dd\u20dd·x",
		"a" + strings.Repeat("\u0301", 5) + "b\u0301": "a\u0301\u0301\u0301\u0301·b\u0301",
		"वि\u0902 한\u1112\u1161\u11ab":                "वि\u0902 한\u1112\u1161\u11ab", // Hindi, Korean
		"\u1112" + strings.Repeat("\u1161", 9):        "\u1112\u1161\u1161\u1161\u1161·",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%+q) = %+q, want %+q", in, got, want)
		}
	}
}

// TestCleanInvisible checks that Clean replaces invisible characters with a dot.
func TestCleanInvisible(t *testing.T) {
	for _, r := range "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180e\u2800\u3164\ufe00\ufe0f\uffa0\U000e0100\U0001d159\u200d\u007f\u0085" {
		if got := Clean("a" + string(r) + "b"); got != "a·b" {
			t.Errorf("%U: got %+q", r, got)
		}
	}
}

// checkClean checks the result of Clean: it is UTF-8, has no unsafe characters and no long
// run of marks, and cleaning it again does not change it.
func checkClean(t *testing.T, in string) {
	t.Helper()
	got := Clean(in)
	if !utf8.ValidString(got) {
		t.Errorf("Clean(%q) = %q is not UTF-8", in, got)
	}
	marks := 0
	for _, r := range got {
		if isUnsafe(r) || isBlank(r) {
			t.Errorf("Clean(%q) = %q has %U", in, got, r)
		}
		if marks++; !isMark(r) {
			marks = 0
		}
		if marks > maxMarks {
			t.Errorf("Clean(%q) = %q has %d marks in a row", in, got, marks)
		}
	}
	if cleanedTwice := Clean(got); cleanedTwice != got {
		t.Errorf("Clean(%q) = %q, but cleaning the result gives %q", in, got, cleanedTwice)
	}
	if lines := CleanLines(in); strings.Count(lines, "\n") != strings.Count(in, "\n") || Clean(lines) != got {
		t.Errorf("CleanLines(%q) = %q, but Clean gives %q", in, lines, got)
	}
}

// FuzzClean checks that Clean makes any text safe.
func FuzzClean(f *testing.F) {
	for _, s := range []string{"plain", "a\x1b[31mb", "\xff\xfe", "a\u0301\u0301\u0301\u0301\u0301", "\u202e\n\t\u3164", "\ufffd", "\u1160\u1161", "\u0301\n\u0301\u0301\u0301\u0301"} {
		f.Add(s)
	}
	f.Fuzz(checkClean)
}

// TestCleanEveryCharacter checks that Clean makes every Unicode character safe.
func TestCleanEveryCharacter(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune && !t.Failed(); r++ {
		checkClean(t, "a"+string(r))
	}
}
