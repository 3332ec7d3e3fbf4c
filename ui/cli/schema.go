package cli

import (
	_ "embed"
	"fmt"

	"github.com/spf13/cobra"
)

// schema describes what --json prints. It is written by hand: it is a promise,
// not a picture of the code.
//
//go:embed schema.json
var schema string

func (r *runner) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of what --json prints",
		Args:  takes(0, 0, "takes no words"),

		ValidArgsFunction: nothing,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprint(r.Out, schema)
			return outputError(err)
		},
	}
}
