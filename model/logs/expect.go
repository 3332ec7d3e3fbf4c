package logs

import "strings"

// Tests and health checks say which code they expected and which one came. Only the code
// that came is an answer:
//
//	expected response to have status code 201 but got 422
//	status = 500, want 200

// expectWords are words after which a number is what somebody expected.
func expectWords() []string {
	return []string{"expect ", "expected", "expects", "expecting", "expect(", "want", "wanted", "should", "must ", "instead of", "rather than", "to return", "to equal", "to be ", "to have ", "not equal to", "!= ", "failed to get", "waiting for", "wait for", "asserting that the"}
}

// receiveWords are words after which a number is what has come.
func receiveWords() []string {
	return []string{"got", "but", "received", "actual", "actually", "found", "was", "were", "returned", "responded", "answered", "replied", "gave", "gives", "have"}
}

// clauseLength is how many bytes before a number are searched for such words.
const clauseLength = 96

// clause returns the text before the number in which words about the number can be, in lower
// case. It is in the same part of the line as the number.
func (c *candidate) clause() string {
	text := c.line[max(c.from, c.start-clauseLength, 0):c.start]
	if i := strings.LastIndexAny(text, ";{}"); i >= 0 {
		text = text[i+1:]
	}
	if i := strings.LastIndexByte(text, ','); i >= 0 && keyBefore(text) != "" {
		text = text[i+1:] // as in expected: 12, statusCode: 404
	}
	return strings.ToLower(text)
}

// lastWordAt returns where the last of the words begins and ends in the text, or -1. Words must
// be whole words of the text: "expected" is not in "unexpected".
func lastWordAt(text string, words []string) (start, end int) {
	start, end = -1, -1
	for _, w := range words {
		for to := len(text); ; {
			i := strings.LastIndex(text[:to], w)
			if i < 0 {
				break
			}
			if isWholeWord(text, i, i+len(w)) {
				if i+len(w) > end {
					start, end = i, i+len(w)
				}
				break
			}
			to = i + len(w) - 1
		}
	}
	return start, end
}

// isWholeWord reports whether the word text[start:end] is not a part of a longer word.
func isWholeWord(text string, start, end int) bool {
	begins := start == 0 || !isLetter(text[start-1]) && text[start-1] != '_'
	return begins && (!isLetter(text[end-1]) || end == len(text) || !isLetter(text[end]) && text[end] != '_')
}

// receivedAt returns the offset after the last word of the text that says that something has
// come, or -1. In "should have returned" the word says what was expected.
func receivedAt(text string) int {
	start, end := lastWordAt(text, receiveWords())
	if start >= 0 && endsWithAny(text[:start], "should ", "should have ", "must have ", "would have ") {
		return -1
	}
	return end
}

// isExpected reports whether the number is a code that somebody expected, and not one that
// came.
func (c *candidate) isExpected() bool {
	if !c.mentionsExpectation() {
		return false
	}
	text := c.clause()
	_, expected := lastWordAt(text, expectWords())
	return expected >= 0 && expected > receivedAt(text)
}

// mentionsExpectation reports whether the line says what somebody expected.
func (c *candidate) mentionsExpectation() bool {
	return c.facts.expectation.get(func() bool {
		return containsAny(c.whole, "xpect", "want", "Want", "hould", "must ", "aiting for", "wait for", "nstead of", "ather than", "to return", "not equal", "!= ", "status.find.", "sserting that", "failed to get")
	})
}

// isReceived matches a number that came instead of an expected code, as in "want status 200,
// got 500".
func (c *candidate) isReceived() bool {
	if !c.isNearReceiveWord() || !c.mentionsExpectation() && !c.endsCheck() {
		return false
	}
	if c.phrases[c.text] == nil || c.precedesUnit() || c.isSwiftReply() || !c.isAboutStatus() {
		return false
	}
	if c.precedesExpectation() {
		return true
	}
	const longestPhrase = len(" a response with status code ")
	text := c.clause()
	switch {
	case strings.HasSuffix(text, "expected "): // Chai: expected 404 to equal 200
		return strings.HasPrefix(c.after, " to equal ") || strings.HasPrefix(c.after, " to be ")
	case strings.HasSuffix(text, "asserting that "): // PHPUnit: Failed asserting that 404 matches expected 200.
		return strings.HasPrefix(c.after, " matches expected ")
	}
	at := receivedAt(text)
	_, expected := lastWordAt(text, expectWords())
	return at >= 0 && at > expected && len(text)-at <= longestPhrase && !strings.ContainsAny(text[at:], "0123456789,")
}

