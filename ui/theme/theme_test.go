package theme

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// TestProfiles checks that a theme has only the escape sequences that a terminal with
// the color profile understands.
func TestProfiles(t *testing.T) {
	for _, tt := range []struct {
		profile colorprofile.Profile
		want    string // a part of the styled text
		lacks   string // what the styled text must not contain; "" for nothing
	}{
		{colorprofile.TrueColor, "38;5;", "38;2;"},
		{colorprofile.ANSI256, "38;5;", "38;2;"},
		{colorprofile.ANSI, "\x1b[", "38;"},
		{colorprofile.ASCII, "\x1b[1m", "38;"},
		{colorprofile.NoTTY, "x", "\x1b"},
	} {
		th := New(Options{Dark: true, Profile: tt.profile})
		got := th.Heading.Render("x") + th.Class("404").Render("x") + th.Selected.Text.Render("x")
		if !strings.Contains(got, tt.want) || tt.lacks != "" && strings.Contains(got, tt.lacks) {
			t.Errorf("%v: got %q, want it with %q and without %q", tt.profile, got, tt.want, tt.lacks)
		}
	}
}

// TestSelectedWithoutColor checks that the selected row and the current link look
// different from the others on a terminal without color.
func TestSelectedWithoutColor(t *testing.T) {
	th := New(Options{Profile: colorprofile.ASCII})
	if a, b := th.Row.Text.Render("x"), th.Selected.Text.Render("x"); a == b {
		t.Errorf("the selected row looks like any other: %q", a)
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

// TestSixteenColors checks that a theme with sixteen colors has no background colors,
// and draws the whole selected row in one color.
func TestSixteenColors(t *testing.T) {
	for _, dark := range []bool{true, false} {
		th := New(Options{Dark: dark, Profile: colorprofile.ANSI})
		if got := regexp.MustCompile(`\[(\d+;)*(4|10)\d[;m]`).FindString(fmt.Sprintf("%#v", th)); got != "" {
			t.Errorf("dark %v: there is a background: %s", dark, got)
		}
		row := th.Selected.Text.Render("x")
		if row != th.Selected.Dim.Render("x") || row != th.Selected.Class("500").Render("x") || !strings.Contains(row, "7m") {
			t.Errorf("dark %v: the selected row is %q", dark, row)
		}
		if th.Dim.Render("x") == th.Row.Text.Render("x") || th.Unfocused.Text.Render("x") == row {
			t.Errorf("dark %v: dim text looks like other text, or the focus does not show", dark)
		}
	}
}

// TestClassColors checks that the five classes have different colors, and that codes
// of no class have a sixth one.
func TestClassColors(t *testing.T) {
	for _, dark := range []bool{true, false} {
		th := New(Options{Dark: dark, Profile: colorprofile.ANSI256})
		seen := map[string]string{}
		for _, code := range []string{"100", "200", "300", "400", "500", "999"} {
			styled := th.Class(code).Render("x")
			if earlier, ok := seen[styled]; ok {
				t.Errorf("dark %v: %s looks like %s", dark, code, earlier)
			}
			seen[styled] = code
		}
	}
}

// TestCompile checks that text in a compiled style is what Lip Gloss renders, except
// that Lip Gloss writes the sequence for underline twice.
func TestCompile(t *testing.T) {
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

// TestTrueColor checks that a terminal with true color gets the theme for 256 colors.
func TestTrueColor(t *testing.T) {
	trueColor := Options{Dark: true, Profile: colorprofile.TrueColor}
	ansi256 := Options{Dark: true, Profile: colorprofile.ANSI256}
	if New(trueColor) != New(ansi256) || trueColor.Effective() != ansi256 {
		t.Error("the themes for true color and for 256 colors differ")
	}
	if New(ansi256) == New(Options{Dark: true, Profile: colorprofile.ANSI}) {
		t.Error("the themes for 256 colors and for 16 are the same")
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New(Options{Dark: true, Profile: colorprofile.ANSI256})
	}
}

func TestIsLinkable(t *testing.T) {
	for url, want := range map[string]bool{
		"http://a": true, "https://a.example/b?c#d": true, "HTTPS://a": true, "mailto:a@b.example": true,
		"": false, "a": false, "//a": false, "http:a": false, "https://": false, "mailto:": false, "httpx://a": false,
		"javascript:a": false, "file:///a": false, "ssh://-oProxyCommand=a": false, "data:text/html,a": false, "ftp://a": false,
		"https://a b": false, "https://a\x1b\\": false, "https://a\x7f": false, "https://\u00e9": false, "https://a\x9c": false, "\x1bhttps://a": false,
	} {
		if got := IsLinkable(url); got != want {
			t.Errorf("%q: %t", url, got)
		}
	}
}
