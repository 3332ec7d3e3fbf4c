package logs

import "strings"

// The cues of SMTP reply codes.

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

// precedesEnhanced: 550 5.1.1. The enhanced code is of the same class.
func (c *candidate) precedesEnhanced() bool {
	at := enhancedAfter(c.line, c.end)
	return at > 0 && c.line[at] == c.line[c.start]
}

// isAnnouncedReply: host mx.example.org said: 550 go away. Words before the number
// say that it is a reply.
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

// isKnownReplyOrError: said: 571 blocked. Servers send errors that no document
// lists, but no such successes.
func (c *candidate) isKnownReplyOrError() bool {
	return !c.precedesUnit() && (c.text[0] >= '4' || c.replies[c.text])
}

// isReplyKey: "code":550 and response="250 OK". Only in a line about mail does such
// a key have a reply as its value.
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

// followsReplyPunctuation: stat=Deferred: 452 Mailbox full; returned '550 go away';
// status=sent (250 Ok; <,550 go away, of Exchange's protocol logs.
func (c *candidate) followsReplyPunctuation() bool {
	return endsWithAny(c.tail(), ":", "exception", "returned", "deferred", ">,", "<,") || endsWithAny(c.before, "sent (", "Sent (")
}

// isQuotedReply reports whether a number after such punctuation is a reply.
func (c *candidate) isQuotedReply() bool {
	if c.before[len(c.before)-1] == ':' { // [192.0.2.1]:421 is a port
		return false
	}
	isProtocolLog := endsWithAny(c.tail(), ",>,", ",<,")
	return c.replies[c.text] && (isProtocolLog || c.isAboutMail() && c.precedesText())
}

// precedesText reports whether text follows the number as in a reply. A number in
// an object of JSON is followed by a comma.
func (c *candidate) precedesText() bool {
	return c.after == "" || c.after[0] == ' ' || c.after[0] == '-' || c.after[0] == ')'
}

// beginsReply: 250-PIPELINING, <<< 550 go away. The number begins the line, alone or
// after a mark of the speaker, and what follows reads like a reply.
func (c *candidate) beginsReply() bool {
	speaker := strings.Trim(c.before, " \t")
	if !isSpeaker(speaker) || !c.replies[c.text] || c.precedesErrorClass() {
		return false
	}
	if c.hasPhrase() && (!c.hasReplyWords() || c.dialogue == 0 && c.isStatusLine()) {
		return false // 404 Not Found
	}
	if c.dialogue > 0 || speaker != "" && speaker != "<" { // after "<" curl shows responses of HTTP too
		return true
	}
	return c.text == "334" || c.text[0] == '2' && c.isEHLOLine() || c.hasReplyWords()
}

// isSpeaker reports whether the text is what programs write before the replies of a
// server; it may be empty.
func isSpeaker(text string) bool {
	switch text {
	case "", "S:", "<", "<<", "<-", "<<<", "server:", "Server:", "S", ">>>", "SMTP<<", "<=", "-->", "**", "<~", "=>", "<~*", "<**":
		return true
	}
	return false
}

// isStatusLine reports whether the line is an HTTP status code and its name, and
// nothing else: 200 OK, which in a dialogue is a reply.
func (c *candidate) isStatusLine() bool {
	return len(c.after) < 100 && c.statuses[strings.TrimSpace(strings.ToLower(c.line))]
}

// isEHLOLine: 250-PIPELINING, 250 HELP, and the first line of the reply to EHLO,
// which names the server: 250-mx.example.org.
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

// hasReplyWords reports whether words follow that SMTP servers write in replies.
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
