package logs

import (
	"strings"

	"teapot/model"
)

// scan adds the codes of a line without fixed columns. It looks at each number of three
// digits and at each text that has the form of an enhanced status code.
func (r *Reader) scan(line string) {
	for i := 0; i < len(line); i++ {
		if !isDigit(line[i]) {
			if line[i] == '"' && r.skipQuoted {
				i = skipText(line, i)
			}
			continue
		}
		end := i + 1
		for end < len(line) && isDigit(line[end]) {
			end++
		}
		switch end - i {
		case 3:
			end = r.scanNumber(line, i)
		case 1:
			end = r.scanEnhanced(line, i)
		}
		i = end
	}
}

// scanNumber adds the three digits at line[start] if they are a status code or a reply
// code. It returns the offset at which to continue.
func (r *Reader) scanNumber(line string, start int) int {
	end := start + 3
	if !endsNumber(line, end) {
		return end
	}
	switch c := r.setCandidate(line, start, end); {
	case c.isReply():
		r.add(model.Reply, line, start, end)
	case c.isHTTP():
		r.add(model.Status, line, start, end)
		r.skipQuoted = r.skipQuoted || c.position == afterRequest
	default:
		return end
	}
	return r.addEnhancedAfter(line, end)
}

// addEnhancedAfter adds the enhanced code that follows a reply code at line[:end]. It
// returns the offset at which to continue.
func (r *Reader) addEnhancedAfter(line string, end int) int {
	if r.found[len(r.found)-1].Kind != model.Reply {
		return end
	}
	if at := enhancedAfter(line, end); at > 0 {
		end = at + enhancedLength(line[at:])
		r.add(model.Enhanced, line, at, end)
	}
	return end
}

// scanEnhanced adds the enhanced status code at line[start], if there is one. It returns
// the offset at which to continue.
func (r *Reader) scanEnhanced(line string, start int) int {
	n := enhancedLength(line[start:])
	if n == 0 || !startsNumber(line, start) || !r.setCandidate(line, start, start+n).isEnhanced() {
		return start + 1
	}
	r.add(model.Enhanced, line, start, start+n)
	return start + n
}

// skipText returns the end of the quoted text that begins at line[i]. It is called after
// the status code of a request, where quoted texts usually are the user agent and the
// referrer: the client chooses them, and they may look like a code. The value of a key,
// us="502, 200", comes from the server and is not skipped.
func skipText(line string, i int) int {
	before, escaped := strings.CutSuffix(line[:i], `\`)
	if !strings.HasSuffix(before, " ") || endsWithAny(before, ": ", "= ") {
		return i
	}
	if escaped { // the line is a JSON string, which ends the text at the latest
		if n := strings.IndexByte(line[i+1:], '"'); n >= 0 {
			return i + 1 + n
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

// startsNumber reports whether a number can begin at line[i]: the byte before it is not
// part of the same word or number.
func startsNumber(line string, i int) bool {
	return i == 0 || !isLetter(line[i-1]) && !isDigit(line[i-1]) && strings.IndexByte("._-", line[i-1]) < 0
}

// endsNumber reports whether a number can end before line[end]: the byte there is not
// part of the same word or number.
func endsNumber(line string, end int) bool {
	if end >= len(line) {
		return true
	}
	switch b := line[end]; b {
	case '.', ':', ',': // 404.3, 10:404:20, 1,404,000
		return end+1 == len(line) || !isDigit(line[end+1])
	case '/', '=': // 404/tcp, 404=x
		return end+1 == len(line)
	case '%', '_', '+', '@', '\\':
		return false
	default:
		return !isLetter(b) && b < 0x80
	}
}
