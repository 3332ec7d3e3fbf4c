package serve

import (
	"errors"
	"strings"
)

// split splits a command line into words as a shell does: quotes and
// backslashes keep words together. Nothing is expanded, and no other character
// means anything.
func split(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	var quote byte
	begun := false
	for i := 0; i < len(line); i++ {
		c := line[i]
		switch {
		case c == 0:
			return nil, errors.New("the command line holds a zero byte")
		case quote == '\'' && c != quote:
			word.WriteByte(c)
		case quote != 0 && c == quote:
			quote = 0
		case c == '\\':
			i++
			if i == len(line) {
				return nil, errors.New("the command line ends with a backslash")
			}
			if quote == '"' && !strings.ContainsRune("\"\\$`", rune(line[i])) {
				word.WriteByte(c)
			}
			word.WriteByte(line[i])
			begun = true
		case quote == 0 && (c == '\'' || c == '"'):
			quote, begun = c, true
		case quote == 0 && strings.IndexByte(" \t\r\n", c) >= 0:
			if begun {
				words = append(words, word.String())
				word.Reset()
			}
			begun = false
		default:
			word.WriteByte(c)
			begun = true
		}
	}
	if quote != 0 {
		return nil, errors.New("the command line has a quote that is not closed")
	}
	if begun {
		words = append(words, word.String())
	}
	return words, nil
}
