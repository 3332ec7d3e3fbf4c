package logs

import (
	"strings"

	"teapot/model"
)

// The methods of this file recognize HTTP status codes in access logs and in the output of
// programs that log requests. Most of them look for a request, a part of a request, or text
// that only such logs have next to the number.

// beginsRequestLine matches a number at the start of a line that has a request later:
//
//	502 192.0.2.61 GET /health 0.003 api.example.net
//
// Locust writes how often a request has failed at such a place, with many spaces after it.
func (c *candidate) beginsRequestLine() bool {
	return c.inStatusRange() && !strings.HasPrefix(c.after, "   ") && (c.hasLaterRequest() || c.precedesErrorClass())
}

// precedesLastURL matches a number at the start of a line with nothing but an address after it,
// which curl and others can be told to write:
//
//	404 https://example.org/a
func (c *candidate) precedesLastURL() bool {
	return (strings.HasPrefix(c.after, " http://") || strings.HasPrefix(c.after, " https://")) && strings.LastIndexByte(c.after, ' ') == 0
}

// followsRequest matches a number after a quoted request:
//
//	"GET / HTTP/1.1" 404 153 "-" "curl/8.5.0"
//
// If the client did not send HTTP, the quoted text is a dash, empty or binary data. It counts
// as a request only if it is the first quoted text after the time.
func (c *candidate) followsRequest() bool {
	if !c.isAlone() {
		return false
	}
	quote := c.left[len(c.left)-1]
	open := strings.LastIndexByte(c.left[:len(c.left)-1], quote)
	if open < 0 {
		return false
	}
	request := c.left[open+1 : len(c.left)-1]
	return isRequest(request) || c.precedesSize() && c.isFirstQuoted(open)
}

// isRequest reports whether the text looks like a request: it begins with a method, or ends
// with a protocol such as HTTP/1.1.
func isRequest(text string) bool {
	if i := strings.LastIndex(text, "HTTP/"); i > 0 && len(text)-i <= len("HTTP/1.1") {
		return true
	}
	method := firstWord(text)
	return isMethod(method) || method == "WebSocket"
}

// isFirstQuoted reports whether the quotation mark at c.line[open] begins the first quoted text
// after a time in brackets. Quotation marks of JSON around the whole line do not count. No
// space follows those.
func (c *candidate) isFirstQuoted(open int) bool {
	before := c.left[:open]
	first := strings.IndexByte(before, c.left[open]) < 0 || strings.Count(before, `"`)%2 == 0 && !strings.Contains(before, `" `)
	return first && strings.Contains(before, "]")
}

// precedesRequest matches a number before a request, with or without quotation marks:
//
//	[14/Mar/2025:06:12:47 +0000] 404 "GET /wp-login.php HTTP/1.1"
func (c *candidate) precedesRequest() bool {
	request := strings.TrimLeft(c.after, " ")
	return request != c.after && isMethod(firstWord(strings.TrimPrefix(request, `"`)))
}

// precedesDashAndRequest matches a number before a dash and a request:
//
//	[14/Mar/2025:06:12:47 +0000] 404 - GET /wp-login.php
func (c *candidate) precedesDashAndRequest() bool {
	return strings.HasPrefix(c.after, " - ") && c.hasLaterRequest()
}

// isGinLine matches every number in a line of the web framework Gin:
//
//	[GIN] 2025/02/06 - 13:15:00 | 404 | 503.2µs | 192.0.2.172 | GET "/a"
func (c *candidate) isGinLine() bool {
	return c.facts.gin.get(func() bool { return strings.Contains(c.whole, "GIN]") })
}

// followsVersion matches a number after the version of HTTP, as in "HTTP/1.1 404 Not Found".
func (c *candidate) followsVersion() bool { return isVersion(c.previousWord) }

