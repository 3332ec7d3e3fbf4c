package serve

import (
	"errors"
	"strings"
)

// spaces are the characters that separate words.
const spaces = " \t\r\n"

var (
	errOpenQuote = errors.New("the command line has a quote that is not closed")
	errBackslash = errors.New("the command line ends with a backslash")
)

// split splits a command line into words as a POSIX shell does: quotes and backslashes
// keep words together. Nothing is expanded, and no other character is special. If a quote
// is not closed, it splits at spaces only: such a quote is usually an apostrophe, as in
// ssh host "I'm a teapot".
func split(line string) ([]string, error) {
	if strings.IndexByte(line, 0) >= 0 {
		return nil, errors.New("the command line holds a zero byte")
	}
	var words []string
	whole := line
	for line = strings.TrimLeft(line, spaces); line != ""; line = strings.TrimLeft(line, spaces) {
		word, rest, err := firstWord(line)
		if errors.Is(err, errOpenQuote) {
			return strings.Fields(whole), nil
		}
		if err != nil {
			return nil, err
		}
		words, line = append(words, word), rest
	}
	return words, nil
}

// firstWord returns the word with which a line begins, and what follows it.
func firstWord(line string) (word, rest string, err error) {
	var b strings.Builder
	for line != "" {
		c := line[0]
		line = line[1:]
		switch {
		case strings.IndexByte(spaces, c) >= 0:
			return b.String(), line, nil
		case c == '\'':
			quoted, after, closed := strings.Cut(line, "'")
			if !closed {
				return "", "", errOpenQuote
			}
			b.WriteString(quoted)
			line = after
		case c == '"':
			if line, err = unquote(&b, line); err != nil {
				return "", "", err
			}
		case c == '\\' && line == "":
			return "", "", errBackslash
		case c == '\\':
			b.WriteByte(line[0])
			line = line[1:]
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), "", nil
}

// unquote writes text up to the closing double quote, and returns what follows it. Before
// a double quote, a backslash, a dollar sign and a backquote, a backslash is left out.
func unquote(b *strings.Builder, text string) (rest string, err error) {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			return text[i+1:], nil
		case '\\':
			i++
			if i == len(text) {
				return "", errBackslash
			}
			if strings.IndexByte("\"\\$`", text[i]) < 0 {
				b.WriteByte('\\')
			}
		}
		b.WriteByte(text[i])
	}
	return "", errOpenQuote
}
