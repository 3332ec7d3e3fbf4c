package cli

import (
	"fmt"
	"runtime/debug"

	"teapot/data"
)

// version prints the program's version and the date of the registries.
func (r *runner) version() error {
	_, err := fmt.Fprintf(r.Out, "teapot %s (registries as of %s)\n", buildVersion(), data.RegistryDate)
	return outputError(err)
}

// buildVersion is the version that the build recorded.
func buildVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
