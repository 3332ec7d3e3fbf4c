package logs

import (
	"slices"
	"strings"
)

// The methods of this file recognize HTTP status codes in sentences. Words before the number
// announce a code, or the name of the code follows the number.

// followsStatusWords matches a number after words that announce a status code, as in "Request
// failed with status code 422". [statusWordCues] lists the words.
func (c *candidate) followsStatusWords() bool {
	if !c.inStatusRange() || isDigit(c.left[len(c.left)-1]) || c.precedesUnit() {
		return false
	}
	return c.decide(c.cues.afterStatusWords)
}

// isQuotedAfterWords matches a number in quotation marks or brackets after words that announce
// a status code, as in "unexpected response code '404'".
func (c *candidate) isQuotedAfterWords() bool {
	open := c.line[c.start-1]
	if c.start < 2 || c.line[c.start-2] != ' ' || c.after == "" || !closes(open, c.after[0]) || c.phrases[c.text] == nil {
		return false
	}
	c.setLeft(strings.TrimRight(c.line[:c.start-1], " "))
	return c.cues.followsWords(c) && !strings.Contains(c.lowerTail(), "exit")
}

// closes reports whether the byte ends what the other byte has opened.
func closes(open, end byte) bool {
	switch open {
	case '[':
		return end == ']'
	case '(':
		return end == ')'
	case '<':
		return end == '>'
	}
	return end == open
}

// followsPhrase matches a number in parentheses after the reason phrase or an alias of the
// code, as in "Not Found (404)".
func (c *candidate) followsPhrase() bool {
	before, ok := strings.CutSuffix(c.before, " (")
	return ok && strings.HasPrefix(c.after, ")") && c.endsWithPhrase(strings.TrimRight(before, `"'`), len("OK")+1)
}

// followsErrorPhrase matches a number after the reason phrase or an alias of the code, if it is a
// status code for errors, as in "bad response Not Found 404".
//
// A dash may stand between the two.
func (c *candidate) followsErrorPhrase() bool {
	return c.text >= "400" && c.inStatusRange() && !c.precedesUnit() && c.endsWithPhrase(strings.TrimSuffix(c.left, " -"), len("Conflict"))
}

// followsNestedClass matches a number after a class that Spring nests in a class of errors:
//
//	HttpServerErrorException$InternalServerError: 500 : "{}"
func (c *candidate) followsNestedClass() bool {
	class, ok := strings.CutSuffix(c.previousWord, ":")
	return ok && strings.Contains(class, "ErrorException$")
}

// followsInvalidResponse matches a number after the address that has sent an invalid response,
// as Certbot writes it.
func (c *candidate) followsInvalidResponse() bool {
	return strings.HasSuffix(c.previousWord, ":") && strings.Contains(c.previousWord, "://") && strings.HasSuffix(c.left, "nvalid response from "+c.previousWord)
}

// endsWithPhrase reports whether the text ends with a reason phrase or an alias of the code that
// has at least so many bytes.
func (c *candidate) endsWithPhrase(text string, minLength int) bool {
	return slices.ContainsFunc(c.phrases[c.text], func(name string) bool {
		return len(name) >= minLength && len(text) >= len(name) && strings.EqualFold(text[len(text)-len(name):], name)
	})
}

// isReturned matches a number after the word "returned" if the line is about HTTP. In other
// lines a function may have returned the number.
func (c *candidate) isReturned() bool { return c.endsValue() && c.isAboutHTTP() }

// precedesColonOrPhrase matches a number before a colon or before the name of the code:
//
//	ERROR 503: Service Unavailable
func (c *candidate) precedesColonOrPhrase() bool {
	return strings.HasPrefix(c.after, ":") || c.hasPhrase()
}

// isNamedError matches a number after the word "Error" if it is a status code for errors, as
// in "Error 403: Forbidden". The text after the number decides, because many programs number
// their errors.
func (c *candidate) isNamedError() bool {
	if c.text < "400" || c.phrases[c.text] == nil {
		return false
	}
	return c.after == "" || strings.IndexByte(":.,)", c.after[0]) >= 0 || c.hasPhrase() || c.precedesVarnishReason()
}

// precedesVarnishReason matches a number before an error message of Varnish, as in "Error 503
// Backend fetch failed".
func (c *candidate) precedesVarnishReason() bool {
	after := strings.ToLower(c.after[:min(len(c.after), 32)])
	for _, reason := range []string{" backend ", " first byte timeout", " between bytes timeout", " vcl failed"} {
		if strings.HasPrefix(after, reason) {
			return true
		}
	}
	return false
}

// precedesURL matches a number in an exception of the Python library requests:
//
//	404 Client Error: Not Found for url: https://api.example.com/v1
func (c *candidate) precedesURL() bool { return strings.Contains(c.after, "for url:") }

// precedesErrorClass matches a number before the name of its class, as in "429 Client Error".
func (c *candidate) precedesErrorClass() bool {
	return strings.HasPrefix(c.after, " Client Error") || strings.HasPrefix(c.after, " Server Error")
}

// hasPhrase matches a number before the reason phrase or an alias of the code, as in "404 Not
// Found".
func (c *candidate) hasPhrase() bool {
	names := c.phrases[c.text]
	if names == nil || c.after == "" || endsWithAny(c.before, "SIP/2.0 ", "RTSP/1.0 ", "ICAP/1.0 ", "channel error; ") {
		return false
	}
	rest := strings.ToLower(strings.TrimLeft(c.after[:min(len(c.after), 64)], " \t:-\"'(`]"))
	rest = strings.ReplaceAll(rest, "_", " ")
	for _, name := range names {
		if strings.HasPrefix(rest, name) && len(name) > 1 && (len(rest) == len(name) || !isLetter(rest[len(name)])) {
			return !c.hasOtherMeaning()
		}
	}
	return false
}

// hasLaterName reports whether the reason phrase or an alias of the code is anywhere after it.
func (c *candidate) hasLaterName() bool {
	after := strings.ToLower(c.after)
	return slices.ContainsFunc(c.phrases[c.text], func(name string) bool { return strings.Contains(after, name) })
}

// hasOtherMeaning reports whether the word before the number says that the number is not a
// status code, as in "#404", "line 404" and "port 404".
func (c *candidate) hasOtherMeaning() bool {
	switch strings.ToLower(lastWord(strings.TrimRight(c.before, " "))) {
	case "line", "port", "pid", "took", "in", "after", "row", "issue", "#", "id", "version", "page", "size", "uid", "job":
		return true
	}
	return false
}
