package serve

import (
	"errors"
	"strings"
)

// spaces are the characters that separate the words of a command line.
const spaces = " \t\r\n"

var (
	errOpenQuote = errors.New("the command line has a quote that is not closed")
	errBackslash = errors.New("the command line ends with a backslash")
)

// split splits a command line into words as a POSIX shell does: a space in quotes or after a
// backslash does not end a word. Nothing is expanded, and no other character is special. If a
// quote is not closed, split splits the line at spaces only, because such a quote is usually an
// apostrophe, as in ssh host "I'm a teapot".
func split(line string) ([]string, error) {
	if strings.IndexByte(line, 0) >= 0 {
		return nil, errors.New("the command line holds a zero byte")
	}
	var words []string
	fullLine := line
	for line = strings.TrimLeft(line, spaces); line != ""; line = strings.TrimLeft(line, spaces) {
		word, rest, err := firstWord(line)
		if errors.Is(err, errOpenQuote) {
			return strings.Fields(fullLine), nil
		}
		if err != nil {
			return nil, err
		}
		words, line = append(words, word), rest
	}
	return words, nil
}

// firstWord returns the first word of a line without its quotes, and the rest of the line. The
// line must not begin with a space.
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

// unquote writes the text up to the closing double quote to b, and returns the text after that
// quote. It drops a backslash that stands before a double quote, a backslash, a dollar sign or
// a backquote.
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
