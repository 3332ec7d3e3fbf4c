package search

import (
	"strings"

	"teapot/model"
	"teapot/model/logs"
)

// codeOfQuery returns the code of a query that is a code, perhaps with words that users
// write next to one: 404, HTTP 404, error 5.7.x. It returns "" for other queries.
func codeOfQuery(text string) string {
	const fillers = "http https smtp dsn error errors code codes status reply response class"
	words := strings.Fields(strings.ToLower(text))
	for len(words) > 1 && model.HasWord(fillers, words[0]) {
		words = words[1:]
	}
	for len(words) > 1 && model.HasWord(fillers, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if len(words) != 1 {
		return ""
	}
	code := strings.Trim(words[0], "#()")
	if !isCode(code) {
		return ""
	}
	if len(code) == len("5.x.x") && code[1] == '.' && code[3] == '.' && strings.Trim(code[2:], "xyz.") == "" {
		return code[:1] + ".y.z" // the code of the class in the catalog
	}
	return code
}

// isCode reports whether the text is a code, the start of one, or a pattern such
// as 4xx or 5.7.x.
func isCode(text string) bool {
	if text == "" {
		return false
	}
	if text[0] == 'x' && len(text) > 1 && text[1] == '.' {
		return true
	}
	return isDigit(text[0]) && strings.Trim(text, "0123456789.xyz") == ""
}

// withCode returns the entries whose code is q, matches the pattern q, or begins with q.
// If q is a number that no entry has, it returns the pages of its class.
func (c *corpus) withCode(q string) []Match {
	var found []Match
	for i := range c.docs {
		m := c.match(i, 0)
		if c.docs[i].code != "" && c.docs[i].matchCode(q, &m) {
			m.score -= meaningPenalty(m.Entry.Standing)
			found = append(found, m)
		}
	}
	if len(found) == 0 && len(q) == 3 && model.IsNumber(q) {
		return c.classesOf(q[:1])
	}
	return found
}

// classesOf returns the pages of the classes with that first digit.
func (c *corpus) classesOf(digit string) []Match {
	var found []Match
	for i := range c.docs {
		if d := &c.docs[i]; d.entry.Kind == model.Class && strings.HasPrefix(d.code, digit) && len(d.code) == 3 {
			found = append(found, c.match(i, classPrefixScore))
		}
	}
	return found
}

// matchCode reports whether the code of the document is q, matches the pattern q, or
// begins with q. If so, it sets the score and the marks of the match.
func (d *document) matchCode(q string, m *Match) bool {
	if d.entry.Kind == model.Enhanced && d.code[0] == 'x' && len(q) > 1 && q[1] == '.' && q[0] != 'x' {
		return d.matchRegistered(q, m)
	}
	if !d.entry.Kind.IsCode() && d.code != q && d.matchClass(q, m) {
		return true
	}
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

// matchClass is matchCode for the page of a class or a subject.
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

// matchRegistered is matchCode for an enhanced code as IANA registers it, with X as its
// class: 5.1.1 and 5.1 match X.1.1.
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

// hasCode reports whether the code of the document is q, and does not only begin with q.
// If so, it sets the score and the marks of the match.
func (d *document) hasCode(q string, m *Match) bool {
	return d.code != "" && d.entry.Kind.IsCode() && d.matchCode(q, m) && m.score >= registeredScore
}

// sameClass reports whether q means the class. 5xx also means the 5yz of SMTP.
func sameClass(class, q string) bool {
	return class == q || len(class) == 3 && len(q) == 3 && class[0] == q[0] && q[1:] == "xx" && class[1:] == "yz"
}

// withCodesOf returns the entries of the codes in a line of a log, a bounce or a
// client's output.
func (c *corpus) withCodesOf(line string) []Match {
	if !strings.ContainsAny(line, ` "=-`) { // as in a single word, which is no log line
		return nil
	}
	var found []Match
	for n, code := range c.reader().Fresh().Line(logs.Plain(line[:min(len(line), maxQuery)])) {
		for _, m := range c.withCode(strings.ToLower(code.Text)) {
			if m.Code == code.Text && m.Entry.Kind == code.Kind {
				m.score -= laterCodePenalty * float32(n)
				if code.Kind == model.Enhanced {
					m.score += enhancedBonus
				}
				found = append(found, m)
			}
		}
	}
	return found
}
