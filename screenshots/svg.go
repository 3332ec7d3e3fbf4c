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
	cellW, cellH = 8.4, 18.0
	fontSize     = 14
	margin       = 14.0 // around the screen
	titleBar     = 32.0 // of the window, above the screen
	baseline     = 13.0 // of text, below the top of its cell
)

const fonts = "ui-monospace,'Cascadia Mono','SF Mono',Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace"

// point is the column and row of a cell.
type point struct{ x, y int }

// picture is a screen to be drawn in a window.
type picture struct {
	title  string
	colors terminalColors
	grid   [][]uv.Cell
	cursor *point // nil if it is not visible
}

// svg returns the picture.
func (p picture) svg() string {
	var b strings.Builder
	w := 2*margin + float64(len(p.grid[0]))*cellW
	h := titleBar + 2*margin + float64(len(p.grid))*cellH
	title, frame := html.EscapeString(p.title), rgb(p.colors.frame)
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %[1]s %[2]s" role="img">`+"\n", num(w), num(h))
	fmt.Fprintf(&b, "<title>%s</title>\n", title)
	fmt.Fprintf(&b, `<rect x=".5" y=".5" width="%s" height="%s" rx="8" fill="%s" stroke="%s"/>`+"\n", num(w-1), num(h-1), rgb(p.colors.background), frame)
	for i := range 3 {
		fmt.Fprintf(&b, `<circle cx="%d" cy="16" r="5" fill="%s"/>`, 20+i*17, frame)
	}
	fmt.Fprintf(&b, "\n"+`<g font-family="%s" font-size="%d" fill="%s" xml:space="preserve">`+"\n", fonts, fontSize, rgb(p.colors.text))
	fmt.Fprintf(&b, `<text x="%s" y="21" text-anchor="middle" font-size="12" fill="%s">%s</text>`+"\n", num(w/2), rgb(p.colors.title), title)
	for y, row := range p.grid {
		p.drawBackgrounds(&b, y, row)
		p.drawRow(&b, y, row)
	}
	p.drawCursor(&b)
	b.WriteString("</g>\n</svg>\n")
	return b.String()
}

// num formats a number with at most two decimals, without trailing zeros.
func num(f float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", f), "0"), ".")
}

// left returns the x coordinate of a column, and top the y coordinate of a row.
func left(x int) float64 { return margin + float64(x)*cellW }
func top(y int) float64  { return titleBar + margin + float64(y)*cellH }

// width returns the number of cells that a string takes.
func width(s string) int { return ansi.StringWidth(s) }

func rect(b *strings.Builder, x, y, w, h float64, fill string) {
	fmt.Fprintf(b, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s"/>`, num(x), num(y), num(w), num(h), fill)
}

// drawBackgrounds fills the cells whose background is not that of the window.
func (p picture) drawBackgrounds(b *strings.Builder, y int, row []uv.Cell) {
	for x := 0; x < len(row); {
		background, from := p.colors.style(row[x].Style).background, x
		for x < len(row) && p.colors.style(row[x].Style).background == background {
			x++
		}
		if background != p.colors.background {
			rect(b, left(from), top(y), float64(x-from)*cellW, cellH, rgb(background))
			b.WriteByte('\n')
		}
	}
}

// drawRow draws the characters of a row. Neighbors with the same style are drawn
// together.
func (p picture) drawRow(b *strings.Builder, y int, row []uv.Cell) {
	for x := 0; x < len(row); {
		style, from := p.colors.style(row[x].Style), x
		if isLine(row[x].Content) {
			drawLine(b, point{x, y}, row[x].Content, rgb(style.text))
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

// drawText draws text in one style. Words with more than one space between them
// are drawn separately, so that columns are straight in any font.
func (p picture) drawText(b *strings.Builder, at point, s string, style cellStyle) {
	if style.underline { // its spaces are visible
		p.drawWords(b, at, s, style)
		return
	}
	const gap = "  "
	for s != "" {
		trimmed := strings.TrimLeft(s, " ")
		at.x += width(s) - width(trimmed)
		words, rest, found := strings.Cut(trimmed, gap)
		if words != "" {
			p.drawWords(b, at, strings.TrimRight(words, " "), style)
		}
		at.x += width(words)
		if s = rest; found {
			at.x += len(gap)
		}
	}
}

// drawWords draws text at a position, and states its width.
func (p picture) drawWords(b *strings.Builder, at point, s string, style cellStyle) {
	fmt.Fprintf(b, `<text x="%s" y="%s" textLength="%s"`, num(left(at.x)), num(top(at.y)+baseline), num(float64(width(s))*cellW))
	if style.text != p.colors.text {
		fmt.Fprintf(b, ` fill="%s"`, rgb(style.text))
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

// drawCursor draws the cursor so that the character below it stays readable.
func (p picture) drawCursor(b *strings.Builder) {
	if p.cursor == nil || p.cursor.y >= len(p.grid) {
		return
	}
	fmt.Fprintf(b, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s" opacity=".7"/>`+"\n",
		num(left(p.cursor.x)), num(top(p.cursor.y)), num(cellW), num(cellH), rgb(p.colors.text))
}
