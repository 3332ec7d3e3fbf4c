// Package theme holds every color and every glyph, as one value that a session
// makes from the capabilities of its terminal.
//
// It must not know what is drawn with its colors. It never asks the terminal for its
// capabilities: the caller passes them in.
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
	Dim     Style // is for text that is less important
	Strong  Style // is for names and titles
	Heading Style // is for the headings of sections, and for labels
	Link    Style // is for links
	Mention Style // is for links in prose, which do not stand out much
	Current Style // is for the current link, which the enter key follows
	Code    Style // is for code, such as header names
	// CodeMention is for links in prose that are code too.
	CodeMention Style
	Error       Style // is for error messages
	Border      Style // is for lines between parts of the screen
	Tab         Style // is for the name of a tab that is not open
	Active      Style // is for the name of the tab that is open
	Key         Style // is for the name of a key in the help and the hints
	// Row has the styles of a row of the list that is not selected.
	Row Row
	// Selected has the styles of the selected row while the list has the focus.
	Selected Row
	// Unfocused has the styles of the selected row while another pane has the focus.
	Unfocused Row
	Glyphs    Glyphs

	classes       [6]Style // classes[d] is for codes that begin with the digit d, classes[0] for all other codes
	hasHyperlinks bool     // the terminal can show hyperlinks
	options       Options
}

// Row holds the styles of the parts of one row of the list.
type Row struct {
	Text  Style // is for the name of the entry
	Dim   Style // is for the tag at the right edge, such as the vendor
	Match Style // is for the characters that matched a search

	classes [6]Style // classes[d] is for codes that begin with the digit d, classes[0] for all other codes
}

// Options are the capabilities of a terminal that a theme is made from.
type Options struct {
	Dark    bool                 // the background is dark
	Profile colorprofile.Profile // how many colors the terminal can show
	// Neutral says that the background is not known. Dark has no effect then.
	Neutral bool
	// ASCII restricts the glyphs to ASCII, which every terminal and font can show.
	ASCII bool
}

// Effective returns the options as [New] uses them: with a profile of at most 256
// colors, because a theme has no more. Terminals with the same effective options get
// the same theme.
func (o Options) Effective() Options {
	o.Profile = min(o.Profile, colorprofile.ANSI256)
	return o
}

// New returns the theme for a terminal.
//
// The theme has at most 256 colors. An SSH session seldom has more, and so teapot looks
// the same locally and over SSH. Also, an escape sequence for a true color has twice as
// many bytes.
func New(o Options) Theme {
	o = o.Effective()
	p := palette256(o.Dark)
	switch {
	case o.Neutral:
		p = neutralPalette()
	case o.Profile == colorprofile.ANSI:
		p = ansiPalette(o.Dark)
	}
	b := builder{o}
	t := Theme{
		Dim:           b.compile(b.foreground(p.faint)),
		Strong:        b.compile(b.foreground(p.text).Bold(true)),
		Heading:       b.compile(b.foreground(p.accent).Bold(true)),
		Link:          b.compile(b.foreground(p.link).Underline(true)),
		Current:       b.compile(b.foreground(p.link).Reverse(true)),
		Mention:       b.compile(lipgloss.NewStyle().Underline(true)),
		Code:          b.compile(b.foreground(p.literal)),
		CodeMention:   b.compile(b.foreground(p.literal).Underline(true)),
		Error:         b.compile(b.foreground(p.warn).Bold(true)),
		Border:        b.compile(b.foreground(p.rule)),
		Tab:           b.compile(b.foreground(p.faint)),
		Active:        b.compile(b.foreground(p.accent).Bold(true).Underline(true)),
		Key:           b.compile(b.foreground(p.text).Bold(true)),
		Row:           b.row(p, "", false),
		Selected:      b.row(p, p.cursor, true),
		Unfocused:     b.row(p, p.shade, false),
		Glyphs:        newGlyphs(o.ASCII),
		hasHyperlinks: o.Profile >= colorprofile.ASCII,
		options:       o,
	}
	for i, c := range p.classes {
		t.classes[i] = b.compile(b.foreground(c).Bold(true))
	}
	return t
}

