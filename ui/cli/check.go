package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"teapot/data"
	"teapot/ui/render"
)

func (r *runner) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "check DIR",
		Short:   "Check a folder of entries of your own, laid out like teapot's data folder",
		Example: "  teapot check ~/.config/teapot\n  teapot check data",
		Args:    takes(1, 1, "needs one folder"),
		RunE: func(_ *cobra.Command, args []string) error {
			if r.Host == nil {
				return errors.New("check needs files of this machine, which are not served here")
			}
			return r.check(args[0])
		},
	}
}

// check prints what is wrong with a folder, one problem a line, as compilers do.
// Links may also lead to teapot's own entries.
func (r *runner) check(dir string) error {
	own := r.Host.Dir(dir)
	if err := notFolder(own); err != nil {
		return failed(fmt.Errorf("check %s: %w", dir, err))
	}
	dir = strings.TrimSuffix(dir, "/")
	found := data.Check(data.Embedded(), own)
	for _, p := range found {
		if _, err := fmt.Fprintln(r.Out, render.Clean(dir+"/"+p.Error())); err != nil {
			return outputError(err)
		}
	}
	n := data.Count(own)
	if n == 0 {
		return failed(fmt.Errorf("check %s: %s", dir, noEntries))
	}
	if len(found) > 0 {
		return failed(fmt.Errorf("%d problems in the %d entries of %s", len(found), n, dir))
	}
	_, err := fmt.Fprintf(r.Out, "%d entries, no problems\n", n)
	return outputError(err)
}
