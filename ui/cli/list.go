package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"teapot/model"
)

func (r *runner) listCommand() *cobra.Command {
	var kind, class string
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "Print every entry, one a line",
		Example: "  teapot list --protocol http --class 4xx\n  teapot list --vendor nginx\n  teapot list --json",
		Args:    noWords,

		ValidArgsFunction: nothing,
		RunE: func(*cobra.Command, []string) error {
			if kind != "" && !model.HasWord(kinds, kind) {
				return fmt.Errorf("--kind %q is not one of: %s", kind, kinds)
			}
			c, err := r.catalog()
			if err != nil {
				return err
			}
			return r.list(c, kind, class)
		},
	}
	r.filterFlags(cmd)
	cmd.Flags().StringVar(&kind, "kind", "", "only entries of `KIND`: "+strings.ReplaceAll(kinds, " ", ", "))
	cmd.Flags().StringVar(&class, "class", "", "only codes of `CLASS`: 4xx, 5yz, X.7")
	r.completeFlag(cmd, "kind", fixed(strings.Fields(kinds)...))
	r.completeFlag(cmd, "class", r.completeClass)
	return cmd
}

// kinds are the words for [model.Kind].
const kinds = "status class field method command extension"

func (r *runner) list(c *model.Catalog, kind, class string) error {
	var hits []model.Hit
	for _, e := range c.All() {
		if r.flags.filter.selects(e) && (kind == "" || e.Kind.String() == kind) && (class == "" || inClass(c, e, class)) {
			hits = append(hits, model.Hit{Entry: e, Code: e.Code})
		}
	}
	if len(hits) == 0 {
		flags := typed("protocol", r.flags.filter.protocol, "kind", kind, "class", class, "vendor", r.flags.filter.vendor)
		return &exit{ExitNotFound, errors.New(strings.TrimSpace("no entry fits " + flags))}
	}
	return r.printHits(c, hits)
}

func inClass(c *model.Catalog, e *model.Entry, class string) bool {
	of := c.ClassOf(e)
	return of != nil && strings.EqualFold(of.Code, class)
}
