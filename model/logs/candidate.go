package logs

import "strings"

// candidate is a number in a line that may be a code, such as 404 or 5.1.1. Its methods
// look at the text around the number.
type candidate struct {
	*Reader
	line       string
	start, end int      // the number is line[start:end]
	text       string   // the number
	before     string   // up to maxContext bytes of the line before the number
	after      string   // up to maxContext bytes of the line after the number
	position   position // what kind of text is directly before the number
	from       int      // where the part of the line begins in which the number is

	// left is the text before the number, without spaces at its end. When replies and
	// enhanced codes are tried, it has no quotation marks and parentheses at its end either.
	left         string
	previousWord string // the last word of left, if position is afterWord
	tail         string // the end of left in lower case; "" until lowerTail computes it
}

// maxContext is how many bytes of the line before a number, and after it, are looked at.
// It is the maximum length of a line of an SMTP reply (RFC 5321, section 4.5.3.1.5).
const maxContext = 512

// setCandidate makes line[start:end] the current candidate. The reader has only one
// candidate, which it uses for one number after the other. A new one for each number would
// be allocated on the heap, because cues get it through function values.
func (r *Reader) setCandidate(line string, start, end int) *candidate {
	c := &r.candidate
	c.Reader, c.line, c.start, c.end = r, line, start, end
	c.text = line[start:end]
	c.before, c.after = line[max(0, start-maxContext):start], line[end:min(len(line), end+maxContext)]
	c.position, c.left, c.previousWord, c.tail = insideText, "", "", ""
	return c
}

// setLeft sets left, the text before the number.
func (c *candidate) setLeft(text string) { c.left, c.tail = text, "" }

// lowerTail returns the end of left in lower case. It is compared with lists of words.
func (c *candidate) lowerTail() string {
	const maxLength = 32 // in bytes; all words in the lists are shorter
	if c.tail == "" {
		c.tail = strings.ToLower(c.left[max(0, len(c.left)-maxLength):])
	}
	return c.tail
}

// isHTTP reports whether the number is an HTTP status code. 000 is not: programs write it
// if there was no response.
func (c *candidate) isHTTP() bool {
	if c.text == "000" || c.startsRange() {
		return false
	}
	c.setPosition()
	if c.decide(c.cues.http[c.position]) && !c.isNameOfCheck() {
		return !c.isExpected() && !c.isAboutCalls()
	}
	return c.isReceived()
}

// startsRange reports whether the number is the first one of a range, such as 404-410.
func (c *candidate) startsRange() bool {
	return len(c.after) > 1 && c.after[0] == '-' && isDigit(c.after[1])
}

// setPosition sets position from the byte before the number. If that byte is a space, it
// also sets left and previousWord.
func (c *candidate) setPosition() {
	if c.start == 0 {
		c.position = lineStart
		return
	}
	switch c.line[c.start-1] {
	case ' ':
		c.setPositionAfterSpace()
	case '=':
		c.position = afterEquals
	case '"', '\'', ':':
		c.position = afterColon
	case '/':
		c.position = afterSlash
	case '[':
		c.position = inBrackets
	case '(':
		c.position = inParentheses
	case '`', '>', '<':
		c.position = inMarkup
	case 'E':
		c.position = afterLetterE
	case '\t', ',':
		c.position = inColumn
	}
}

// setPositionAfterSpace sets position, left and previousWord for a number that has a space
// before it. The position depends on what is before the spaces.
func (c *candidate) setPositionAfterSpace() {
	c.setLeft(strings.TrimRight(c.line[:c.start], " "))
	if c.left == "" {
		c.position = indented
		return
	}
	switch last := c.left[len(c.left)-1]; {
	case last == '"' || last == '\'':
		c.position = afterRequest
	case last == ']':
		c.position = afterBracket
	case last == '|' && strings.HasPrefix(c.after, " |"):
		c.position = betweenBars
	default:
		c.position = afterWord
		c.previousWord = lastWord(c.left)
	}
}

// inStatusRange reports whether the number can be an HTTP status code in a log. It must be
// from 100 to 599, or 999, which some sites send to crawlers.
func (c *candidate) inStatusRange() bool {
	return c.text[0] >= '1' && c.text[0] <= '5' || c.text == "999"
}

// isAlone reports whether a space or the end of the line follows the number.
func (c *candidate) isAlone() bool { return c.after == "" || c.after[0] == ' ' }

// endsValue reports whether the text after the number can be the end of a value: for example
// the brace in {"code":404}, or the comma in a list such as status=404,bytes=12.
func (c *candidate) endsValue() bool {
	return c.after == "" || strings.IndexByte(" ,\"'}\\;)]", c.after[0]) >= 0 || c.after == "."
}

// precedesNumber reports whether the number comes before a space and a second number.
func (c *candidate) precedesNumber() bool { return startsWithNumber(c.after) }

// precedesSize reports whether the number can come before the size of a response, which is a
// number or a dash. Some formats leave out the size, so a quoted text or the end of the line
// is right too.
func (c *candidate) precedesSize() bool {
	return c.after == "" || len(c.after) > 1 && c.after[0] == ' ' && (isDigit(c.after[1]) || c.after[1] == '-' || c.after[1] == '"')
}

// precedesDuration reports whether the number comes before a duration: " in 12ms".
func (c *candidate) precedesDuration() bool {
	rest, ok := strings.CutPrefix(c.after, " in ")
	n := countDigits(rest)
	return ok && n > 0 && (strings.HasPrefix(rest[n:], "ms") || strings.HasPrefix(rest[n:], "µs"))
}

// precedesUnit reports whether the number comes before a unit or a counted thing, as in 503
// ms and 404 requests. Such a number is not a code.
func (c *candidate) precedesUnit() bool {
	word := firstWord(strings.TrimLeft(c.after, " "))
	switch strings.ToLower(strings.TrimRight(word, ".,;:)")) {
	case "ms", "s", "sec", "secs", "seconds", "us", "ns", "minutes", "min", "hours", "days", "bytes", "byte", "kb", "mb", "gb", "kib", "mib", "b", "rows", "row", "items", "files", "records", "requests",
		"lines", "times", "tests", "messages", "users", "entries", "connections", "packets", "packages", "percent", "errors", "warnings", "of", "responses", "attempts", "retries", "objects", "keys", "jobs", "tasks", "threads":
		return true
	}
	return false
}
