package search

import (
	"strings"

	"teapot/model"
	"teapot/model/logs"
)

// plainCode returns the code that a query is, alone or behind a word that people
// write before codes: 404, HTTP 404, error 5.7.x. It is "" for other queries.
func plainCode(text string) string {
	const around = "http https smtp dsn error errors code codes status reply response class"
	words := strings.Fields(strings.ToLower(text))
	for len(words) > 1 && model.HasWord(around, words[0]) {
		words = words[1:]
	}
	for len(words) > 1 && model.HasWord(around, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if len(words) != 1 {
		return ""
	}
	code := strings.Trim(words[0], "#()")
	if !isCode(code) {
		return ""
	}
	if len(code) == 5 && code[1] == '.' && code[3] == '.' && strings.Trim(code[2:], "xyz.") == "" {
		return code[:1] + ".y.z" // 5.x.x is the class
	}
	return code
}

// isCode reports whether the text is a code, the start of one, or a pattern such
// as 4xx or 5.7.x.
func isCode(q string) bool {
	if q == "" {
		return false
	}
	if q[0] == 'x' && len(q) > 1 && q[1] == '.' {
		return true
	}
	return q[0] >= '0' && q[0] <= '9' && strings.Trim(q, "0123456789.xyz") == ""
}

// The scores of codes, from the very code to one that only begins alike.
const (
	scoreCode   = 100
	scoreOpen   = 80 // the pattern of a concrete code
	scorePrefix = 60
	scoreClass  = 40
)

// codes finds the entries whose code is q, matches the pattern q, or begins
// with q.
func (k *core) codes(q string) []Match {
	var found []Match
	for i := range k.docs {
		m := k.match(i, 0)
		if k.docs[i].code != "" && k.docs[i].matchCode(q, &m) {
			m.score -= unusual(m.Entry) // equal ones stay in the order of the catalog: the usual meaning first
			found = append(found, m)
		}
	}
	if len(found) == 0 && len(q) == 3 && model.IsNumber(q) {
		return k.classes(q[:1]) // nobody uses the number; its class still says something
	}
	return found
}

// classes finds the pages of the classes with that first digit.
func (k *core) classes(digit string) []Match {
	var found []Match
	for i := range k.docs {
		if d := &k.docs[i]; d.entry.Kind == model.Class && strings.HasPrefix(d.code, digit) && len(d.code) == 3 {
			found = append(found, k.match(i, scoreClass))
		}
	}
	return found
}

// unusual decides between equal matches: what is registered comes first, and
// what only a draft said last.
func unusual(e *model.Entry) float32 {
	switch e.Standing {
	case model.Standard, model.Temporary, model.Obsolete, model.Unused:
		return 0
	case model.Unofficial:
		return 1
	case model.Draft:
	}
	return 2
}

// matchCode reports whether the code of the document is q, matches the pattern q, or
// begins with q. It sets the score of the match and what of the code is marked.
func (d *doc) matchCode(q string, m *Match) bool {
	if d.entry.Kind == model.Enhanced && d.code[0] == 'x' && len(q) > 1 && q[1] == '.' && q[0] != 'x' {
		return d.matchPattern(q, m)
	}
	if !d.entry.Kind.IsCode() && d.code != q && d.matchClass(q, m) {
		return true
	}
	open := strings.TrimRight(q, "xyz.")
	switch {
	case d.code == q:
		m.score, m.CodeMarks = scoreCode, len(q)
	case strings.HasPrefix(d.code, q):
		m.score, m.CodeMarks = scorePrefix, len(q)
	case open != q && open != "" && strings.HasPrefix(d.code, open):
		m.score, m.CodeMarks = scorePrefix, len(open)
	default:
		return false
	}
	return true
}

// matchClass is matchCode for the page of a class or a subject.
func (d *doc) matchClass(q string, m *Match) bool {
	switch {
	case sameClass(d.code, q):
		m.score = scoreCode - 1
	case strings.HasPrefix(d.code, q):
		m.score, m.CodeMarks = scoreClass, len(q) // the codes of the class come first
	default:
		return false
	}
	return true
}

// matchPattern matches a concrete enhanced code, or the start of one, against
// a registered pattern: 5.1.1 is X.1.1.
func (d *doc) matchPattern(q string, m *Match) bool {
	rest := strings.TrimRight(q[1:], "xyz")
	if !model.HasWord("2 4 5", q[:1]) || !strings.HasPrefix(d.code[1:], rest) {
		return false
	}
	m.Code, m.CodeMarks, m.score = q[:1]+d.entry.Code[1:], 1+len(rest), scorePrefix
	if d.code[1:] == rest {
		m.score = scoreOpen
	}
	return true
}

// pasted finds the entries of the codes in a line of a log, a bounce or a
// client's output. An enhanced code tells more than the reply before it.
func (k *core) pasted(line string) []Match {
	if !strings.ContainsAny(line, ` "=-`) {
		return nil
	}
	var found []Match
	for n, c := range k.reader().Fresh().Line(logs.Plain(line[:min(len(line), maxQuery)])) {
		for _, m := range k.codes(strings.ToLower(c.Text)) {
			if m.Code == c.Text && m.Entry.Kind == c.Kind {
				m.score -= 10 * float32(n)
				if c.Kind == model.Enhanced {
					m.score += 50
				}
				found = append(found, m)
			}
		}
	}
	return found
}
