package cli

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"teapot/model/search"
	"teapot/ui/browse"
)

var errNoTerminal = errors.New("no terminal to browse in; try \"teapot show 404\" or \"teapot help\"")

// browse runs the full-screen browser.
func (r *runner) browse(ctx context.Context, query string) error {
	if !r.IsTerm {
		return &exit{ExitUsage, errNoTerminal}
	}
	catalog, notice := r.load()
	m := browse.New(browse.Config{
		Catalog: catalog,
		Search:  search.New(catalog),
		Query:   query,
		Notice:  notice,
	})
	_, err := tea.NewProgram(m,
		tea.WithContext(ctx), tea.WithInput(r.In), tea.WithOutput(r.Out), tea.WithEnvironment(r.Env),
	).Run()
	if errors.Is(err, tea.ErrInterrupted) {
		return errInterrupted
	}
	return err
}

var errInterrupted = errors.New("interrupted")

func join(args []string) string { return strings.Join(args, " ") }
