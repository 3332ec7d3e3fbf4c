package logs

import "strings"

// readEnvelope returns where the line of the program begins, after what a syslog daemon or a
// container runtime has written before it: a time, the name of the host, the name of the
// program, and a length. It also returns the name of the program, if that is known.
func readEnvelope(line string) (at int, program string) {
	at = framingLength(line)
	if at > 0 && line[at-1] == ' ' {
		if n := structuredLength(line[at:]); n > 0 {
			return at + n, ""
		}
	}
	if n := syslogLength(line[at:]); n > 0 {
		return at + n, lastWord(line[:at+n-len(": ")])
	}
	return at + containerLength(line[at:]), ""
}

// framingLength returns the length of the octet count (RFC 6587) and of the priority (RFC
// 5424) at the start of the line: 250 <134>1.
func framingLength(line string) int {
	n := countDigits(line)
	if n > 0 && (n == len(line) || line[n] != ' ') {
		return 0
	}
	at := n
	if n > 0 {
		at++
	}
	if at == len(line) || line[at] != '<' {
		return 0
	}
	digits := countDigits(line[at+1:])
	end := at + 1 + digits
	if digits == 0 || digits > 3 || end == len(line) || line[end] != '>' {
		return 0
	}
	end++
	if strings.HasPrefix(line[end:], "1 ") {
		end += 2
	}
	return end
}

// syslogLength returns the length of the time, the host and the program at the start of s:
//
//	Nov 21 10:00:00 mx postfix/smtp[123]:
//	2026-11-21T10:00:00+00:00 mx postfix/smtp[123]:
func syslogLength(s string) int {
	at := syslogStampLength(s)
	if at == 0 && isDate(s) && s[10] == 'T' {
		at = wordLength(s, ",")
	}
	if at <= 0 {
		return 0
	}
	at = wordsEnd(s, at, 1)
	if at < 0 {
		return 0
	}
	if s[at-1] == ':' && at < len(s) && s[at] == ' ' { // the host is missing
		return at + 1
	}
	if at = wordsEnd(s, at, 1); at < 0 || s[at-1] != ':' || at == len(s) {
		return 0
	}
	return at + 1
}

// wordsEnd returns where n more words of s end, with a space before each word. s[at] is the
// first space. If there are fewer words, wordsEnd returns -1.
func wordsEnd(s string, at, n int) int {
	for range n {
		if at >= len(s) || s[at] != ' ' {
			return -1
		}
		length := wordLength(s[at+1:], " ")
		if length < 0 {
			return -1
		}
		at += 1 + length
	}
	return at
}

// structuredLength returns the length of a header of RFC 5424 at the start of s, or 0. After
// the priority and the version, which are not in s, come time, host, program, the number of
// the process, the id of the message, and structured data:
//
//	2026-11-21T10:00:00Z web1 nginx 502 - [meta@32473 note="a"]
func structuredLength(s string) int {
	at := wordLength(s, " ")
	if at < 0 {
		return 0
	}
	at = wordsEnd(s, at, 4)
	switch {
	case at < 0:
	case strings.HasPrefix(s[at:], " - "):
		return at + 3
	case strings.HasPrefix(s[at:], " ["):
		if n := strings.Index(s[at:], "] "); n > 0 {
			return at + n + 2
		}
	}
	return 0
}

// containerLength returns the length of what a container runtime writes at the start of a
// line:
//
//	2026-11-21T10:00:00.123Z stdout F
//	web-1  |
func containerLength(s string) int {
	if isDate(s) {
		n := wordLength(s, " ")
		for _, mark := range []string{" stdout F ", " stderr F ", " stdout P ", " stderr P "} {
			if n > 0 && strings.HasPrefix(s[n:], mark) {
				return n + len(mark)
			}
		}
		return 0
	}
	if s == "" || !isLetter(s[0]) {
		return 0
	}
	n := wordLength(s, "|")
	if n > 0 && strings.HasPrefix(strings.TrimLeft(s[n:], " "), "| ") {
		return len(s) - len(strings.TrimLeft(s[n:], " ")) + 2
	}
	return 0
}
