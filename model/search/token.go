package search

import "strings"

// token is a word of a text.
type token struct {
	word string // the word in lower case
	stem string // the stem of the word, by which the index knows it
}

// tokenize splits a text into words of letters and digits. A word in CamelCase gives several
// tokens.
func tokenize(text string) []token {
	var tokens []token
	for start, end := nextWord(text, 0, true); start < end; start, end = nextWord(text, end, true) {
		word := strings.ToLower(text[start:end])
		tokens = append(tokens, token{word, stem(word)})
	}
	return tokens
}

// nextWord returns the first word at or after text[i]: it is text[start:end]. If there is no
// word, start and end are equal. If camelCase is set, it splits CamelCase: the text notFound
// is two words.
func nextWord[T string | []byte](text T, i int, camelCase bool) (start, end int) {
	for i < len(text) && !isWordByte(text[i]) {
		i++
	}
	start = i
	for i < len(text) && isWordByte(text[i]) && !(camelCase && i > start && startsCamelWord(text, i)) {
		i++
	}
	return start, i
}

// isWordByte reports whether the byte belongs to a word. It does if it is an ASCII letter, an
// ASCII digit, or a byte of a character outside ASCII.
func isWordByte(c byte) bool {
	return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80
}

// startsCamelWord reports whether a new word of CamelCase begins at text[i], such as the F of
// notFound and the S of HTTPStatus. i must not be 0.
func startsCamelWord[T string | []byte](text T, i int) bool {
	if !isUpper(text[i]) {
		return false
	}
	return isLower(text[i-1]) || i+1 < len(text) && isUpper(text[i-1]) && isLower(text[i+1])
}

// hasCamelCase reports whether a word of the text is in CamelCase.
func hasCamelCase(text string) bool {
	for i := 1; i < len(text); i++ {
		if isWordByte(text[i-1]) && startsCamelWord(text, i) {
			return true
		}
	}
	return false
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

func isLower(c byte) bool { return c >= 'a' && c <= 'z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