// isVersion reports whether the word ends with a version of HTTP, such as HTTP/1.1 or HTTP/2.
func isVersion(word string) bool {
	i := strings.LastIndex(word, "HTTP/")
	if i < 0 || strings.Contains(word[:i], "/") {
		return false
	}
	major, minor, hasMinor := strings.Cut(word[i+len("HTTP/"):], ".")
	return isDigits(major) && (!hasMinor || isDigits(minor))
}

// followsTimers matches a number after five numbers with slashes, which are the timers of
// HAProxy. A timer may have a sign:
//
//	10/0/-1/69/+109 404 1234
func (c *candidate) followsTimers() bool {
	if strings.Count(c.previousWord, "/") != 4 {
		return false
	}
	for timer := range strings.SplitSeq(c.previousWord, "/") {
		if !isDigits(strings.TrimLeft(timer, "+-")) {
			return false
		}
	}
	return true
}

// followsTarget matches a number after a method and a target, as the logger morgan writes it:
//
//	GET /api/users/500 404 3.503 ms - 150
func (c *candidate) followsTarget() bool {
	return endsWithTarget(c.left) && !strings.Contains(c.after[:min(len(c.after), 40)], "%)") // Locust counts requests there
}

// endsWithTarget reports whether the text ends with a method and a target, such as "GET /a".
func endsWithTarget(text string) bool {
	text = strings.TrimRight(text, " ")
	target := lastWord(text)
	if target == "" || target[0] != '/' && !strings.HasPrefix(target, "http") {
		return false
	}
	method := lastWord(strings.TrimRight(text[:len(text)-len(target)], " "))
	return isMethod(method[strings.LastIndexAny(method, `"'[`)+1:])
}

// followsDashBeforeRequest matches a number between a dash and a request:
//
//	192.0.2.1 - 404 "GET / HTTP/1.1"
func (c *candidate) followsDashBeforeRequest() bool {
	return c.previousWord == "-" && c.inStatusRange() && c.precedesRequest()
}

// followsDashAfterTarget matches a number after a target and a dash, as HTTP.sys of Windows
// writes it:
//
//	HTTP/1.1 GET /app/ - 503 2 AppOffline
func (c *candidate) followsDashAfterTarget() bool {
	return c.previousWord == "-" && c.inStatusRange() && endsWithTarget(strings.TrimSuffix(c.left, "-"))
}

// followsDashAfterResponse matches a number at the end of a line of HttpClient of .NET:
//
//	Received HTTP response headers after 503.4041ms - 200
func (c *candidate) followsDashAfterResponse() bool {
	return c.previousWord == "-" && c.inStatusRange() && c.after == "" && containsAny(c.left, "HTTP response", "HTTP request after ")
}

// followsMethod matches a number after a method, as npm writes it:
//
//	npm http fetch GET 304 https://registry.example.com/lodash
func (c *candidate) followsMethod() bool {
	return isMethod(c.previousWord[strings.IndexByte(c.previousWord, ')')+1:]) // Cypress: (xhr)GET 404 /a
}

// precedesTarget matches a number before a target, as in "GET 304 /lodash".
func (c *candidate) precedesTarget() bool {
	return strings.HasPrefix(c.after, " http") || strings.HasPrefix(c.after, " /")
}

// precedesSizeAndTime matches a number before a size and a duration, as the router chi writes
// it:
//
//	from 127.0.0.1:404 - 200 500B in 503µs
func (c *candidate) precedesSizeAndTime() bool {
	return c.previousWord == "-" && startsWithNumber(c.after) && strings.HasPrefix(c.after[1+countDigits(c.after[1:]):], "B in ")
}

// followsArrow matches a number after an arrow. OkHttp writes one before responses, many
// programs write one between a request and its response:
//
//	<-- 404 https://example.org/a (12ms)
//	GET /a -> 404
func (c *candidate) followsArrow() bool {
	switch c.previousWord {
	case "<--":
		return true
	case "->", "=>", "-->", "→":
		return endsWithTarget(c.left[:len(c.left)-len(c.previousWord)])
	}
	return false
}

// precedesMessage matches a number in an exception of aiohttp:
//
//	ClientResponseError: 404, message='Not Found'
func (c *candidate) precedesMessage() bool { return strings.HasPrefix(c.after, ", message=") }

