package cli

import (
	"fmt"
	"runtime/debug"

	"teapot/data"
)

// printVersion prints the version of the program and the date of the registries (see
// [data.RegistryDate]).
func (r *runner) printVersion() error {
	_, err := fmt.Fprintf(r.Out, "teapot %s (registries as of %s)\n", buildVersion(), data.RegistryDate)
	return outputError(err)
}

// buildVersion returns the version that the go command recorded in the binary.
func buildVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
