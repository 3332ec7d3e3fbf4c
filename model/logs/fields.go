package logs

import "strings"

// fieldLength returns the length of the field at the start of s, or -1 if there is none.
func fieldLength(f *step, s string) int {
	switch f.kind {
	case word:
		return wordLength(s, f.until)
	case words:
		return wordsLength(s, f.until)
	case name:
		return nameLength(s, f.until)
	case quoted:
		return quotedLength(s)
	case reply:
		if !startsWithReply(s) {
			return -1
		}
		return textLength(f, s)
	case anything, text:
		return textLength(f, s)
	default:
		return valueLength(f, s)
	}
}

// valueLength is like fieldLength, for the kinds of fields whose content shows where they end.
func valueLength(f *step, s string) int {
	var n int
	switch f.kind {
	case number:
		return numberLength(s)
	case stamp:
		return stampLength(s, f.until)
	case method:
		return methodLength(s)
	case status:
		return statusLength(s)
	case list:
		return listLength(s)
	case enhanced:
		n = enhancedLength(s)
	case cell:
		n = cellLength(s, ' ')
	default: // spaces
		n = skipSpace(s, 0)
	}
	if n == 0 {
		return -1
	}
	return n
}

// nameLength returns the length of the word at the start of s, which is not only a dash.
func nameLength(s, until string) int {
	n := wordLength(s, until)
	if n == 1 && s[0] == '-' {
		return -1
	}
	return n
}

// wordsLength returns the length of words at the start of s that have ", " or " : " between
// them. nginx writes a word for every server that it has tried.
func wordsLength(s, until string) int {
	n := wordLength(s, until)
	for n > 0 {
		var next int
		switch {
		case s[n-1] == ',' && n < len(s) && s[n] == ' ':
			next = n + 1
		case strings.HasPrefix(s[n:], " : "):
			next = n + 3
		default:
			return n
		}
		length := wordLength(s[next:], until)
		if length < 0 {
			return n
		}
		n = next + length
	}
	return n
}

// wordLength returns the length of the word at the start of s. It ends at a space, a tab or
// the text that follows the word.
func wordLength(s, until string) int {
	stop := byte(' ')
	if until != "" {
		stop = until[0]
	}
	n := 0
	for n < len(s) && s[n] != ' ' && s[n] != '\t' && (s[n] != stop || !strings.HasPrefix(s[n:], until)) {
		n++
	}
	if n == 0 {
		return -1
	}
	return n
}

// quotedLength returns the length of s up to the quotation mark that ends it.
func quotedLength(s string) int {
	for n := 0; n < len(s); n++ {
		switch s[n] {
		case '\\':
			n++
		case '"':
			return n
		}
	}
	return -1
}

// textLength returns the length of s up to the text that follows the field. A text may also
// reach to the end of the line. If the text that follows ends the line, the field ends there,
// because a reply may have it too: (250 Ok (queued)).
func textLength(f *step, s string) int {
	if f.until == "" {
		return len(s)
	}
	if f.kind == anything {
		n := strings.Index(s, f.until)
		if n < 0 && f.toEnd {
			return len(s)
		}
		return n
	}
	if strings.HasSuffix(s, f.until) {
		return len(s) - len(f.until)
	}
	if n := strings.Index(s, f.until); n >= 0 {
		return n
	}
	return len(s)
}

// numberLength returns the length of the number at the start of s. A number may have a sign,
// a point and a unit: 12, 0.005, +3, -1, 12.5ms, 503µs. A dash stands for an unknown number.
func numberLength(s string) int {
	n := 0
	if s != "" && (s[0] == '-' || s[0] == '+') {
		n++
	}
	digits := n
	for n < len(s) && (isDigit(s[n]) || s[n] == '.') {
		n++
	}
	if n == digits {
		if n == 1 && s[0] == '-' {
			return 1
		}
		return -1
	}
	for n < len(s) && (isLetter(s[n]) || s[n] >= 0x80 || isDigit(s[n]) || s[n] == '.') {
		n++
	}
	return n
}

// methodLength returns the length of the method at the start of s: capital letters, also
// those of methods that are not registered.
func methodLength(s string) int {
	n := 0
	for n < len(s) && (s[n] >= 'A' && s[n] <= 'Z' || n > 0 && (s[n] == '-' || s[n] == '_')) {
		n++
	}
	if n < 3 {
		return -1
	}
	return n
}

