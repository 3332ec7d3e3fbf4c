package logs

import "strings"

// Cues find codes in loose text, which follows no format. To add one, add a value to one of
// the lists below: a name, an example line, and a small function that looks at the text around
// one number. The functions for HTTP are in request.go, key.go and phrase.go, those for SMTP in
// reply.go and enhanced.go. Words that announce a code are listed here. For most numbers in a
// log, every cue of a list is tried. Therefore cheap cues come first, and a cue must not
// allocate memory. A test reads every example, and checks that its cue decides about it.

// cue is one way to recognize a code by the text around it. Cues are in ordered lists. The
// first cue of a list that applies to a candidate decides whether the candidate is a code.
type cue struct {
	name    string
	example string                // a line with a code about which the cue decides
	applies func(*candidate) bool // whether this cue decides about the candidate
	accepts func(*candidate) bool // if so: whether the candidate is a code
}

// always is the accepts function of a cue that accepts every candidate to which it applies.
func always(*candidate) bool { return true }

// never is the accepts function of a cue that rejects every candidate to which it applies.
func never(*candidate) bool { return false }

// decide reports whether the first cue that applies to the candidate accepts it. If no cue
// applies, decide returns false.
func (c *candidate) decide(cues []cue) bool {
	for _, q := range cues {
		if q.applies(c) {
			return q.accepts(c)
		}
	}
	return false
}

// cueLists holds all lists of cues.
type cueLists struct {
	http             [positionCount][]cue  // http[p] are the cues of HTTP status codes at position p
	afterStatusWords []cue                 // the cues of HTTP status codes after words that announce them
	followsWords     func(*candidate) bool // whether a code in quotation marks or brackets comes after such words
	reply            []cue                 // the cues of SMTP reply codes
	afterReplyWords  []cue                 // the cues of SMTP reply codes after words that announce them
	enhanced         []cue                 // the cues of enhanced status codes
}

// newCueLists builds the lists of cues. Readers of a catalog share them.
func newCueLists() cueLists {
	return cueLists{httpCues(), statusWordCues(), follows(statusWords()...), replyCues(), replyWordCues(), enhancedCues()}
}

// position says what text is directly before a number. Each format writes its codes at one
// or two positions, so only the few cues of its position have to be tried for a number. If
// you add a position, add it to setPosition too.
type position uint8

// The positions. The examples show a number at each position.
const (
	insideText    position = iota // text that no cue knows is before the number: 10.404, x404
	lineStart                     // the number begins the line
	indented                      // only spaces are before the number
	afterRequest                  // a quotation mark and spaces are before the number: "GET / HTTP/1.1" 404
	afterBracket                  // a bracket and spaces are before the number: [14/Mar/2025:06:12:47 +0000] 404
	betweenBars                   // the number is between two bars with spaces: | 404 |
	afterWord                     // a word and spaces are before the number: HTTP/1.1 404
	afterEquals                   // an equals sign is before the number: status=404
	afterColon                    // a colon or a quotation mark is before the number: "status":404
	afterSlash                    // a slash is before the number: TCP_MISS/404
	inBrackets                    // an opening bracket is before the number: [404
	inParentheses                 // an opening parenthesis is before the number: (404
	inMarkup                      // a backquote, an angle bracket or the end of an HTML tag is before the number: <b>404
	afterLetterE                  // the letter E is before the number: E404
	inColumn                      // a comma or a tab is before the number: a,404 Not Found
	positionCount                 // the number of positions, which is not a position
)

