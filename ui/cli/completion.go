package cli

import (
	_ "embed"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

func (r *runner) completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:       "completion SHELL",
		Short:     "Print the completion script for " + orList(shellWords),
		Example:   "  source <(teapot completion bash)\n  teapot completion fish > ~/.config/fish/completions/teapot.fish",
		ValidArgs: strings.Fields(shellWords),
		Args:      argCount(1, 1, "needs one shell: "+shellWords),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch args[0] {
			case "bash":
				script, err := bashCompletion(root)
				if err != nil {
					return err
				}
				_, err = io.WriteString(r.Out, script)
				return outputError(err)
			case "zsh":
				return outputError(root.GenZshCompletion(r.Out))
			case "fish":
				return outputError(root.GenFishCompletion(r.Out, true))
			case "powershell":
				return outputError(root.GenPowerShellCompletionWithDesc(r.Out))
			}
			return fmt.Errorf("shell %q is not one of: %s", args[0], shellWords)
		},
	}
}

// bashFallback defines the shell functions of the bash-completion package that cobra's
// script needs, for systems that do not have that package.
//
//go:embed completion.bash
var bashFallback string //nolint:gochecknoglobals // a constant

// bashCompletion returns the completion script for bash. It works without the
// bash-completion package.
func bashCompletion(root *cobra.Command) (string, error) {
	var script strings.Builder
	if err := root.GenBashCompletionV2(&script, true); err != nil {
		return "", err
	}
	const filedir = "__teapot_filedir" // a function of bashFallback
	return strings.ReplaceAll(script.String(), "_filedir", filedir) + bashFallback, nil
}
