package logs

import "teapot/model"

// scanSubStatus adds the HTTP status code at line[start] if a sub-status follows it, as IIS
// writes: HTTP Error 404.3 - Not Found. It returns the offset at which scan continues.
func (r *Reader) scanSubStatus(line string, start int) int {
	end := start + 3
	subEnd := end + subStatusLength(line[end:])
	if subEnd == end || !canEndNumber(line, subEnd) || r.phrases[line[start:end]] == nil {
		return end
	}
	c := r.setCandidate(line, start, end)
	c.after = line[subEnd:min(len(line), subEnd+maxContext)]
	if !c.announcesSubStatus() {
		return end
	}
	r.add(model.Status, line, start, end)
	for i := range r.codes {
		if found := &r.codes[i]; found.Kind == model.Status && found.Text == c.text && found.SubStatus == "" {
			found.SubStatus = line[end+1 : subEnd]
		}
	}
	return subEnd
}

// subStatusLength returns the length of the dot and the number at the start of s, or 0 if
// they cannot be a sub-status.
func subStatusLength(s string) int {
	if s == "" || s[0] != '.' {
		return 0
	}
	n := countDigits(s[1:])
	if n == 0 || n > 3 || n > 1 && s[1] == '0' {
		return 0
	}
	return 1 + n
}

// announcesSubStatus reports whether the words around a number with a sub-status show that it
// is a status code. In all other places it is a decimal number, as in "took 404.3 ms".
func (c *candidate) announcesSubStatus() bool {
	c.setPosition()
	if c.position == insideText || c.precedesUnit() {
		return false
	}
	if c.position == afterWord && endsWithAny(c.lowerTail(), "http error", "http error:", "http status", "http status code", "http", "status code", "status code:") {
		return true
	}
	return c.hasPhrase()
}
