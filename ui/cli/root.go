package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"teapot/model"
)

const about = `teapot is the reference to HTTP and SMTP status codes.

Alone it opens a browser. With codes, a class or words it answers and leaves.`

const examples = `  teapot                          browse
  teapot 404 503                  the pages of two codes
  teapot 5.7.26                   an enhanced status code
  teapot 4xx                      what a class means
  teapot rate limit               what it is called, best match first
  teapot diff 401 403             two codes side by side
  teapot show --json 429          for a script
  teapot explain access.log       what the codes in a log mean
  curl -si example.com | teapot explain --lines`

const exitCodes = `Exit codes: 0 found, 1 nothing found, 2 wrong usage or a bad file, 130 interrupted.
`

// root makes the command tree. It is made anew for every call: commands keep
// their flags in themselves.
func (r *runner) root() *cobra.Command {
	cmd := &cobra.Command{
		Use:               "teapot [CODE|WORDS]...",
		Short:             "The reference to HTTP and SMTP status codes",
		Long:              about,
		Example:           examples,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: r.completeAny,
		SilenceErrors:     true,
		SilenceUsage:      true,
		RunE:              r.answer,
	}
	cmd.SetIn(r.In)
	cmd.SetOut(r.Out)
	cmd.SetErr(r.Err)
	cmd.SetHelpFunc(r.help)
	cmd.SetHelpCommand(r.helpCommand())
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return wrongValue(err) })
	cmd.CompletionOptions.DisableDefaultCmd = true
	p := cmd.PersistentFlags()
	p.StringVar(&r.flags.color, "color", "auto", "colors: `WHEN` is auto, always or never")
	p.StringVar(&r.loader.dataDir, "data", "", "also read the entries in `DIR`, laid out like teapot's data folder")
	cmd.Flags().BoolP("version", "V", false, "print the version and the date of the registries")
	r.pageFlags(cmd)
	r.browseFlags(cmd)
	cmd.AddCommand(r.browseCommand(), r.showCommand(), r.searchCommand(), r.listCommand(), r.diffCommand(),
		r.explainCommand(), r.checkCommand(), r.serveCommand(), r.schemaCommand(), r.completionCommand(), r.manCommand())
	r.completeFlag(cmd, "data", func(cmd *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
		return folders(cmd, nil, begun) // whatever else is named
	})
	r.completeFlag(cmd, "color", fixed("auto", "always", "never"))
	return cmd
}

// answer is teapot without a subcommand: the browser, the version, the pages of
// what was named, or the matches of words.
func (r *runner) answer(cmd *cobra.Command, args []string) error {
	if v, _ := cmd.Flags().GetBool("version"); v {
		return r.version()
	}
	if len(args) == 0 {
		return r.browseAll()
	}
	c, err := r.catalog(args...)
	if err != nil {
		return err
	}
	if hits, ok := r.lookup(c).bareArgs(args); ok {
		return r.printPages(c, hits)
	}
	if c, err = r.catalog(); err != nil {
		return err
	}
	return r.printMatches(c, args, searchLimit, "teapot search --limit N")
}

// lookup finds entries of the catalog that --protocol and --vendor select.
func (r *runner) lookup(c *model.Catalog) lookup { return lookup{c, r.flags.filter} }

// checkFlags refuses values that no command understands.
func (r *runner) checkFlags() error {
	for _, f := range []struct{ name, value, words string }{
		{"color", r.flags.color, "auto always never"},
		{"theme", r.flags.theme, "auto dark light"},
		{"protocol", r.flags.filter.protocol, "http smtp"},
	} {
		if f.value != "" && !model.HasWord(f.words, f.value) {
			return fmt.Errorf("--%s %q is not one of: %s", f.name, f.value, f.words)
		}
	}
	return r.loader.checkDataDir()
}
