package cli

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

const exitCodes = "0 found, 1 nothing found, 2 wrong usage or a bad file, 130 interrupted."

// help prints the help page of a command. The page of teapot itself also has the exit
// codes. help does not use a template, because a program that uses text/template must
// contain all methods of all types, which makes the binary a third larger.
func (r *runner) help(cmd *cobra.Command, _ []string) {
	page := strings.TrimSpace(cmp.Or(cmd.Long, cmd.Short)) + "\n\n" + cmd.UsageString()
	if !cmd.HasParent() {
		page += "\nExit codes: " + exitCodes + "\n"
	}
	r.helpErr = r.printText(wrapHelp(page, r.helpWidth()))
}

// helpCommand returns the help command, which prints the help page of a command. It
// replaces cobra's help command, because that exits with 0 for an unknown command.
func (r *runner) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "help [COMMAND]",
		Short:             "Print the help of a command",
		ValidArgsFunction: completeCommand,
		RunE: func(cmd *cobra.Command, args []string) error {
			target, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return fmt.Errorf("unknown command %q", strings.Join(args, " "))
			}
			target.InitDefaultHelpFlag()
			return target.Help()
		},
	}
}

// completeCommand completes the name of a command.
func completeCommand(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return completeNothing(cmd, args, "")
	}
	var commands []string
	for _, c := range cmd.Root().Commands() {
		if c.IsAvailableCommand() {
			commands = append(commands, c.Name()+"\t"+c.Short)
		}
	}
	return commands, cobra.ShellCompDirectiveNoFileComp
}

// helpHint returns the text that ends the message about a usage error: how to print the
// help of the command.
func helpHint(cmd *cobra.Command) string {
	if !cmd.HasParent() || cmd.Name() == "help" {
		return `try "teapot help"`
	}
	return fmt.Sprintf("try %q", cmd.CommandPath()+" --help")
}
