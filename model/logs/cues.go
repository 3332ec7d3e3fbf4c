package logs

import "strings"

// How to add a log format:
//
//  1. Add example lines to testdata/lines.tsv: a name for the format, the codes that
//     the line reports ("h404 s550 e5.1.1", or "-"), and the line. Also add lines
//     that look alike and report nothing: sizes, ports, durations, exit codes.
//  2. If the codes are in fixed columns, add the format to columns.go.
//  3. Otherwise add a cue to one of the lists below. A cue is a small named function
//     that looks at the text around one number. The cues of HTTP are in request.go,
//     key.go and phrase.go, those of SMTP in reply.go and enhanced.go. Words that
//     announce a code are listed here.
//  4. Run `go test ./model/logs`. TestLines names each line that is read wrong, and
//     TestEveryCueIsUsed each cue without an example line.
//  5. Run `go test ./model/logs -run '^$' -bench AccessLog -benchmem`. For most
//     numbers in a log a whole list is tried, so cheap cues come first, and a cue
//     must not allocate.

// cue is one way to recognize a code by the text around it. Cues are in ordered lists:
// the first cue of a list that applies to a candidate accepts or rejects it.
type cue struct {
	applies func(*candidate) bool
	accepts func(*candidate) bool
}

// always makes a cue accept each candidate to which it applies.
func always(*candidate) bool { return true }

// never makes a cue reject each candidate to which it applies.
func never(*candidate) bool { return false }

// decide reports whether the first cue that applies to the candidate accepts it.
func (c *candidate) decide(cues []cue) bool {
	for _, q := range cues {
		if q.applies(c) {
			return q.accepts(c)
		}
	}
	return false
}

// cueLists holds the lists of cues.
type cueLists struct {
	http            [positionCount][]cue // of HTTP status codes
	announcedStatus []cue                // after words that announce an HTTP status code
	announcedReply  []cue                // after words that announce an SMTP reply
	enhanced        []cue                // of enhanced status codes
}

func newCueLists() cueLists {
	return cueLists{httpCues(), announcedStatusCues(), announcedReplyCues(), enhancedCues()}
}

// position is what precedes a number directly. Each format writes its codes at one or two
// positions, so only a few cues have to be tried for a number. A new position is added to
// setPosition too.
type position uint8

const (
	insideText    position = iota // 10.404, x404: there is no cue
	lineStart                     // nothing
	indented                      // nothing but spaces
	afterRequest                  // a quotation mark and spaces: "GET / HTTP/1.1" 404
	afterBracket                  // a bracket and spaces: [14/Mar/2025:06:12:47 +0000] 404
	betweenBars                   // a bar and spaces, before another bar: | 404 |
	afterWord                     // other text and spaces: HTTP/1.1 404
	afterEquals                   // status=404
	afterColon                    // "status":404, "404"
	afterSlash                    // TCP_MISS/404
	inBrackets                    // [404
	inParentheses                 // (404
	inMarkup                      // `404, <b>404
	afterLetterE                  // E404
	inColumn                      // a comma or a tab: a,404 Not Found
	positionCount
)

// httpCues returns the cues of HTTP status codes by position.
func httpCues() [positionCount][]cue {
	hasPhrase := cue{(*candidate).hasPhrase, always}
	isKey := cue{(*candidate).isStatusKey, always}
	return [positionCount][]cue{
		lineStart:    {hasPhrase, {(*candidate).beginsRequestLine, always}},
		indented:     {hasPhrase},
		afterRequest: {{(*candidate).followsRequest, always}},
		afterBracket: {
			{(*candidate).precedesRequest, always},
			{(*candidate).precedesDashAndRequest, always},
			hasPhrase,
		},
		betweenBars:   {{(*candidate).isGinLine, always}, {(*candidate).hasMethod, always}},
		afterWord:     afterWordCues(),
		afterEquals:   {isKey},
		afterColon:    {isKey, hasPhrase},
		afterSlash:    {{(*candidate).followsSquidResult, always}},
		inBrackets:    {{(*candidate).isBracketedBeforeMethod, always}, hasPhrase},
		inParentheses: {hasPhrase, {(*candidate).isParenthesized, always}},
		inMarkup:      {hasPhrase},
		afterLetterE:  {{(*candidate).isNpmCode, always}},
		inColumn:      {hasPhrase},
	}
}

// afterWordCues returns the cues of HTTP status codes after a word and spaces, where most
// formats have them.
func afterWordCues() []cue {
	return []cue{
		{(*candidate).followsVersion, always},
		{(*candidate).followsTimers, (*candidate).precedesNumber},
		{(*candidate).followsTarget, (*candidate).inStatusRange},
		{(*candidate).followsDashBeforeRequest, always},
		{(*candidate).followsDashAfterTarget, always},
		{(*candidate).followsDashAfterResponse, always},
		{(*candidate).followsMethod, (*candidate).precedesTarget},
		{(*candidate).precedesSizeAndTime, (*candidate).inStatusRange},
		{(*candidate).followsArrow, (*candidate).inStatusRange},
		{(*candidate).precedesMessage, (*candidate).inStatusRange},
		{(*candidate).followsColonBeforeRequest, (*candidate).inStatusRange},
		{(*candidate).precedesRequestID, always},
		{(*candidate).isStatusKey, always},
		{(*candidate).isAnnouncedStatus, always},
		{(*candidate).hasPhrase, always},
		{(*candidate).continuesList, always},
	}
}

