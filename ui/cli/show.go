package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"teapot/model"
	"teapot/model/search"
	"teapot/ui/render"
)

func (r *runner) showCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:               "show CODE|NAME...",
		Short:             "Print the pages of codes, classes, fields, methods, commands and extensions",
		Example:           "  teapot show 404\n  teapot show 530 --vendor cloudflare\n  teapot show 404 Retry-After PUT --json",
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: r.completeEntry,
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := r.catalog(args...)
			if err != nil {
				return err
			}
			hits, missing, ok := r.resolve(c, args)
			if !ok {
				return r.notFound(missing)
			}
			return r.printPages(c, hits)
		},
	}
	r.pageFlags(cmd)
	return cmd
}

// pageFlags are the flags of the commands that print pages.
func (r *runner) pageFlags(cmd *cobra.Command) {
	r.filterFlags(cmd)
	cmd.Flags().BoolVar(&r.flags.pager, "pager", false, "show long output through $PAGER")
}

// filterFlags are the flags of the commands that print entries.
func (r *runner) filterFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&r.flags.json, "json", false, "print JSON")
	f.StringVar(&r.flags.protocol, "protocol", "", "only entries of `PROTOCOL`, http or smtp")
	f.StringVar(&r.flags.vendor, "vendor", "", "only entries of `VENDOR`")
	r.completeFlag(cmd, "protocol", fixed("http", "smtp"))
	r.completeFlag(cmd, "vendor", r.completeVendor)
}

// resolve finds what the arguments name exactly: codes, classes or names. If it
// is not ok, the first argument that names nothing is missing.
func (r *runner) resolve(c *model.Catalog, args []string) (hits []model.Hit, missing string, ok bool) {
	for _, a := range args {
		found := r.filter(c.FindCode(a))
		if len(found) == 0 {
			found = r.filter(c.FindName(a))
		}
		if len(found) == 0 {
			found = r.filter(apart(c, a))
		}
		if len(found) == 0 {
			return nil, a, false
		}
		hits = append(hits, found...)
	}
	return hits, "", true
}

// filter keeps the hits that --protocol and --vendor allow.
func (r *runner) filter(hits []model.Hit) []model.Hit {
	var kept []model.Hit
	for _, h := range hits {
		if r.wants(h.Entry) {
			kept = append(kept, h)
		}
	}
	return kept
}

func (r *runner) wants(e *model.Entry) bool {
	p, v := r.flags.protocol, r.flags.vendor
	return (p == "" || e.Protocol.String() == p) &&
		(v == "" || strings.Contains(strings.ToLower(e.Vendor), strings.ToLower(v)))
}

// apart takes an enhanced code that is not registered apart: an entry that says
// so, then the class and the subject, which still have a meaning.
func apart(c *model.Catalog, text string) []model.Hit {
	code, ok := model.ParseEnhanced(text)
	class := c.Get(model.SMTP, model.Class, code.Class+".y.z")
	subject := c.Get(model.SMTP, model.Subject, "x."+code.Subject)
	if !ok || class == nil && subject == nil {
		return nil
	}
	e := &model.Entry{
		Protocol: model.SMTP, Kind: model.Enhanced, Code: code.String(), Name: "Not registered", Standing: model.Unused,
		Summary: "No registry and no known provider explains " + code.String() + "; its class and subject still have a meaning.",
		Specs:   []model.Spec{"RFC 3463, section 2"},
	}
	hits := []model.Hit{{Entry: e, Code: e.Code}}
	for _, part := range []*model.Entry{class, subject} {
		if part != nil {
			hits = append(hits, model.Hit{Entry: part, Code: part.Code})
		}
	}
	return hits
}

// printPages prints the pages of the hits, or their JSON.
func (r *runner) printPages(c *model.Catalog, hits []model.Hit) error {
	if r.flags.json {
		return r.print(func(w io.Writer) error { return writeJSON(w, c, hits) })
	}
	t := r.theme()
	return r.print(func(w io.Writer) error {
		for i, h := range hits {
			if i > 0 {
				fmt.Fprint(w, "\n", t.Border.Render(strings.Repeat(t.Glyphs.Rule, r.width())), "\n\n")
			}
			for _, l := range render.Entry(c, h, r.width(), t).Lines {
				fmt.Fprintln(w, strings.TrimRight(l, " "))
			}
		}
		return nil
	})
}

// notFound says what was not found, and what comes nearest.
func (r *runner) notFound(what string) error {
	c := r.everything() // what is wrong with a file was said before
	err := fmt.Errorf("nothing found for %q", render.Clean(what))
	if near := r.near(c, what); len(near) > 0 {
		err = fmt.Errorf("%w; did you mean %s?", err, strings.Join(near, ", "))
	}
	return &exit{ExitNotFound, err}
}

// near are the titles of up to three entries that come near to what was asked.
func (r *runner) near(c *model.Catalog, what string) []string {
	engine := search.New(c)
	if r.Reference != nil {
		engine = r.Reference.Search
	}
	var near []string
	for _, m := range r.matches(engine, what) {
		if len(near) == 3 {
			break
		}
		near = append(near, m.Entry.Title())
	}
	return near
}