// httpCues returns the cues of HTTP status codes. Element p has the cues of position p.
func httpCues() [positionCount][]cue {
	return [positionCount][]cue{
		lineStart: {
			hasPhrase("404 Not Found"),
			{"before a request", "502 192.0.2.61 GET /health 0.003 api.example.net", (*candidate).beginsRequestLine, always},
			{"before a URL alone", "404 https://example.org/a", (*candidate).precedesLastURL, (*candidate).inStatusRange},
		},
		indented: {hasPhrase("  404 Not Found")},
		afterRequest: {
			{"after a request", `took 5 ms: "GET / HTTP/1.1" 404 153`, (*candidate).followsRequest, always},
		},
		afterBracket: {
			{"between a time and a request", `[21/Nov/2026:10:00:00 +0000] 404 "GET /wp-login.php HTTP/1.1"`, (*candidate).precedesRequest, always},
			{"between a time, a dash and a request", `[21/Nov/2026:10:00:00 +0000] 404 - GET /wp-login.php`, (*candidate).precedesDashAndRequest, always},
			hasPhrase("[error] 404 Not Found"),
		},
		betweenBars: {
			{"between bars, of Gin", `[GIN] | 404 | 12ms`, (*candidate).isGinLine, always},
			{"between bars", `2026/11/21 | 404 | 12ms | GET /a`, (*candidate).hasMethod, always},
		},
		afterWord:   afterWordCues(),
		afterEquals: {isKey("answer of app1, status=404")},
		afterColon: {
			isKey(`answer of app1, "status":404`),
			hasPhrase(`reason: "404 Not Found"`),
			{"after words, in quotation marks", "unexpected response code '404'", (*candidate).isQuotedAfterWords, always},
			{"before the class of the error, in quotation marks", "HTTPError('502 Server Error: Bad Gateway for url: /a')", (*candidate).precedesErrorClass, always},
		},
		afterSlash: {
			{"after a result of Squid", "TCP_MISS/404 4290 GET http://example.org/", (*candidate).followsSquidResult, always},
		},
		inBrackets: {
			{"in brackets before a request", "failed: [404]: GET /a", (*candidate).isBracketedBeforeMethod, always},
			{"a response of requests", "E        +  where 500 = <Response [500]>.status_code", (*candidate).isPythonResponse, always},
			hasPhrase("failed: [404 Not Found]"),
			{"after words, in brackets", "unexpected response code [404]", (*candidate).isQuotedAfterWords, always},
		},
		inParentheses: {
			hasPhrase("failed (404 Not Found)"),
			{"in parentheses", "GET /a (499)", (*candidate).isParenthesized, always},
			{"after the name of the code", "the API has failed: Not Found (404)", (*candidate).followsPhrase, always},
			{"after words, in parentheses", "unexpected response code (404)", (*candidate).isQuotedAfterWords, always},
		},
		inMarkup: {
			hasPhrase("resulted in a `404 Not Found` response"),
			{"after words, in marks", "unexpected response code `404`", (*candidate).isQuotedAfterWords, always},
		},
		afterLetterE: {
			{"in an error of npm", "npm ERR! code E404", (*candidate).isNpmCode, always},
		},
		inColumn: {hasPhrase("a,404 Not Found")},
	}
}

// hasPhrase returns the cue that looks for the name of the code after it.
func hasPhrase(example string) cue {
	return cue{"before the name of the code", example, (*candidate).hasPhrase, always}
}

// isKey returns the cue that looks for a key before the code, as in status=404.
func isKey(example string) cue {
	return cue{"after a key", example, (*candidate).isStatusKey, always}
}

// afterWordCues returns the cues of HTTP status codes at the position afterWord. Most formats
// write their codes there.
func afterWordCues() []cue {
	return []cue{
		{"after the version", "< HTTP/2 404", (*candidate).followsVersion, always},
		{"after the timers of HAProxy", "app/web1 10/0/-1/69/+109 404 1234", (*candidate).followsTimers, (*candidate).precedesNumber},
		{"after a method and a target", "done: GET /api/users/500 404 in all", (*candidate).followsTarget, (*candidate).inStatusRange},
		{"between a dash and a request", `192.0.2.1 - 404 "GET / HTTP/1.1"`, (*candidate).followsDashBeforeRequest, always},
		{"after a target and a dash", "HTTP/1.1 GET /app/ - 503 2 AppOffline", (*candidate).followsDashAfterTarget, always},
		{"after a dash, of HttpClient of .NET", "HTTP response - 404", (*candidate).followsDashAfterResponse, always},
		{"between a method and a target", "npm http fetch GET 304 https://registry.example.com/lodash", (*candidate).followsMethod, (*candidate).precedesTarget},
		{"before a size and a duration", "from 192.0.2.1:404 - 200 500B in 503µs", (*candidate).precedesSizeAndTime, (*candidate).inStatusRange},
		{"after an arrow", "<-- 404 https://example.org/a (12ms)", (*candidate).followsArrow, (*candidate).inStatusRange},
		{"before a message, of http.server of Python", "127.0.0.1 - - code 404, message File not found", precedes(", message "), (*candidate).followsCode},
		{"before a message, of aiohttp", "ClientResponseError: 404, message='Not Found'", (*candidate).precedesMessage, (*candidate).inStatusRange},
		{"between a colon and a request", "web1: 404 GET /a", (*candidate).followsColonBeforeRequest, (*candidate).inStatusRange},
		{"before the id of a request", "198.51.100.7:8080 0, 190 0.200, 0.303 502, 503 9f2b77c1d0e6a4550de0c1b2a3948570", (*candidate).precedesRequestID, always},
		isKey("answer of app1, status: 404"),
		{"after words", "Request failed with status code 422", (*candidate).followsStatusWords, always},
		hasPhrase("The API sent 429 Too Many Requests"),
		{"after the name of the code", "bad response Not Found 404 (https://www.example.com)", (*candidate).followsErrorPhrase, always},
		{"in a list", `upstream_status="502, 200"`, (*candidate).continuesList, always},
	}
}

