package logs

import "strings"

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// isDigits reports whether s consists of digits and is not empty.
func isDigits(s string) bool { return s != "" && countDigits(s) == len(s) }

// countDigits returns the number of digits at the start of s.
func countDigits(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

// startsWithNumber reports whether s starts with a space and a number, which may have a plus
// sign.
func startsWithNumber(s string) bool {
	return len(s) > 1 && s[0] == ' ' && (isDigit(s[1]) || s[1] == '+')
}

// firstWord returns the text before the first space of s, or s if it has no space.
func firstWord(s string) string {
	first, _, _ := strings.Cut(s, " ")
	return first
}

// lastWord returns the text after the last space of s, or s if it has no space.
func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// endsWithAny reports whether s ends with one of the suffixes.
func endsWithAny(s string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}

// containsAny reports whether s contains one of the substrings.
func containsAny(s string, substrings ...string) bool {
	for _, substring := range substrings {
		if strings.Contains(s, substring) {
			return true
		}
	}
	return false
}
