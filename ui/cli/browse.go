package cli

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"

	"teapot/model/search"
	"teapot/ui/browse"
	"teapot/ui/paint"
	"teapot/ui/render"
)

func (r *runner) browseCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:               "browse [QUERY]...",
		Short:             "Open the browser, with a query in its search box",
		Long:              "Opens the browser, with a query in its search box. What a query may be made of, and\nthe filters, are told by \"teapot search --help\".",
		ValidArgsFunction: r.completeEntry,
		RunE: func(_ *cobra.Command, args []string) error {
			return r.browse(strings.Join(args, " "))
		},
	}
	r.browseFlags(cmd)
	return cmd
}

// browseFlags are the flags of the full-screen browser.
func (r *runner) browseFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&r.flags.noMouse, "no-mouse", false, "leave the mouse to the terminal while browsing")
	f.StringVar(&r.flags.theme, "theme", "auto", "the browser's colors: `THEME` is auto, dark or light")
	r.completeFlag(cmd, "theme", fixed("auto", "dark", "light"))
}

// browseAll is the browser without a query, but what the flags narrow. Those that
// ask for output are refused: there is none.
func (r *runner) browseAll() error {
	switch {
	case r.flags.json:
		return errors.New(`--json needs a code or words to print; for all entries there is "teapot list --json"`)
	case r.flags.pager:
		return errors.New("--pager needs a code or a name to show")
	}
	var query []string
	for _, w := range strings.Fields(r.flags.filter.vendor) {
		query = append(query, "vendor:"+w)
	}
	if r.flags.filter.protocol != "" {
		query = append(query, "protocol:"+r.flags.filter.protocol)
	}
	return r.browse(strings.Join(query, " "))
}

// noTerminal says that there is nothing to browse in, and what works instead.
func (r *runner) noTerminal() error {
	fmt.Fprint(r.Err, r.root().UsageString(), "\n")
	return failed(errors.New("no terminal to browse in"))
}

// keptPages is how many bytes of pages the browser keeps drawn: for one person,
// drawing one anew is quick enough.
const keptPages = 64 << 10

// browse runs the full-screen browser.
func (r *runner) browse(query string) error {
	if err := r.checkFlags(); err != nil {
		return err
	}
	if !r.InTerm || !r.OutTerm {
		return r.noTerminal()
	}
	config := browse.Config{Query: query, NoMouse: r.flags.noMouse, Background: r.background()}
	if r.flags.color != "auto" {
		config.Profile = r.profile()
	}
	if r.Browse != nil {
		config.Kept.Tab = r.flags.filter.protocol
		return browseError(r.Browse(config))
	}
	if r.Getenv("TERM") == "dumb" {
		return failed(errors.New(`this terminal (TERM=dumb) cannot show the browser; "teapot CODE" prints a page`))
	}
	catalog, loadErr := r.loader.loadFull()
	if problems := r.loader.problems(loadErr); len(problems) > 0 {
		config.Notice = problems[0]
	}
	config.Catalog, config.Search, config.Pages = catalog, search.New(catalog), render.NewPages(catalog, keptPages)
	r.useHost(&config)
	config.Kept.Tab = cmp.Or(r.flags.filter.protocol, config.Kept.Tab)
	err := r.paint(browse.New(config), config.Profile)
	if panicked, ok := errors.AsType[*paint.PanicError](err); ok {
		fmt.Fprintf(r.Err, "%s\n", panicked.Stack) // whoever reports it needs it
	}
	return browseError(err)
}

// browseError is how the browser ended, for the exit code.
func browseError(err error) error {
	switch {
	case errors.Is(err, tea.ErrInterrupted):
		return errInterrupted
	case err != nil:
		return failed(err)
	}
	return nil
}

// paint runs the browser on the terminal, with Bubble Tea's own renderer where
// that is asked for or the terminal cannot be taken. It reduces colors by itself,
// and has to be told which were asked for.
func (r *runner) paint(m tea.Model, asked colorprofile.Profile) error {
	if r.Host != nil && r.Getenv("TEAPOT_RENDERER") != "bubbletea" {
		terminal, release, err := r.Host.Terminal(r.Env)
		if err == nil {
			defer release()
			return paint.Run(r.ctx, m, terminal)
		}
		if !errors.Is(err, errors.ErrUnsupported) {
			return err
		}
	}
	options := []tea.ProgramOption{tea.WithContext(r.ctx), tea.WithInput(r.In), tea.WithOutput(r.Out), tea.WithEnvironment(r.Env)}
	if asked != colorprofile.Unknown {
		options = append(options, tea.WithColorProfile(asked))
	}
	_, err := tea.NewProgram(m, options...).Run()
	return err
}
