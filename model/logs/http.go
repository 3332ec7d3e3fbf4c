package logs

import (
	"slices"
	"strings"

	"teapot/model"
)

// candidate is a number of three digits in its line.
type candidate struct {
	*Reader
	line, before, after, text string
	start                     int
}

// isHTTP decides whether the number is an HTTP status code. What stands right
// before it says most; the cheap questions come first, because a line of an
// access log has a dozen numbers.
func (c *candidate) isHTTP() bool {
	if c.text == "000" || len(c.after) > 1 && c.after[0] == '-' && isDigit(c.after[1]) {
		return false
	}
	if c.start == 0 {
		return c.hasPhrase() || isHTTPNumber(c.text) && (c.requestFollows() || c.saysError())
	}
	switch c.line[c.start-1] {
	case ' ':
		return c.afterSpace()
	case '=', '"', '\'', ':':
		return c.isHTTPKey() || c.line[c.start-1] != '=' && c.hasPhrase()
	case '/':
		return c.isSquid()
	case '[':
		return strings.HasPrefix(c.after, "]: ") && isMethod(firstWord(c.after[3:])) || c.hasPhrase()
	case '(', '`', '>':
		return c.hasPhrase() || c.line[c.start-1] == '(' && c.inBrackets()
	case 'E':
		return endsWithAny(c.before, "code E")
	case '\t', ',':
		return c.isSeries() || c.hasPhrase()
	}
	return false
}

// afterSpace decides about a number that a space stands before. A request may be
// long: its beginning is looked for in the whole line.
func (c *candidate) afterSpace() bool {
	before := strings.TrimRight(c.line[:c.start], " ")
	if before == "" {
		return c.hasPhrase()
	}
	switch last := before[len(before)-1]; {
	case last == '"' || last == '\'':
		if !c.afterRequest(before) {
			return false
		}
		c.client = true
		return true
	case last == ']':
		return c.beforeRequest() || strings.HasPrefix(c.after, " - ") && c.requestFollows() || c.hasPhrase()
	case last == '|' && strings.HasPrefix(c.after, " |"):
		return c.asked.gin.to(func() bool { return strings.Contains(c.line, "GIN]") }) || c.hasMethod()
	}
	word := lastWord(before)
	switch {
	case isVersion(word):
		return true
	case strings.Count(word, "/") == 4 && isTimers(word):
		return nextIsNumber(c.after)
	case afterTarget(before):
		return isHTTPNumber(c.text)
	case word == "-" && isHTTPNumber(c.text) && (c.beforeRequest() || afterTarget(before[:len(before)-1]) || c.after == "" && strings.Contains(before, "HTTP response")):
		return true
	case isMethod(word):
		return strings.HasPrefix(c.after, " http") || strings.HasPrefix(c.after, " /")
	case word == "-" && isSent(c.after):
		return isHTTPNumber(c.text)
	case word == "<--", strings.HasPrefix(c.after, ", message="): // okhttp, aiohttp
		return isHTTPNumber(c.text)
	case strings.HasSuffix(word, ":") && c.beforeRequest():
		return isHTTPNumber(c.text)
	case c.beforeRequestID():
		return true
	}
	return c.isHTTPKey() || c.isPhrased(before) || c.hasPhrase() || c.isSeries()
}

// afterTarget reports whether the text ends with a method and a target: GET /a.
func afterTarget(text string) bool {
	text = strings.TrimRight(text, " ")
	target := lastWord(text)
	if target == "" || target[0] != '/' && !strings.HasPrefix(target, "http") {
		return false
	}
	method := lastWord(strings.TrimRight(text[:len(text)-len(target)], " "))
	return isMethod(method[strings.LastIndexAny(method, `"'[`)+1:])
}

// requestFollows reports whether a method and a target stand behind the number.
func (c *candidate) requestFollows() bool {
	if c.asked.request == 0 {
		c.asked.request = lastRequest(c.line)
	}
	return c.asked.request > c.start
}

