package explain

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"teapot/model"
	"teapot/model/logs"
	"teapot/model/triage"
	"teapot/ui/text"
	"teapot/ui/theme"
)

// linePrinter prints every line, and below each line what its codes mean.
type linePrinter struct {
	catalog *model.Catalog
	theme   theme.Theme
	width   int // the width in cells at which lines are broken; 0 if they are not broken
	out     *bufio.Writer
}

// printLine prints the line, and the meaning of each of its codes below it.
func (l *linePrinter) printLine(_ position, line string, found logs.Reading) error {
	err := l.printBroken(text.Clean(line))
	for _, c := range found.Codes {
		m := triage.MeaningOf(l.catalog, c.Kind, c.Full())
		switch {
		case m.Entry != nil:
			err = l.printCode(c.Full(), m.Entry)
		case m.Unregistered != nil:
			err = l.printCode(c.Full(), m.Unregistered)
		default:
			err = l.printUnknown(c.Full())
		}
		for _, class := range m.Classes {
			err = l.printCode(class.Code, class)
		}
	}
	return err
}

// finish does nothing, because every line has been printed already.
func (l *linePrinter) finish(context.Context) error { return nil }

const (
	meaningIndent      = "    "   // precedes the meaning of a code
	continuationIndent = "      " // precedes the second and further lines of a meaning
)

// printBroken prints a line of the input. If it is too long, it breaks the line after a
// space, or where the line is full if there is none.
func (l *linePrinter) printBroken(line string) error {
	for l.width > 0 {
		part := text.Prefix(line, l.width)
		if part == "" || len(part) == len(line) {
			break
		}
		if space := strings.LastIndexByte(part, ' '); space > 0 && line[len(part)] != ' ' {
			part = part[:space+1]
		}
		if _, err := fmt.Fprintln(l.out, strings.TrimRight(part, " ")); err != nil {
			return err
		}
		line = strings.TrimPrefix(line[len(part):], " ")
	}
	_, err := fmt.Fprintln(l.out, line)
	return err
}

// printUnknown prints a code that has no entry.
func (l *linePrinter) printUnknown(code string) error {
	line := meaningIndent + l.theme.Class(code).Render(code) + " " + l.theme.Dim.Render(unknownCode)
	if l.width > 0 {
		line = text.Cut(line, l.width, l.theme.Glyphs.Ellipsis)
	}
	_, err := fmt.Fprintln(l.out, line)
	return err
}

// printCode prints a code with the name and the summary of its entry.
func (l *linePrinter) printCode(code string, e *model.Entry) error {
	name := text.Clean(e.Name)
	lines := []string{name + ": " + text.Clean(e.Summary)}
	if l.width > 0 {
		lines = l.wrapMeaning(code, lines[0])
	}
	// If the name is broken, only its first line is highlighted.
	first := l.theme.Strong.Render(lines[0])
	if rest, ok := strings.CutPrefix(lines[0], name); ok {
		first = l.theme.Strong.Render(name) + rest
	}
	_, err := fmt.Fprintf(l.out, "%s%s %s\n", meaningIndent, l.theme.Class(code).Render(code), first)
	for _, line := range lines[1:] {
		_, err = fmt.Fprintf(l.out, "%s%s\n", continuationIndent, line)
	}
	return err
}

// wrapMeaning breaks the meaning of a code into lines. The first line has less space,
// because it follows the code.
func (l *linePrinter) wrapMeaning(code, meaning string) []string {
	first := text.Wrap(meaning, max(l.width-len(meaningIndent)-text.Width(code)-1, 1))[0]
	rest := strings.TrimSpace(strings.TrimPrefix(strings.Join(strings.Fields(meaning), " "), first))
	if rest == "" {
		return []string{first}
	}
	return append([]string{first}, text.Wrap(rest, max(l.width-len(continuationIndent), 1))...)
}
