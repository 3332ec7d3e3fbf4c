package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"teapot/model"
	"teapot/model/search"
)

// searchLimit is the default number of matches to print.
const searchLimit = 20

// searchHelp returns the help page of search. It describes the words and filters of a query.
func searchHelp() string {
	help := searchHelpIntro
	for _, f := range search.FiltersHelp() {
		help += fmt.Sprintf("\n  %-20s %s", f.Example, f.Meaning)
	}
	return help
}

// searchHelpIntro is what the help page of search says before the list of filters.
const searchHelpIntro = `Prints the entries that match words, best match first, one per line. Words may be
a code or the beginning of one, a name, another name that people use, a constant
of a programming language, or a line of a log or a bounce. Small misspellings do
not matter.

Filters narrow the search. They work with words or alone:
`

func (r *runner) searchCommand() *cobra.Command {
	limit := searchLimit
	cmd := &cobra.Command{
		Use:     "search WORDS...",
		Short:   "Print the entries that match words, best match first, one per line",
		Long:    searchHelp(),
		Example: "  teapot search rate limit\n  teapot search --protocol smtp --limit 5 greylisting\n  teapot search class:5xx retry:later",
		Args:    argCount(1, unlimited, "needs words"),

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
	r.outputFlags(cmd)
	cmd.Flags().IntVar(&limit, "limit", searchLimit, "print at most `N` matches")
	r.completeFlag(cmd, "limit", completeNothing)
	return cmd
}

// matches returns the matches of a query that the filter selects. The matches of both
// protocols are in one list, best match first.
func (f filter) matches(e *search.Engine, query string) []search.Match {
	var selected []search.Match
	for _, m := range e.Find(query).Ranked() {
		if f.selects(m.Entry) {
			selected = append(selected, m)
		}
	}
	return selected
}

// engine returns a search engine for a catalog. It also searches the bodies of entries.
func (r *runner) engine(c *model.Catalog) *search.Engine {
	if r.Reference != nil {
		return r.Reference.Search
	}
	engine := search.New(c)
	engine.Prepare()
	return engine
}

// printMatches prints up to limit matches of a query, best match first. If there are more
// matches and stderr is a terminal, it prints there how many, and that moreCommand shows
// them.
func (r *runner) printMatches(c *model.Catalog, args []string, limit int, moreCommand string) error {
	query := strings.Join(args, " ")
	matches := r.flags.filter.matches(r.engine(c), query)
	if len(matches) == 0 {
		return r.notFoundError(query, r.flags.filter)
	}
	hits := make([]model.Hit, min(limit, len(matches)))
	for i := range hits {
		hits[i] = matches[i].Hit
	}
	if err := r.printHits(c, hits); err != nil {
		return err
	}
	if len(hits) < len(matches) && r.ErrTerm {
		fmt.Fprintf(r.Err, "%d of %d; %s shows more\n", len(hits), len(matches), moreCommand)
	}
	return nil
}

// printHits prints a line for each hit, or a JSON array of all hits if --json is set.
func (r *runner) printHits(c *model.Catalog, hits []model.Hit) error {
	if r.flags.json {
		return r.print(func(w io.Writer) error { return writeJSON(w, c, hits) })
	}
	return r.print(func(w io.Writer) error { return r.writeRows(w, hits) })
}
