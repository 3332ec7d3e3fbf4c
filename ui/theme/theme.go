// Package theme holds every color and every glyph, as one value that is made
// for a session from what its terminal can do.
//
// It must not know what is drawn with it, and it never asks the terminal: facts
// about it are handed in.
package theme

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// Theme is how everything looks. It is immutable.
type Theme struct {
	Dim     Style // what may be overlooked
	Strong  Style // names and titles
	Heading Style // section headings and labels
	Link    Style // something that can be followed
	Current Style // the link that enter follows
	Code    Style // literal text
	Error   Style // a notice that something went wrong
	Border  Style // rules and dividers
	Tab     Style // a tab that is not shown
	Active  Style // the tab that is shown
	Key     Style // a key in a list of bindings
	// Row and Selected are a row of the list, and the row under the cursor.
	Row, Selected Row
	// Unfocused is the selected row while another pane has the focus.
	Unfocused Row
	Glyphs    Glyphs

	classes    [6]Style
	hyperlinks bool
	options    Options
}

// Row holds the styles of the parts of one row of the list.
type Row struct {
	Text, Dim, Match Style
	classes          [6]Style
}

// Options are the facts that a theme is made from.
type Options struct {
	Dark    bool
	Profile colorprofile.Profile
	// Neutral says that nobody knows whether the background is dark.
	Neutral bool
	// ASCII asks for glyphs that every terminal and font has.
	ASCII bool
}

// Used are the options as far as a theme uses them: those of a terminal with more
// colors than that make the same theme.
func (o Options) Used() Options {
	o.Profile = min(o.Profile, colorprofile.ANSI256)
	return o
}

// New makes a theme.
//
// It never uses more than 256 colors: an SSH session seldom has more, so that
// there is one look everywhere, and a color out of millions takes twice the
// bytes in every line.
func New(o Options) Theme {
	o = o.Used()
	p := newPalette(o.Dark)
	switch {
	case o.Neutral:
		p = neutralPalette()
	case o.Profile == colorprofile.ANSI:
		p = ansiPalette(o.Dark)
	}
	b := builder{o}
	t := Theme{
		Dim:        b.compile(b.ink(p.faint)),
		Strong:     b.compile(b.ink(p.text).Bold(true)),
		Heading:    b.compile(b.ink(p.accent).Bold(true)),
		Link:       b.compile(b.ink(p.link).Underline(true)),
		Current:    b.compile(b.ink(p.link).Reverse(true)),
		Code:       b.compile(b.ink(p.literal)),
		Error:      b.compile(b.ink(p.warn).Bold(true)),
		Border:     b.compile(b.ink(p.rule)),
		Tab:        b.compile(b.ink(p.faint)),
		Active:     b.compile(b.ink(p.accent).Bold(true).Underline(true)),
		Key:        b.compile(b.ink(p.text).Bold(true)),
		Row:        b.row(p, "", false),
		Selected:   b.row(p, p.cursor, true),
		Unfocused:  b.row(p, p.shade, false),
		Glyphs:     glyphs(o.ASCII),
		hyperlinks: o.Profile >= colorprofile.ASCII,
		options:    o,
	}
	for i, c := range p.classes {
		t.classes[i] = b.compile(b.ink(c).Bold(true))
	}
	return t
}

// Options are what the theme was made from: two themes of the same options look
// the same.
func (t Theme) Options() Options { return t.options }

// Plain is the theme for output that is not a terminal: no color, no escape
// sequence at all.
func Plain() Theme { return Theme{Glyphs: glyphs(false)} }

// Class returns the style for a code. Its first digit says the same without
// color.
func (t Theme) Class(code string) Style { return t.classes[classOf(code)] }

// Class returns the style for a code in a row.
func (r Row) Class(code string) Style { return r.classes[classOf(code)] }

// classOf is the first digit of a code, 0 where there is none.
func classOf(code string) int {
	if code != "" && code[0] >= '1' && code[0] <= '5' {
		return int(code[0] - '0')
	}
	return 0
}

// Hyperlink makes text clickable where the terminal can (OSC 8). The text must
// stay on one line.
func (t Theme) Hyperlink(url, text string) string {
	return t.Target(url).Render(text)
}

// Target is the style of text that [Theme.Hyperlink] makes clickable.
func (t Theme) Target(url string) Style {
	if !t.hyperlinks || url == "" || strings.ContainsFunc(url, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return Style{}
	}
	return Style{"\x1b]8;;" + url + "\x1b\\", "\x1b]8;;\x1b\\"}
}

// Style is a pair of escape sequences, made once so that drawing only joins
// strings.
type Style struct {
	open, shut string
}

// Render returns text in the style. The text must be one line.
func (s Style) Render(text string) string {
	if text == "" || s.open == "" {
		return text
	}
	return s.open + text + s.shut
}

// Begin appends what stands before text in the style, for text that is put
// together in pieces.
func (s Style) Begin(b []byte) []byte { return append(b, s.open...) }

// End appends what stands behind text in the style.
func (s Style) End(b []byte) []byte { return append(b, s.shut...) }

// builder makes styles for one terminal.
type builder struct{ Options }

func (b builder) color(tone string) color.Color {
	return b.Profile.Convert(lipgloss.Color(tone))
}

// ink is a style with a foreground; no tone is the terminal's own.
func (b builder) ink(tone string) lipgloss.Style {
	s := lipgloss.NewStyle()
	if tone == "" || b.Profile <= colorprofile.ASCII {
		return s
	}
	return s.Foreground(b.color(tone))
}

// row makes the styles of a row on a background, or on none. With sixteen colors
// or none the strong row is shown in reverse, and in one tone: each would be
// another background there.
func (b builder) row(p palette, background string, strong bool) Row {
	if strong && b.Profile <= colorprofile.ANSI {
		p = palette{}
	}
	on := func(s lipgloss.Style) Style {
		switch {
		case background == "":
		case b.Profile <= colorprofile.ANSI:
			s = s.Reverse(strong).Bold(true)
		default:
			s = s.Background(b.color(background)).Bold(strong)
		}
		return b.compile(s)
	}
	r := Row{Text: on(b.ink(p.text)), Dim: on(b.ink(p.faint)), Match: on(b.ink(p.match).Bold(true).Underline(true))}
	for i, c := range p.classes {
		r.classes[i] = on(b.ink(c).Bold(true))
	}
	return r
}

// compile makes the sequences before and after text in the style. They are what
// Lip Gloss renders, which takes three times as long, and a stack of 64 KB.
func (b builder) compile(s lipgloss.Style) Style {
	var a ansi.Style
	if s.GetBold() {
		a = a.Bold()
	}
	if s.GetUnderline() {
		a = a.Underline(true)
	}
	if s.GetReverse() {
		a = a.Reverse(true)
	}
	if c := s.GetForeground(); c != (lipgloss.NoColor{}) {
		a = a.ForegroundColor(c)
	}
	if c := s.GetBackground(); c != (lipgloss.NoColor{}) {
		a = a.BackgroundColor(c)
	}
	if len(a) == 0 || b.Profile <= colorprofile.NoTTY {
		return Style{}
	}
	return Style{a.String(), ansi.ResetStyle}
}
