package logs

import "strings"

// matcher matches a line with a pattern, and collects the parts of the line.
type matcher struct {
	line  string
	parts []Part
}

// match matches the line from at on with the steps. It returns where the match ends, or -1
// if the line does not fit.
func (m *matcher) match(steps []step, at int) int {
	for i := range steps {
		s := &steps[i]
		switch {
		case s.literal != "":
			if !strings.HasPrefix(m.line[at:], s.literal) {
				return -1
			}
			at += len(s.literal)
		case s.group != nil:
			n := len(m.parts)
			if end := m.match(s.group, at); end >= 0 {
				if end = m.match(steps[i+1:], end); end >= 0 {
					return end
				}
			}
			m.parts = m.parts[:n]
		default:
			n := fieldLength(s, m.line[at:])
			if n < 0 {
				return -1
			}
			m.add(s.part, at, at+n)
			at += n
		}
	}
	return at
}

// add adds a part, unless it is of no interest. A request is added as its own parts.
func (m *matcher) add(n PartName, start, end int) {
	switch n {
	case unnamed:
	case request:
		m.addRequest(start, end)
	default:
		m.parts = append(m.parts, Part{n, start, end})
	}
}

// addRequest adds the parts of a request, such as "GET /a HTTP/1.1". The target may contain
// spaces. Of a text that is no request, nothing is added.
func (m *matcher) addRequest(start, end int) {
	text := m.line[start:end]
	n := strings.IndexByte(text, ' ')
	if n <= 0 || methodLength(text) != n {
		return
	}
	m.parts = append(m.parts, Part{Method, start, start + n})
	target := start + n + 1
	if i := strings.LastIndex(text, " HTTP/"); i > n {
		m.parts = append(m.parts, Part{Path, target, start + i}, Part{Protocol, start + i + 1, end})
		return
	}
	m.parts = append(m.parts, Part{Path, target, end})
}
