package cli

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"teapot/model"
	"teapot/ui/text"
)

// flagError returns the error for flags that could not be parsed.
func flagError(cmd *cobra.Command, err error) error {
	unknown, ok := errors.AsType[*pflag.NotExistError](err)
	if !ok {
		return valueError(err)
	}
	// The code in "-404" is not a flag. Commands without codes have no use for it.
	number := unknown.GetSpecifiedShortnames()
	takesCodes := strings.Contains(cmd.Use, "CODE") || strings.Contains(cmd.Use, "WORDS") || strings.Contains(cmd.Use, "QUERY")
	if !takesCodes || number == "" || number[0] < '0' || number[0] > '9' {
		return err
	}
	return failed(fmt.Errorf(`-%s is not a flag; for the code, use "%s %s"; for the text, "%s -- -%s"`,
		number, cmd.CommandPath(), number, cmd.CommandPath(), number))
}

// misspelledCommand returns an error if a word is probably a command with a typing
// mistake: it differs from the command in one letter, or in the order of two, and no entry
// has the word.
func misspelledCommand(root *cobra.Command, c *model.Catalog, word string) error {
	for _, command := range root.Commands() {
		name := command.Name()
		if command.IsAvailableCommand() && hasOneTypo(strings.ToLower(word), name) && !hasWord(c, word) {
			return failed(fmt.Errorf(`%q is not a command; did you mean "teapot %s"? "teapot search %s" searches for the word`,
				text.Clean(word), name, text.Clean(word)))
		}
	}
	return nil
}

// hasOneTypo reports whether a word differs from another by one letter that is missing, too
// much or different, or by two letters that have changed places.
func hasOneTypo(word, correct string) bool {
	a, b := word, correct
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 2 && len(b) == 2 {
		return a[0] == b[1] && a[1] == b[0]
	}
	return word != correct && len(a) <= 1 && len(b) <= 1
}

// hasWord reports whether a word stands in an entry, in any case of its letters.
func hasWord(c *model.Catalog, word string) bool {
	word = strings.ToLower(word)
	var page []byte
	for _, e := range c.All() {
		page = append(page[:0], e.Title()+"\n"+e.Vendor+"\n"+e.Summary+"\n"+strings.Join(e.Aliases, "\n")+"\n"...)
		for k := range e.Keywords() {
			page = append(append(page, k...), '\n')
		}
		if containsWord(strings.ToLower(string(e.AppendBody(page))), word) {
			return true
		}
	}
	return false
}

// containsWord reports whether a text contains a word that is not part of a longer one.
func containsWord(s, word string) bool {
	for word != "" {
		before, after, found := strings.Cut(s, word)
		if !found {
			return false
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		next, _ := utf8.DecodeRuneInString(after)
		if !unicode.IsLetter(last) && !unicode.IsLetter(next) {
			return true
		}
		s = after
	}
	return false
}
