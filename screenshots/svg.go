//go:build unix

package main

import (
	"fmt"
	"html"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
)

// The measures of a picture, in pixels: a cell, the room around the screen, and
// the bar of the window above it.
const (
	cellW, cellH = 8.4, 18.0
	fontSize     = 14
	margin       = 14.0
	bar          = 32.0
)

const fonts = "ui-monospace,'Cascadia Mono','SF Mono',Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace"

type point struct{ x, y int }

// picture is a screen that is to be drawn.
type picture struct {
	palette
	title  string
	grid   [][]uv.Cell
	cursor *point
}

// svg draws a window with the screen in it.
func (p picture) svg() string {
	var b strings.Builder
	w := 2*margin + float64(len(p.grid[0]))*cellW
	h := bar + 2*margin + float64(len(p.grid))*cellH
	title := html.EscapeString(p.title)
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %[1]s %[2]s" role="img">`+"\n", n(w), n(h))
	fmt.Fprintf(&b, "<title>%s</title>\n", title)
	fmt.Fprintf(&b, `<rect x=".5" y=".5" width="%s" height="%s" rx="8" fill="%s" stroke="%s"/>`+"\n", n(w-1), n(h-1), rgb(p.back), rgb(p.frame))
	for i := range 3 {
		fmt.Fprintf(&b, `<circle cx="%d" cy="16" r="5" fill="%s"/>`, 20+i*17, rgb(p.frame))
	}
	fmt.Fprintf(&b, "\n"+`<g font-family="%s" font-size="%d" fill="%s" xml:space="preserve">`+"\n", fonts, fontSize, rgb(p.text))
	fmt.Fprintf(&b, `<text x="%s" y="21" text-anchor="middle" font-size="12" fill="%s">%s</text>`+"\n", n(w/2), rgb(p.palette.title), title)
	for y, line := range p.grid {
		p.backgrounds(&b, y, line)
		p.texts(&b, y, line)
	}
	p.drawCursor(&b)
	b.WriteString("</g>\n</svg>\n")
	return b.String()
}

// n is a number without what it does not need.
func n(f float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", f), "0"), ".")
}

func left(x int) float64 { return margin + float64(x)*cellW }
func top(y int) float64  { return bar + margin + float64(y)*cellH }

func rect(b *strings.Builder, x, y, w, h float64, fill string) {
	fmt.Fprintf(b, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s"/>`, n(x), n(y), n(w), n(h), fill)
}

// backgrounds fills the cells whose background is not the window's.
func (p picture) backgrounds(b *strings.Builder, y int, line []uv.Cell) {
	for x := 0; x < len(line); {
		back, from := p.look(line[x].Style).back, x
		for x < len(line) && p.look(line[x].Style).back == back {
			x++
		}
		if back != p.back {
			rect(b, left(from), top(y), float64(x-from)*cellW, cellH, rgb(back))
			b.WriteByte('\n')
		}
	}
}

// texts writes the letters of a line, those of equal look at once.
func (p picture) texts(b *strings.Builder, y int, line []uv.Cell) {
	for x := 0; x < len(line); {
		l, from := p.look(line[x].Style), x
		if p.rule(b, point{x, y}, line[x].Content, rgb(l.text)) {
			x++
			continue
		}
		var text strings.Builder
		for x < len(line) && p.look(line[x].Style) == l && !isRule(line[x].Content) {
			text.WriteString(line[x].Content)
			x++
		}
		p.run(b, point{from, y}, text.String(), l)
	}
}

// run writes letters of one look. Each word group that stands apart is placed by
// itself, and told its width: the columns are right in any font.
func (p picture) run(b *strings.Builder, at point, text string, l look) {
	const apart = "  "
	for text != "" {
		trimmed := text
		if !l.underline {
			trimmed = strings.TrimLeft(text, " ")
		}
		at.x += width(text) - width(trimmed)
		piece, rest, more := strings.Cut(trimmed, apart)
		if !l.underline && piece != "" {
			p.piece(b, at, strings.TrimRight(piece, " "), l)
		} else if l.underline {
			p.piece(b, at, trimmed, l)
			return
		}
		at.x += width(piece)
		if text = rest; more {
			at.x += len(apart)
		}
	}
}

func (p picture) piece(b *strings.Builder, at point, text string, l look) {
	fmt.Fprintf(b, `<text x="%s" y="%s" textLength="%s"`, n(left(at.x)), n(top(at.y)+13), n(float64(width(text))*cellW))
	if l.text != p.text {
		fmt.Fprintf(b, ` fill="%s"`, rgb(l.text))
	}
	for _, a := range []struct {
		on   bool
		attr string
	}{
		{l.bold, `font-weight="bold"`},
		{l.italic, `font-style="italic"`},
		{l.faint, `opacity=".65"`},
		{l.underline, `text-decoration="underline"`},
		{l.strike, `text-decoration="line-through"`},
	} {
		if a.on {
			b.WriteString(" " + a.attr)
		}
	}
	fmt.Fprintf(b, ">%s</text>\n", html.EscapeString(text))
}

// drawCursor marks the cell of the cursor, and lets its letter be read.
func (p picture) drawCursor(b *strings.Builder) {
	if p.cursor == nil || p.cursor.y >= len(p.grid) {
		return
	}
	fmt.Fprintf(b, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s" opacity=".7"/>`+"\n",
		n(left(p.cursor.x)), n(top(p.cursor.y)), n(cellW), n(cellH), rgb(p.text))
}
