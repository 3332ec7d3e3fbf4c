package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"teapot/data"
	"teapot/model"
)

type completion = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective)

// fixed completes one of the words.
func fixed(words ...string) completion {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return words, cobra.ShellCompDirectiveNoFileComp
	}
}

// completeAny completes what may stand after teapot itself: entries, and the
// subcommands that cobra adds.
func (r *runner) completeAny(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	if begun == "" {
		return nil, cobra.ShellCompDirectiveNoFileComp // only the subcommands: the codes are too many
	}
	return r.completeEntry(cmd, args, begun)
}

// completeEntry completes codes and the names of fields, methods, commands and
// extensions, with what they are.
func (r *runner) completeEntry(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
	return r.collect(begun, func(e *model.Entry) string {
		if e.Code == "" {
			return e.Name + "\t" + e.Kind.String()
		}
		return e.Code + "\t" + e.Name
	})
}

func (r *runner) completeVendor(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
	return r.collect(begun, func(e *model.Entry) string { return e.Vendor })
}

func (r *runner) completeClass(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
	return r.collect(begun, func(e *model.Entry) string {
		if e.Kind == model.Class || e.Kind == model.Subject {
			return e.Code + "\t" + e.Name
		}
		return ""
	})
}

// collect returns each different word that begins as begun does, whatever its
// case.
func (r *runner) collect(begun string, word func(*model.Entry) string) ([]string, cobra.ShellCompDirective) {
	c, _ := data.Load(r.layers()...) // what is wrong with a file is no help here
	var words []string
	for _, e := range c.All() {
		w := word(e)
		key, _, _ := strings.Cut(w, "\t")
		known := slices.ContainsFunc(words, func(o string) bool { return strings.HasPrefix(o, key+"\t") || o == key })
		if key != "" && !known && len(begun) <= len(key) && strings.EqualFold(key[:len(begun)], begun) {
			words = append(words, w)
		}
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}

func (r *runner) completionCommand() *cobra.Command {
	const shells = "bash zsh fish powershell"
	return &cobra.Command{
		Use:       "completion SHELL",
		Short:     "Print the completion script for bash, zsh, fish or powershell",
		Example:   "  source <(teapot completion bash)\n  teapot completion fish > ~/.config/fish/completions/teapot.fish",
		ValidArgs: strings.Fields(shells),
		Args:      cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch args[0] {
			case "bash":
				return outputError(root.GenBashCompletionV2(r.Out, true))
			case "zsh":
				return outputError(root.GenZshCompletion(r.Out))
			case "fish":
				return outputError(root.GenFishCompletion(r.Out, true))
			case "powershell":
				return outputError(root.GenPowerShellCompletionWithDesc(r.Out))
			}
			return fmt.Errorf("shell %q is not one of: %s", args[0], shells)
		},
	}
}
