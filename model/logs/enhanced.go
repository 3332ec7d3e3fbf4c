package logs

import "strings"

// The methods of this file recognize enhanced status codes (RFC 3463).

// isEnhanced reports whether the number is an enhanced status code that does not follow a
// reply code. Those after a reply code are read together with it.
func (c *candidate) isEnhanced() bool {
	c.setLeft(strings.TrimRight(c.line[:c.start], " \"'(b["))
	return c.left != "" && c.decide(c.cues.enhanced)
}

// precedesNoDot matches a number without a dot after it. (#5.1.1) has none, #5.1.1.7 has
// one.
func (c *candidate) precedesNoDot() bool { return !strings.HasPrefix(c.after, ".") }

// isCleanupReject matches a number in a line of Postfix about a mail that a milter or a
// header check has rejected. In such a line Postfix writes no reply code:
//
//	postfix/cleanup[4]: 3F5: milter-reject: END-OF-MESSAGE from x[192.0.2.1]: 5.7.1 Spam
func (c *candidate) isCleanupReject() bool {
	return endsWithAny(c.lowerTail(), "]:", ">:") && c.facts.cleanupReject.get(func() bool {
		return strings.Contains(c.whole, "/cleanup[") && strings.Contains(c.whole, "reject: ")
	})
}

// isDeliveryStatus matches the value of the field Status in a delivery status notification
// (RFC 3464, section 2.3.4). The notification may be quoted in a mail or in JSON.
func (c *candidate) isDeliveryStatus() bool {
	isField := strings.HasPrefix(strings.TrimLeft(strings.ToLower(c.line[:min(c.start, 40)]), " >"), "status:")
	return isField || strings.HasSuffix(c.lowerTail(), `"status:`) || c.isAboutDelivery()
}

// enhancedAfter returns the offset of the enhanced code that follows a reply code, or 0 if
// none follows. The reply code ends at line[end], and a separator is between the two: 550
// 5.1.1, 550-5.7.26, (550, b'5.1.1.
func enhancedAfter(line string, end int) int {
	const longestSeparator = " , b'#"
	at := end
	for at < len(line) && at < end+len(longestSeparator) && strings.IndexByte(" -,b'\"#:(", line[at]) >= 0 {
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
	subject := countDigits(s[2:])
	if subject == 0 || subject > 3 || len(s) <= 2+subject || s[2+subject] != '.' {
		return 0
	}
	detail := countDigits(s[3+subject:])
	if detail == 0 || detail > 3 {
		return 0
	}
	n := 3 + subject + detail
	if continuesVersion(s[n:]) {
		return 0
	}
	return n
}

// continuesVersion reports whether s, the text after three numbers with dots, shows that they
// are the start of a version or an address: 5.1.1.1, 5.1.1rc2, 5.1.1/24, 5.1.1-3.
func continuesVersion(s string) bool {
	if s == "" {
		return false
	}
	if s[0] == '.' || s[0] == '-' {
		return len(s) > 1 && isDigit(s[1])
	}
	return isLetter(s[0]) || s[0] == '/'
}
