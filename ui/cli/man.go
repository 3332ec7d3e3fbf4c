package cli

import (
	"fmt"

	mcobra "github.com/muesli/mango-cobra"
	"github.com/muesli/roff"
	"github.com/spf13/cobra"
)

func (r *runner) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "man",
		Short:   "Print the manual page",
		Example: "  teapot man | man -l -",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			page, err := mcobra.NewManPage(1, cmd.Root())
			if err != nil {
				return failed(err)
			}
			page = page.WithSection("Exit status", "0 found, 1 nothing found, 2 wrong usage or a bad file, 130 interrupted.").
				WithSection("Files", "$XDG_CONFIG_HOME/teapot/http/status/599-acme.md and so on: entries of your own.")
			_, err = fmt.Fprint(r.Out, page.Build(roff.NewDocument()))
			return outputError(err)
		},
	}
}
