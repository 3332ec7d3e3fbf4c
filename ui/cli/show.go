package cli

import (
	"fmt"
	"strings"

	"teapot/model"
	"teapot/model/search"
	"teapot/ui/render"
	"teapot/ui/theme"
)

// pageWidth is how wide pages are printed where the terminal's width is not
// known, and maxPageWidth how wide they are at most.
const (
	pageWidth    = 80
	maxPageWidth = 100
)

// show prints the pages of everything that was asked for. Nothing is printed
// if something was not found.
func (r *runner) show(args []string) error {
	if len(args) == 0 {
		return usageError("show needs a code or a name")
	}
	catalog, notice := r.load()
	if notice != "" {
		fmt.Fprintln(r.Err, "teapot:", notice)
	}
	var hits []model.Hit
	for _, a := range args {
		found := catalog.FindCode(a)
		if len(found) == 0 {
			found = catalog.FindName(a)
		}
		if len(found) == 0 {
			return notFound(catalog, a)
		}
		hits = append(hits, found...)
	}
	width := pageWidth
	if r.Width > 0 {
		width = min(r.Width, maxPageWidth)
	}
	for i, h := range hits {
		if i > 0 {
			fmt.Fprint(r.Out, "\n\n")
		}
		page := render.Entry(catalog, h, width, theme.Plain())
		if _, err := fmt.Fprintln(r.Out, strings.Join(page.Lines, "\n")); err != nil {
			return err
		}
	}
	return nil
}

// notFound says what was not found, and what comes nearest.
func notFound(c *model.Catalog, what string) error {
	err := fmt.Errorf("nothing found for %q", render.Clean(what))
	result := search.New(c).Find(what)
	var near []string
	for _, p := range model.Protocols() {
		for _, m := range result.Matches[p][:min(3, len(result.Matches[p]))] {
			near = append(near, m.Entry.Title())
		}
	}
	if len(near) > 0 {
		err = fmt.Errorf("%w; near: %s", err, strings.Join(near[:min(3, len(near))], ", "))
	}
	return &exit{ExitNotFound, err}
}
