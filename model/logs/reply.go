package logs

import "strings"

// The methods of this file recognize SMTP reply codes.

// isReply reports whether the number is an SMTP reply code.
func (c *candidate) isReply() bool {
	return c.canBeReply() && c.decide(c.cues.reply)
}

// canBeReply reports whether the number has the digits of a reply code (RFC 5321, section
// 4.2.1) and the right bytes before and after it. The RFC allows 5 as the highest second
// digit. Here it is 7, because some servers send codes such as 571. In a place where only a
// reply can be, it is 9.
func (c *candidate) canBeReply() bool {
	if c.text[0] < '2' || c.text[0] > '5' || c.text[1] > '7' && !endsWithAny(c.before, " said: ", " smtp; ", ": smtp;") {
		return false
	}
	if c.start > 0 && strings.IndexByte(".0123456789_", c.line[c.start-1]) >= 0 {
		return false
	}
	return c.after == "" || strings.IndexByte(" -,\"':;)#(", c.after[0]) >= 0
}

// precedesEnhanced matches a number before an enhanced code with the same first digit, as in
// "550 5.1.1".
func (c *candidate) precedesEnhanced() bool {
	at := enhancedAfter(c.line, c.end)
	return at > 0 && c.line[at] == c.line[c.start]
}

// followsReplyWords matches a number after words or punctuation that announce a reply, as in
// "host mx.example.org said: 550 go away". See [replyWordCues].
func (c *candidate) followsReplyWords() bool {
	c.setLeft(strings.TrimRight(c.before, " \"'(b#<"))
	if c.left == "" {
		return false
	}
	if last := c.left[len(c.left)-1]; isDigit(last) || last == ']' {
		return false // as in nearly every line of an access log
	}
	return c.decide(c.cues.afterReplyWords) && !c.isExpected()
}

// isPythonReply matches a number in an exception of Python's smtplib: (550, b'no such user').
func (c *candidate) isPythonReply() bool {
	return strings.HasPrefix(c.after, ", b'") && strings.HasSuffix(c.before, "(")
}

// isOfJavaMail matches a number in a line that JavaMail writes about a mail server.
func (c *candidate) isOfJavaMail() bool { return strings.Contains(c.whole, "DEBUG SMTP") }

// isKnownReplyOrError matches a reply code of the catalog, and every number from 400 on, as in
// "said: 571 blocked". Servers use codes of their own for errors, but not for successes.
func (c *candidate) isKnownReplyOrError() bool {
	return !c.precedesUnit() && (c.text[0] >= '4' || c.replies[c.text])
}

// isKnownReply matches a reply code of the catalog.
func (c *candidate) isKnownReply() bool { return c.replies[c.text] }

// isSwiftReply matches a number in an exception of Swift Mailer or of Symfony.
func (c *candidate) isSwiftReply() bool {
	return c.facts.swift.get(func() bool {
		return strings.Contains(c.whole, "xpected response code") && strings.Contains(c.whole, "with message")
	})
}

// isReplyKey matches a number after a key that programs use for replies, if the line is about
// mail. It knows these forms:
//
//	"code":550
//	response="250 OK"
//	RCPT TO failed (550 mailbox
func (c *candidate) isReplyKey() bool {
	if !c.replies[c.text] || c.text == "200" {
		return false
	}
	switch {
	case endsWithAny(c.lowerTail(), `"code":`, `"code`, "code="):
		return c.isAboutDelivery()
	case endsWithAny(c.lowerTail(), "response=", "response:", `"response":`):
		return c.precedesText() && c.isAboutMail() && c.hasReplyText()
	case strings.HasSuffix(c.before, "failed ("):
		return c.hasReplyText()
	}
	return false
}

// followsReplyPunctuation matches a number after words or punctuation that are often before a
// reply, but also before other numbers:
//
//	stat=Deferred: 452 Mailbox full
//	returned '550 go away'
//	status=sent (250 Ok
//	<,550 go away
//
// The last form is in protocol logs of Exchange.
func (c *candidate) followsReplyPunctuation() bool {
	return endsWithAny(c.lowerTail(), ":", "exception", "returned", "deferred", ">,", "<,") || endsWithAny(c.before, "sent (", "Sent (")
}

