package logs

import (
	"slices"
	"strings"
)

// This file has the cues of sentences: words before the number announce a status code, or
// the name of the status code follows.

// isAnnouncedStatus matches a number after words that announce a status code; see
// [announcedStatusCues]: Request failed with status code 422.
func (c *candidate) isAnnouncedStatus() bool {
	if !c.inStatusRange() || isDigit(c.left[len(c.left)-1]) || c.precedesUnit() {
		return false
	}
	return c.decide(c.cues.announcedStatus)
}

// isReturned matches a number after "returned", if the line is about HTTP: functions
// return numbers too.
func (c *candidate) isReturned() bool { return c.endsValue() && c.isAboutHTTP() }

// precedesColonOrPhrase matches a number before a colon or its name:
// ERROR 503: Service Unavailable.
func (c *candidate) precedesColonOrPhrase() bool {
	return strings.HasPrefix(c.after, ":") || c.hasPhrase()
}

// isNamedError matches a number after "Error", if it is the status code of an error:
// Error 403: Forbidden. Other programs number their errors too.
func (c *candidate) isNamedError() bool {
	if c.text < "400" || c.phrases[c.text] == nil {
		return false
	}
	return c.after == "" || strings.IndexByte(":.,)", c.after[0]) >= 0 || c.hasPhrase() || c.precedesVarnishReason()
}

// precedesVarnishReason matches a number before a reason that only Varnish gives:
// Error 503 Backend fetch failed.
func (c *candidate) precedesVarnishReason() bool {
	after := strings.ToLower(c.after[:min(len(c.after), 32)])
	for _, reason := range []string{" backend ", " first byte timeout", " between bytes timeout", " vcl failed"} {
		if strings.HasPrefix(after, reason) {
			return true
		}
	}
	return false
}

// precedesURL matches a number in an exception of Python's requests:
// 404 Client Error: Not Found for url: https://api.example.com/v1.
func (c *candidate) precedesURL() bool { return strings.Contains(c.after, "for url:") }

// precedesErrorClass matches the same exception without a URL: 429 Client Error.
func (c *candidate) precedesErrorClass() bool {
	return strings.HasPrefix(c.after, " Client Error") || strings.HasPrefix(c.after, " Server Error")
}

// hasPhrase matches a number before its reason phrase or another name: 404 Not Found.
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

// hasLaterName reports whether one of the names of the code is anywhere after it.
func (c *candidate) hasLaterName() bool {
	after := strings.ToLower(c.after)
	return slices.ContainsFunc(c.phrases[c.text], func(name string) bool { return strings.Contains(after, name) })
}

// hasOtherMeaning reports whether the word before the number says that it is not a status
// code: #404, line 404, port 404.
func (c *candidate) hasOtherMeaning() bool {
	switch strings.ToLower(lastWord(strings.TrimRight(c.before, " "))) {
	case "line", "port", "pid", "took", "in", "after", "row", "issue", "#", "id", "version", "page", "size", "uid", "job":
		return true
	}
	return false
}
