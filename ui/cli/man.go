package cli

import (
	"fmt"
	"time"

	mcobra "github.com/muesli/mango-cobra"
	"github.com/muesli/roff"
	"github.com/spf13/cobra"

	"teapot/data"
)

func (r *runner) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "man",
		Short:   "Print the manual page",
		Example: "  teapot man | man -l -",
		Args:    takes(0, 0, "takes no words"),

		ValidArgsFunction: nothing,
		RunE: func(cmd *cobra.Command, _ []string) error {
			page, err := mcobra.NewManPage(1, cmd.Root())
			if err != nil {
				return failed(err)
			}
			page = page.WithSection("Exit status", "0 found, 1 nothing found, 2 wrong usage or a bad file, 130 interrupted.").
				WithSection("Files", "$XDG_CONFIG_HOME/teapot/http/status/599-acme.md and so on: entries of your own.")
			_, err = fmt.Fprint(r.Out, page.Build(&dated{Document: roff.NewDocument()}))
			return outputError(err)
		},
	}
}

// dated is a manual page with the date of the registries in its heading, not
// that of the day on which it is printed: packages are built twice and compared.
type dated struct{ *roff.Document }

// Heading is the first line of the page.
func (d *dated) Heading(section uint, title, description string, today time.Time) {
	if day, err := time.Parse(time.DateOnly, data.RegistryDate); err == nil {
		today = day
	}
	d.Document.Heading(section, title, description, today)
}
