package explain

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"teapot/model"
	"teapot/model/logs"
	"teapot/ui/text"
	"teapot/ui/theme"
)

// codeKey is a code of a log.
type codeKey struct {
	kind model.Kind
	text string
}

// count is how often a code was found, and the first line that had it.
type count struct {
	codeKey
	n      int
	first  int // orders codes that are equally frequent
	sample string
}

// summaryPrinter prints the codes of all inputs, the most frequent first.
type summaryPrinter struct {
	catalog *model.Catalog
	theme   theme.Theme
	width   int // to which samples are cut; 0 leaves them as they are
	out     *bufio.Writer
	counts  map[codeKey]*count
	more    int // how many of other codes were found, once there were maxCodes
}

// maxCodes is how many different codes are counted. A log has dozens; made-up
// codes must not fill the memory.
const maxCodes = 4096

// maxSample is how much of a sample line is kept, in bytes.
const maxSample = 400

func (s *summaryPrinter) line(_ position, line string, found logs.Found) error {
	for _, c := range found {
		k := codeKey{c.Kind, c.Text}
		known := s.counts[k]
		if known == nil && len(s.counts) == maxCodes {
			s.more++
			continue
		}
		if known == nil { // only now is it worth a copy
			k.text = strings.Clone(k.text)
			known = &count{codeKey: k, first: len(s.counts), sample: strings.Clone(line[:min(len(line), maxSample)])}
			s.counts[k] = known
		}
		known.n++
	}
	return nil
}

func (s *summaryPrinter) finish(ctx context.Context) error {
	var all []*count
	digits := len(fmt.Sprint(s.more))
	for _, c := range s.counts {
		all = append(all, c)
		digits = max(digits, len(fmt.Sprint(c.n)))
	}
	slices.SortFunc(all, func(a, b *count) int {
		return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.first, b.first))
	})
	for _, c := range all {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := s.print(c, digits); err != nil {
			return err
		}
	}
	if s.more == 0 {
		return nil
	}
	_, err := fmt.Fprintf(s.out, "%*d  of further codes\n", digits, s.more)
	return err
}

// print writes a code: its count, its meaning, who must act, and a sample line.
func (s *summaryPrinter) print(c *count, digits int) error {
	title := s.theme.Class(c.text).Render(c.text)
	fmt.Fprintf(s.out, "%*d  %s %s\n", digits, c.n, title, s.meaning(c))
	sample := text.Clean(strings.TrimSpace(c.sample))
	if s.width > 0 {
		sample = text.Cut(sample, s.width-digits-2, s.theme.Glyphs.Ellipsis)
	}
	_, err := fmt.Fprintf(s.out, "%*s  %s\n", digits, "", s.theme.Dim.Render(sample))
	return err
}

// meaning is the name of a code and who must act; for an unknown one those of its
// class.
func (s *summaryPrinter) meaning(c *count) string {
	e := s.catalog.Meaning(c.kind, c.text)
	if e == nil {
		return s.unknown(classesOf(s.catalog, c.kind, c.text))
	}
	return s.theme.Strong.Render(text.Clean(e.Name)) + s.acts(e)
}

// unknown says what a code means of which only the class is known, if that.
func (s *summaryPrinter) unknown(parts []*model.Entry) string {
	if len(parts) == 0 {
		return s.theme.Dim.Render(notKnown)
	}
	var titles []string
	for _, p := range parts {
		titles = append(titles, text.Clean(p.Title()))
	}
	return s.theme.Dim.Render(notKnown+"; "+strings.Join(titles, ", ")) + s.acts(parts[0])
}

// notKnown is what is said of a code that is in no entry.
const notKnown = "not a known code"

// acts says who must act on a code.
func (s *summaryPrinter) acts(e *model.Entry) string {
	var who []string
	for _, f := range e.Facts {
		if f.Name == model.FactAct && f.Value != "nobody" {
			who = append(who, f.Value)
		}
	}
	if who == nil {
		return ""
	}
	return "  " + s.theme.Dim.Render("act: "+strings.Join(who, ", "))
}

// classesOf returns the pages that say something about a code that the catalog
// does not have: its class, or the class and the subject of an enhanced code.
func classesOf(c *model.Catalog, k model.Kind, code string) []*model.Entry {
	if k == model.Enhanced {
		return c.EnhancedParts(code)
	}
	if class := c.ClassOfCode(k, code); class != nil {
		return []*model.Entry{class}
	}
	return nil
}
