package cli

import (
	"strings"

	"teapot/ui/text"
)

// wrapHelp breaks the lines of a help page that are wider than width. A broken row of a
// table, such as a flag with its description, continues below the description.
func wrapHelp(page string, width int) string {
	var out []string
	lines := strings.Split(page, "\n")
	for len(lines) > 0 {
		n := paragraphLength(lines)
		out = append(out, wrapParagraph(lines[:n], width)...)
		lines = lines[n:]
	}
	return strings.Join(out, "\n")
}

// paragraphLength returns how many of the lines belong together: lines of text without
// indentation, or else one line.
func paragraphLength(lines []string) int {
	n := 0
	for n < len(lines) && lines[n] != "" && lines[n][0] != ' ' {
		n++
	}
	return max(n, 1)
}

// wrapParagraph breaks a paragraph into lines of a width. If all of its lines fit, they stay
// as they are.
func wrapParagraph(lines []string, width int) []string {
	isWide := false
	for _, l := range lines {
		isWide = isWide || text.Width(l) > width
	}
	switch {
	case !isWide:
		return lines
	case len(lines) == 1:
		return wrapRow(lines[0], width)
	}
	return text.Wrap(strings.Join(lines, " "), width)
}

const continuationIndent = 4 // how far a continued line is indented, relative to its first line

// wrapRow breaks one line. It may be a row of a table with two columns, which have at least
// two spaces between them. If the second column has too little space, it gets its own lines.
func wrapRow(line string, width int) []string {
	body := strings.TrimLeft(line, " ")
	indent := len(line) - len(body)
	first, second, isTable := strings.Cut(body, "  ")
	second = strings.TrimLeft(second, " ")
	switch column := len(line) - len(second); {
	case !isTable && indent == 0:
		return text.Wrap(line, width)
	case !isTable:
		return hang(strings.Repeat(" ", indent), body, indent+continuationIndent, width)
	case column > width/2:
		head := hang(strings.Repeat(" ", indent), first, indent+continuationIndent, width)
		below := indent + continuationIndent
		return append(head, hang(strings.Repeat(" ", below), second, below, width)...)
	default:
		return hang(line[:column], second, column, width)
	}
}

// hang breaks a text into lines of a width. The first line begins with head, and the others
// are indented.
func hang(head, s string, indent, width int) []string {
	lines := text.Wrap(s, max(width-max(len(head), indent), 1))
	for i, l := range lines {
		if i == 0 {
			lines[i] = head + l
		} else {
			lines[i] = strings.Repeat(" ", indent) + l
		}
	}
	return lines
}
