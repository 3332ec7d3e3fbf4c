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

// flagError replaces the error for flags that could not be parsed by an error that tells
// the user what to type instead.
func flagError(cmd *cobra.Command, err error) error {
	unknown, ok := errors.AsType[*pflag.NotExistError](err)
	if !ok {
		return valueError(err)
	}
	// In "-404" the user probably means a code, if the command takes codes.
	number := unknown.GetSpecifiedShortnames()
	takesCodes := strings.Contains(cmd.Use, "CODE") || strings.Contains(cmd.Use, "WORDS") || strings.Contains(cmd.Use, "QUERY")
	if !takesCodes || number == "" || number[0] < '0' || number[0] > '9' {
		return err
	}
	return failed(fmt.Errorf(`-%s is not a flag; for the code, use "%s %s"; for the text, "%s -- -%s"`,
		number, cmd.CommandPath(), number, cmd.CommandPath(), number))
}

// misspelledCommand returns an error if a word is probably the name of a command with a
// typing mistake: the word has one typo (see hasOneTypo) and occurs in no entry.
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

// hasOneTypo reports whether a word differs from the correct word by one missing, extra or
// wrong letter, or by two swapped letters.
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

// hasWord reports whether a word occurs in the text of any entry. It ignores the case of
// letters.
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

// containsWord reports whether a text contains a word, and not only as a part of longer
// words.
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