// lastRequest returns where the last request of the line stands, a method and a
// target, or -1. One that begins the line follows no number.
func lastRequest(line string) int {
	last := -1
	for start := strings.IndexByte(line, ' ') + 1; start < len(line); {
		word, after, _ := strings.Cut(line[start:], " ")
		if isMethod(strings.TrimLeft(word, `"'[`)) && (strings.HasPrefix(after, "/") || strings.HasPrefix(after, "http")) {
			last = start
		}
		start += len(word) + 1
	}
	return last
}

// inBrackets accepts a number in round brackets that something before them
// announces: GET /a (499), Crawled (404), returned an error: (503).
func (c *candidate) inBrackets() bool {
	before := strings.TrimRight(c.line[:c.start-1], " ")
	return isHTTPNumber(c.text) && strings.HasPrefix(c.after, ")") &&
		(endsWithAny(before, "error occurred", "Crawled", "returned an error:", "Exception:", "Status", "status") || strings.HasSuffix(c.before, " (") && afterTarget(before)) ||
		strings.HasSuffix(before, "TransportError")
}

// beforeRequestID accepts the status of an upstream server in the logs of the
// ingress controller, which end with the request's id: 502, 200 <32 digits>.
func (c *candidate) beforeRequestID() bool {
	id := lastWord(c.line[max(0, len(c.line)-33):])
	if len(id) != 32 || strings.Trim(id, "0123456789abcdef") != "" || !isHTTPNumber(c.text) {
		return false
	}
	between := strings.TrimSuffix(c.after, id)
	return strings.Trim(between, " ,0123456789") == "" && !strings.Contains(between, ".")
}

// afterRequest accepts the number behind a quoted request: "GET / HTTP/1.1" 200.
// What is quoted first in a line may also be no request at all, "-" or garbage.
func (c *candidate) afterRequest(before string) bool {
	if !endsOrSpace(c.after) {
		return false
	}
	quote := before[len(before)-1]
	open := strings.LastIndexByte(before[:len(before)-1], quote)
	if open < 0 {
		return false
	}
	request := before[open+1 : len(before)-1]
	if i := strings.LastIndex(request, "HTTP/"); i > 0 && len(request)-i <= len("HTTP/1.1") {
		return true
	}
	if word := firstWord(request); isMethod(word) || word == "WebSocket" {
		return true
	}
	first := strings.IndexByte(before, quote) == open || strings.Count(before[:open], `"`)%2 == 0 && !strings.Contains(before[:open], `" `)
	return first && nextIsSize(c.after) && strings.Contains(before[:open], "]")
}

// beforeRequest accepts the number before a quoted request: 404 "GET / HTTP/1.1".
func (c *candidate) beforeRequest() bool {
	rest := strings.TrimLeft(c.after, " ")
	for _, quote := range []string{`"`, ""} {
		if request, ok := strings.CutPrefix(rest, quote); ok && isMethod(firstWord(request)) && rest != c.after {
			return true
		}
	}
	return false
}

// isHTTPKey accepts the value of a key that names a status: status=404,
// "statusCode":404, upstream_status="502".
func (c *candidate) isHTTPKey() bool {
	if !isHTTPNumber(c.text) {
		return false
	}
	key := keyBefore(c.before)
	if key == "" {
		return false
	}
	switch key {
	case "code":
		return endsValue(c.after) && c.isAboutHTTP()
	case "errorcode": // as Telegram's, which also gives the name
		return endsValue(c.after) && c.isNamed()
	case "status": // a job may have one too, 143 or 250
		return endsValue(c.after) && c.phrases[c.text] != nil
	}
	return isStatusKey(key) && endsValue(c.after)
}

// isAboutHTTP reports whether the line speaks of requests and responses.
func (c *candidate) isAboutHTTP() bool {
	return c.asked.http.to(func() bool {
		return containsAny(c.line, `"message"`, `"error"`, "http", "HTTP", "status", "method=", "path=", "uri=") || c.hasMethod()
	})
}

