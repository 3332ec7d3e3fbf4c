package logs

import "strings"

// How to add a log format:
//
//  1. Add example lines to testdata/lines.tsv: a name for the format, the codes that
//     the line reports ("h404 s550 e5.1.1", or "-"), and the line. Also add similar
//     lines without a code, with a size, a port, a duration or an exit code instead.
//  2. If the codes are in fixed columns, add the format to columns.go.
//  3. Otherwise add a cue to one of the lists below. A cue is a small named function
//     that looks at the text around one number. The cues of HTTP are in request.go,
//     key.go and phrase.go, those of SMTP in reply.go and enhanced.go. Words that
//     announce a code are listed here.
//  4. Run `go test ./model/logs`. TestLines reports each line that is read wrong, and
//     TestEveryCueIsUsed reports each cue without an example line.
//  5. Run `go test ./model/logs -run '^$' -bench AccessLog -benchmem`. For most
//     numbers in a log, every cue of a list is tried. Therefore cheap cues come first,
//     and a cue must not allocate memory.

// cue is one way to recognize a code by the text around it. Cues are in ordered lists. The
// first cue of a list that applies to a candidate decides whether the candidate is a code.
type cue struct {
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
	http             [positionCount][]cue // http[p] are the cues of HTTP status codes at position p
	afterStatusWords []cue                // the cues of HTTP status codes after words that announce them
	afterReplyWords  []cue                // the cues of SMTP reply codes after words that announce them
	enhanced         []cue                // the cues of enhanced status codes
}

// newCueLists builds the lists of cues. Readers of a catalog share them.
func newCueLists() cueLists {
	return cueLists{httpCues(), statusWordCues(), replyWordCues(), enhancedCues()}
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
	inMarkup                      // a backquote or the end of an HTML tag is before the number: <b>404
	afterLetterE                  // the letter E is before the number: E404
	inColumn                      // a comma or a tab is before the number: a,404 Not Found
	positionCount                 // the number of positions, which is not a position
)

// httpCues returns the cues of HTTP status codes. Element p has the cues of position p.
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

// afterWordCues returns the cues of HTTP status codes at the position afterWord. Most formats
// write their codes there.
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
		{(*candidate).followsStatusWords, always},
		{(*candidate).hasPhrase, always},
		{(*candidate).continuesList, always},
	}
}

// statusWordCues returns the cues of HTTP status codes that follow certain words, such
// as "status code".
func statusWordCues() []cue {
	return []cue{
		// This is not a code: worker process 17 exited with status 143
		{follows("expected response code", "exited with status", "exit status", "exit status:"), never},
		{follows(statusWords()...), always},
		// Phoenix: Sent 404 in 12ms
		{followsExactly("Sent"), (*candidate).precedesDuration},
		// GET /a returned 404
		{follows("returned"), (*candidate).isReturned},
		// the server answered with a 404 response
		{precedes(" response"), follows(" to", " a", " an")},
		// wget: ERROR 503: Service Unavailable.
		// Rails: Completed 404 Not Found
		{followsExactly("ERROR", "Completed"), (*candidate).precedesColonOrPhrase},
		// Varnish: <h1>Error 503 Backend fetch failed</h1>
		{followsExactly(">Error"), always},
		// Error 403: Forbidden
		{followsExactly("Error", " error"), (*candidate).isNamedError},
		// Status 404, request id 7
		{follows("status", "status:"), (*candidate).endsValue},
		// Python's requests: too many 500 error responses
		{follows("too many"), precedes(" error responses")},
		// Python's requests: 429 Client Error: Too Many Requests for url: https://x
		{(*candidate).precedesURL, always},
		{(*candidate).precedesErrorClass, always},
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
		"does not indicate success:", "headers received:", "npm err!",
		// curl, git and wget write these.
		"requested url returned error:", "awaiting response...",
		// Developers write these in messages of their own programs.
		"responded", "responded with", "responded with a", "resulted in", "with status", "with status:", "status of",
		"status is", "status was", "unexpected status", "unexpected status:", "unexpected response",
		"unexpected response:", "bad status", "bad status:", "invalid status", "invalid status:",
		"got status", "received status", "returned status", "server returned", "server returned:",
		"upstream returned", "non-200 response:",
	}
}

// replyWordCues returns the cues of SMTP reply codes that follow certain words, such as
// "said:".
func replyWordCues() []cue {
	return []cue{
		{follows(replyWords()...), (*candidate).isKnownReplyOrError},
		// "code":550
		// response="250 OK"
		// RCPT TO failed (550
		{(*candidate).isReplyKey, always},
		// Deferred: 452 Mailbox full
		// returned '550 go away'
		// status=sent (250 Ok
		{(*candidate).followsReplyPunctuation, (*candidate).isQuotedReply},
	}
}

// replyWords returns texts after which every number is an SMTP reply code.
func replyWords() []string {
	return []string{
		"responsecode:", "<<<", " said:", "reply=", "reject=", "smtp;", "c=", "retcode",
		"remote host said:", "response was:", "smtp response:", "led=", "replied:", "reply:",
		"smtp error", "smtp code:", "smtp code", "smtp reply:", "smtp reply", "smtp status:",
		"smtp-code:", "server said:", "<**", "<~*", "<-",
		"smtp error code:", "smtp_code=", "smtp_reply=", "smtpcode=", "replycode=", "smtp_status=",
	}
}

// enhancedCues returns the cues of enhanced status codes that do not follow a reply code.
// Those after a reply code are read together with it.
func enhancedCues() []cue {
	return []cue{
		// qmail: no mailbox here by that name. (#5.1.1)
		{followsExactly("#"), (*candidate).precedesNoDot},
		{follows(enhancedWords()...), always},
		{(*candidate).isCleanupReject, always},
		// This is a code: Status: 5.1.1
		// This is not a code: build status: 5.1.1
		{follows("status:"), (*candidate).isDeliveryStatus},
		{(*candidate).isEnhancedKey, always},
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
	return func(c *candidate) bool { return endsWithAny(c.lowerTail(), words...) }
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
