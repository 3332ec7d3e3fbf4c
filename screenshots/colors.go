//go:build unix

package main

import (
	"fmt"
	"image/color"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// palette is the colors of a terminal: its own, and the first sixteen.
type palette struct {
	text, back, frame, title color.RGBA
	sixteen                  [16]color.RGBA
}

func hex(n uint32) color.RGBA {
	return color.RGBA{R: uint8(n >> 16), G: uint8(n >> 8 & 0xff), B: uint8(n & 0xff), A: 0xff} //nolint:gosec // three bytes
}

// inks is the palette of a light or a dark terminal.
func inks(light bool) palette {
	p := palette{text: hex(0xd5dae3), back: hex(0x14171d), frame: hex(0x2a2f3a), title: hex(0x8a93a6)}
	tones := [16]uint32{
		0x2a2f3a, 0xff7b72, 0x7ee787, 0xe3b341, 0x79b8ff, 0xd2a8ff, 0x76e3ea, 0xd5dae3,
		0x8a93a6, 0xffa198, 0xa5f0ad, 0xf2cc60, 0xa5d6ff, 0xe2c5ff, 0xb3f0ff, 0xffffff,
	}
	if light {
		p = palette{text: hex(0x1f2328), back: hex(0xffffff), frame: hex(0xd0d7de), title: hex(0x59636e)}
		tones = [16]uint32{
			0x1f2328, 0xa40e26, 0x116329, 0x7d4e00, 0x0550ae, 0x6639ba, 0x1b5e6a, 0x59636e,
			0x59636e, 0xcf222e, 0x1a7f37, 0x9a6700, 0x0969da, 0x8250df, 0x3192aa, 0x8c959f,
		}
	}
	for i, t := range tones {
		p.sixteen[i] = hex(t)
	}
	return p
}

// of is a color of a cell as the palette shows it.
func (p palette) of(c color.Color, unset color.RGBA) color.RGBA {
	switch c := c.(type) {
	case nil:
		return unset
	case ansi.BasicColor:
		return p.sixteen[c%16]
	case ansi.IndexedColor:
		if c < 16 {
			return p.sixteen[c]
		}
	}
	return color.RGBAModel.Convert(c).(color.RGBA)
}

// look is how a cell is drawn, all questions answered.
type look struct {
	text, back                             color.RGBA
	bold, italic, faint, underline, strike bool
}

func (p palette) look(s uv.Style) look {
	l := look{
		text: p.of(s.Fg, p.text), back: p.of(s.Bg, p.back), underline: s.Underline != uv.UnderlineNone,
		bold: s.Attrs&uv.AttrBold != 0, italic: s.Attrs&uv.AttrItalic != 0, faint: s.Attrs&uv.AttrFaint != 0,
		strike: s.Attrs&uv.AttrStrikethrough != 0,
	}
	if s.Attrs&uv.AttrReverse != 0 {
		l.text, l.back = l.back, l.text
	}
	return l
}

func rgb(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