// precedesExpectation reports whether the line says after the number what was expected, as in
// "422 instead of 201" and "found 302 but expected 200".
func (c *candidate) precedesExpectation() bool {
	after := strings.TrimLeft(c.after, "'\"")
	return strings.HasPrefix(after, " instead of ") || strings.HasPrefix(after, " but expected ")
}

// endsCheck reports whether the number comes after the name of a check and a word that says
// that something else has come: "✗ status is 200, got 404".
func (c *candidate) endsCheck() bool {
	return c.isNameOfCheck() && containsAny(c.before[max(0, len(c.before)-32):], "got ", "received ", "but ")
}

// isNearReceiveWord reports whether a word that [receiveWords] lists, or a part of one, is not
// far from the number. It is cheap, because it is called for nearly every number.
func (c *candidate) isNearReceiveWord() bool {
	word := strings.TrimRight(c.before, " <:=\"'(`[")
	if word == c.before || word == "" || !isLetter(word[len(word)-1]) {
		return false // as in most logs
	}
	near := word[max(0, len(word)-32):]
	return containsAny(near, "got", "was", "but", "eceived", "actual", "found", "eturned", "esponded", "nswered", "eplied", "gave", "gives", "were", "xpected", "sserting that", "failed to get") ||
		c.precedesExpectation()
}

// isAboutStatus reports whether the line has words about the status of a response.
func (c *candidate) isAboutStatus() bool {
	return c.facts.status.get(func() bool {
		return containsAny(c.whole, "status", "Status", "HTTP", "esponse") || c.hasMethod() || containsAny(c.whole, "http", "Http") && expectsCode(c.whole)
	})
}

// expectsCode reports whether a number that can be a status code comes soon after a word that
// says what was expected, as in "expected 200, got 404".
func expectsCode(line string) bool {
	const longest = 16 // in bytes
	for _, w := range []string{"xpected", "want"} {
		if i := strings.Index(line, w); i >= 0 {
			after := line[i+len(w) : min(len(line), i+len(w)+longest)]
			if n := strings.IndexAny(after, "0123456789"); n >= 0 && countDigits(after[n:]) == 3 && isStatus(after[n:n+3]) {
				return true
			}
		}
	}
	return false
}

// isNameOfCheck reports whether the line is the name of a check, or text of a program, a test or
// a configuration. Numbers in them are no answers:
//
//	✓ Status code is 200
//	raise HTTPException(status_code=404)
func (c *candidate) isNameOfCheck() bool {
	return c.facts.check.get(func() bool {
		if strings.Contains(c.whole, "AssertionError  ") { // Newman: AssertionError  Status code is 200
			return true
		}
		text := strings.TrimLeft(c.whole, " \t")
		for _, start := range checkStarts() {
			if strings.HasPrefix(text, start) {
				return true
			}
		}
		return false
	})
}

// checkStarts returns texts with which names of checks and source lines begin.
func checkStarts() []string {
	return []string{
		"✓", "●", "✗", "✕", "✔", "✘", "×", "ok ", "not ok ", "- should ", "should ", "it should ",
		"Scenario:", "Given ", "When ", "Then ", "And the response",
		"pm.", "it(", "it \"", "it '", "test(", "test \"", "describe(", "describe '", "describe \"", "// ", "Check that ", "Verify that ", "cy.intercept(", "cy.wait(", "cy.get(", "cy.request('", "expect(", "assert ", "assert.", "<error ", "res.", "return ", "raise ", "throw ", "@ResponseStatus", "abort(", "case ", "if ", "if (", "elif ", "} else if",
		"ErrorDocument ", "error_page ", "add_header ", "errorfile ", "acl ", "http-request ", "http-response ", "http-check ",
	}
}
