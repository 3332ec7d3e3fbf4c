package theme

// palette is the set of colors that a theme uses, for a dark or a light
// background. A color is the number of one of the terminal's own colors, such as "12",
// or a value such as "#6cb6ff". An empty string is the terminal's default color.
type palette struct {
	text    string // the color of names, titles and other text
	faint   string // the color of text that is less important
	accent  string // the color of headings and the active tab
	link    string // the color of links to other entries and to web pages
	literal string // the color of code
	match   string // the color of the characters that matched a search
	rule    string // the color of lines and borders
	warn    string // the color of error messages
	cursor  string // the background color of the selected row
	shade   string // the background color of the selected row while another pane has the focus

	// classes[d] is the color of codes that begin with the digit d, from 1 to 5.
	// classes[0] is the color of all other codes.
	classes [6]string
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

// ansiPalette is for a terminal with sixteen colors. The user may have changed them,
// so it is not possible to convert the values of palette256 to similar colors. The
// colors for backgrounds are not drawn: the theme shows the selected row in reverse
// or in bold instead.
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

// palette256 is for a terminal with 256 colors or more. People with the common
// kinds of color blindness can tell the colors of the classes apart, because these
// colors differ in blue against yellow and in lightness. Color is never the only sign
// of a class: its heading names it, and its codes have the same first digit.
func palette256(dark bool) palette {
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

// Glyphs are the symbols that are drawn beside text, and the characters for lines.
type Glyphs struct {
	Cursor   string    // is drawn before the selected row
	Ellipsis string    // is drawn at the end of a text that was cut
	Bullet   string    // is drawn before each item of a list in a text
	Vertical string    // is drawn for the divider of the panes and the sides of a box
	Rule     string    // is repeated to draw a horizontal line
	Differs  string    // is drawn before two values of a comparison that differ
	Star     string    // is drawn before a favorite in the list
	Corners  [4]string // the corners of a box: top left, top right, bottom left, bottom right
}

func newGlyphs(ascii bool) Glyphs {
	if ascii {
		return Glyphs{Cursor: ">", Differs: "!", Star: "*", Ellipsis: "~", Bullet: "*", Vertical: "|", Rule: "-", Corners: [4]string{"+", "+", "+", "+"}}
	}
	return Glyphs{Cursor: "▌", Differs: "≠", Star: "★", Ellipsis: "…", Bullet: "•", Vertical: "│", Rule: "─", Corners: [4]string{"╭", "╮", "╰", "╯"}}
}
