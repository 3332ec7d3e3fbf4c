//go:build unix

package main

import (
	"fmt"
	"strings"
)

// isLine reports whether a character is a box-drawing line or a block. Such characters
// are drawn as shapes, because they have to touch the next cell in any font.
func isLine(char string) bool {
	return char != "" && strings.Contains("│─▌╭╮╰╯", char)
}

// drawLine draws a box-drawing line or a block (see isLine) as a shape.
func drawLine(b *strings.Builder, at point, char, fill string) {
	x, y := columnX(at.x), rowY(at.y)
	midX, midY := x+cellW/2, y+cellH/2
	switch char {
	case "│":
		rect(b, midX-.5, y, 1, cellH, fill)
	case "─":
		rect(b, x, midY-.5, cellW, 1, fill)
	case "▌":
		rect(b, x, y, cellW/2, cellH, fill)
	default: // a corner connects the middle of one side with the middle of the top or bottom
		sideX, endY := x, y
		if char == "╭" || char == "╰" {
			sideX = x + cellW
		}
		if char == "╭" || char == "╮" {
			endY = y + cellH
		}
		fmt.Fprintf(b, `<path d="M%s %sQ%s %s %[3]s %[5]s" fill="none" stroke="%[6]s"/>`, formatNumber(sideX), formatNumber(midY), formatNumber(midX), formatNumber(midY), formatNumber(endY), fill)
	}
	b.WriteByte('\n')
}
