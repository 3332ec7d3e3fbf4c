package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"teapot/data"
	"teapot/ui/text"
)

func (r *runner) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "check DIR",
		Short:   "Check a folder of entries of your own, laid out like teapot's data folder",
		Example: "  teapot check ~/.config/teapot\n  teapot check data",
		Args:    takes(1, 1, "needs one folder"),

		ValidArgsFunction: folders,
		RunE: func(_ *cobra.Command, args []string) error {
			if r.Host == nil {
				return errors.New("check needs files of this machine, which are not served here")
			}
			return r.check(args[0])
		},
	}
}

// check prints what is wrong with a folder, one problem a line, as compilers do.
// Links may also lead to teapot's own entries. A file that was meant to be one and
// is not read is a problem too.
func (r *runner) check(dir string) error {
	own := r.Host.Dir(dir)
	if err := checkFolder(own); err != nil {
		return failed(fmt.Errorf("check %s: %w", dir, err))
	}
	dir = strings.TrimSuffix(dir, "/")
	found := append(data.Check(data.Embedded(), own), data.Misplaced(own)...)
	for _, p := range found {
		if _, err := fmt.Fprintln(r.Out, text.Clean(dir+"/"+p.Error())); err != nil {
			return outputError(err)
		}
	}
	n := data.Count(own)
	if n == 0 {
		return failed(fmt.Errorf("check %s: %s", dir, noEntries))
	}
	if len(found) > 0 {
		return failed(fmt.Errorf("%s in the %s of %s", counted(len(found), "problem", "problems"), counted(n, "entry", "entries"), dir))
	}
	_, err := fmt.Fprintln(r.Out, counted(n, "entry", "entries")+", no problems")
	return outputError(err)
}

// counted is a number with the noun that goes with it.
func counted(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", more)
}
