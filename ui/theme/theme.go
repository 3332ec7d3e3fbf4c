// Package theme holds every color and every glyph, as one value that a session
// makes from the capabilities of its terminal.
//
// It must not know what is drawn with it, and it never asks the terminal: the
// caller passes in what is known about it.
package theme

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// Theme is the look of everything that is drawn. It is immutable.
type Theme struct {
	Dim     Style // what is less important
	Strong  Style // names and titles
	Heading Style // section headings and labels
	Link    Style // a link
	Current Style // the link that enter follows
	Code    Style // literal text, as in Markdown code
	Error   Style // an error message
	Border  Style // rules and dividers
	Tab     Style // a tab that is not shown
	Active  Style // the tab that is shown
	Key     Style // a key in a list of bindings
	// Row is a row of the list, and Selected the row under the cursor.
	Row, Selected Row
	// Unfocused is the row under the cursor while another pane has the focus.
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

// Options are the capabilities of a terminal that a theme is made from.
type Options struct {
	Dark    bool // the background is dark
	Profile colorprofile.Profile
	// Neutral says that it is not known whether the background is dark.
	Neutral bool
	// ASCII asks for glyphs that every terminal and font has.
	ASCII bool
}

// Used returns the options with a profile of at most 256 colors, which is all that
// a theme uses. Two terminals with the same used options have the same theme.
func (o Options) Used() Options {
	o.Profile = min(o.Profile, colorprofile.ANSI256)
	return o
}

// New returns the theme for a terminal.
//
// It never uses more than 256 colors. An SSH session seldom has more, so that the
// look is the same everywhere, and a true color takes twice the bytes in every
// line.
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
		Dim:        b.compile(b.foreground(p.faint)),
		Strong:     b.compile(b.foreground(p.text).Bold(true)),
		Heading:    b.compile(b.foreground(p.accent).Bold(true)),
		Link:       b.compile(b.foreground(p.link).Underline(true)),
		Current:    b.compile(b.foreground(p.link).Reverse(true)),
		Code:       b.compile(b.foreground(p.literal)),
		Error:      b.compile(b.foreground(p.warn).Bold(true)),
		Border:     b.compile(b.foreground(p.rule)),
		Tab:        b.compile(b.foreground(p.faint)),
		Active:     b.compile(b.foreground(p.accent).Bold(true).Underline(true)),
		Key:        b.compile(b.foreground(p.text).Bold(true)),
		Row:        b.row(p, "", false),
		Selected:   b.row(p, p.cursor, true),
		Unfocused:  b.row(p, p.shade, false),
		Glyphs:     newGlyphs(o.ASCII),
		hyperlinks: o.Profile >= colorprofile.ASCII,
		options:    o,
	}
	for i, c := range p.classes {
		t.classes[i] = b.compile(b.foreground(c).Bold(true))
	}
	return t
}

// Options returns what the theme was made from. Two themes with the same options
// look the same.
func (t Theme) Options() Options { return t.options }

// Plain returns the theme for output that is not a terminal. It has no escape
// sequences.
func Plain() Theme { return Theme{Glyphs: newGlyphs(false)} }

// Class returns the style for a code, which depends on its class. The first digit
// of the code says the same without color.
func (t Theme) Class(code string) Style { return t.classes[classOf(code)] }

// Class returns the style for a code in a row of the list.
func (r Row) Class(code string) Style { return r.classes[classOf(code)] }

// classOf returns the first digit of a code if that is 1 to 5, or else 0.
func classOf(code string) int {
	if code != "" && code[0] >= '1' && code[0] <= '5' {
		return int(code[0] - '0')
	}
	return 0
}

// Hyperlink returns text as a hyperlink (OSC 8) if the terminal can show one. The
// text must be one line.
func (t Theme) Hyperlink(url, text string) string {
	return t.Target(url).Render(text)
}

// Target returns the style that makes text a hyperlink. It is empty for an address
// with a space, a control character or a character that is not ASCII: it could end
// the escape sequence.
func (t Theme) Target(url string) Style {
	if !t.hyperlinks || url == "" || strings.ContainsFunc(url, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return Style{}
	}
	return Style{"\x1b]8;;" + url + "\x1b\\", "\x1b]8;;\x1b\\"}
}

// Style is a pair of escape sequences, before and after text. They are made once,
// so that drawing only joins strings.
type Style struct {
	begin, end string
}

// Render returns text in the style. The text must be one line.
func (s Style) Render(text string) string {
	if text == "" || s.begin == "" {
		return text
	}
	return s.begin + text + s.end
}

// Begin appends the escape sequence before text in the style.
func (s Style) Begin(b []byte) []byte { return append(b, s.begin...) }

// End appends the escape sequence after text in the style.
func (s Style) End(b []byte) []byte { return append(b, s.end...) }

// builder makes the styles for one terminal.
type builder struct{ Options }

// color returns a color of a palette as the terminal can show it.
func (b builder) color(name string) color.Color {
	return b.Profile.Convert(lipgloss.Color(name))
}

// foreground returns a style with a color of a palette.
func (b builder) foreground(name string) lipgloss.Style {
	s := lipgloss.NewStyle()
	if name == "" || b.Profile <= colorprofile.ASCII {
		return s
	}
	return s.Foreground(b.color(name))
}

// row returns the styles of a row of the list, with a background if one is named.
// With sixteen colors or fewer, a strong row is shown in reverse and in one color:
// several colors in reverse would be several backgrounds.
func (b builder) row(p palette, background string, isStrong bool) Row {
	if isStrong && b.Profile <= colorprofile.ANSI {
		p = palette{}
	}
	style := func(s lipgloss.Style) Style {
		switch {
		case background == "":
		case b.Profile <= colorprofile.ANSI:
			s = s.Reverse(isStrong).Bold(true)
		default:
			s = s.Background(b.color(background)).Bold(isStrong)
		}
		return b.compile(s)
	}
	r := Row{
		Text:  style(b.foreground(p.text)),
		Dim:   style(b.foreground(p.faint)),
		Match: style(b.foreground(p.match).Bold(true).Underline(true)),
	}
	for i, c := range p.classes {
		r.classes[i] = style(b.foreground(c).Bold(true))
	}
	return r
}

// compile returns the escape sequences that Lip Gloss renders before and after
// text. Rendering takes three times as long and a stack of 64 KiB.
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
