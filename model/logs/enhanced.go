package logs

import (
	"strings"

	"teapot/model"
)

// The methods of this file recognize enhanced status codes (RFC 3463).

// isEnhanced reports whether the number is an enhanced status code that does not follow a
// reply code. Those after a reply code are read together with it.
func (c *candidate) isEnhanced() bool {
	c.setLeft(strings.TrimRight(c.line[:c.start], " \"'(b["))
	return c.left != "" && c.decide(c.cues.enhanced)
}

// isMarked matches a number after a number sign, if it is in parentheses or in a line about
// mail: (#5.1.1). Elsewhere the sign is before the number of a ticket or a section.
func (c *candidate) isMarked() bool {
	return !strings.HasPrefix(c.after, ".") && (strings.HasSuffix(c.left, "(#") || c.isAboutDelivery() || c.isAboutMail() || c.followsReplyOfClass())
}

// isLaterInReply matches a number later in the text of a reply that has been found in the
// line, and whose class is the same:
//
//	550 Rejected: looks like spam, code=5.7.1
func (c *candidate) isLaterInReply() bool {
	const subjects = "01234567" // RFC 3463, section 3
	if c.text[0] == '2' || !c.followsReplyOfClass() || c.text[3] != '.' || strings.IndexByte(subjects, c.text[2]) < 0 {
		return false
	}
	switch strings.ToLower(lastWord(strings.TrimRight(c.before, " "))) {
	case "version", "v", "release", "from", "to", "than":
		return false
	}
	return strings.IndexByte(" (#[=<:", c.line[c.start-1]) >= 0 && (c.after == "" || strings.IndexByte(" )],;:.>", c.after[0]) >= 0)
}

// followsReplyOfClass reports whether a reply of the same class has been found before the
// number in the line.
func (c *candidate) followsReplyOfClass() bool {
	for _, code := range c.codes {
		if code.Kind == model.Reply && code.Text[0] == c.text[0] {
			return true
		}
	}
	return false
}

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
