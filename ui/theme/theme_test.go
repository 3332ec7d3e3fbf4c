package theme

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

func TestStylesFollowTheProfile(t *testing.T) {
	for _, tt := range []struct {
		profile colorprofile.Profile
		has     string
		hasNot  string
	}{
		{colorprofile.TrueColor, "38;5;", "38;2;"},
		{colorprofile.ANSI256, "38;5;", "38;2;"},
		{colorprofile.ANSI, "\x1b[", "38;"},
		{colorprofile.ASCII, "\x1b[1m", "38;"},
		{colorprofile.NoTTY, "x", "\x1b"},
	} {
		th := New(Options{Dark: true, Profile: tt.profile})
		got := th.Heading.Render("x") + th.Class("404").Render("x") + th.Selected.Text.Render("x")
		if !strings.Contains(got, tt.has) || tt.hasNot != "" && strings.Contains(got, tt.hasNot) {
			t.Errorf("%v: got %q, want it with %q and without %q", tt.profile, got, tt.has, tt.hasNot)
		}
	}
}

// TestSelectedShowsWithoutColor: color is never the only sign.
func TestSelectedShowsWithoutColor(t *testing.T) {
	th := New(Options{Profile: colorprofile.ASCII})
	if a, b := th.Row.Text.Render("x"), th.Selected.Text.Render("x"); a == b {
		t.Errorf("a selected row looks like any other: %q", a)
	}
	if th.Current.Render("x") == th.Link.Render("x") {
		t.Error("the current link looks like any other")
	}
}

func TestPlainHasNoEscapes(t *testing.T) {
	th := Plain()
	got := th.Heading.Render("x") + th.Link.Render("x") + th.Hyperlink("https://example.com", "x") +
		th.Class("404").Render("x")
	if got != "xxxx" {
		t.Errorf("got %q", got)
	}
}

func TestHyperlink(t *testing.T) {
	th := New(Options{Profile: colorprofile.TrueColor})
	if got, want := th.Hyperlink("https://example.com", "x"), "\x1b]8;;https://example.com\x1b\\x\x1b]8;;\x1b\\"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, url := range []string{"", "https://example.com/\x1b\\", "https://example.com/a b", "https://example.com/\u00e9"} {
		if got := th.Hyperlink(url, "x"); got != "x" {
			t.Errorf("address %q: got %q, want no link", url, got)
		}
	}
}

// TestSixteenColors: the terminal's own colors make no backgrounds, and the
// selected row is one block.
func TestSixteenColors(t *testing.T) {
	for _, dark := range []bool{true, false} {
		th := New(Options{Dark: dark, Profile: colorprofile.ANSI})
		if got := regexp.MustCompile(`\[(\d+;)*(4|10)\d[;m]`).FindString(fmt.Sprintf("%#v", th)); got != "" {
			t.Errorf("dark %v: the background %s", dark, got)
		}
		row := th.Selected.Text.Render("x")
		if row != th.Selected.Dim.Render("x") || row != th.Selected.Class("500").Render("x") || !strings.Contains(row, "7m") {
			t.Errorf("dark %v: the selected row is %q", dark, row)
		}
		if th.Dim.Render("x") == th.Row.Text.Render("x") || th.Unfocused.Text.Render("x") == row {
			t.Errorf("dark %v: what may be overlooked, or the focus, cannot be told", dark)
		}
	}
}

// TestClassColors: the five classes and the rest differ, dark and light.
func TestClassColors(t *testing.T) {
	for _, dark := range []bool{true, false} {
		th := New(Options{Dark: dark, Profile: colorprofile.ANSI256})
		seen := map[string]string{}
		for _, code := range []string{"100", "200", "300", "400", "500", "999"} {
			look := th.Class(code).Render("x")
			if other, ok := seen[look]; ok {
				t.Errorf("dark %v: %s looks like %s", dark, code, other)
			}
			seen[look] = code
		}
	}
}

// TestAsLipGloss: a style is what Lip Gloss renders, but for the underline, which it
// asks for twice.
func TestAsLipGloss(t *testing.T) {
	fg, bg := lipgloss.Color("39"), lipgloss.Color("#123456")
	for _, s := range []lipgloss.Style{
		lipgloss.NewStyle(),
		lipgloss.NewStyle().Bold(true),
		lipgloss.NewStyle().Reverse(true).Bold(false),
		lipgloss.NewStyle().Foreground(fg),
		lipgloss.NewStyle().Foreground(fg).Background(bg).Bold(true),
		lipgloss.NewStyle().Foreground(fg).Underline(true).Reverse(true),
		lipgloss.NewStyle().Underline(true).Background(bg).Bold(true),
	} {
		want := s.Render("x")
		if s.GetUnderline() {
			want = strings.Replace(want, ";4mx", "mx", 1)
		}
		if got := (builder{Options{Profile: colorprofile.TrueColor}}).compile(s).Render("x"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestTrueColor: a terminal with millions of colors gets the theme of 256.
func TestTrueColor(t *testing.T) {
	millions := Options{Dark: true, Profile: colorprofile.TrueColor}
	few := Options{Dark: true, Profile: colorprofile.ANSI256}
	if New(millions) != New(few) || millions.Used() != few {
		t.Error("the themes for millions of colors and for 256 differ")
	}
	if New(few) == New(Options{Dark: true, Profile: colorprofile.ANSI}) {
		t.Error("the themes for 256 colors and for 16 are the same")
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New(Options{Dark: true, Profile: colorprofile.ANSI256})
	}
}
