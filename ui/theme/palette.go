package theme

// palette is the set of colors that a theme uses, for a dark or a light
// background. A color is a number of the terminal's own colors or a value such as
// "#6cb6ff"; an empty one is the terminal's default.
type palette struct {
	text, faint, accent, link, literal, match, rule, warn string
	cursor, shade                                         string    // backgrounds
	classes                                               [6]string // by first digit, 0 for other codes
}

// neutralPalette is for a terminal whose background is not known. It uses the
// terminal's own sixteen colors, which the user can read on any background.
func neutralPalette() palette {
	return palette{
		faint: "8", accent: "4", link: "4", literal: "3", match: "3", rule: "8", warn: "1",
		cursor: "8", shade: "8",
		classes: [6]string{"5", "6", "2", "4", "3", "1"},
	}
}

// ansiPalette is for a terminal with sixteen colors. The user has chosen them, so
// that the nearest one to a color of the other palettes may be any. A theme does
// not use them as backgrounds.
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

// newPalette is for a terminal with 256 colors or more. People with the common
// kinds of color blindness can tell the colors of the classes apart: they differ
// in blue against yellow and in lightness. Every class is also named in words.
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
	Cursor   string    // before the selected row
	Ellipsis string    // where text was cut off
	Bullet   string    // before the item of a list
	Vertical string    // the divider of the panes, and the sides of a box
	Rule     string    // repeated for a horizontal line
	Differs  string    // before two values that are not equal
	Star     string    // at a favorite
	Corners  [4]string // of a box: top left, top right, bottom left, bottom right
}

func newGlyphs(ascii bool) Glyphs {
	if ascii {
		return Glyphs{Cursor: ">", Differs: "!", Star: "*", Ellipsis: "~", Bullet: "*", Vertical: "|", Rule: "-", Corners: [4]string{"+", "+", "+", "+"}}
	}
	return Glyphs{Cursor: "▌", Differs: "≠", Star: "★", Ellipsis: "…", Bullet: "•", Vertical: "│", Rule: "─", Corners: [4]string{"╭", "╮", "╰", "╯"}}
}
