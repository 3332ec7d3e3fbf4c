package theme

// palette is the set of tones that everything is drawn with, for a dark or a
// light background. An empty tone is the terminal's own color.
type palette struct {
	text, faint, accent, link, literal, match, rule, warn string
	cursor, shade                                         string // backgrounds
	classes                                               [6]string
}

// neutralPalette is for a terminal whose background is not known: its own first
// sixteen colors, which its owner can read.
func neutralPalette() palette {
	return palette{
		faint: "8", accent: "4", link: "4", literal: "3", match: "3", rule: "8", warn: "1",
		cursor: "8", shade: "8",
		classes: [6]string{"5", "6", "2", "4", "3", "1"},
	}
}

// ansiPalette is for a terminal with sixteen colors, which are its owner's: the
// nearest of them to a tone may be any. Backgrounds are not used.
func ansiPalette(dark bool) palette {
	if dark {
		return palette{
			faint: "8", accent: "12", link: "14", literal: "11", match: "11", rule: "8", warn: "9",
			cursor: "0", shade: "0",
			classes: [6]string{"13", "14", "10", "12", "11", "9"},
		}
	}
	return palette{
		faint: "8", accent: "4", link: "4", literal: "5", match: "1", rule: "8", warn: "1",
		cursor: "15", shade: "15",
		classes: [6]string{"8", "6", "2", "4", "5", "1"},
	}
}

// newPalette returns the tones. The class colors are told apart by people with
// the common kinds of color blindness (they differ in blue against yellow and
// in lightness), and every class is named in words too.
func newPalette(dark bool) palette {
	if dark {
		return palette{
			faint: "#949494", accent: "#6cb6ff", link: "#9ecbff", literal: "#d7ba7d",
			match: "#ffd75f", rule: "#585858", warn: "#ff9e64",
			cursor: "#3a3a3a", shade: "#262626",
			classes: [6]string{"#c3a6ff", "#9fb4d8", "#4fd1a5", "#6cb6ff", "#f2b84b", "#ff7fb0"},
		}
	}
	return palette{
		faint: "#5c6370", accent: "#00509e", link: "#0a58ca", literal: "#7a4f00",
		match: "#9a3d00", rule: "#b3b8c2", warn: "#a33c00",
		cursor: "#cfe2ff", shade: "#e9ecf1",
		classes: [6]string{"#5b3fa0", "#4a5a78", "#00664a", "#00509e", "#8a4b00", "#a3195b"},
	}
}

// Glyphs are the signs that are not letters.
type Glyphs struct {
	Cursor   string    // before the row under the cursor
	Ellipsis string    // where text was cut
	Bullet   string    // before the item of a list
	Vertical string    // between the panes
	Rule     string    // a horizontal rule is made of it
	Differs  string    // before two values that are not the same
	Star     string    // at a favorite
	Corners  [4]string // of a box: top left, top right, bottom left, bottom right
}

func glyphs(ascii bool) Glyphs {
	if ascii {
		return Glyphs{Cursor: ">", Differs: "!", Star: "*", Ellipsis: "~", Bullet: "*", Vertical: "|", Rule: "-", Corners: [4]string{"+", "+", "+", "+"}}
	}
	return Glyphs{Cursor: "▌", Differs: "≠", Star: "★", Ellipsis: "…", Bullet: "•", Vertical: "│", Rule: "─", Corners: [4]string{"╭", "╮", "╰", "╯"}}
}