// announcedStatusCues returns the cues of HTTP status codes after words that announce
// them.
func announcedStatusCues() []cue {
	return []cue{
		// worker process 17 exited with status 143
		{follows("expected response code", "exited with status", "exit status", "exit status:"), never},
		{follows(statusWords()...), always},
		// Sent 404 in 12ms, of Phoenix
		{followsExactly("Sent"), (*candidate).precedesDuration},
		// GET /a returned 404
		{follows("returned"), (*candidate).isReturned},
		// the server answered with a 404 response
		{precedes(" response"), follows(" to", " a", " an")},
		// ERROR 503: Service Unavailable., of wget; Completed 404 Not Found, of Rails
		{followsExactly("ERROR", "Completed"), (*candidate).precedesColonOrPhrase},
		// <h1>Error 503 Backend fetch failed</h1>, of Varnish
		{followsExactly(">Error"), always},
		// Error 403: Forbidden
		{followsExactly("Error", " error"), (*candidate).isNamedError},
		// Status 404, request id 7
		{follows("status", "status:"), (*candidate).endsValue},
		// too many 500 error responses, of Python's requests
		{follows("too many"), precedes(" error responses")},
		// 429 Client Error: Too Many Requests for url: https://x, of Python's requests
		{(*candidate).precedesURL, always},
		{(*candidate).precedesErrorClass, always},
	}
}

// statusWords returns texts after which any number is an HTTP status code.
func statusWords() []string {
	return []string{
		// of libraries and programs
		"status code", "status code:", "status code is", "statuscode", "statuscode:", "statuscodeerror:", "with statuscode:",
		"response status code", "http", "http:", "http status", "http status:", "http status code",
		"http status was", "http code", "http code:", "http response", "http response:", "http error",
		"http error:", "returned http", "received http", "got http", "error code:", "error status",
		"error status:", "response code", "response code:", "response status:", "response:", ", response",
		"does not indicate success:", "headers received:", "npm err!",
		// of curl, git and wget
		"requested url returned error:", "awaiting response...",
		// of people who write messages
		"responded", "responded with", "responded with a", "resulted in", "with status", "with status:", "status of",
		"status is", "status was", "unexpected status", "unexpected status:", "unexpected response",
		"unexpected response:", "bad status", "bad status:", "invalid status", "invalid status:",
		"got status", "received status", "returned status", "server returned", "server returned:",
		"upstream returned", "non-200 response:",
	}
}

// announcedReplyCues returns the cues of SMTP reply codes after words that announce them.
func announcedReplyCues() []cue {
	return []cue{
		{follows(replyWords()...), (*candidate).isKnownReplyOrError},
		// "code":550, response="250 OK", RCPT TO failed (550
		{(*candidate).isReplyKey, always},
		// Deferred: 452 Mailbox full; returned '550 go away'; status=sent (250 Ok
		{(*candidate).followsReplyPunctuation, (*candidate).isQuotedReply},
	}
}

// replyWords returns texts after which a number is an SMTP reply code.
func replyWords() []string {
	return []string{
		"responsecode:", "<<<", " said:", "reply=", "reject=", "smtp;", "c=", "retcode",
		"remote host said:", "response was:", "smtp response:", "led=", "replied:", "reply:",
		"smtp error", "smtp code:", "smtp code", "smtp reply:", "smtp reply", "smtp status:",
		"smtp-code:", "server said:", "<**", "<~*", "<-",
		"smtp error code:", "smtp_code=", "smtp_reply=", "smtpcode=", "replycode=", "smtp_status=",
	}
}

// enhancedCues returns the cues of enhanced status codes without a reply code before them.
func enhancedCues() []cue {
	return []cue{
		// no mailbox here by that name. (#5.1.1), of qmail
		{followsExactly("#"), (*candidate).precedesNoDot},
		{follows(enhancedWords()...), always},
		{(*candidate).isCleanupReject, always},
		// Status: 5.1.1, but not: build status: 5.1.1
		{follows("status:"), (*candidate).isDeliveryStatus},
		{(*candidate).isEnhancedKey, always},
	}
}

// enhancedWords returns texts after which a number of that form is an enhanced status code.
func enhancedWords() []string {
	return []string{
		"dsn=", "response was:", "smtp;", "said:", "reject=", "reply=",
		"led=", "enhanced code:", "enhanced status code:", "enhanced_code=", "dsn:", "msg:",
		"smtp info:", "enhanced status code", "smtp error:", "diagnostic code:", "x-postfix;",
	}
}

// follows returns a predicate that reports whether the text before the number ends with
// one of these texts, which are in lower case. It ignores the case of the line.
func follows(words ...string) func(*candidate) bool {
	return func(c *candidate) bool { return endsWithAny(c.tail(), words...) }
}

// followsExactly is like follows, but respects the case of the line.
func followsExactly(words ...string) func(*candidate) bool {
	return func(c *candidate) bool { return endsWithAny(c.left, words...) }
}

// precedes returns a predicate that reports whether this text follows the number.
func precedes(text string) func(*candidate) bool {
	return func(c *candidate) bool { return strings.HasPrefix(c.after, text) }
}
