package logs

import (
	"strings"

	"teapot/model"
)

// scan adds the codes that cues find in line[from:to], which is loose text. It looks at each
// number of three digits, and at each text that has the form of an enhanced status code. The
// cues may look at the text around it too.
func (r *Reader) scan(line string, from, to int) {
	r.candidate.from = from
	for i := from; i < to; i++ {
		if !isDigit(line[i]) {
			if line[i] == '"' && r.skipQuoted {
				i = skipQuotedText(line, i)
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

// scanText is like scan, for a whole line. It does not read what the client of a server or the
// sender of a mail has chosen: the subject of a mail, and header fields such as User-Agent.
func (r *Reader) scanText(line string, from, to int) {
	if isClientHeader(line[from:to]) {
		return
	}
	if n := strings.Index(line[from:to], "Subject: "); n >= 0 {
		r.scan(line, from, from+n)
		after := strings.Index(line[from+n:to], "; from=<") // Postfix
		if after < 0 {
			return
		}
		from += n + after
	}
	r.scan(line, from, to)
}

// isClientHeader reports whether the line is a header field of a request or of a mail with
// text that the client or the sender has chosen.
func isClientHeader(line string) bool {
	text := strings.TrimLeft(line, " \t<>")
	if text == "" || strings.IndexByte("UuRrTtSs", text[0]) < 0 {
		return false
	}
	name, _, found := strings.Cut(text[:min(len(text), 16)], ":")
	if !found {
		return false
	}
	switch strings.ToLower(name) {
	case "user-agent", "referer", "thread-topic", "subject":
		return true
	}
	return false
}

// scanNumber adds the number of three digits at line[start] if it is a status code or a reply
// code. It returns the offset at which scan continues.
func (r *Reader) scanNumber(line string, start int) int {
	end := start + 3
	if !canEndNumber(line, end) {
		return r.scanSubStatus(line, start)
	}
	switch c := r.setCandidate(line, start, end); {
	case c.isReply():
		r.add(model.Reply, line, start, end)
		return r.addEnhancedAfter(line, end)
	case c.isHTTP():
		r.add(model.Status, line, start, end)
		r.skipQuoted = r.skipQuoted || c.position == afterRequest
	}
	return end
}

// addEnhancedAfter adds the enhanced code that follows a reply code, which ends at line[end].
// It returns the offset at which scan continues.
func (r *Reader) addEnhancedAfter(line string, end int) int {
	if at := enhancedAfter(line, end); at > 0 {
		end = at + enhancedLength(line[at:])
		r.add(model.Enhanced, line, at, end)
	}
	return end
}

// scanEnhanced adds the enhanced status code at line[start], if there is one. It returns the
// offset at which scan continues.
func (r *Reader) scanEnhanced(line string, start int) int {
	n := enhancedLength(line[start:])
	if n == 0 || !canStartNumber(line, start) || !r.setCandidate(line, start, start+n).isEnhanced() {
		return start + 1
	}
	r.add(model.Enhanced, line, start, start+n)
	return start + n
}

// skipQuotedText returns the offset of the quotation mark that ends the quoted text which
// begins at line[i]. It is called for texts after the status code of a request. These are
// usually the user agent and the referrer, which the client chooses, so a number in them is
// not a code of the server. The value of a key, as in us="502, 200", comes from the server:
// for such a text, skipQuotedText returns i, so that scan reads the text.
func skipQuotedText(line string, i int) int {
	before, isEscaped := strings.CutSuffix(line[:i], `\`)
	if !strings.HasSuffix(before, " ") || endsWithAny(before, ": ", "= ") {
		return i
	}
	if isEscaped { // the line is part of a JSON string, and the text ends with it at the latest
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

// canStartNumber reports whether a number can start at line[i]. It cannot if the byte before
// line[i] is part of the same word or number.
func canStartNumber(line string, i int) bool {
	return i == 0 || !isLetter(line[i-1]) && !isDigit(line[i-1]) && strings.IndexByte("._-", line[i-1]) < 0
}

// canEndNumber reports whether a number can end before line[end]. It cannot if line[end] is
// part of the same word or number.
func canEndNumber(line string, end int) bool {
	if end >= len(line) {
		return true
	}
	switch b := line[end]; b {
	case '.', ':', ',': // in 404.3, 10:404:20 and 1,404,000 the number goes on
		return end+1 == len(line) || !isDigit(line[end+1])
	case '/', '=': // in 404/tcp and 404=x the word goes on
		return end+1 == len(line)
	case '%', '_', '+', '@', '\\':
		return false
	default:
		return !isLetter(b) && b < 0x80
	}
}
