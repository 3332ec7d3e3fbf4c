package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"teapot/model"
	"teapot/ui/render"
)

func (r *runner) diffCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:               "diff CODE OTHER",
		Short:             "Print two entries side by side",
		Long:              "Prints two entries side by side and marks what differs. If a code has several\nmeanings, diff takes the registered one; --vendor selects another, and so does\n530-cloudflare.",
		Example:           "  teapot diff 401 403\n  teapot diff 530-cloudflare 530-pantheon",
		Args:              argCount(2, 2, "needs two entries"),
		ValidArgsFunction: completeAtMost(2, r.completeDiff),
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := r.catalog()
			if err != nil {
				return err
			}
			var pair [2]model.Hit
			for i, a := range args {
				hit, ok := r.lookup(c).one(a)
				if !ok {
					return r.notFoundError(a, r.flags.filter.anyVendor())
				}
				pair[i] = hit
			}
			return r.printDiff(c, pair)
		},
	}
	r.outputFlags(cmd)
	r.protocolFlag(cmd)
	cmd.Flags().StringVar(&r.flags.filter.vendor, "vendor", "", "the meaning of `VENDOR`, where it has one")
	r.completeFlag(cmd, "vendor", r.completeVendor)
	return cmd
}

func (r *runner) printDiff(c *model.Catalog, pair [2]model.Hit) error {
	t := r.theme()
	return r.print(func(w io.Writer) error {
		for _, l := range render.Compare(c, pair[0], pair[1], r.pageWidth(), t).Lines {
			fmt.Fprintln(w, strings.TrimRight(l, " "))
		}
		return nil
	})
}
