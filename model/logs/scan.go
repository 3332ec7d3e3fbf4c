package logs

import (
	"strings"

	"teapot/model"
)

// scan looks at every number of three digits, and at every enhanced status
// code, and decides by what stands around it.
func (r *Reader) scan(line string) {
	for i := 0; i < len(line); i++ {
		if line[i] < '0' || line[i] > '9' {
			if line[i] == '"' && r.client {
				i = skipText(line, i)
			}
			continue
		}
		end := i + 1
		for end < len(line) && line[end] >= '0' && line[end] <= '9' {
			end++
		}
		switch end - i {
		case 3:
			if r.number(line, i) {
				end = r.companion(line, i)
			}
		case 1:
			if n := enhancedLength(line[i:]); n > 0 && startsWord(line, i) && r.enhancedAlone(line, i, i+n) {
				r.add(model.Enhanced, line, i, i+n)
				end = i + n
			}
		}
		i = end
	}
}

// skipText returns where the text ends whose quotation mark stands at line[i]:
// behind the status of a request that is most often the user agent or the
// referrer, where a client writes what it likes; what a server says there in
// quotation marks is lost with it. The value of a key is not skipped, us="502, 200".
func skipText(line string, i int) int {
	before, escaped := strings.CutSuffix(line[:i], `\`)
	if !endsWithAny(before, " ") || endsWithAny(before, ": ", "= ") {
		return i
	}
	if escaped { // in a string of JSON
		if n := strings.IndexByte(line[i+1:], '"'); n >= 0 {
			return i + 1 + n // without a backslash it ends the string, and the text with it
		}
		return len(line)
	}
	for end := i + 1; end < len(line); end++ {
		switch line[end] {
		case '\\':
			end++
		case '"':
			return end
		}
	}
	return len(line)
}

// maxAround bounds what is looked at before and behind a number, in bytes. No
// reply is longer.
const maxAround = 512

// number decides about the three digits at line[i:i+3], and keeps them if they
// are a status.
func (r *Reader) number(line string, i int) bool {
	if !endsWord(line, i+3) {
		return false
	}
	c := candidate{
		Reader: r, line: line, start: i, text: line[i : i+3],
		before: line[max(0, i-maxAround):i], after: line[i+3 : min(len(line), i+3+maxAround)],
	}
	switch {
	case c.isMail():
		r.add(model.Reply, line, i, i+3)
	case c.isHTTP():
		r.add(model.Status, line, i, i+3)
	default:
		return false
	}
	return true
}

// companion keeps the enhanced code that follows a reply code: 550 5.1.1,
// 550-5.7.26, (550, b'5.1.1. It returns where the reading goes on.
func (r *Reader) companion(line string, i int) int {
	if r.found[len(r.found)-1].Kind != model.Reply {
		return i + 3
	}
	if at := afterSeparators(line, i+3); at > 0 {
		end := at + enhancedLength(line[at:])
		r.add(model.Enhanced, line, at, end)
		return end
	}
	return i + 3
}

// hasCompanion reports whether an enhanced code of the same class follows the
// number at i.
func hasCompanion(line string, i int) bool {
	at := afterSeparators(line, i+3)
	return at > 0 && line[at] == line[i]
}

// afterSeparators returns where the enhanced code begins that follows line[:i]
// and what may separate the two, or 0.
func afterSeparators(line string, i int) int {
	at := i
	for at < len(line) && at < i+len(" , b'#") && strings.IndexByte(" -,b'\"#:(", line[at]) >= 0 {
		at++
	}
	if at > i && enhancedLength(line[at:]) > 0 {
		return at
	}
	return 0
}

// enhancedLength returns the length of the enhanced status code that s begins
// with, and 0 if it does not.
func enhancedLength(s string) int {
	if len(s) < len("5.1.1") || strings.IndexByte("245", s[0]) < 0 || s[1] != '.' {
		return 0
	}
	subject := digits(s[2:])
	if subject == 0 || subject > 3 || len(s) <= 2+subject || s[2+subject] != '.' {
		return 0
	}
	detail := digits(s[3+subject:])
	if detail == 0 || detail > 3 {
		return 0
	}
	n := 3 + subject + detail
	if n < len(s) && (s[n] == '.' && n+1 < len(s) && isDigit(s[n+1]) || isLetter(s[n]) || s[n] == '/' || s[n] == '-' && n+1 < len(s) && isDigit(s[n+1])) {
		return 0 // 5.1.1.1, 5.1.1rc2, 5.1.1/24, 5.1.1-3
	}
	return n
}

// startsWord reports whether no word or number runs into line[i].
func startsWord(line string, i int) bool {
	return i == 0 || !isLetter(line[i-1]) && !isDigit(line[i-1]) && strings.IndexByte("._-", line[i-1]) < 0
}

// endsWord reports whether nothing that belongs to the number follows it.
func endsWord(line string, end int) bool {
	if end >= len(line) {
		return true
	}
	switch c := line[end]; c {
	case '.', ':', ',', '/', '=':
		// 404.3, 10:404:20, 1,404,000, 404/tcp
		return end+1 == len(line) || !isDigit(line[end+1]) && c != '/' && c != '='
	case '%', '_', '+', '@', '\\':
		return false
	default:
		return !isLetter(c) && c < 0x80
	}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isDigits(s string) bool { return s != "" && digits(s) == len(s) }

// digits returns how many digits s begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

// isMethod reports whether s is the name of a usual HTTP method.
func isMethod(s string) bool {
	switch s {
	case "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE", "PROPFIND", "REPORT", "QUERY", "MKCOL", "LOCK", "PURGE", "MOVE", "COPY", "SEARCH":
		return true
	}
	return false
}
