package logs

import "strings"

// lineFacts holds facts about the current line. Each is evaluated when a cue first needs it,
// and then remembered, because a line can have ten thousand numbers.
type lineFacts struct {
	mail          fact // the result of isAboutMail
	delivery      fact // the result of isAboutDelivery
	cleanupReject fact // whether the line is about a mail that Postfix rejects; see isCleanupReject
	http          fact // the result of isAboutHTTP
	method        fact // the result of hasMethod
	gin           fact // the result of isGinLine
	expectation   fact // the result of mentionsExpectation
	check         fact // the result of isNameOfCheck
	calls         fact // the result of isAboutCalls
	status        fact // the result of isAboutStatus
	swift         fact // the result of isSwiftReply

	// lastRequest is the offset of the last request in the line. It is noRequest if the line
	// has no request, and 0 until hasLaterRequest has looked for one.
	lastRequest int
}

// noRequest is the value of lineFacts.lastRequest for a line without a request.
const noRequest = -1

// fact is a boolean value that is evaluated when it is first needed.
type fact int8

// The values of a fact. The zero value is notEvaluated.
const (
	notEvaluated fact = iota
	factTrue
	factFalse
)

// get returns the value of the fact. At the first call it evaluates the fact.
func (f *fact) get(evaluate func() bool) bool {
	if *f == notEvaluated {
		*f = factFalse
		if evaluate() {
			*f = factTrue
		}
	}
	return *f == factTrue
}

// isAboutHTTP reports whether the line has words that are typical of HTTP.
func (c *candidate) isAboutHTTP() bool {
	return c.facts.http.get(func() bool {
		return containsAny(c.whole, `"message"`, `"error"`, "http", "HTTP", "status", "method=", "path=", "uri=") || c.hasMethod()
	})
}

// hasMethod reports whether a word of the line is an HTTP method.
func (c *candidate) hasMethod() bool {
	return c.facts.method.get(func() bool {
		for word := range strings.FieldsSeq(c.whole) {
			if isMethod(strings.Trim(word, `"'[]|`)) {
				return true
			}
		}
		return false
	})
}

// hasLaterRequest reports whether a request, which is a method and a target, is anywhere
// after the number in the line.
func (c *candidate) hasLaterRequest() bool {
	if c.facts.lastRequest == 0 {
		c.facts.lastRequest = lastRequest(c.line)
	}
	return c.facts.lastRequest > c.start
}

// lastRequest returns the offset of the last request in the line, or noRequest if there is
// none. A request is a method and a target. The first word of the line is not looked at,
// because no number can be before it.
func lastRequest(line string) int {
	lastOffset := noRequest
	for start := strings.IndexByte(line, ' ') + 1; start < len(line); {
		word, after, _ := strings.Cut(line[start:], " ")
		if isMethod(strings.TrimLeft(word, `"'[`)) && (strings.HasPrefix(after, "/") || strings.HasPrefix(after, "http")) {
			lastOffset = start
		}
		start += len(word) + 1
	}
	return lastOffset
}

// isAboutDelivery reports whether the line has words that are typical of the delivery of mail.
func (c *candidate) isAboutDelivery() bool {
	return c.facts.delivery.get(func() bool {
		return containsAny(c.whole, "smtp", "delivery-status", "mx-host", "Action: ")
	})
}

// isAboutCalls reports whether the line is about the protocol SIP, which has status codes of
// its own that look like those of HTTP.
func (c *candidate) isAboutCalls() bool {
	return c.facts.calls.get(func() bool { return containsAny(c.whole, "SIP/2.0", " SIP ", "sip:", "RTSP/1.0") })
}

// isAboutMail reports whether the line has words that only mail software writes.
func (c *candidate) isAboutMail() bool {
	return c.facts.mail.get(func() bool {
		return containsAny(c.whole,
			"SMTP", "smtp", "NOQUEUE", "RCPT", "MAIL FROM", "rcpt", "postfix", "sendmail", "exim", "relay=", "stat=", "status=sent", "status=bounced", "status=deferred",
			"Sent (", "mailer=", "LED=", "Mail", "mail", "recipient", "Recipient", "EHLO", "HELO", "Remote Server returned", "Invalid login", "Invalid greeting", "responseCode", "mx.", "R=", "dsn=", "authenticator")
	})
}
