package cli

import (
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"teapot/model"
)

// list prints every entry: a line each, or as JSON.
func (r *runner) list(args []string) error {
	asJSON := false
	for _, a := range args {
		if a != "--json" {
			return usageError("list does not know %q", a)
		}
		asJSON = true
	}
	catalog, notice := r.load()
	if notice != "" {
		fmt.Fprintln(r.Err, "teapot:", notice)
	}
	if asJSON {
		return r.listJSON(catalog)
	}
	w := tabwriter.NewWriter(r.Out, 0, 0, 2, ' ', 0)
	for _, e := range catalog.All() {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", e.Protocol, e.Code, e.Name, e.Vendor)
	}
	return w.Flush()
}

func (r *runner) listJSON(c *model.Catalog) error {
	entries := make([]jsonEntry, 0, len(c.All()))
	for _, e := range c.All() {
		entries = append(entries, toJSON(c, e))
	}
	enc := json.NewEncoder(r.Out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(entries)
}
