package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"teapot/model"
)

// help is cobra's own page with the exit codes. It is not a template: a program
// with templates keeps every method of every type, and is a third larger.
// Cobra takes no error of it, so it is kept for the end.
func (r *runner) help(cmd *cobra.Command, _ []string) {
	text := strings.TrimSpace(cmp.Or(cmd.Long, cmd.Short)) + "\n\n" + cmd.UsageString()
	if !cmd.HasParent() {
		text += "\n" + exitCodes
	}
	_, err := io.WriteString(r.Out, text)
	r.helpErr = outputError(err)
}

// helpCommand is help for one command. Cobra's own one takes what is no command
// for success.
func (r *runner) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Print the help of a command",
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var words []string
			for _, c := range cmd.Root().Commands() {
				if len(args) == 0 && c.IsAvailableCommand() {
					words = append(words, c.Name()+"\t"+c.Short)
				}
			}
			return words, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			asked, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return fmt.Errorf("unknown command %q", strings.Join(args, " "))
			}
			asked.InitDefaultHelpFlag()
			return asked.Help()
		},
	}
}

// hint is where the right usage of the command stands.
func hint(cmd *cobra.Command) string {
	if !cmd.HasParent() || cmd.Name() == "help" {
		return `try "teapot help"`
	}
	return fmt.Sprintf("try %q", cmd.CommandPath()+" --help")
}

// takes lets a command have a number of arguments, at most many of them, and says
// what it needs of others.
func takes(least, most int, needs string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < least || len(args) > most {
			return fmt.Errorf("%s %s", cmd.Name(), needs)
		}
		return nil
	}
}

// many is no limit for the arguments of a command.
const many = 1 << 30

// noWords refuses the arguments of list, and says which flag they may mean.
func noWords(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	meant := fmt.Sprintf("%q", "teapot search "+strings.Join(args, " "))
	switch word := strings.ToLower(args[0]); {
	case model.HasWord("http smtp", word):
		meant = "--protocol " + word
	case model.HasWord(kinds, word):
		meant = "--kind " + word
	case isClass(word):
		meant = "--class " + args[0]
	}
	return fmt.Errorf("%s takes no words; did you mean %s?", cmd.Name(), meant)
}

// isClass reports whether a word is written as a class or a subject is: 4xx,
// 5yz, x.7.
func isClass(word string) bool {
	for _, ending := range []string{"xx", "yz"} {
		if digit, ok := strings.CutSuffix(word, ending); ok && len(digit) == 1 && model.IsNumber(digit) {
			return true
		}
	}
	subject, ok := strings.CutPrefix(word, "x.")
	return ok && model.IsNumber(subject)
}

// wrongValue says in our own words what is wrong with the value of a flag.
func wrongValue(err error) error {
	wrong, ok := errors.AsType[*pflag.InvalidValueError](err)
	if !ok {
		return err
	}
	wants := "a list of words"
	switch wrong.GetFlag().Value.Type() {
	case "bool":
		wants = "true or false"
	case "int":
		wants = "a number"
	case "duration":
		wants = "a time such as 90s or 15m"
	}
	return fmt.Errorf("--%s %q is not %s", wrong.GetFlag().Name, wrong.GetValue(), wants)
}
