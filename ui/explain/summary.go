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

// summaryPrinter counts the codes of all inputs. At the end it prints them, the most frequent
// first.
type summaryPrinter struct {
	catalog *model.Catalog
	theme   theme.Theme
	width   int // the width in cells to which lines are cut; 0 if they are not cut
	out     *bufio.Writer
	tally   triage.Tally
}

// printLine counts the codes of the line. finish prints the counts.
func (s *summaryPrinter) printLine(_ position, line string, found logs.Reading) error {
	for _, c := range found.Codes {
		s.tally.AddN(c.Kind, c.Full(), line, c.Count)
	}
	return nil
}

// finish prints all counts. It stops if the context ends.
func (s *summaryPrinter) finish(ctx context.Context) error {
	counts, uncounted := s.tally.Counts(), s.tally.Uncounted()
	digits := len(fmt.Sprint(uncounted))
	if len(counts) > 0 {
		digits = max(digits, len(fmt.Sprint(counts[0].N)))
	}
	for _, c := range counts {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := s.printCount(c, digits); err != nil {
			return err
		}
	}
	if uncounted == 0 {
		return nil
	}
	_, err := fmt.Fprintf(s.out, "%*d  of further codes\n", digits, uncounted)
	return err
}

// printCount prints two lines about a code. The first has its count, its meaning and who has to
// act; the second has a sample line of the log. If the first line is too long, the actors get a
// line of their own. Counts are padded to the number of digits.
func (s *summaryPrinter) printCount(c triage.Count, digits int) error {
	m := triage.MeaningOf(s.catalog, c.Kind, c.Code)
	meaning, actors := s.theme.Class(c.Code).Render(c.Code)+" "+s.name(m), s.actors(m)
	lines := []string{meaning}
	switch {
	case actors == "":
	case s.width > 0 && text.Width(meaning)+2+text.Width(actors) > s.width-digits-2:
		lines = append(lines, actors)
	default:
		lines[0] += "  " + actors
	}
	lines = append(lines, s.theme.Dim.Render(text.Clean(strings.TrimSpace(c.Sample))))
	count := fmt.Sprint(c.N)
	for _, line := range lines {
		if s.width > 0 {
			line = text.Cut(line, s.width-digits-2, s.theme.Glyphs.Ellipsis)
		}
		if _, err := fmt.Fprintf(s.out, "%*s  %s\n", digits, count, line); err != nil {
			return err
		}
		count = ""
	}
	return nil
}

// name returns the name of a code. For an unknown code it returns the titles of its classes.
func (s *summaryPrinter) name(m triage.Meaning) string {
	switch {
	case m.Entry != nil:
		return s.theme.Strong.Render(text.Clean(m.Entry.Name))
	case len(m.Classes) == 0:
		return s.theme.Dim.Render(unknownCode)
	}
	var titles []string
	for _, class := range m.Classes {
		titles = append(titles, text.Clean(class.Title()))
	}
	return s.theme.Dim.Render(unknownCode + "; " + strings.Join(titles, ", "))
}

// actors returns who has to act, and "" if nobody has to.
func (s *summaryPrinter) actors(m triage.Meaning) string {
	actors := m.Actors()
	if actors == nil {
		return ""
	}
	return s.theme.Dim.Render("act: " + strings.Join(actors, ", "))
}

// unknownCode is the text that is printed for a code without an entry.
const unknownCode = "not registered"
