package cli

import (
	_ "embed"

	"github.com/spf13/cobra"
)

// schema is the JSON Schema of the output of --json. It is not generated from the code,
// because scripts rely on it: a change in the code must not change the schema.
//
//go:embed schema.json
var schema string

func (r *runner) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of what --json prints",
		Args:  argCount(0, 0, "takes no arguments"),

		ValidArgsFunction: completeNothing,
		RunE: func(*cobra.Command, []string) error {
			return r.printText(schema)
		},
	}
}
