package logs

import "strings"

// This file has the cues of enhanced status codes (RFC 3463).

// isEnhanced reports whether the number is an enhanced status code. One that follows a
// reply code has been read with it.
func (c *candidate) isEnhanced() bool {
	c.setLeft(strings.TrimRight(c.line[:c.start], " \"'(b["))
	return c.left != "" && c.decide(c.cues.enhanced)
}

// precedesNoDot matches a number that does not continue: (#5.1.1).
func (c *candidate) precedesNoDot() bool { return !strings.HasPrefix(c.after, ".") }

// isCleanupReject matches a number in a line of Postfix about a mail that a milter or a
// header check rejects. Postfix does not write the reply code there:
// postfix/cleanup[4]: 3F5: milter-reject: END-OF-MESSAGE from x[192.0.2.1]: 5.7.1 Spam.
func (c *candidate) isCleanupReject() bool {
	return endsWithAny(c.tail(), "]:", ">:") && c.facts.cleanupReject.get(func() bool {
		return strings.Contains(c.line, "/cleanup[") && strings.Contains(c.line, "reject: ")
	})
}

// isDeliveryStatus matches the value of Status in a delivery status notification
// (RFC 3464, section 2.3.4), which may be quoted in a mail or in JSON.
func (c *candidate) isDeliveryStatus() bool {
	isField := strings.HasPrefix(strings.TrimLeft(strings.ToLower(c.line[:min(c.start, 40)]), " >"), "status:")
	return isField || strings.HasSuffix(c.tail(), `"status:`) || c.isAboutDelivery()
}

// enhancedAfter returns the offset of the enhanced code that follows line[:end] after a
// separator, or 0 if there is none: 550 5.1.1, 550-5.7.26, (550, b'5.1.1.
func enhancedAfter(line string, end int) int {
	const longest = " , b'#" // no separator is longer
	at := end
	for at < len(line) && at < end+len(longest) && strings.IndexByte(" -,b'\"#:(", line[at]) >= 0 {
		at++
	}
	if at > end && enhancedLength(line[at:]) > 0 {
		return at
	}
	return 0
}

// enhancedLength returns the length of the enhanced status code at the start of s, or 0
// if there is none.
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
	if continuesVersion(s[n:]) {
		return 0
	}
	return n
}

// continuesVersion reports whether the text after three numbers continues a version or
// an address: 5.1.1.1, 5.1.1rc2, 5.1.1/24, 5.1.1-3.
func continuesVersion(s string) bool {
	if s == "" {
		return false
	}
	if s[0] == '.' || s[0] == '-' {
		return len(s) > 1 && isDigit(s[1])
	}
	return isLetter(s[0]) || s[0] == '/'
}
