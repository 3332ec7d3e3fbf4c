package logs

import "strings"

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

func isDigits(s string) bool { return s != "" && digits(s) == len(s) }

// digits returns how many digits s begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

// startsWithNumber reports whether s begins with a space and a number.
func startsWithNumber(s string) bool {
	return len(s) > 1 && s[0] == ' ' && (isDigit(s[1]) || s[1] == '+')
}

func firstWord(s string) string {
	first, _, _ := strings.Cut(s, " ")
	return first
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

func endsWithAny(s string, ends ...string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

func containsAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}
