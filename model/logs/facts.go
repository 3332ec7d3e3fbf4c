package logs

import "strings"

// lineFacts holds facts about the current line. They are evaluated lazily, when a cue
// first needs them, and kept because a line can have ten thousand numbers.
type lineFacts struct {
	mail, delivery, cleanupReject, http, method, gin fact

	// lastRequest is the offset of the last request, noRequest if there is none, or 0 if
	// it is not known yet.
	lastRequest int
}

const noRequest = -1

// fact is a truth value that is evaluated at most once.
type fact int8

const (
	unknown fact = iota
	isTrue
	isFalse
)

// get returns the fact. If it is not known yet, get evaluates it.
func (f *fact) get(evaluate func() bool) bool {
	if *f == unknown {
		*f = isFalse
		if evaluate() {
			*f = isTrue
		}
	}
	return *f == isTrue
}

// isAboutHTTP reports whether the line has words that are typical of HTTP.
func (c *candidate) isAboutHTTP() bool {
	return c.facts.http.get(func() bool {
		return containsAny(c.line, `"message"`, `"error"`, "http", "HTTP", "status", "method=", "path=", "uri=") || c.hasMethod()
	})
}

// hasMethod reports whether a word of the line is an HTTP method.
func (c *candidate) hasMethod() bool {
	return c.facts.method.get(func() bool {
		for word := range strings.FieldsSeq(c.line) {
			if isMethod(strings.Trim(word, `"'[]|`)) {
				return true
			}
		}
		return false
	})
}

// hasLaterRequest reports whether a method and a target follow the number, not
// necessarily at once.
func (c *candidate) hasLaterRequest() bool {
	if c.facts.lastRequest == 0 {
		c.facts.lastRequest = lastRequest(c.line)
	}
	return c.facts.lastRequest > c.start
}

// lastRequest returns the offset of the last request of the line, which is a method and a
// target, or noRequest. It skips the first word, since no number can precede it.
func lastRequest(line string) int {
	last := noRequest
	for start := strings.IndexByte(line, ' ') + 1; start < len(line); {
		word, after, _ := strings.Cut(line[start:], " ")
		if isMethod(strings.TrimLeft(word, `"'[`)) && (strings.HasPrefix(after, "/") || strings.HasPrefix(after, "http")) {
			last = start
		}
		start += len(word) + 1
	}
	return last
}

// isAboutDelivery reports whether the line is about the delivery of a mail.
func (c *candidate) isAboutDelivery() bool {
	return c.facts.delivery.get(func() bool {
		return containsAny(c.line, "smtp", "delivery-status", "mx-host", "Action: ")
	})
}

// isAboutMail reports whether the line has words that only mail software writes.
func (c *candidate) isAboutMail() bool {
	return c.facts.mail.get(func() bool {
		return containsAny(c.line,
			"SMTP", "smtp", "NOQUEUE", "RCPT", "MAIL FROM", "rcpt", "postfix", "sendmail", "exim", "relay=", "stat=", "status=sent", "status=bounced", "status=deferred",
			"Sent (", "mailer=", "LED=", "Mail", "mail", "recipient", "Recipient", "EHLO", "HELO", "Remote Server returned", "Invalid login", "responseCode", "mx.", "R=", "dsn=", "authenticator")
	})
}
