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

// linePrinter prints every line, and below it what its codes mean.
type linePrinter struct {
	catalog *model.Catalog
	theme   theme.Theme
	out     *bufio.Writer
}

func (l *linePrinter) line(_ position, line string, found logs.Codes) error {
	_, err := fmt.Fprintln(l.out, text.Clean(line))
	for _, c := range found {
		m := triage.MeaningOf(l.catalog, c.Kind, c.Text)
		if m.Entry != nil {
			err = l.print(c.Text, m.Entry)
			continue
		}
		_, err = fmt.Fprintf(l.out, "    %s %s\n", l.theme.Class(c.Text).Render(c.Text), l.theme.Dim.Render(unknownCode))
		for _, class := range m.Classes {
			err = l.print(class.Code, class)
		}
	}
	return err
}

func (l *linePrinter) finish(context.Context) error { return nil }

// print writes a code with the name and the summary of the entry.
func (l *linePrinter) print(code string, e *model.Entry) error {
	code = l.theme.Class(code).Render(code)
	_, err := fmt.Fprintf(l.out, "    %s %s: %s\n", code, l.theme.Strong.Render(text.Clean(e.Name)), text.Clean(e.Summary))
	return err
}
