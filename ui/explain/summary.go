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

// summaryPrinter prints the codes of all inputs at the end, the most frequent first.
type summaryPrinter struct {
	catalog *model.Catalog
	theme   theme.Theme
	width   int // to which samples are cut; 0 leaves them as they are
	out     *bufio.Writer
	tally   triage.Tally
}

func (s *summaryPrinter) line(_ position, line string, found logs.Codes) error {
	for _, c := range found {
		s.tally.Add(c.Kind, c.Text, line)
	}
	return nil
}

func (s *summaryPrinter) finish(ctx context.Context) error {
	counts, other := s.tally.Counts(), s.tally.Other()
	digits := len(fmt.Sprint(other))
	if len(counts) > 0 {
		digits = max(digits, len(fmt.Sprint(counts[0].N)))
	}
	for _, c := range counts {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := s.print(c, digits); err != nil {
			return err
		}
	}
	if other == 0 {
		return nil
	}
	_, err := fmt.Fprintf(s.out, "%*d  of further codes\n", digits, other)
	return err
}

// print writes a code in two lines: its count, its meaning and who has to act, and
// below that a sample.
func (s *summaryPrinter) print(c triage.Count, digits int) error {
	code := s.theme.Class(c.Code).Render(c.Code)
	fmt.Fprintf(s.out, "%*d  %s %s\n", digits, c.N, code, s.meaning(triage.MeaningOf(s.catalog, c.Kind, c.Code)))
	sample := text.Clean(strings.TrimSpace(c.Sample))
	if s.width > 0 {
		sample = text.Cut(sample, s.width-digits-2, s.theme.Glyphs.Ellipsis)
	}
	_, err := fmt.Fprintf(s.out, "%*s  %s\n", digits, "", s.theme.Dim.Render(sample))
	return err
}

// meaning returns the name of a code, or of the classes of an unknown code, and who
// has to act.
func (s *summaryPrinter) meaning(m triage.Meaning) string {
	var name string
	switch {
	case m.Entry != nil:
		name = s.theme.Strong.Render(text.Clean(m.Entry.Name))
	case len(m.Classes) > 0:
		var titles []string
		for _, class := range m.Classes {
			titles = append(titles, text.Clean(class.Title()))
		}
		name = s.theme.Dim.Render(unknownCode + "; " + strings.Join(titles, ", "))
	default:
		name = s.theme.Dim.Render(unknownCode)
	}
	actors := m.Actors()
	if actors == nil {
		return name
	}
	return name + "  " + s.theme.Dim.Render("act: "+strings.Join(actors, ", "))
}

// unknownCode is printed for a code that has no entry.
const unknownCode = "not a known code"
