package cli

import (
	"cmp"

	"github.com/spf13/cobra"

	"teapot/model"
)

const about = `teapot is the reference to HTTP and SMTP status codes.

Alone it opens a browser. With codes, a class or words it answers and exits.`

const examples = `  teapot                          browse
  teapot 404 503                  the pages of two codes
  teapot 5.7.26                   an enhanced status code
  teapot 4xx                      what a class means
  teapot rate limit               search for words, best match first
  teapot diff 401 403             two codes side by side
  teapot show --json 429          for a script
  teapot explain access.log       what the codes in a log mean
  curl -si example.com | teapot explain --lines`

// root returns the command teapot with all its subcommands. Each call of [Run] needs new
// commands, because commands store the values of their flags.
func (r *runner) root() *cobra.Command {
	cmd := &cobra.Command{
		Use:               "teapot [CODE|WORDS]...",
		Short:             "The reference to HTTP and SMTP status codes",
		Long:              about,
		Example:           examples,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: r.completeBareArg,
		SilenceErrors:     true,
		SilenceUsage:      true,
		RunE:              r.runRoot,
	}
	cmd.SetIn(r.In)
	cmd.SetOut(r.Out)
	cmd.SetErr(r.Err)
	cmd.SetHelpFunc(r.help)
	cmd.SetHelpCommand(r.helpCommand())
	cmd.SetFlagErrorFunc(flagError)
	cmd.CompletionOptions.DisableDefaultCmd = true
	p := cmd.PersistentFlags()
	p.StringVar(&r.flags.color, "color", "auto", "colors: `WHEN` is "+orList(colorWords))
	p.StringVar(&r.loader.dataDir, "data", "", "also read the entries in `DIR`, laid out like teapot's data folder")
	cmd.Flags().BoolP("version", "V", false, "print the version and the date of the registries")
	r.pageFlags(cmd)
	r.outputFlags(cmd)
	r.browseFlags(cmd)
	cmd.AddCommand(r.browseCommand(), r.showCommand(), r.searchCommand(), r.listCommand(), r.diffCommand(),
		r.explainCommand(), r.checkCommand(), r.serveCommand(), r.schemaCommand(), r.completionCommand(), r.manCommand())
	r.completeFlag(cmd, "data", func(cmd *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
		return completeFolder(cmd, nil, prefix) // nil, because --data may follow arguments
	})
	r.completeFlag(cmd, "color", completeWords(colorWords))
	if len(r.Args) > 0 && isCompletionRequest(r.Args[0]) {
		removeBackquotes(cmd)
	}
	return cmd
}

// runRoot runs teapot without a subcommand. It prints the version, opens the browser,
// prints the pages that the arguments name, or searches for the arguments.
func (r *runner) runRoot(cmd *cobra.Command, args []string) error {
	if v, _ := cmd.Flags().GetBool("version"); v {
		return r.printVersion()
	}
	if len(args) == 0 {
		return r.browseAll()
	}
	c, err := r.catalog(args...)
	if err != nil {
		return err
	}
	if hits, ok := r.lookup(c).bareArgs(args); ok {
		return r.printPages(c, args, hits)
	}
	if c, err = r.catalog(); err != nil {
		return err
	}
	if err := misspelledCommand(cmd, c, args[0]); err != nil {
		return err
	}
	return r.printMatches(c, args, searchLimit, "teapot search --limit N")
}

// lookup returns a lookup in a catalog. It finds only what --protocol and --vendor select.
func (r *runner) lookup(c *model.Catalog) lookup { return lookup{c, r.flags.filter} }

// checkFlags returns an error if --color, --theme, --protocol or --data has an invalid
// value, or if two flags contradict each other.
func (r *runner) checkFlags() error {
	return cmp.Or(
		checkWord("--color", r.flags.color, colorWords),
		checkWord("--theme", r.flags.theme, themeWords),
		checkWord("--protocol", r.flags.filter.protocol, protocolWords),
		r.checkPagerFlags(),
		r.loader.checkDataDir(),
	)
}
