package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"teapot/model"
)

// The values that flags and arguments accept, separated by spaces. Help, checks and
// completion use these lists.
const (
	colorWords    = "auto always never"                           // values of --color
	themeWords    = "auto dark light"                             // values of --theme
	protocolWords = "http smtp"                                   // values of --protocol
	kindWords     = "status class field method command extension" // values of --kind, which are names of [model.Kind]
	shellWords    = "bash zsh fish powershell"                    // arguments of the completion command
)

// orList formats a list of words for a sentence: "http or smtp", "auto, dark or light".
func orList(words string) string {
	list := strings.Fields(words)
	last := len(list) - 1
	return strings.Join(list[:last], ", ") + " or " + list[last]
}

// checkWord returns an error if the value of a flag is not one of the words. An empty
// value is valid, because it means that the flag was not given.
func checkWord(flag, value, words string) error {
	if value == "" || model.HasWord(words, value) {
		return nil
	}
	return fmt.Errorf("%s %q is not one of: %s", flag, value, words)
}

// argCount returns a function that checks whether a command has at least minimum and at
// most maximum arguments. The function's error consists of the command's name and the
// message.
func argCount(minimum, maximum int, message string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < minimum || len(args) > maximum {
			return fmt.Errorf("%s %s", cmd.Name(), message)
		}
		return nil
	}
}

// unlimited is the maximum number of arguments of a command that takes any number.
const unlimited = 1 << 30

// valueError replaces pflag's error for an invalid flag value, which has terms of Go, with
// an error that says what the flag accepts. It returns other errors unchanged.
func valueError(err error) error {
	invalid, ok := errors.AsType[*pflag.InvalidValueError](err)
	if !ok {
		return err
	}
	want := "a list of words"
	switch invalid.GetFlag().Value.Type() {
	case "bool":
		want = "true or false"
	case "int":
		want = "a number"
	case "duration":
		want = "a time such as 90s or 15m"
	case widthFlag(0).Type():
		want = fmt.Sprintf("a number from %d to %d", minWidth, maxWidth)
	}
	return fmt.Errorf("--%s %q is not %s", invalid.GetFlag().Name, invalid.GetValue(), want)
}
