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
	"teapot/ui/state"
)

func (r *runner) browseCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:               "browse [QUERY]...",
		Short:             "Open the browser, with a query in its search box",
		Long:              "Opens the browser, with a query in its search box. \"teapot search --help\" describes\nqueries and their filters.",
		ValidArgsFunction: r.completeEntry,
		RunE: func(_ *cobra.Command, args []string) error {
			return r.browse(strings.Join(args, " "))
		},
	}
	r.browseFlags(cmd)
	return cmd
}

// browseFlags adds the flags of the full-screen browser to a command.
func (r *runner) browseFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&r.flags.noMouse, "no-mouse", false, "leave the mouse to the terminal while browsing")
	f.StringVar(&r.flags.theme, "theme", "auto", "the browser's colors: `THEME` is "+orList(themeWords))
	r.completeFlag(cmd, "theme", completeWords(themeWords))
}

// browseAll opens the browser for teapot without arguments. --protocol and --vendor become
// filters in the search box. Flags for printed output are an error.
func (r *runner) browseAll() error {
	switch {
	case r.flags.json:
		return errors.New(`--json needs a code or words to print; for all entries there is "teapot list --json"`)
	case r.flags.pager:
		return errors.New("--pager needs a code or a name to show")
	case r.flags.all:
		return errors.New("--all needs a code or a name to show")
	case r.flags.short:
		return errors.New("--short needs a code or a name to show")
	case r.flags.width > 0:
		return errors.New("--width needs a code or words to print")
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

// pageCacheSize is the size of the browser's cache of drawn pages, in bytes. The cache is
// small, because one user does not notice that a page is drawn again.
const pageCacheSize = 64 << 10

// browse runs the full-screen browser.
func (r *runner) browse(query string) error {
	if err := r.checkFlags(); err != nil {
		return err
	}
	if !r.InTerm || !r.OutTerm {
		return r.noTerminalError()
	}
	config := browse.Config{Query: query, NoMouse: r.flags.noMouse, Background: r.background()}
	if r.flags.color != "auto" {
		config.Profile = r.profile()
	}
	if r.Browse != nil {
		config.Saved.Tab = r.flags.filter.protocol
		return browseError(r.Browse(config))
	}
	if r.Getenv("TERM") == "dumb" {
		return failed(errors.New(`this terminal (TERM=dumb) cannot show the browser; "teapot CODE" prints a page`))
	}
	catalog, loadErr := r.loader.loadFull()
	if problems := r.loader.problems(loadErr); len(problems) > 0 {
		config.Notice = problems[0]
	}
	config.Catalog, config.Search, config.Pages = catalog, search.New(catalog), render.NewPages(catalog, pageCacheSize)
	r.setHostFunctions(&config)
	config.Saved.Tab = cmp.Or(r.flags.filter.protocol, config.Saved.Tab)
	err := r.runBrowser(browse.New(config), config.Profile)
	if panicErr, ok := errors.AsType[*paint.PanicError](err); ok {
		fmt.Fprintf(r.Err, "%s\n", panicErr.Stack) // needed in a bug report
	}
	return browseError(err)
}

// noTerminalError prints the usage, and returns the error for a browser that has no
// terminal. The error suggests a command that works without a terminal.
func (r *runner) noTerminalError() error {
	fmt.Fprint(r.Err, wrapHelp(r.root().UsageString(), r.helpWidth()), "\n")
	if r.InTerm {
		return failed(errors.New(`no terminal to browse in: the output is not one; "teapot list" prints all entries`))
	}
	return failed(errors.New(`no terminal to browse in: the input is not one; to read logs from it, use "teapot explain"`))
}

// background returns the background color that --theme says the terminal has.
func (r *runner) background() browse.Background {
	switch r.flags.theme {
	case "dark":
		return browse.Dark
	case "light":
		return browse.Light
	}
	return browse.Ask
}

// setHostFunctions lets the browser open URLs and save its state on the host. If the user has
// logged in to the host over SSH, the browser does not open URLs, because they would
// appear on the host and not on the user's screen.
func (r *runner) setHostFunctions(c *browse.Config) {
	if r.Host == nil {
		return
	}
	if r.Getenv("SSH_CONNECTION") == "" && r.Getenv("SSH_TTY") == "" {
		c.Open = r.Host.OpenURL
	}
	dir := r.stateDir()
	if dir == "" {
		return
	}
	store := state.NewStore(r.Host.State(dir))
	saved, err := store.Load()
	if err != nil && c.Notice == "" {
		c.Notice = err.Error()
	}
	c.Saved = browse.Saved{Tab: saved.Tab, Favorites: saved.Favorites}
	c.Save = func(change browse.Change) func() error { return store.Saver(state.Change(change)) }
}

// runBrowser runs the browser with package paint. It uses Bubble Tea's renderer if
// TEAPOT_RENDERER asks for it, if there is no host, or if package paint does not support
// the host's terminal. Bubble Tea's renderer detects the terminal's colors if the profile
// is unknown.
func (r *runner) runBrowser(m tea.Model, profile colorprofile.Profile) error {
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
	options := []tea.ProgramOption{tea.WithContext(r.ctx), tea.WithInput(r.In), tea.WithOutput(r.rawOut), tea.WithEnvironment(r.Env)}
	if profile != colorprofile.Unknown {
		options = append(options, tea.WithColorProfile(profile))
	}
	_, err := tea.NewProgram(m, options...).Run()
	return err
}

// browseError returns an error of the browser together with its exit code.
func browseError(err error) error {
	switch {
	case errors.Is(err, tea.ErrInterrupted):
		return errInterrupted
	case err != nil:
		return failed(err)
	}
	return nil
}