// followsCode matches a number after the word "code".
func (c *candidate) followsCode() bool { return c.previousWord == "code" && c.inStatusRange() }

// followsColonBeforeRequest matches a number between a colon and a request, as in "web1: 404
// GET /a".
func (c *candidate) followsColonBeforeRequest() bool {
	return strings.HasSuffix(c.previousWord, ":") && c.precedesRequest()
}

// precedesRequestID matches a number in the list of status codes before the id of a request,
// at the end of a line. The ingress-nginx controller of Kubernetes lists the status codes of
// upstream servers there, as in this end of a line with 502 and 503:
//
//	0, 190 0.200, 0.303 502, 503 9f2b77c1d0e6a4550de0c1b2a3948570
func (c *candidate) precedesRequestID() bool {
	id := lastWord(c.line[max(0, len(c.line)-33):])
	if len(id) != 32 || strings.Trim(id, "0123456789abcdef") != "" || !c.inStatusRange() {
		return false
	}
	between := strings.TrimSuffix(c.after, id)
	return strings.Trim(between, " ,0123456789") == "" && !strings.Contains(between, ".")
}

// followsSquidResult matches a number after the result code of the proxy Squid:
//
//	TCP_MISS/404 4290 GET http://example.org/
func (c *candidate) followsSquidResult() bool {
	word := lastWord(c.before[:len(c.before)-1])
	return len(word) > 3 && (strings.HasPrefix(word, "TCP_") || strings.HasPrefix(word, "UDP_") || word == "NONE") && c.isAlone()
}

// isBracketedBeforeMethod matches a number in brackets before a method, as in "[404]: GET /a".
func (c *candidate) isBracketedBeforeMethod() bool {
	return strings.HasPrefix(c.after, "]: ") && isMethod(firstWord(c.after[3:]))
}

// isPythonResponse matches a number in the text that the Python library requests has for a
// response: <Response [404]>.
func (c *candidate) isPythonResponse() bool {
	return strings.HasSuffix(c.before, "<Response [") && strings.HasPrefix(c.after, "]>")
}

// isParenthesized matches a number in parentheses after a request or certain words:
//
//	GET /a (499)
//	Crawled (404)
//	returned an error: (503)
func (c *candidate) isParenthesized() bool {
	left := strings.TrimRight(c.line[:c.start-1], " ")
	if strings.HasSuffix(left, "Error") && c.text >= "400" && c.text < "600" && strings.HasPrefix(c.after, ", '") {
		return true // Elasticsearch: NotFoundError(404, 'index_not_found')
	}
	if !c.inStatusRange() || !strings.HasPrefix(c.after, ")") || endsWithAny(left, "exit status", "exited with status") {
		return false
	}
	return endsWithAny(left, "error occurred", "Crawled", "returned an error:", "Exception:", "Status", "status", "StatusCode") ||
		strings.HasSuffix(c.before, " (") && endsWithTarget(left)
}

// isNpmCode matches a number in an error of npm, as in "npm ERR! code E404".
func (c *candidate) isNpmCode() bool { return strings.HasSuffix(c.before, "code E") }

// continuesList matches a number that continues a list of status codes: a status code and a
// separator are before it. nginx lists the status codes of all upstream servers that it has
// tried, as in us="502, 200".
func (c *candidate) continuesList() bool {
	n := len(c.codes)
	if n == 0 || c.codes[n-1].Kind != model.Status {
		return false
	}
	between := c.line[c.codes[n-1].End:c.start]
	return (between == ", " || between == " : ") && c.inStatusRange() && strings.Contains(c.after, `"`)
}

// isMethod reports whether s is one of the common HTTP methods.
func isMethod(s string) bool {
	switch s {
	case "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE", "PROPFIND", "REPORT", "QUERY", "MKCOL", "LOCK", "PURGE", "MOVE", "COPY", "SEARCH":
		return true
	}
	return false
}