// statusWordCues returns the cues of HTTP status codes that follow certain words, such
// as "status code".
func statusWordCues() []cue {
	return []cue{
		{"exit status", "worker process 17 exited with status 143", follows("exited with status", "exit status", "exit status:"), never},
		{"status words", "HTTP request sent, awaiting response... 404", follows(statusWords()...), always},
		{"Phoenix", "Sent 404 in 12ms", followsExactly("Sent", "Response"), (*candidate).precedesDuration},
		{"returned", "GET /a returned 404", follows("returned"), (*candidate).isReturned},
		{"before response", "the server answered with a 404 response", precedes(" response"), follows(" to", " a", " an")},
		{"wget and Rails", "2026-11-21 10:00:00 ERROR 503: Service Unavailable.", followsExactly("ERROR", "Completed"), (*candidate).precedesColonOrPhrase},
		{"a heading", "<h1>Error 503 Backend fetch failed</h1>", followsExactly(">Error"), always},
		{"a named error", "Error 403: Forbidden", followsExactly("Error", " error"), (*candidate).isNamedError},
		{"status", "failed, Status 404, request id 7", followsWord("status", "status:"), (*candidate).endsValue},
		{"retries of urllib3", "(Caused by ResponseError('too many 500 error responses'))", follows("too many"), precedes(" error responses")},
		{"before a URL", "raised 429 for url: https://www.example.com/", (*candidate).precedesURL, always},
		{"before the class of the error", "raised 429 Client Error", (*candidate).precedesErrorClass, always},
		{"after a class of errors, of Spring", "c.e.Client : HttpClientErrorException$NotFound: 404 : [no body]", (*candidate).followsNestedClass, always},
		{"after an invalid response", "Invalid response from https://www.example.com/a: 404", (*candidate).followsInvalidResponse, always},
	}
}

// statusWords returns texts after which every number is an HTTP status code.
func statusWords() []string {
	return []string{
		// Libraries and programs write these.
		"status code", "status code:", "status code is", "statuscode", "statuscode:", "statuscodeerror:", "with statuscode:",
		"response status code", "http", "http:", "http status", "http status:", "http status code",
		"http status was", "http code", "http code:", "http response", "http response:", "http error",
		"http error:", "returned http", "received http", "got http", "error code:", "error status",
		"error status:", "response code", "response code:", "response status:", "response:", ", response",
		"does not indicate success:", "headers received:", "npm err!", "response code was", "status code was", "failed with these codes:",
		"httperror", "httperror:", "httpexception:", "httpclienterrorexception:", "httpservererrorexception:",
		"access denied with code", "deny with code",
		// curl, git and wget write these.
		"requested url returned error:", "awaiting response...",
		// Developers write these in messages of their own programs.
		"responded", "answered", "answered with", "responded with", "responded with a", "resulted in", "with status", "with status:", "status of",
		"status is", "status was", "unexpected status", "unexpected status:", "unexpected response",
		"unexpected response:", "bad status", "bad status:", "invalid status", "invalid status:",
		"got status", "received status", "returned status", "server returned", "server returned:",
		"upstream returned", "non-200 response:",
	}
}

// replyCues returns the cues of SMTP reply codes.
func replyCues() []cue {
	return []cue{
		{"before an enhanced code", "My mails come back with 550 5.7.1 Relaying denied", (*candidate).precedesEnhanced, always},
		{"a tuple of smtplib", "{'bob@example.org': (550, b'no such user')}", (*candidate).isPythonReply, always},
		{"after words or punctuation", "smtp said: 571 blocked", (*candidate).followsReplyWords, always},
		{"at the start of the line", "<<< 550 no such user here", (*candidate).beginsReply, always},
	}
}

