package logs

import "strings"

// candidate is a number in a line that may be a status code: three digits, or the
// form of an enhanced status code.
type candidate struct {
	*Reader
	line       string
	start, end int    // the number is line[start:end]
	text       string // the number
	before     string // what stands before it, at most maxContext bytes
	after      string // what stands behind it, at most maxContext bytes
	position   position

	// left is the text before the number, without spaces or punctuation right before
	// it: each kind of code leaves out what its formats write there.
	left    string
	word    string // the last word of left; only where a space follows it
	lowered string // see tail
}

// maxContext bounds what is looked at before and after a number, in bytes. No
// SMTP reply is longer (RFC 5321, section 4.5.3.1.5).
const maxContext = 512

// setCandidate makes line[start:end] the candidate. Cues are called through
// function values, so a candidate of its own for each number would be allocated.
func (r *Reader) setCandidate(line string, start, end int) *candidate {
	c := &r.candidate
	c.Reader, c.line, c.start, c.end = r, line, start, end
	c.text = line[start:end]
	c.before, c.after = line[max(0, start-maxContext):start], line[end:min(len(line), end+maxContext)]
	c.position = insideText
	return c
}

func (c *candidate) setLeft(text string) { c.left, c.lowered = text, "" }

// tail returns the end of left in lower case, to compare words with.
func (c *candidate) tail() string {
	const longest = 32 // bytes; no words in the lists are longer
	if c.lowered == "" {
		c.lowered = strings.ToLower(c.left[max(0, len(c.left)-longest):])
	}
	return c.lowered
}

// isHTTP reports whether the number is an HTTP status code. Code 000 says that
// there was no response.
func (c *candidate) isHTTP() bool {
	if c.text == "000" || c.startsRange() {
		return false
	}
	c.setPosition()
	return c.decide(c.cues.http[c.position])
}

// startsRange reports whether a dash and another number follow: 404-410.
func (c *candidate) startsRange() bool {
	return len(c.after) > 1 && c.after[0] == '-' && isDigit(c.after[1])
}

// setPosition finds out what stands right before the number.
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

// isAlone reports whether the number is a word of its own.
func (c *candidate) isAlone() bool { return c.after == "" || c.after[0] == ' ' }

// endsValue reports whether the value of a key ends with the number.
func (c *candidate) endsValue() bool {
	return c.after == "" || strings.IndexByte(" ,\"'}\\;)]", c.after[0]) >= 0 || c.after == "."
}

// precedesNumber reports whether another number follows, after one space.
func (c *candidate) precedesNumber() bool { return startsWithNumber(c.after) }

// precedesSize reports whether the size of a response follows: a number, a dash
// for none, or nothing where the line does not give one.
func (c *candidate) precedesSize() bool {
	return c.after == "" || len(c.after) > 1 && c.after[0] == ' ' && (isDigit(c.after[1]) || c.after[1] == '-' || c.after[1] == '"')
}

// precedesDuration reports whether it follows how long something took: " in 404ms".
func (c *candidate) precedesDuration() bool {
	rest, ok := strings.CutPrefix(c.after, " in ")
	n := digits(rest)
	return ok && n > 0 && (strings.HasPrefix(rest[n:], "ms") || strings.HasPrefix(rest[n:], "µs"))
}

// precedesUnit reports whether the number counts something: 503 ms, 404 bytes.
func (c *candidate) precedesUnit() bool {
	word := firstWord(strings.TrimLeft(c.after, " "))
	switch strings.ToLower(strings.TrimRight(word, ".,;:)")) {
	case "ms", "s", "sec", "secs", "seconds", "us", "ns", "minutes", "min", "hours", "days", "bytes", "byte", "kb", "mb", "gb", "kib", "mib", "b", "rows", "row", "items", "files", "records", "requests",
		"lines", "times", "tests", "messages", "users", "entries", "connections", "packets", "packages", "percent", "errors", "warnings", "of", "responses", "attempts", "retries", "objects", "keys", "jobs", "tasks", "threads":
		return true
	}
	return false
}
