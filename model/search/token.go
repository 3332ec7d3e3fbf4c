package search

import "strings"

// token is a word of a text.
type token struct {
	word string // in lower case
	stem string // the term of the word in the index
}

// tokenize splits a text into words, which consist of letters and digits. It also splits
// CamelCase.
func tokenize(text string) []token {
	var tokens []token
	for start, end := nextWord(text, 0, true); start < end; start, end = nextWord(text, end, true) {
		word := strings.ToLower(text[start:end])
		tokens = append(tokens, token{word, stem(word)})
	}
	return tokens
}

// nextWord returns the start and the end of the first word at or after text[i]. They are
// equal if there is none. If camelCase is set, notFound is two words.
func nextWord[T string | []byte](text T, i int, camelCase bool) (start, end int) {
	for i < len(text) && !isWordByte(text[i]) {
		i++
	}
	start = i
	for i < len(text) && isWordByte(text[i]) && !(camelCase && i > start && startsHump(text, i)) {
		i++
	}
	return start, i
}

// isWordByte reports whether the byte belongs to a word: a letter or a digit in ASCII, or
// any byte of a character that is not ASCII.
func isWordByte(c byte) bool {
	return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80
}

// startsHump reports whether another word of CamelCase begins at text[i], where i > 0:
// the F of notFound, the S of HTTPStatus.
func startsHump[T string | []byte](text T, i int) bool {
	if !isUpper(text[i]) {
		return false
	}
	return isLower(text[i-1]) || i+1 < len(text) && isUpper(text[i-1]) && isLower(text[i+1])
}

// hasHump reports whether the text has a word in CamelCase.
func hasHump(text string) bool {
	for i := 1; i < len(text); i++ {
		if isWordByte(text[i-1]) && startsHump(text, i) {
			return true
		}
	}
	return false
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

func isLower(c byte) bool { return c >= 'a' && c <= 'z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
