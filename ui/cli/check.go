package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"teapot/data"
	"teapot/ui/text"
)

// checkHelp is the help page of check.
const checkHelp = `Checks a folder of your entries, laid out like teapot's data folder, and prints
the file, the line, the header and the reason of every problem.

A file is named after its code: http/status/599-acme.md. A range of codes, such
as "Code: 5.7.606-5.7.649", is named after its first code:
smtp/enhanced/5.7.606-acme.md. Both codes of a range have the same class and
subject, and the lower code comes first.`

func (r *runner) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "check DIR",
		Short:   "Check a folder of your entries, laid out like teapot's data folder",
		Long:    checkHelp,
		Example: "  teapot check ~/.config/teapot\n  teapot check data",
		Args:    argCount(1, 1, "needs one folder"),

		ValidArgsFunction: completeFolder,
		RunE: func(_ *cobra.Command, args []string) error {
			if r.Host == nil {
				return errors.New("check needs files of this machine, which are not served here")
			}
			return r.check(args[0])
		},
	}
}

// check prints the problems of the entries in a folder, one per line, in the format of
// compilers. Links to embedded entries are valid. A file that looks like an entry but lies
// where it would not be loaded is a problem too.
func (r *runner) check(dir string) error {
	folder := r.Host.Dir(dir)
	if err := checkFolder(folder); err != nil {
		return failed(fmt.Errorf("check %s: %w", dir, err))
	}
	dir = strings.TrimSuffix(dir, "/")
	problems := append(data.Check(data.Embedded(), folder), data.Misplaced(folder)...)
	for _, p := range problems {
		if _, err := fmt.Fprintln(r.Out, text.Clean(dir+"/"+p.Error())); err != nil {
			return outputError(err)
		}
	}
	n := data.Count(folder)
	if n == 0 {
		return failed(fmt.Errorf("check %s: %s", dir, noEntries))
	}
	entries := countOf(n, "entry", "entries")
	if len(problems) > 0 {
		return failed(fmt.Errorf("%s in the %s of %s", countOf(len(problems), "problem", "problems"), entries, dir))
	}
	_, err := fmt.Fprintln(r.Out, entries+", no problems")
	return outputError(err)
}

// countOf formats a number with the singular or plural form of a noun: "1 entry", "2
// entries".
func countOf(n int, singular, plural string) string {
	if n == 1 {
		return "1 " + singular
	}
	return fmt.Sprint(n, " ", plural)
}
