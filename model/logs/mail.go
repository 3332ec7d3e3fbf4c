package logs

import "strings"

// isMail decides whether the number is an SMTP reply code.
func (c *candidate) isMail() bool {
	if c.text[0] < '2' || c.text[0] > '5' || c.text[1] > '7' {
		return false
	}
	if !c.canBeReply() {
		return false
	}
	return hasCompanion(c.line, c.start) || c.saidSo() || c.opensReply()
}

// canBeReply asks what must hold of any reply: a separator after the number.
func (c *candidate) canBeReply() bool {
	if c.start > 0 && strings.IndexByte(".0123456789_", c.line[c.start-1]) >= 0 {
		return false
	}
	return c.after == "" || strings.IndexByte(" -,\"':;)#(", c.after[0]) >= 0
}

// saidSo accepts a number after words that quote a reply.
func (c *candidate) saidSo() bool {
	before := strings.TrimRight(c.before, " \"'(b#<")
	if before == "" || isDigit(before[len(before)-1]) || before[len(before)-1] == ']' {
		return false // as in nearly every access log
	}
	tail := lower(before[max(0, len(before)-40):])
	if quotesReply(tail) {
		return !isUnit(c.after) && (c.text[0] >= '4' || c.replies[c.text])
	}
	if c.isReplyKey(tail) {
		return true
	}
	if !endsWithAny(tail, ":", "exception", "returned", "deferred", ">,", "<,") && !endsWithAny(c.before, "sent (", "Sent (") {
		return false
	}
	glued := c.before[len(c.before)-1] == ':' // [192.0.2.1]:421 is a port
	csv := endsWithAny(tail, ",>,", ",<,")    // Exchange's protocol log
	return !glued && c.replies[c.text] && (csv || c.isMailLine() && c.goesOn())
}

// isReplyKey accepts the value of a key that, in a line about mail, holds a
// reply: "code":550 and response="250 OK".
func (c *candidate) isReplyKey(tail string) bool {
	if !c.replies[c.text] || c.text == "200" {
		return false
	}
	switch {
	case endsWithAny(tail, `"code":`, `"code`, "code="):
		return c.isReport(c.line)
	case endsWithAny(tail, "response=", "response:", `"response":`):
		return c.goesOn() && c.isMailLine() && c.isMailText()
	case endsWithAny(c.before, "failed ("):
		return c.isMailText()
	}
	return false
}

// goesOn reports whether text follows the number, as in a reply; a number of an
// object ends with a comma.
func (c *candidate) goesOn() bool {
	return c.after == "" || c.after[0] == ' ' || c.after[0] == '-' || c.after[0] == ')'
}

// isMailLine reports whether the words of the line are those of mail.
func (c *candidate) isMailLine() bool {
	return c.asked.mail.to(func() bool { return containsAny(c.line, mailSigns()...) })
}

// isReport reports whether the line tells what became of a mail.
func (r *Reader) isReport(line string) bool {
	return r.asked.report.to(func() bool {
		return containsAny(line, "smtp", "delivery-status", "mx-host", "Action: ")
	})
}

// mailSigns are words that only mail software writes.
func mailSigns() []string {
	return []string{
		"SMTP", "smtp", "NOQUEUE", "RCPT", "MAIL FROM", "rcpt", "postfix", "sendmail", "exim", "relay=", "stat=", "status=sent", "status=bounced", "status=deferred",
		"Sent (", "mailer=", "LED=", "Mail", "mail", "recipient", "Recipient", "EHLO", "HELO", "Remote Server returned", "Invalid login", "responseCode", "mx.", "R=", "dsn=", "authenticator",
	}
}

// opensReply accepts a number that begins the line, alone or after a mark of the
// speaker, if what follows reads like a reply.
func (c *candidate) opensReply() bool {
	mark := strings.Trim(c.before, " \t")
	switch mark {
	case "", "S:", "<", "<<", "<-", "<<<", "server:", "Server:", "S", ">>>", "SMTP<<", "<=", "-->", "**", "<~", "=>", "<~*", "<**":
	default:
		return false
	}
	if !c.replies[c.text] || c.saysError() || c.hasPhrase() && (!c.isMailText() || c.mail == 0 && c.isStatusLine()) {
		return false
	}
	if c.mail > 0 || mark != "" && mark != "<" || c.text == "334" || c.text[0] == '2' && c.isKeyword(c.after) {
		return true
	}
	return c.isMailText()
}

