package logs

import "strings"

// lineFacts are facts about a whole line. Each is looked for when a cue first asks
// for it, and kept for the other numbers of the line: there may be ten thousand.
type lineFacts struct {
	mail, delivery, cleanupReject, http, method, gin fact

	// lastRequest is where the last request begins, noRequest if there is none, and 0
	// as long as it is not known.
	lastRequest int
}

const noRequest = -1

// fact is a truth value that is evaluated once.
type fact int8

const (
	unknown fact = iota
	isTrue
	isFalse
)

// get returns the fact, which evaluate finds if it is not known yet.
func (f *fact) get(evaluate func() bool) bool {
	if *f == unknown {
		*f = isFalse
		if evaluate() {
			*f = isTrue
		}
	}
	return *f == isTrue
}

// isAboutHTTP reports whether the line has words of requests and responses.
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

// hasLaterRequest reports whether a method and a target stand behind the number.
func (c *candidate) hasLaterRequest() bool {
	if c.facts.lastRequest == 0 {
		c.facts.lastRequest = lastRequest(c.line)
	}
	return c.facts.lastRequest > c.start
}

// lastRequest returns where the last request of the line begins, a method and a
// target, or noRequest. The first word of the line is left out: no number stands
// before it.
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

// isAboutDelivery reports whether the line says what became of a mail.
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