// replyWordCues returns the cues of SMTP reply codes that follow certain words, such as
// "said:".
func replyWordCues() []cue {
	return []cue{
		{"reply words", "smtp said: 571 blocked", follows(replyWords()...), (*candidate).isKnownReplyOrError},
		{"Swift Mailer and Symfony", `Expected response code "250" but got code "535", with message "535 bad"`, follows("got code", "with message"), (*candidate).isSwiftReply},
		{"JavaMail", "DEBUG SMTP: got response code 421, with response: 421 busy", follows("got response code"), (*candidate).isOfJavaMail},
		{"a mark of the server", "[outbound] S: 450 busy", followsExactly(" S:"), (*candidate).isKnownReply},
		{"after a key", `mx1 smtp: relay=mx.example.org response="550-rejected by policy"`, (*candidate).isReplyKey, always},
		{"after punctuation", "Remote Server returned '550 go away'", (*candidate).followsReplyPunctuation, (*candidate).isQuotedReply},
	}
}

// replyWords returns texts after which every number is an SMTP reply code.
func replyWords() []string {
	return []string{
		"responsecode:", "<<<", " said:", "reply=", "reject=", "smtp;", " c=", "retcode",
		"remote host said:", "response was:", "server returned was:", "deferred:", "smtp response:", "led=", "replied:", "reply:",
		"smtp error", "smtp code:", "smtp code", "smtp reply:", "smtp reply", "smtp status:",
		"smtp-code:", "server said:", "<**", "<~*", "<-", "└──",
		"smtp error code:", "smtp_code=", "smtp_reply=", "smtpcode=", "replycode=", "smtp_status=", "smtpstatus=",
		// curl, nodemailer and Ruby's Net::SMTP write these.
		"smtpfatalerror", "smtpserverbusy", "smtpsyntaxerror", "smtpauthenticationerror", "smtpunknownerror",
		"mail failed:", "rcpt failed:", "data failed:", "unexpected smtp-server response:", "starttls denied, code", "invalid greeting. response=",
	}
}

// enhancedCues returns the cues of enhanced status codes that do not follow a reply code.
// Those after a reply code are read together with it.
func enhancedCues() []cue {
	return []cue{
		{"qmail", "Sorry, no mailbox here by that name. (#5.1.1)", followsExactly("#"), (*candidate).isMarked},
		{"enhanced words", "SMTP enhanced status code 5.7.1: delivery not authorized", follows(enhancedWords()...), always},
		{"a milter's reject", "postfix/cleanup[4]: 3F5: milter-reject: END-OF-MESSAGE from x[192.0.2.1]: 5.7.1 Spam", (*candidate).isCleanupReject, always},
		{"delivery status", "> Status: 5.1.1", follows("status:"), (*candidate).isDeliveryStatus},
		{"after a key", `{"enhancedCode":"5.1.1"}`, (*candidate).isEnhancedKey, always},
		{"later in a reply", "<<< 550 Rejected: looks like spam, code=5.7.1", (*candidate).isLaterInReply, always},
	}
}

// enhancedWords returns texts after which three numbers with dots are always an enhanced
// status code.
func enhancedWords() []string {
	return []string{
		"dsn=", "response was:", "smtp;", "said:", "reject=", "reply=",
		"led=", "enhanced code:", "enhanced status code:", "enhanced_code=", "dsn:", "msg:",
		"smtp info:", "enhanced status code", "smtp error:", "diagnostic code:", "x-postfix;",
	}
}

// follows returns a function that reports whether the number comes after one of the words.
// The words are in lower case; the line may have them in any case.
func follows(words ...string) func(*candidate) bool {
	var last byteSet // the last bytes of the words, which decide for most numbers
	for _, w := range words {
		last.add(bytesOf(w[len(w)-1:]))
		last.add(bytesOf(strings.ToUpper(w[len(w)-1:])))
	}
	return func(c *candidate) bool {
		return c.left != "" && last.hasAll(bytesOf(c.left[len(c.left)-1:])) && endsWithAny(c.lowerTail(), words...)
	}
}

// followsWord is like follows, but the words must not be part of a name such as deny_status.
func followsWord(words ...string) func(*candidate) bool {
	return func(c *candidate) bool {
		tail := c.lowerTail()
		for _, w := range words {
			before, ok := strings.CutSuffix(tail, w)
			if ok && !strings.HasSuffix(before, "_") {
				return true
			}
		}
		return false
	}
}

// followsExactly is like follows, but the line must have the words in the same case as the
// arguments.
func followsExactly(words ...string) func(*candidate) bool {
	return func(c *candidate) bool { return endsWithAny(c.left, words...) }
}

// precedes returns a function that reports whether the number comes before the text.
func precedes(text string) func(*candidate) bool {
	return func(c *candidate) bool { return strings.HasPrefix(c.after, text) }
}
