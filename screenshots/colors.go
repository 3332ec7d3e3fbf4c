//go:build unix

package main

import (
	"fmt"
	"image/color"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// terminalColors are the colors of a terminal and of the window that it is in.
type terminalColors struct {
	text        color.RGBA     // the color of text if the program has set none
	background  color.RGBA     // the background color if the program has set none
	windowFrame color.RGBA     // the color of the window's border and of its three buttons
	windowTitle color.RGBA     // the color of the text in the title bar
	basic       [16]color.RGBA // the terminal's colors 0 to 15
}

// hex returns the color with the value 0xRRGGBB.
func hex(n uint32) color.RGBA {
	return color.RGBA{R: uint8(n >> 16), G: uint8(n >> 8 & 0xff), B: uint8(n & 0xff), A: 0xff} //nolint:gosec // three bytes
}

// newColors returns the colors of a light or a dark terminal.
func newColors(light bool) terminalColors {
	c := terminalColors{text: hex(0xd5dae3), background: hex(0x14171d), windowFrame: hex(0x2a2f3a), windowTitle: hex(0x8a93a6)}
	basic := [16]uint32{
		0x2a2f3a, 0xff7b72, 0x7ee787, 0xe3b341, 0x79b8ff, 0xd2a8ff, 0x76e3ea, 0xd5dae3,
		0x8a93a6, 0xffa198, 0xa5f0ad, 0xf2cc60, 0xa5d6ff, 0xe2c5ff, 0xb3f0ff, 0xffffff,
	}
	if light {
		c = terminalColors{text: hex(0x1f2328), background: hex(0xffffff), windowFrame: hex(0xd0d7de), windowTitle: hex(0x59636e)}
		basic = [16]uint32{
			0x1f2328, 0xa40e26, 0x116329, 0x7d4e00, 0x0550ae, 0x6639ba, 0x1b5e6a, 0x59636e,
			0x59636e, 0xcf222e, 0x1a7f37, 0x9a6700, 0x0969da, 0x8250df, 0x3192aa, 0x8c959f,
		}
	}
	for i, n := range basic {
		c.basic[i] = hex(n)
	}
	return c
}

// resolve returns the RGB value with which this terminal shows a color of a cell. If
// the cell has no color, it returns the default.
func (t terminalColors) resolve(c color.Color, defaultColor color.RGBA) color.RGBA {
	switch c := c.(type) {
	case nil:
		return defaultColor
	case ansi.BasicColor:
		return t.basic[c%16]
	case ansi.IndexedColor:
		if c < 16 {
			return t.basic[c]
		}
	}
	return color.RGBAModel.Convert(c).(color.RGBA)
}

// cellStyle is the style of a cell, with colors as RGB values.
type cellStyle struct {
	text, background                       color.RGBA
	bold, italic, faint, underline, strike bool
}

// style resolves the colors of a style. For reverse video, it swaps the
// colors of text and background.
func (t terminalColors) style(s uv.Style) cellStyle {
	style := cellStyle{
		text: t.resolve(s.Fg, t.text), background: t.resolve(s.Bg, t.background), underline: s.Underline != uv.UnderlineNone,
		bold: s.Attrs&uv.AttrBold != 0, italic: s.Attrs&uv.AttrItalic != 0, faint: s.Attrs&uv.AttrFaint != 0,
		strike: s.Attrs&uv.AttrStrikethrough != 0,
	}
	if s.Attrs&uv.AttrReverse != 0 {
		style.text, style.background = style.background, style.text
	}
	return style
}

// formatColor returns a color in the notation of SVG, such as "#14171d".
func formatColor(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
