package logs

import (
	"slices"
	"strings"
)

// The cues of sentences and messages: words before the number announce a status
// code, or its name follows.

// isAnnouncedStatus: Request failed with status code 422.
func (c *candidate) isAnnouncedStatus() bool {
	if !c.inStatusRange() || isDigit(c.left[len(c.left)-1]) || c.precedesUnit() {
		return false
	}
	return c.decide(c.cues.announcedStatus)
}

// isReturned: GET /a returned 404. Functions return numbers too.
func (c *candidate) isReturned() bool { return c.endsValue() && c.isAboutHTTP() }

// precedesColonOrPhrase: ERROR 503: Service Unavailable.
func (c *candidate) precedesColonOrPhrase() bool {
	return strings.HasPrefix(c.after, ":") || c.hasPhrase()
}

// isNamedError: Error 403: Forbidden. A code that has no name may be any error's.
func (c *candidate) isNamedError() bool {
	if c.text < "400" || c.phrases[c.text] == nil {
		return false
	}
	return c.after == "" || strings.IndexByte(":.,)", c.after[0]) >= 0 || c.hasPhrase() || c.precedesVarnishReason()
}

// precedesVarnishReason: Error 503 Backend fetch failed, of Varnish.
func (c *candidate) precedesVarnishReason() bool {
	after := strings.ToLower(c.after[:min(len(c.after), 32)])
	for _, reason := range []string{" backend ", " first byte timeout", " between bytes timeout", " vcl failed"} {
		if strings.HasPrefix(after, reason) {
			return true
		}
	}
	return false
}

// precedesURL: 429 Too Many Requests for url: https://x, of Python's requests.
func (c *candidate) precedesURL() bool { return strings.Contains(c.after, "for url:") }

// precedesErrorClass: 429 Client Error, of Python's requests.
func (c *candidate) precedesErrorClass() bool {
	return strings.HasPrefix(c.after, " Client Error") || strings.HasPrefix(c.after, " Server Error")
}

// hasPhrase: 404 Not Found. One of the names of the code follows it.
func (c *candidate) hasPhrase() bool {
	names := c.phrases[c.text]
	if names == nil || c.after == "" || endsWithAny(c.before, "SIP/2.0 ", "RTSP/1.0 ", "ICAP/1.0 ", "channel error; ") {
		return false
	}
	rest := strings.ToLower(strings.TrimLeft(c.after[:min(len(c.after), 64)], " \t:-\"'(`"))
	rest = strings.ReplaceAll(rest, "_", " ")
	for _, name := range names {
		if strings.HasPrefix(rest, name) && len(name) > 1 && (len(rest) == len(name) || !isLetter(rest[len(name)])) {
			return !c.hasOtherMeaning()
		}
	}
	return false
}

// hasLaterName reports whether one of the names of the code stands anywhere behind
// it.
func (c *candidate) hasLaterName() bool {
	after := strings.ToLower(c.after)
	return slices.ContainsFunc(c.phrases[c.text], func(name string) bool { return strings.Contains(after, name) })
}

// hasOtherMeaning reports whether the word before the number says that it is no
// status code: #404, line 404, port 404.
func (c *candidate) hasOtherMeaning() bool {
	switch strings.ToLower(lastWord(strings.TrimRight(c.before, " "))) {
	case "line", "port", "pid", "took", "in", "after", "row", "issue", "#", "id", "version", "page", "size", "uid", "job":
		return true
	}
	return false
}
