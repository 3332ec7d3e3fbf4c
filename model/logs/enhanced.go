package logs

import "strings"

// The cues of enhanced status codes (RFC 3463).

// isEnhanced reports whether the number is an enhanced status code, though it
// follows no reply code.
func (c *candidate) isEnhanced() bool {
	c.setLeft(strings.TrimRight(c.line[:c.start], " \"'(b["))
	return c.left != "" && c.decide(c.cues.enhanced)
}

func (c *candidate) precedesNoDot() bool { return !strings.HasPrefix(c.after, ".") }

// isCleanupReject: postfix/cleanup[4]: 3F5: milter-reject: END-OF-MESSAGE from
// x[192.0.2.1]: 5.7.1 Spam. Where a milter or a check of the headers rejects a mail,
// Postfix writes no reply code.
func (c *candidate) isCleanupReject() bool {
	return endsWithAny(c.tail(), "]:", ">:") && c.facts.cleanupReject.get(func() bool {
		return strings.Contains(c.line, "/cleanup[") && strings.Contains(c.line, "reject: ")
	})
}

// isDeliveryStatus reports whether the number is the value of Status in a delivery
// status notification (RFC 3464, section 2.3.4), perhaps quoted or in JSON.
func (c *candidate) isDeliveryStatus() bool {
	isField := strings.HasPrefix(strings.TrimLeft(strings.ToLower(c.line[:min(c.start, 40)]), " >"), "status:")
	return isField || strings.HasSuffix(c.tail(), `"status:`) || c.isAboutDelivery()
}

// enhancedAfter returns where the enhanced code begins that follows line[:end] and a
// separator, or 0: 550 5.1.1, 550-5.7.26, (550, b'5.1.1.
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

// enhancedLength returns the length of the enhanced status code that s begins with,
// and 0 if it does not.
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

// continuesVersion reports whether the text that follows makes a version or an
// address of the numbers before: 5.1.1.1, 5.1.1rc2, 5.1.1/24, 5.1.1-3.
func continuesVersion(s string) bool {
	if s == "" {
		return false
	}
	if s[0] == '.' || s[0] == '-' {
		return len(s) > 1 && isDigit(s[1])
	}
	return isLetter(s[0]) || s[0] == '/'
}
