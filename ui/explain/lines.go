package explain

import (
	"bufio"
	"context"
	"fmt"

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
	out     *bufio.Writer
}

// printLine prints the line, and the meaning of each of its codes below it.
func (l *linePrinter) printLine(_ position, line string, codes logs.Codes) error {
	_, err := fmt.Fprintln(l.out, text.Clean(line))
	for _, c := range codes {
		m := triage.MeaningOf(l.catalog, c.Kind, c.Text)
		if m.Entry != nil {
			err = l.printCode(c.Text, m.Entry)
			continue
		}
		_, err = fmt.Fprintf(l.out, "    %s %s\n", l.theme.Class(c.Text).Render(c.Text), l.theme.Dim.Render(unknownCode))
		for _, class := range m.Classes {
			err = l.printCode(class.Code, class)
		}
	}
	return err
}

// finish does nothing, because every line has been printed already.
func (l *linePrinter) finish(context.Context) error { return nil }

// printCode prints a code with the name and the summary of its entry.
func (l *linePrinter) printCode(code string, e *model.Entry) error {
	code = l.theme.Class(code).Render(code)
	_, err := fmt.Fprintf(l.out, "    %s %s: %s\n", code, l.theme.Strong.Render(text.Clean(e.Name)), text.Clean(e.Summary))
	return err
}
