package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"teapot/model"
	"teapot/model/search"
	"teapot/ui/render"
	"teapot/ui/text"
	"teapot/ui/theme"
)

func (r *runner) showCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "show CODE|NAME...",
		Short: "Print the pages of codes, classes, fields, methods, commands and extensions",
		Example: "  teapot show 404\n  teapot show 404 Retry-After PUT --json\n  teapot show 404 --width 60 --no-pager\n" +
			"  teapot show 530 --all\n  teapot show 530-cloudflare\n  teapot show 530 --vendor cloudflare",
		Args:              argCount(1, unlimited, "needs a code or a name"),
		ValidArgsFunction: r.completeEntryOrStem,
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := r.catalog(args...)
			if err != nil {
				return err
			}
			hits, missing, ok := r.lookup(c).args(args)
			if !ok {
				return r.notFoundError(missing, r.flags.filter)
			}
			return r.printPages(c, args, hits)
		},
	}
	r.pageFlags(cmd)
	r.outputFlags(cmd)
	return cmd
}

// pageFlags adds the flags of the commands that print pages.
func (r *runner) pageFlags(cmd *cobra.Command) {
	r.filterFlags(cmd)
	cmd.Flags().BoolVar(&r.flags.all, "all", false, "print all meanings of a code, not only the first")
	cmd.Flags().BoolVar(&r.flags.short, "short", false, "print only title, summary, facts and what to do")
}

// filterFlags adds the flags of the commands that print entries.
func (r *runner) filterFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&r.flags.json, "json", false, "print JSON")
	f.StringVar(&r.flags.filter.vendor, "vendor", "", "only entries of `VENDOR`")
	r.completeFlag(cmd, "vendor", r.completeVendor)
	r.protocolFlag(cmd)
}

func (r *runner) protocolFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&r.flags.filter.protocol, "protocol", "", "only entries of `PROTOCOL`, "+orList(protocolWords))
	r.completeFlag(cmd, "protocol", completeWords(protocolWords))
}

// printPages prints the pages of the hits that args name. If an argument has several
// meanings, it prints the page of the first, and a line for each of the others. It prints
// the pages of all meanings if --all is set, only the beginning of each page if --short is
// set, and a JSON array of all if --json is set.
func (r *runner) printPages(c *model.Catalog, args []string, hits []model.Hit) error {
	switch {
	case r.flags.json && r.flags.short:
		return errors.New("--short is for pages, and --json prints all of an entry: leave out one of them")
	case r.flags.json:
		return r.print(func(w io.Writer) error { return writeJSON(w, c, hits) })
	}
	var others []otherMeaning
	if !r.flags.all {
		hits, others = r.lookup(c).firstMeanings(args, hits)
	}
	t := r.theme()
	return r.print(func(w io.Writer) error {
		for i, h := range hits {
			if i > 0 {
				fmt.Fprint(w, "\n", t.Border.Render(strings.Repeat(t.Glyphs.Rule, r.pageWidth())), "\n\n")
			}
			for _, l := range r.page(c, h, others, t).Lines {
				fmt.Fprintln(w, strings.TrimRight(l, " "))
			}
		}
		if !r.flags.short {
			r.writeOtherMeanings(w, others, t)
		}
		return nil
	})
}

// page returns the page of a hit, or only its beginning if --short is set. If the other
// meanings of the code are printed too, the page need not list them.
func (r *runner) page(c *model.Catalog, h model.Hit, others []otherMeaning, t theme.Theme) render.Page {
	hasOthers := slices.ContainsFunc(others, func(o otherMeaning) bool { return o.first == h.Entry })
	switch {
	case r.flags.short:
		return render.Short(c, h, r.pageWidth(), t)
	case hasOthers:
		return render.FirstMeaning(c, h, r.pageWidth(), t)
	}
	return render.Entry(c, h, r.pageWidth(), t)
}

// notFoundError returns the error for a query that finds nothing. The error suggests
// similar entries that the filter selects.
func (r *runner) notFoundError(query string, f filter) error {
	err := fmt.Errorf("nothing found for %q", text.Clean(query))
	if flags := formatFlags("protocol", f.protocol, "vendor", f.vendor); flags != "" {
		err = fmt.Errorf("%w with %s", err, flags)
	}
	if titles := r.suggestions(query, f); len(titles) > 0 {
		err = fmt.Errorf("%w; did you mean %s?", err, strings.Join(titles, ", "))
	}
	return &exit{ExitNotFound, err}
}

// suggestions returns the titles of up to three entries, those that match a query best.
func (r *runner) suggestions(query string, f filter) []string {
	var engine *search.Engine
	if r.Reference != nil {
		engine = r.Reference.Search
	} else {
		engine = search.New(r.fullCatalog())
	}
	var titles []string
	for _, m := range f.matches(engine, query) {
		if len(titles) == 3 {
			break
		}
		titles = append(titles, m.Entry.Title())
	}
	return titles
}

// formatFlags formats flags as the user would type them, and leaves out flags without a
// value. In its arguments, the name and the value of a flag alternate.
func formatFlags(flags ...string) string {
	var words []string
	for pair := range slices.Chunk(flags, 2) {
		if name, value := pair[0], pair[1]; strings.Contains(value, " ") {
			words = append(words, fmt.Sprintf("--%s %q", name, value))
		} else if value != "" {
			words = append(words, "--"+name+" "+value)
		}
	}
	return strings.Join(words, " ")
}