// isQuotedReply matches a number for which followsReplyPunctuation is true, if it is a known
// reply code in a line about mail.
func (c *candidate) isQuotedReply() bool {
	if c.before[len(c.before)-1] == ':' { // [192.0.2.1]:421 is a port
		return false
	}
	isProtocolLog := endsWithAny(c.lowerTail(), ",>,", ",<,")
	return c.replies[c.text] && (isProtocolLog || c.isAboutMail() && c.precedesText())
}

// precedesText reports whether the number can come before the text of a reply. It cannot if
// a comma follows, as it does after numbers in JSON.
func (c *candidate) precedesText() bool {
	return c.after == "" || c.after[0] == ' ' || c.after[0] == '-' || c.after[0] == ')'
}

// beginsReply matches a number at the start of a line that has the text of a reply, such as
// "250-PIPELINING". A mark that says that the server is speaking may be before the number,
// as in "<<< 550 go away".
func (c *candidate) beginsReply() bool {
	mark := strings.Trim(c.before, " \t")
	if !isServerMark(mark) || !c.replies[c.text] || c.precedesErrorClass() {
		return false
	}
	if strings.HasPrefix(c.after, " OK in ") {
		return false // a web server says how long it took
	}
	if c.hasPhrase() && (!c.hasReplyText() || c.dialogue == 0 && c.isStatusLine()) {
		return false // 404 Not Found
	}
	if c.dialogue > 0 || mark != "" && mark != "<" { // curl marks HTTP responses with < too
		return true
	}
	return c.text == "334" || c.text[0] == '2' && c.isEHLOLine() || c.hasReplyText()
}

// isServerMark reports whether programs write the text before a reply to say that the server is
// speaking. Some write nothing, so it is true for "".
func isServerMark(text string) bool {
	switch text {
	case "", "S:", "<", "<<", "<-", "<<<", "server:", "Server:", "S", ">>>", "SMTP<<", "<=", "-->", "**", "<~", "=>", "<~*", "<**":
		return true
	}
	return false
}

// isStatusLine reports whether the line consists of a standard HTTP status code and its name:
// "200 OK". During a mail dialogue such a line is a reply nevertheless.
func (c *candidate) isStatusLine() bool {
	return len(c.after) < 100 && c.statuses[strings.TrimSpace(strings.ToLower(c.line))]
}

// isEHLOLine matches a number in a line of the reply to EHLO (RFC 5321, section 4.1.1.1). Such
// a line has a keyword, as in 250-PIPELINING, or the name of the server, as in
// 250-mx.example.org.
func (c *candidate) isEHLOLine() bool {
	if c.after == "" {
		return false
	}
	keyword, rest, _ := strings.Cut(c.after[1:], " ")
	if c.keywords[keyword] {
		return true
	}
	isDomain := rest == "" && strings.Contains(keyword, ".") && !isDigit(keyword[0])
	isUnknownKeyword := len(keyword) > 2 && strings.Trim(keyword, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == "" && isLetter(keyword[0])
	return c.after[0] == '-' && (isDomain || isUnknownKeyword)
}

// hasReplyText reports whether the text after the number has words that SMTP servers use in
// replies.
func (c *candidate) hasReplyText() bool {
	text := strings.ToLower(c.after)
	if text == "" || text == "-" {
		return false
	}
	return !c.precedesUnit() && containsAny(text,
		"mail", "smtp", "recipient", "sender", "user unknown", "relay", "mailbox", "bye", "spam", "greylist", "blocked", "blacklist", "quota", "domain", "helo", "ehlo", "rcpt",
		"queued", "end data", "<cr", "auth", "starttls", "tls", "closing", "address", "pipelining", "8bitmime", "size", "service ready", "ready", "syntax error", "command", "local error",
		"try again", "message", "unknown user", "no such user", "access denied", "policy", "dkim", "spf", "dmarc", "transaction failed", "goodbye", "ok")
}
