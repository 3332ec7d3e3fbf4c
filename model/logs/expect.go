package logs

import "strings"

// Tests and health checks say which code they expected and which one came. Only the code
// that came is an answer:
//
//	expected response to have status code 201 but got 422
//	status = 500, want 200

// expectWords are words after which a number is what somebody expected.
func expectWords() []string {
	return []string{"expect ", "expected", "expects", "expecting", "expect(", "want", "wanted", "should", "must ", "instead of", "rather than", "to return", "to equal", "to be ", "to have ", "not equal to", "!= "}
}

// receiveWords are words after which a number is what has come.
func receiveWords() []string {
	return []string{"got", "but", "received", "actual", "actually", "found", "was", "were", "returned", "responded", "answered", "replied", "gave", "gives"}
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

// lastWordAt returns the offset after the last of the words in the text, or -1. Words must begin
// a word of the text: "expected" is not in "unexpected".
func lastWordAt(text string, words []string) int {
	last := -1
	for _, w := range words {
		for end := len(text); ; {
			i := strings.LastIndex(text[:end], w)
			if i < 0 {
				break
			}
			after := i + len(w)
			begins := i == 0 || !isLetter(text[i-1]) && text[i-1] != '_'
			ends := !isLetter(w[len(w)-1]) || after == len(text) || !isLetter(text[after]) && text[after] != '_'
			if begins && ends {
				last = max(last, after)
				break
			}
			end = i + len(w) - 1
		}
	}
	return last
}

// isExpected reports whether the number is a code that somebody expected, and not one that
// came.
func (c *candidate) isExpected() bool {
	if !c.mentionsExpectation() {
		return false
	}
	text := c.clause()
	expected := lastWordAt(text, expectWords())
	return expected >= 0 && expected > lastWordAt(text, receiveWords())
}

// mentionsExpectation reports whether the line says what somebody expected.
func (c *candidate) mentionsExpectation() bool {
	return c.facts.expectation.get(func() bool {
		return containsAny(c.whole, "xpect", "want", "hould", "must ", "nstead of", "ather than", "to return", "not equal", "!= ", "status.find.")
	})
}

// isReceived matches a number that came instead of an expected code, as in "want status 200,
// got 500".
func (c *candidate) isReceived() bool {
	if !c.mentionsExpectation() || c.phrases[c.text] == nil || c.precedesUnit() || strings.Contains(c.whole, "xpected response code") {
		return false
	}
	if strings.HasPrefix(strings.TrimLeft(c.after, `"'`), " instead of ") {
		return c.isAboutStatus()
	}
	const longestPhrase = len(" a response with status code ")
	text := c.clause()
	at := lastWordAt(text, receiveWords())
	return at >= 0 && at > lastWordAt(text, expectWords()) && len(text)-at <= longestPhrase && !strings.ContainsAny(text[at:], "0123456789,") && c.isAboutStatus()
}

// isAboutStatus reports whether the line has words about the status of a response.
func (c *candidate) isAboutStatus() bool {
	return containsAny(c.whole, "status", "Status", "HTTP", "esponse")
}

// isNameOfCheck reports whether the line is the name of a check, or the source text of a test
// or a configuration. Numbers in them are no answers:
//
//	✓ Status code is 200
//	pm.test("Status code is 200", function () {
func (c *candidate) isNameOfCheck() bool {
	return c.facts.check.get(func() bool {
		text := strings.TrimLeft(c.whole, " \t")
		for _, mark := range []string{"✓", "✗", "✕", "✔", "✘", "×", "pm.", "it(", "test(", "describe(", "cy.", "expect(", "assert ", "assert.", "if ", "<error ", "Scenario:", "Given ", "When ", "Then ", "ok ", "not ok "} {
			if strings.HasPrefix(text, mark) {
				return true
			}
		}
		return false
	})
}
