package search

import (
	"slices"
	"strings"

	"teapot/model"
	"teapot/model/logs"
)

// codeOfQuery returns the code of a query that asks for one code. The code may have words
// around it that say nothing more: "404", "HTTP 404", "error 5.7.x". For other queries it
// returns "".
func codeOfQuery(text string) string {
	const fillerWords = "http https smtp dsn error errors code codes status reply response class"
	words := strings.Fields(strings.ToLower(text))
	for len(words) > 1 && model.HasWord(fillerWords, words[0]) {
		words = words[1:]
	}
	for len(words) > 1 && model.HasWord(fillerWords, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if len(words) != 1 {
		return ""
	}
	code := strings.Trim(words[0], "#()")
	if full := model.ExpandRange(code); isRange(full) {
		return strings.ToLower(full)
	}
	if !isCode(code) {
		return ""
	}
	if len(code) == len("5.x.x") && code[1] == '.' && code[3] == '.' && strings.Trim(code[2:], "xyz.") == "" {
		return code[:1] + ".y.z" // the catalog writes the class 5.x.x as 5.Y.Z
	}
	return code
}

// isCode reports whether the text is a code, the start of a code, or a pattern such as 4xx
// or 5.7.x.
func isCode(text string) bool {
	if text == "" {
		return false
	}
	if text[0] == 'x' && len(text) > 1 && text[1] == '.' {
		return true
	}
	return isDigit(text[0]) && strings.Trim(text, "0123456789.xyz") == ""
}

// isRange reports whether the text is a range of codes.
func isRange(text string) bool {
	_, ok := model.ParseRange(text)
	return ok
}

// matchesOfCode returns the entries whose code is q, matches the pattern q, or begins with
// q. Ranges match their codes. If q is a sub-status that no entry has, the entries of its
// HTTP status code match.
func (c *corpus) matchesOfCode(q string) []Match {
	matches := c.matchesOfWholeCode(q)
	number, _, ok := model.ParseSubStatus(q)
	if !ok || slices.ContainsFunc(matches, func(m Match) bool { return m.Code == q }) {
		return matches
	}
	for _, m := range c.matchesOfWholeCode(number) {
		if m.Entry.Kind == model.Status && m.Code == number {
			m.Code = q
			matches = append(matches, m)
		}
	}
	return matches
}

// matchesOfWholeCode does what matchesOfCode does, but takes a sub-status for a code of its
// own.
func (c *corpus) matchesOfWholeCode(q string) []Match {
	var matches []Match
	for i := range c.docs {
		m := c.newMatch(i, 0)
		if c.docs[i].code != "" && c.docs[i].matchCode(q, &m) {
			m.score -= meaningPenalty(m.Entry.Standing)
			matches = append(matches, m)
		}
	}
	return matches
}

// unregistered returns matches for a code that no entry has. They have the pages that say so.
func (e *Engine) unregistered(code string) []Match {
	var matches []Match
	for _, h := range e.catalog.Unregistered(code) {
		matches = append(matches, Match{Hit: h, CodeMarks: len(h.Code), score: codeScore})
	}
	return matches
}

// matchCode reports whether the code of the document is q, matches the pattern q, begins
// with q, or is a range with a code that does. If so, it sets the score and the marks of
// the match.
func (d *document) matchCode(q string, m *Match) bool {
	if d.codes != nil && d.code != q {
		return d.matchRange(q, m)
	}
	if d.entry.Kind == model.Enhanced && d.code[0] == 'x' && len(q) > 1 && q[1] == '.' && q[0] != 'x' {
		return d.matchRegistered(q, m)
	}
	if !d.entry.Kind.IsCode() && d.code != q && d.matchClass(q, m) {
		return true
	}
	return d.matchPrefix(q, m)
}

// matchPrefix does what matchCode does, for a document whose code has no special form.
func (d *document) matchPrefix(q string, m *Match) bool {
	prefix := strings.TrimRight(q, "xyz.") // 4 of 4xx, 5.7 of 5.7.x
	switch {
	case d.code == q:
		m.score, m.CodeMarks = codeScore, len(q)
	case strings.HasPrefix(d.code, q):
		m.score, m.CodeMarks = prefixScore, len(q)
	case prefix != q && prefix != "" && strings.HasPrefix(d.code, prefix):
		m.score, m.CodeMarks = prefixScore, len(prefix)
	default:
		return false
	}
	return true
}

// matchRange does what matchCode does, for a document whose code is a range.
func (d *document) matchRange(q string, m *Match) bool {
	if d.codes.Contains(q) {
		m.Code, m.CodeMarks = strings.ToUpper(q), len(q)
		m.score = rangeScore - float32(d.codes.Len())*rangeLenPenalty + meaningPenalty(d.entry.Standing)
		return true
	}
	prefix := strings.TrimRight(q, "xyz.") // 5.7 of 5.7.x
	if prefix == "" || !d.codes.HasPrefix(prefix) || d.code[0] == 'x' && (len(q) == 1 || q[1] != '.') {
		return false // as with X.1.1, a class alone is not enough for a code of every class
	}
	m.Code = d.entry.Code
	if prefix[0] != 'x' {
		m.Code = model.WithClass(m.Code, prefix[:1])
	}
	m.score = rangePrefixScore
	for m.CodeMarks < len(prefix) && strings.EqualFold(m.Code[:m.CodeMarks+1], prefix[:m.CodeMarks+1]) {
		m.CodeMarks++
	}
	return true
}

// matchClass does what matchCode does, for a document that is the page of a class or a
// subject.
func (d *document) matchClass(q string, m *Match) bool {
	switch {
	case sameClass(d.code, q):
		m.score = otherClassScore
	case strings.HasPrefix(d.code, q):
		m.score, m.CodeMarks = classPrefixScore, len(q)
	default:
		return false
	}
	return true
}

// matchRegistered does what matchCode does, for an enhanced code that is registered with X
// as its class: the queries 5.1.1 and 5.1 match X.1.1.
func (d *document) matchRegistered(q string, m *Match) bool {
	rest := strings.TrimRight(q[1:], "xyz")
	if !model.HasWord("2 4 5", q[:1]) || !strings.HasPrefix(d.code[1:], rest) {
		return false
	}
	m.Code, m.CodeMarks, m.score = q[:1]+d.entry.Code[1:], 1+len(rest), prefixScore
	if d.code[1:] == rest {
		m.score = registeredScore
	}
	return true
}

// hasCode reports whether the code of the document is q. A code that only begins with q is
// not enough. If hasCode is true, it has set the score and the marks of the match.
func (d *document) hasCode(q string, m *Match) bool {
	return d.code != "" && d.entry.Kind.IsCode() && d.matchCode(q, m) && m.score > prefixScore
}

// sameClass reports whether q stands for the class. 5xx stands for 5xx of HTTP and 5yz of
// SMTP.
func sameClass(class, q string) bool {
	return class == q || len(class) == 3 && len(q) == 3 && class[0] == q[0] && q[1:] == "xx" && class[1:] == "yz"
}

// matchesOfLine returns the entries of the codes that package logs finds in a pasted line of
// a log, a bounce or a client's output.
func (c *corpus) matchesOfLine(line string) []Match {
	if !strings.ContainsAny(line, ` "=-`) { // a single word is not a log line
		return nil
	}
	var matches []Match
	for n, code := range c.reader().Fresh().Line(logs.Plain(line[:min(len(line), maxQuery)])) {
		for _, m := range c.matchesOfCode(strings.ToLower(code.Full())) {
			if m.Code == code.Full() && m.Entry.Kind == code.Kind {
				m.score -= laterCodePenalty * float32(n)
				if code.Kind == model.Enhanced {
					m.score += enhancedBonus
				}
				matches = append(matches, m)
			}
		}
	}
	return matches
}