// statusLength returns the length of the status code at the start of s. Programs write a dash
// or zeros if there was no response.
func statusLength(s string) int {
	switch n := countDigits(s); {
	case n == 3 && isStatus(s[:3]), (n == 1 || n == 3) && strings.Trim(s[:n], "0") == "":
		return n
	case strings.HasPrefix(s, "-1"):
		return 2
	case n == 0 && strings.HasPrefix(s, "-"):
		return 1
	}
	return -1
}

// isStatus reports whether a number of three digits can be an HTTP status code in a log. It
// must be from 100 to 599, or 999, which some sites send to crawlers.
func isStatus(digits string) bool {
	return digits[0] >= '1' && digits[0] <= '5' || digits == "999"
}

// listLength returns the length of the list of status codes at the start of s, as nginx
// writes it: 502, 200 : 200.
func listLength(s string) int {
	n := statusLength(s)
	for n > 0 {
		after := len(s[n:]) - len(strings.TrimLeft(s[n:], " "))
		separator := strings.TrimLeft(s[n:], " ")
		if separator == "" || separator[0] != ',' && separator[0] != ':' {
			return n
		}
		next := strings.TrimLeft(separator[1:], " ")
		length := statusLength(next)
		if length < 0 {
			return n
		}
		n += after + len(separator) - len(next) + length
	}
	return n
}

// stampLength returns the length of the time at the start of s, or -1. Between brackets or
// quotation marks, a time is any text with a digit. Elsewhere it has one of the usual forms.
func stampLength(s, until string) int {
	if until != "" && strings.IndexByte("]\")|", until[0]) >= 0 {
		n := strings.Index(s, until)
		if n <= 0 || !strings.ContainsAny(s[:n], "0123456789") {
			return -1
		}
		return n
	}
	if n := syslogStampLength(s); n > 0 {
		return n
	}
	if s == "" || !isDigit(s[0]) {
		return -1
	}
	if n := dateLength(s); n > 0 && n+3 < len(s) && s[n+3] == ':' { // a space and the hours follow
		return n + 1 + max(0, wordLength(s[n+1:], until))
	}
	n := wordLength(s, until)
	return n + zoneLength(s[n:])
}

// zoneLength returns the length of the time zone at the start of s, as in 21/Nov/2026:10:00:00
// +0000, or 0.
func zoneLength(s string) int {
	const length = len(" +0000")
	if len(s) >= length && (s[1] == '+' || s[1] == '-') && s[0] == ' ' && isDigits(s[2:length]) {
		return length
	}
	return 0
}

// dateLength returns the length of the date at the start of s if a space or a tab follows
// it: 2026-11-21, 2026/11/21 or 261121.
func dateLength(s string) int {
	switch {
	case len(s) > 10 && (s[10] == ' ' || s[10] == '\t') && (isDate(s) || isSlashDate(s)):
		return 10
	case len(s) > 6 && s[6] == ' ' && isDigits(s[:6]):
		return 6
	}
	return 0
}

// syslogStampLength returns the length of a time such as "Nov 21 10:00:00" at the start of
// s, or 0.
func syslogStampLength(s string) int {
	const length = len("Nov 21 10:00:00")
	if len(s) < length || s[3] != ' ' || s[6] != ' ' || s[9] != ':' || s[12] != ':' || s[0] < 'A' || s[0] > 'S' {
		return 0
	}
	if !isDigit(s[5]) || !isDigits(s[7:9]) || !isDigits(s[10:12]) || !isDigits(s[13:15]) {
		return 0
	}
	return length
}

// isSlashDate reports whether s begins with a date such as 2026/11/21.
func isSlashDate(s string) bool {
	return len(s) > 10 && isDigits(s[:4]) && s[4] == '/' && isDigits(s[5:7]) && s[7] == '/' && isDigits(s[8:10])
}

// startsWithReply reports whether s begins with a number that can be a reply code.
func startsWithReply(s string) bool {
	return countDigits(s) == 3 && s[0] >= '2' && s[0] <= '5' && (len(s) == 3 || strings.IndexByte(" -", s[3]) >= 0)
}
