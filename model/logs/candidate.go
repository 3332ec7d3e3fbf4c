package logs

import "strings"

// candidate is a number in a line that may be a code: three digits, or three numbers with
// dots between them.
type candidate struct {
	*Reader
	line       string
	start, end int    // the number is line[start:end]
	text       string // the number
	before     string // up to maxContext bytes of the line before the number
	after      string // up to maxContext bytes of the line after it
	position   position

	// left is the text before the number, without the spaces at its end. For replies and
	// enhanced codes it has no quotation marks and parentheses at its end either.
	left    string
	word    string // the last word of left, if the position is afterWord
	lowered string // caches what tail returns
}

// maxContext bounds how much of the line before and after a number is looked at, in
// bytes. A line of an SMTP reply is not longer (RFC 5321, section 4.5.3.1.5).
const maxContext = 512

// setCandidate makes line[start:end] the current candidate. All numbers share one, because
// cues are called through function values: one for each number would be on the heap.
func (r *Reader) setCandidate(line string, start, end int) *candidate {
	c := &r.candidate
	c.Reader, c.line, c.start, c.end = r, line, start, end
	c.text = line[start:end]
	c.before, c.after = line[max(0, start-maxContext):start], line[end:min(len(line), end+maxContext)]
	c.position, c.left, c.word, c.lowered = insideText, "", "", ""
	return c
}

// setLeft sets the text before the number.
func (c *candidate) setLeft(text string) { c.left, c.lowered = text, "" }

// tail returns the end of left in lower case, for comparison with lists of words.
func (c *candidate) tail() string {
	const longest = 32 // bytes; the texts in the lists are shorter
	if c.lowered == "" {
		c.lowered = strings.ToLower(c.left[max(0, len(c.left)-longest):])
	}
	return c.lowered
}

// isHTTP reports whether the number is an HTTP status code. Programs write 000 if there
// was no response.
func (c *candidate) isHTTP() bool {
	if c.text == "000" || c.startsRange() {
		return false
	}
	c.setPosition()
	return c.decide(c.cues.http[c.position])
}

// startsRange reports whether the number begins a range: 404-410.
func (c *candidate) startsRange() bool {
	return len(c.after) > 1 && c.after[0] == '-' && isDigit(c.after[1])
}

// setPosition sets the position, and for a number after spaces the text left of them.
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
	case '`', '>':
		c.position = inMarkup
	case 'E':
		c.position = afterLetterE
	case '\t', ',':
		c.position = inColumn
	}
}

// setPositionAfterSpace is setPosition for a number after a space.
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
		c.word = lastWord(c.left)
	}
}

// inStatusRange reports whether the number can be an HTTP status code in a log:
// 100 to 599, and 999, which some sites send to crawlers.
func (c *candidate) inStatusRange() bool {
	return c.text[0] >= '1' && c.text[0] <= '5' || c.text == "999"
}

// isAlone reports whether a space or the end of the line follows the number.
func (c *candidate) isAlone() bool { return c.after == "" || c.after[0] == ' ' }

// endsValue reports whether the value of a key can end after the number.
func (c *candidate) endsValue() bool {
	return c.after == "" || strings.IndexByte(" ,\"'}\\;)]", c.after[0]) >= 0 || c.after == "."
}

// precedesNumber reports whether a space and another number follow.
func (c *candidate) precedesNumber() bool { return startsWithNumber(c.after) }

// precedesSize reports whether the size of a response follows, a number or a dash. In
// some formats nothing follows, or a quoted text.
func (c *candidate) precedesSize() bool {
	return c.after == "" || len(c.after) > 1 && c.after[0] == ' ' && (isDigit(c.after[1]) || c.after[1] == '-' || c.after[1] == '"')
}

// precedesDuration reports whether a duration follows: " in 404ms".
func (c *candidate) precedesDuration() bool {
	rest, ok := strings.CutPrefix(c.after, " in ")
	n := digits(rest)
	return ok && n > 0 && (strings.HasPrefix(rest[n:], "ms") || strings.HasPrefix(rest[n:], "µs"))
}

// precedesUnit reports whether a unit or a noun in the plural follows: 503 ms, 404 bytes.
func (c *candidate) precedesUnit() bool {
	word := firstWord(strings.TrimLeft(c.after, " "))
	switch strings.ToLower(strings.TrimRight(word, ".,;:)")) {
	case "ms", "s", "sec", "secs", "seconds", "us", "ns", "minutes", "min", "hours", "days", "bytes", "byte", "kb", "mb", "gb", "kib", "mib", "b", "rows", "row", "items", "files", "records", "requests",
		"lines", "times", "tests", "messages", "users", "entries", "connections", "packets", "packages", "percent", "errors", "warnings", "of", "responses", "attempts", "retries", "objects", "keys", "jobs", "tasks", "threads":
		return true
	}
	return false
}
