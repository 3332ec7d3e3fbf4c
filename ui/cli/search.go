package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"teapot/model"
	"teapot/model/search"
	"teapot/ui/render"
	"teapot/ui/text"
)

// searchLimit is how many matches are printed unless --limit says otherwise.
const searchLimit = 20

// searchHelp is what a query may be made of.
const searchHelp = `Prints what matches words, best match first, one a line. Words may be a code or
its beginning, a name, what people call it, a constant of a language, or a line
of a log or a bounce; small misspellings do not matter.

Filters narrow it, beside words or alone:

  class:4xx            codes of a class; class:x.7, of a subject
  header:retry-after   codes that a header goes with; field: is the same
  method:put           codes that a method goes with
  command:rcpt         replies to an SMTP command
  extension:size       codes that an SMTP extension brings
  vendor:nginx         what a vendor made up
  rfc:9110             what names an RFC as its source
  is:unofficial        standard, temporary, obsolete, unused, draft or unofficial
  is:field             status, class, field, method, command or extension
  retry:later          whether to try again: no, same, later, changed, elsewhere
  act:client           whose move it is: client, server, sender, recipient
  protocol:smtp        http or smtp`

func (r *runner) searchCommand() *cobra.Command {
	limit := searchLimit
	cmd := &cobra.Command{
		Use:     "search WORDS...",
		Short:   "Print what matches words, best match first, one a line",
		Long:    searchHelp,
		Example: "  teapot search rate limit\n  teapot search --protocol smtp --limit 5 greylisting\n  teapot search class:5xx retry:later",
		Args:    takes(1, many, "needs words"),

		ValidArgsFunction: r.completeQuery,
		RunE: func(_ *cobra.Command, args []string) error {
			if limit < 1 {
				return fmt.Errorf("--limit %d is not a number of matches", limit)
			}
			c, err := r.catalog()
			if err != nil {
				return err
			}
			return r.printMatches(c, args, limit, "--limit N")
		},
	}
	r.filterFlags(cmd)
	cmd.Flags().IntVar(&limit, "limit", searchLimit, "print at most `N` matches")
	r.completeFlag(cmd, "limit", nothing)
	return cmd
}

// matches returns the matches of a query that the filter selects, best first over
// both protocols.
func (f filter) matches(e *search.Engine, query string) []search.Match {
	var selected []search.Match
	for _, m := range e.Find(query).Ranked() {
		if f.selects(m.Entry) {
			selected = append(selected, m)
		}
	}
	return selected
}

// engine is a search engine for the catalog, with its bodies.
func (r *runner) engine(c *model.Catalog) *search.Engine {
	if r.Reference != nil {
		return r.Reference.Search
	}
	engine := search.New(c)
	engine.Prepare()
	return engine
}

// printMatches prints the ranked matches of words, at most limit of them. Who sits
// at a terminal is told of the rest, and what shows more.
func (r *runner) printMatches(c *model.Catalog, args []string, limit int, more string) error {
	query := strings.Join(args, " ")
	found := r.flags.filter.matches(r.engine(c), query)
	if len(found) == 0 {
		return r.notFound(query, r.flags.filter)
	}
	hits := make([]model.Hit, min(limit, len(found)))
	for i := range hits {
		hits[i] = found[i].Hit
	}
	if err := r.printHits(c, hits); err != nil {
		return err
	}
	if len(hits) < len(found) && r.ErrTerm {
		fmt.Fprintf(r.Err, "%d of %d; %s shows more\n", len(hits), len(found), more)
	}
	return nil
}

// printHits prints a line for each hit, or their JSON.
func (r *runner) printHits(c *model.Catalog, hits []model.Hit) error {
	if r.flags.json {
		return r.print(func(w io.Writer) error { return writeJSON(w, c, hits) })
	}
	return r.print(func(w io.Writer) error { return r.writeRows(w, hits) })
}

// writeRows writes a line for each hit: protocol, code, name, whose it is. Into
// a pipe nothing is cut.
func (r *runner) writeRows(w io.Writer, hits []model.Hit) error {
	t := r.theme()
	code, name := 0, 0
	for _, h := range hits {
		code = max(code, text.Width(h.Code))
		name = max(name, text.Width(text.Clean(h.Entry.Name)))
	}
	if r.OutTerm {
		name = min(name, max(r.width()-code-30, 10))
	}
	for _, h := range hits {
		title := text.Pad(text.Clean(h.Entry.Name), name)
		if r.OutTerm {
			title = text.Fit(title, name, t.Glyphs.Ellipsis)
		}
		line := t.Dim.Render(h.Entry.Protocol.String()) + "  " +
			t.Class(h.Code).Render(text.Pad(h.Code, code)) + "  " +
			t.Strong.Render(title) + "  " + t.Dim.Render(tag(h.Entry))
		if _, err := fmt.Fprintln(w, strings.TrimRight(line, " ")); err != nil {
			return err
		}
	}
	return nil
}

// tag says what kind of entry a row is, and how official.
func tag(e *model.Entry) string {
	if !e.Kind.IsCode() {
		return e.Kind.String()
	}
	return render.Standing(e)
}
