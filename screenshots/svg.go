//go:build unix

package main

import (
	"fmt"
	"html"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// The measures of a picture, in pixels.
const (
	cellW, cellH   = 8.4, 18.0 // the width and the height of a cell
	fontSize       = 14
	margin         = 14.0 // the space on each side of the screen
	titleBarHeight = 32.0 // the height of the title bar, which is above the screen
	baselineY      = 13.0 // the distance from the top of a cell to the baseline of its text
)

// fontFamily lists the fonts to try, the best first.
const fontFamily = "ui-monospace,'Cascadia Mono','SF Mono',Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace"

// point is the column and row of a cell.
type point struct{ x, y int }

// picture is a screen to be drawn in a window.
type picture struct {
	title  string // the text in the title bar
	colors terminalColors
	grid   [][]uv.Cell // the cells of the screen, row by row
	cursor *point      // where the cursor is, or nil if it is not visible
}

// svg returns the picture as an SVG document.
func (p picture) svg() string {
	var b strings.Builder
	w := 2*margin + float64(len(p.grid[0]))*cellW
	h := titleBarHeight + 2*margin + float64(len(p.grid))*cellH
	title, frame := html.EscapeString(p.title), formatColor(p.colors.windowFrame)
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %[1]s %[2]s" role="img">`+"\n", formatNumber(w), formatNumber(h))
	fmt.Fprintf(&b, "<title>%s</title>\n", title)
	fmt.Fprintf(&b, `<rect x=".5" y=".5" width="%s" height="%s" rx="8" fill="%s" stroke="%s"/>`+"\n", formatNumber(w-1), formatNumber(h-1), formatColor(p.colors.background), frame)
	for i := range 3 {
		fmt.Fprintf(&b, `<circle cx="%d" cy="16" r="5" fill="%s"/>`, 20+i*17, frame)
	}
	fmt.Fprintf(&b, "\n"+`<g font-family="%s" font-size="%d" fill="%s" xml:space="preserve">`+"\n", fontFamily, fontSize, formatColor(p.colors.text))
	fmt.Fprintf(&b, `<text x="%s" y="21" text-anchor="middle" font-size="12" fill="%s">%s</text>`+"\n", formatNumber(w/2), formatColor(p.colors.windowTitle), title)
	for y, row := range p.grid {
		p.drawBackgrounds(&b, y, row)
		p.drawRow(&b, y, row)
	}
	p.drawCursor(&b)
	b.WriteString("</g>\n</svg>\n")
	return b.String()
}

// formatNumber formats a number with at most two decimals, without trailing zeros.
func formatNumber(f float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", f), "0"), ".")
}

// columnX returns the x coordinate of the left edge of a column, in pixels.
func columnX(x int) float64 { return margin + float64(x)*cellW }

// rowY returns the y coordinate of the top edge of a row, in pixels.
func rowY(y int) float64 { return titleBarHeight + margin + float64(y)*cellH }

// cellCount returns the number of cells that a string takes.
func cellCount(s string) int { return ansi.StringWidth(s) }

// rect writes a filled rectangle.
func rect(b *strings.Builder, x, y, w, h float64, fill string) {
	fmt.Fprintf(b, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s"/>`, formatNumber(x), formatNumber(y), formatNumber(w), formatNumber(h), fill)
}

// drawBackgrounds fills the cells of a row that have a background of their own.
func (p picture) drawBackgrounds(b *strings.Builder, y int, row []uv.Cell) {
	for x := 0; x < len(row); {
		background, from := p.colors.style(row[x].Style).background, x
		for x < len(row) && p.colors.style(row[x].Style).background == background {
			x++
		}
		if background != p.colors.background {
			rect(b, columnX(from), rowY(y), float64(x-from)*cellW, cellH, formatColor(background))
			b.WriteByte('\n')
		}
	}
}

// drawRow draws the characters of a row. It draws neighboring cells with the same style
// as one text.
func (p picture) drawRow(b *strings.Builder, y int, row []uv.Cell) {
	for x := 0; x < len(row); {
		style, from := p.colors.style(row[x].Style), x
		if isLine(row[x].Content) {
			drawLine(b, point{x, y}, row[x].Content, formatColor(style.text))
			x++
			continue
		}
		var chars strings.Builder
		for x < len(row) && p.colors.style(row[x].Style) == style && !isLine(row[x].Content) {
			chars.WriteString(row[x].Content)
			x++
		}
		p.drawText(b, point{from, y}, chars.String(), style)
	}
}

// drawText draws text in one style. It splits the text where there are two spaces or
// more, and draws each part at its own cell, so that columns are straight in any font.
func (p picture) drawText(b *strings.Builder, at point, s string, style cellStyle) {
	if style.underline { // spaces are underlined too
		p.drawWords(b, at, s, style)
		return
	}
	const gap = "  "
	for s != "" {
		trimmed := strings.TrimLeft(s, " ")
		at.x += cellCount(s) - cellCount(trimmed)
		words, remaining, hasGap := strings.Cut(trimmed, gap)
		if words != "" {
			p.drawWords(b, at, strings.TrimRight(words, " "), style)
		}
		at.x += cellCount(words)
		if s = remaining; hasGap {
			at.x += len(gap)
		}
	}
}

// drawWords draws text from a cell on. It gives the width of the text, so that a viewer
// with another font stretches the text to its cells.
func (p picture) drawWords(b *strings.Builder, at point, s string, style cellStyle) {
	fmt.Fprintf(b, `<text x="%s" y="%s" textLength="%s"`, formatNumber(columnX(at.x)), formatNumber(rowY(at.y)+baselineY), formatNumber(float64(cellCount(s))*cellW))
	if style.text != p.colors.text {
		fmt.Fprintf(b, ` fill="%s"`, formatColor(style.text))
	}
	for _, a := range []struct {
		isSet     bool
		attribute string
	}{
		{style.bold, `font-weight="bold"`},
		{style.italic, `font-style="italic"`},
		{style.faint, `opacity=".65"`},
		{style.underline, `text-decoration="underline"`},
		{style.strike, `text-decoration="line-through"`},
	} {
		if a.isSet {
			b.WriteString(" " + a.attribute)
		}
	}
	fmt.Fprintf(b, ">%s</text>\n", html.EscapeString(s))
}

// drawCursor draws the cursor, if it is visible. It is translucent, so that the
// character below it stays readable.
func (p picture) drawCursor(b *strings.Builder) {
	if p.cursor == nil || p.cursor.y >= len(p.grid) {
		return
	}
	fmt.Fprintf(b, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s" opacity=".7"/>`+"\n",
		formatNumber(columnX(p.cursor.x)), formatNumber(rowY(p.cursor.y)), formatNumber(cellW), formatNumber(cellH), formatColor(p.colors.text))
}
