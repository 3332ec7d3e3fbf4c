//go:build unix

package main

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// isRule reports whether the letter is a line or a block, which has to touch its
// neighbors and is therefore drawn.
func isRule(letter string) bool {
	return letter != "" && strings.Contains("│─▌╭╮╰╯", letter)
}

// rule draws the letter if it is a line or a block.
func (p picture) rule(b *strings.Builder, at point, letter, ink string) bool {
	if !isRule(letter) {
		return false
	}
	x, y := left(at.x), top(at.y)
	midX, midY := x+cellW/2, y+cellH/2
	switch letter {
	case "│":
		rect(b, midX-.5, y, 1, cellH, ink)
	case "─":
		rect(b, x, midY-.5, cellW, 1, ink)
	case "▌":
		rect(b, x, y, cellW/2, cellH, ink)
	default: // a corner goes from one of its sides to the top or to the bottom
		side, end := x, y
		if letter == "╭" || letter == "╰" {
			side = x + cellW
		}
		if letter == "╭" || letter == "╮" {
			end = y + cellH
		}
		fmt.Fprintf(b, `<path d="M%s %sQ%s %s %[3]s %[5]s" fill="none" stroke="%[6]s"/>`, n(side), n(midY), n(midX), n(midY), n(end), ink)
	}
	b.WriteByte('\n')
	return true
}

// width is how many cells a text takes.
func width(text string) int { return ansi.StringWidth(text) }