// isStatusLine reports whether the line is a status code and its name, and
// nothing else: 200 OK, which in a dialogue is a reply.
func (c *candidate) isStatusLine() bool {
	return len(c.after) < 100 && c.statuses[strings.TrimSpace(lower(c.line))]
}

// isKeyword recognizes the lines of an answer to EHLO: 250-PIPELINING, 250 HELP,
// and the first one, which names the server: 250-mx.example.org.
func (r *Reader) isKeyword(after string) bool {
	if after == "" {
		return false
	}
	keyword, rest, _ := strings.Cut(after[1:], " ")
	if r.keywords[keyword] {
		return true
	}
	name := rest == "" && strings.Contains(keyword, ".") && !isDigit(keyword[0])
	other := len(keyword) > 2 && strings.Trim(keyword, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == "" && isLetter(keyword[0])
	return after[0] == '-' && (name || other)
}

// isMailText reports whether the text of the reply has words that SMTP servers
// say.
func (c *candidate) isMailText() bool {
	text := lower(c.after)
	if text == "" || text == "-" {
		return false
	}
	for _, w := range []string{
		"mail", "smtp", "recipient", "sender", "user unknown", "relay", "mailbox", "bye", "spam", "greylist", "blocked", "blacklist", "quota", "domain", "helo", "ehlo", "rcpt",
		"queued", "end data", "<cr", "auth", "starttls", "tls", "closing", "address", "pipelining", "8bitmime", "size", "service ready", "ready", "syntax error", "command", "local error",
		"try again", "message", "unknown user", "no such user", "access denied", "policy", "dkim", "spf", "dmarc", "transaction failed", "goodbye", "ok",
	} {
		if strings.Contains(text, w) {
			return !isUnit(c.after)
		}
	}
	return false
}

// enhancedAlone accepts an enhanced code that stands without its reply code:
// dsn=5.1.1, Status: 5.1.1, (#5.1.1), The server response was: 5.7.1.
func (r *Reader) enhancedAlone(line string, start, end int) bool {
	before := strings.TrimRight(line[:start], " \"'(b[")
	if before == "" {
		return false
	}
	if before[len(before)-1] == '#' {
		return end == len(line) || line[end] != '.'
	}
	tail := lower(before[max(0, len(before)-40):])
	if announcesEnhanced(tail) || endsWithAny(tail, "]:", ">:") && r.isRejected(line) {
		return true
	}
	if strings.HasSuffix(tail, "status:") { // not "build status: 5.1.1"
		header := strings.HasPrefix(strings.TrimLeft(lower(line[:min(start, 40)]), " >"), "status:")
		return header || strings.HasSuffix(tail, `"status:`) || r.isReport(line)
	}
	return keyIsDSN(line[:start])
}

// isRejected recognizes what Postfix's cleanup writes when a milter or a check of
// the headers rejects a mail: it gives no reply code.
func (r *Reader) isRejected(line string) bool {
	return r.asked.rejected.to(func() bool {
		return strings.Contains(line, "/cleanup[") && strings.Contains(line, "reject: ")
	})
}

// keyIsDSN accepts the value of a key that names an enhanced code.
func keyIsDSN(before string) bool {
	switch keyBefore(before) {
	case "dsn", "enhancedstatus", "enhancedcode", "enhancedstatuscode", "status", "statuscode", "dsnstatus", "bouncecode", "errorcode":
		return true
	}
	return false
}

// isMailCommand recognizes what a mail client says, and greetings.
func isMailCommand(line string) bool {
	text := strings.TrimLeft(line, " \t<>~-CS:*")
	for _, command := range []string{"EHLO ", "HELO ", "MAIL FROM:", "RCPT TO:", "DATA", "QUIT", "RSET", "STARTTLS", "AUTH ", "ehlo ", "helo ", "mail from:", "rcpt to:", "quit"} {
		if strings.HasPrefix(text, command) && (len(command) > 4 || len(text) == len(command)) {
			return true
		}
	}
	return strings.HasPrefix(line, "Connected to ") || strings.HasPrefix(line, "Escape character")
}