// isStatusKey recognizes the names that programs give to an HTTP status code,
// without case and punctuation.
func isStatusKey(key string) bool {
	switch key {
	case "exitstatus", "jobstatus", "taskstatus", "processstatus", "pstatus", "ocspstatus", "cachestatus":
		return false
	case "us", "st", "sc", "resp", "httpcode", "responsecode", "respcode", "httpresponse", "httpresponsecode", "statuscode", "rescode":
		return true
	}
	return strings.HasSuffix(key, "status") || strings.HasSuffix(key, "statuscode") || strings.HasSuffix(key, "responsecode")
}

// keyBefore returns the key that a value follows, folded to lower-case letters,
// "" if there is none: `"resp.status": "` gives respstatus.
func keyBefore(before string) string {
	b := strings.TrimRight(before, `"' \`)
	if b == "" || b[len(b)-1] != '=' && b[len(b)-1] != ':' {
		return ""
	}
	if b[len(b)-1] == ':' && !strings.ContainsAny(before[len(b):], `"'`) && !strings.HasSuffix(strings.TrimRight(b[:len(b)-1], " "), `"`) && !strings.HasSuffix(before, ": ") {
		return "" // a time or an address, 10:404
	}
	b = strings.TrimRight(b[:len(b)-1], `"' \`)
	start := len(b)
	for start > 0 && (isLetter(b[start-1]) || isDigit(b[start-1]) || strings.IndexByte("_-.@", b[start-1]) >= 0) {
		start--
	}
	if start > 0 && (b[start-1] == '?' || b[start-1] == '&') {
		return "" // of a query string, ?status=404
	}
	return fold(b[start:])
}

// fold keeps the letters of a key, in lower case.
func fold(key string) string {
	var buf [48]byte
	out := buf[:0]
	for i := range len(key) {
		if isLetter(key[i]) {
			out = append(out, key[i]|0x20)
		}
	}
	return string(out)
}

// isSeries accepts a further status of a list, as nginx writes those of several
// upstream servers: "502, 200", 502 : 200.
func (c *candidate) isSeries() bool {
	n := len(c.found)
	if n == 0 || c.found[n-1].Kind != model.Status {
		return false
	}
	between := c.line[c.found[n-1].End:c.start]
	return (between == ", " || between == " : " || between == ",") && isHTTPNumber(c.text) && strings.Contains(c.after, `"`)
}

// isSquid accepts the status behind Squid's result: TCP_MISS/404.
func (c *candidate) isSquid() bool {
	word := lastWord(c.before[:len(c.before)-1])
	return len(word) > 3 && (strings.HasPrefix(word, "TCP_") || strings.HasPrefix(word, "UDP_") || word == "NONE") && endsOrSpace(c.after)
}

// isPhrased accepts a number after words that announce a status.
func (c *candidate) isPhrased(before string) bool {
	if !isHTTPNumber(c.text) || isDigit(before[len(before)-1]) || isUnit(c.after) {
		return false
	}
	tail := lower(before[max(0, len(before)-48):])
	switch {
	case endsWithAny(tail, "expected response code", "exited with status", "exit status", "exit status:"):
		return false
	case announcesStatus(tail):
		return true
	case endsWithAny(before, "Sent"): // Phoenix
		return isTook(c.after)
	case endsWithAny(tail, "returned"):
		return endsValue(c.after) && c.isAboutHTTP()
	case strings.HasPrefix(c.after, " response"):
		return endsWithAny(tail, " to", " a", " an")
	case endsWithAny(before, "ERROR", "Completed"): // wget, Rails
		return strings.HasPrefix(c.after, ":") || c.hasPhrase()
	case endsWithAny(before, ">Error"): // a page of Varnish
		return true
	case endsWithAny(before, "Error", " error"):
		return c.isError()
	case endsWithAny(tail, "status", "status:"):
		return endsValue(c.after)
	case endsWithAny(tail, "too many"):
		return strings.HasPrefix(c.after, " error responses")
	}
	return strings.Contains(c.after, "for url:") || c.saysError()
}

// saysError recognizes what Python's requests says of a status: 429 Client Error.
func (c *candidate) saysError() bool {
	return strings.HasPrefix(c.after, " Client Error") || strings.HasPrefix(c.after, " Server Error")
}

// isSent recognizes how much chi sent, and how long that took: " 500B in 404ms".
func isSent(after string) bool {
	return nextIsNumber(after) && strings.HasPrefix(after[1+digits(after[1:]):], "B in ")
}

// isTook recognizes how long something took: " in 404ms".
func isTook(after string) bool {
	rest, ok := strings.CutPrefix(after, " in ")
	n := digits(rest)
	return ok && n > 0 && (strings.HasPrefix(rest[n:], "ms") || strings.HasPrefix(rest[n:], "µs"))
}

// isError accepts "Error 403: ..." for the codes of errors that have a name.
func (c *candidate) isError() bool {
	if c.text < "400" || c.phrases[c.text] == nil {
		return false
	}
	return c.after == "" || strings.IndexByte(":.,)", c.after[0]) >= 0 || c.hasPhrase() || isVarnish(c.after)
}

// isVarnish recognizes what Varnish calls the errors of a backend: Error 503
// Backend fetch failed.
func isVarnish(after string) bool {
	after = lower(after[:min(len(after), 32)])
	for _, reason := range []string{" backend ", " first byte timeout", " between bytes timeout", " vcl failed"} {
		if strings.HasPrefix(after, reason) {
			return true
		}
	}
	return false
}

// isUnit reports whether the number counts something: 503 ms, 404 bytes.
func isUnit(after string) bool {
	word := firstWord(strings.TrimLeft(after, " "))
	switch lower(strings.TrimRight(word, ".,;:)")) {
	case "ms", "s", "sec", "secs", "seconds", "us", "ns", "minutes", "min", "hours", "days", "bytes", "byte", "kb", "mb", "gb", "kib", "mib", "b", "rows", "row", "items", "files", "records", "requests",
		"lines", "times", "tests", "messages", "users", "entries", "connections", "packets", "packages", "percent", "errors", "warnings", "of", "responses", "attempts", "retries", "objects", "keys", "jobs", "tasks", "threads":
		return true
	}
	return false
}

// hasPhrase accepts a number that one of its names follows: 404 Not Found.
func (c *candidate) hasPhrase() bool {
	names := c.phrases[c.text]
	if names == nil || c.after == "" || endsWithAny(c.before, "SIP/2.0 ", "RTSP/1.0 ", "ICAP/1.0 ", "channel error; ") {
		return false
	}
	rest := lower(strings.TrimLeft(c.after[:min(len(c.after), 64)], " \t:-\"'(`"))
	rest = strings.ReplaceAll(rest, "_", " ")
	for _, name := range names {
		if strings.HasPrefix(rest, name) && len(name) > 1 && (len(rest) == len(name) || !isLetter(rest[len(name)])) {
			return !c.isCounted()
		}
	}
	return false
}

// isNamed reports whether one of its names stands further behind the number.
func (c *candidate) isNamed() bool {
	after := lower(c.after)
	return slices.ContainsFunc(c.phrases[c.text], func(name string) bool { return strings.Contains(after, name) })
}

// isCounted reports whether the words before say that the number is not a
// status: #404, line 404, port 404.
func (c *candidate) isCounted() bool {
	switch lower(lastWord(strings.TrimRight(c.before, " "))) {
	case "line", "port", "pid", "took", "in", "after", "row", "issue", "#", "id", "version", "page", "size", "uid", "job":
		return true
	}
	return false
}

// isHTTPNumber reports whether the number can be an HTTP status code in a log:
// 100 to 599, and the 999 that is really seen. 000 says that there was none.
func isHTTPNumber(s string) bool {
	return s[0] >= '1' && s[0] <= '5' || s == "999"
}
