package logs

import "strings"

// This file has the cues of SMTP reply codes.

// isReply reports whether the number is an SMTP reply code.
func (c *candidate) isReply() bool {
	return c.canBeReply() && (c.precedesEnhanced() || c.isAnnouncedReply() || c.beginsReply())
}

// canBeReply reports whether the digits are those of a reply code (RFC 5321, section
// 4.2.1) and a separator follows them. The second digit may be up to 7, because some
// servers send codes such as 571.
func (c *candidate) canBeReply() bool {
	if c.text[0] < '2' || c.text[0] > '5' || c.text[1] > '7' {
		return false
	}
	if c.start > 0 && strings.IndexByte(".0123456789_", c.line[c.start-1]) >= 0 {
		return false
	}
	return c.after == "" || strings.IndexByte(" -,\"':;)#(", c.after[0]) >= 0
}

// precedesEnhanced matches a number before an enhanced code of the same class: 550 5.1.1.
func (c *candidate) precedesEnhanced() bool {
	at := enhancedAfter(c.line, c.end)
	return at > 0 && c.line[at] == c.line[c.start]
}

// isAnnouncedReply matches a number after words or punctuation that announce a reply; see
// [announcedReplyCues]: host mx.example.org said: 550 go away.
func (c *candidate) isAnnouncedReply() bool {
	c.setLeft(strings.TrimRight(c.before, " \"'(b#<"))
	if c.left == "" {
		return false
	}
	if last := c.left[len(c.left)-1]; isDigit(last) || last == ']' {
		return false // as in nearly every line of an access log
	}
	return c.decide(c.cues.announcedReply)
}

// isKnownReplyOrError matches a known reply code, or the code of any error: said: 571
// blocked. Servers invent codes for errors, but not for successes.
func (c *candidate) isKnownReplyOrError() bool {
	return !c.precedesUnit() && (c.text[0] >= '4' || c.replies[c.text])
}

// isReplyKey matches the value of a key that programs use for replies, if the line is
// about mail: "code":550, response="250 OK", RCPT TO failed (550 mailbox.
func (c *candidate) isReplyKey() bool {
	if !c.replies[c.text] || c.text == "200" {
		return false
	}
	switch {
	case endsWithAny(c.tail(), `"code":`, `"code`, "code="):
		return c.isAboutDelivery()
	case endsWithAny(c.tail(), "response=", "response:", `"response":`):
		return c.precedesText() && c.isAboutMail() && c.hasReplyWords()
	case strings.HasSuffix(c.before, "failed ("):
		return c.hasReplyWords()
	}
	return false
}

// followsReplyPunctuation matches a number after what often, but not only, precedes a
// reply: stat=Deferred: 452 Mailbox full, returned '550 go away', status=sent (250 Ok,
// and <,550 go away in the protocol logs of Exchange.
func (c *candidate) followsReplyPunctuation() bool {
	return endsWithAny(c.tail(), ":", "exception", "returned", "deferred", ">,", "<,") || endsWithAny(c.before, "sent (", "Sent (")
}

// isQuotedReply matches a number after such punctuation, if the line is about mail.
func (c *candidate) isQuotedReply() bool {
	if c.before[len(c.before)-1] == ':' { // [192.0.2.1]:421 is a port
		return false
	}
	isProtocolLog := endsWithAny(c.tail(), ",>,", ",<,")
	return c.replies[c.text] && (isProtocolLog || c.isAboutMail() && c.precedesText())
}

// precedesText reports whether text follows the number as in a reply. Numbers in JSON are
// followed by a comma.
func (c *candidate) precedesText() bool {
	return c.after == "" || c.after[0] == ' ' || c.after[0] == '-' || c.after[0] == ')'
}

// beginsReply matches a number at the start of the line, perhaps after a mark of the
// speaker, with the text of a reply: 250-PIPELINING, <<< 550 go away.
func (c *candidate) beginsReply() bool {
	speaker := strings.Trim(c.before, " \t")
	if !isSpeaker(speaker) || !c.replies[c.text] || c.precedesErrorClass() {
		return false
	}
	if c.hasPhrase() && (!c.hasReplyWords() || c.dialogue == 0 && c.isStatusLine()) {
		return false // 404 Not Found
	}
	if c.dialogue > 0 || speaker != "" && speaker != "<" { // curl marks HTTP responses with < too
		return true
	}
	return c.text == "334" || c.text[0] == '2' && c.isEHLOLine() || c.hasReplyWords()
}

// isSpeaker reports whether programs mark the replies of a server with this text, which
// may be empty.
func isSpeaker(text string) bool {
	switch text {
	case "", "S:", "<", "<<", "<-", "<<<", "server:", "Server:", "S", ">>>", "SMTP<<", "<=", "-->", "**", "<~", "=>", "<~*", "<**":
		return true
	}
	return false
}

// isStatusLine reports whether the line is nothing but a standard HTTP status code and
// its name: 200 OK. In a dialogue such a line is a reply.
func (c *candidate) isStatusLine() bool {
	return len(c.after) < 100 && c.statuses[strings.TrimSpace(strings.ToLower(c.line))]
}

// isEHLOLine matches the lines of the reply to EHLO (RFC 5321, section 4.1.1.1): keywords
// such as 250-PIPELINING, and the name of the server, 250-mx.example.org.
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

// hasReplyWords reports whether the number is followed by words that SMTP servers use in
// their replies.
func (c *candidate) hasReplyWords() bool {
	text := strings.ToLower(c.after)
	if text == "" || text == "-" {
		return false
	}
	return !c.precedesUnit() && containsAny(text,
		"mail", "smtp", "recipient", "sender", "user unknown", "relay", "mailbox", "bye", "spam", "greylist", "blocked", "blacklist", "quota", "domain", "helo", "ehlo", "rcpt",
		"queued", "end data", "<cr", "auth", "starttls", "tls", "closing", "address", "pipelining", "8bitmime", "size", "service ready", "ready", "syntax error", "command", "local error",
		"try again", "message", "unknown user", "no such user", "access denied", "policy", "dkim", "spf", "dmarc", "transaction failed", "goodbye", "ok")
}