// Options returns the effective options that the theme was made from. Two themes with
// the same options are equal.
func (t Theme) Options() Options { return t.options }

// Plain returns the theme for output that is not a terminal. It has no escape
// sequences.
func Plain() Theme { return Theme{Glyphs: newGlyphs(false)} }

// Class returns the style for a code, which depends on the class of the code. A reader
// who sees no color finds the class in the first digit of the code.
func (t Theme) Class(code string) Style { return t.classes[classOf(code)] }

// Class returns the style for a code in a row of the list. Like [Theme.Class], it
// depends on the class of the code.
func (r Row) Class(code string) Style { return r.classes[classOf(code)] }

// classOf returns the first digit of a code if that is 1 to 5, or else 0.
func classOf(code string) int {
	if code != "" && code[0] >= '1' && code[0] <= '5' {
		return int(code[0] - '0')
	}
	return 0
}

// HasHyperlinks reports whether the terminal can show hyperlinks.
func (t Theme) HasHyperlinks() bool { return t.hasHyperlinks }

// Hyperlink returns text as a hyperlink (OSC 8) if the terminal can show one. The
// text must be one line.
func (t Theme) Hyperlink(url, text string) string {
	return t.HyperlinkStyle(url).Render(text)
}

// HyperlinkStyle returns the style that makes text a hyperlink to a URL. The style is
// empty for a URL that is not [IsLinkable].
func (t Theme) HyperlinkStyle(url string) Style {
	if !t.hasHyperlinks || !IsLinkable(url) {
		return Style{}
	}
	return Style{"\x1b]8;;" + url + "\x1b\\", "\x1b]8;;\x1b\\"}
}

// IsLinkable reports whether an address may be a hyperlink: it is one of http, https
// or mailto. A terminal passes other addresses to programs that do more than to show a
// page. An address with a space, a control character or a character that is not ASCII
// is refused too: it could end the escape sequence, or look like another address.
func IsLinkable(url string) bool {
	scheme, rest, ok := strings.Cut(url, ":")
	switch strings.ToLower(scheme) {
	case "http", "https":
		rest, ok = strings.CutPrefix(rest, "//")
	case "mailto":
	default:
		return false
	}
	return ok && rest != "" && !strings.ContainsFunc(url, func(r rune) bool { return r <= ' ' || r >= 0x7f })
}

// Style is a pair of escape sequences, one for before a text and one for after it.
// They are made once for each theme, so that drawing only joins strings.
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

// Begin appends to b the escape sequence that starts the style.
func (s Style) Begin(b []byte) []byte { return append(b, s.begin...) }

// End appends to b the escape sequence that ends the style.
func (s Style) End(b []byte) []byte { return append(b, s.end...) }

// builder makes the styles for one terminal.
type builder struct{ Options }

// color converts a color of a palette to one that the terminal can show.
func (b builder) color(name string) color.Color {
	return b.Profile.Convert(lipgloss.Color(name))
}

// foreground returns a style that draws text in a color of a palette.
func (b builder) foreground(name string) lipgloss.Style {
	s := lipgloss.NewStyle()
	if name == "" || b.Profile <= colorprofile.ASCII {
		return s
	}
	return s.Foreground(b.color(name))
}

// row returns the styles of a row of the list. A background of "" stands for none.
// With sixteen colors or fewer there are no backgrounds: a row with a background is
// bold, and a strong one also reversed and in a single color. With several colors, the
// reversed row would have several backgrounds.
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

// compile returns the escape sequences that Lip Gloss writes before and after a text
// in the style s. To find them by calling the Render method of Lip Gloss would take
// three times as long, and a stack of 64 KiB.
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
