package logs

import "strings"

// lower folds ASCII letters; other characters stay.
func lower(s string) string { return strings.ToLower(s) }

func firstWord(s string) string {
	first, _, _ := strings.Cut(s, " ")
	return first
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

func endsWithAny(s string, ends ...string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

func containsAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// endsOrSpace reports whether the number stands for itself.
func endsOrSpace(after string) bool { return after == "" || after[0] == ' ' }

// endsValue reports whether the value of a key ends here.
func endsValue(after string) bool {
	return after == "" || strings.IndexByte(" ,\"'}\\;)]", after[0]) >= 0 || after == "."
}

// nextIsNumber reports whether a number follows, after one space.
func nextIsNumber(after string) bool {
	return len(after) > 1 && after[0] == ' ' && (isDigit(after[1]) || after[1] == '+')
}

// nextIsSize reports whether a size follows: a number, or a dash for none.
func nextIsSize(after string) bool {
	return after == "" || len(after) > 1 && after[0] == ' ' && (isDigit(after[1]) || after[1] == '-' || after[1] == '"')
}

// isVersion accepts the protocol of a status line: HTTP/1.1, HTTP/2.
func isVersion(word string) bool {
	i := strings.LastIndex(word, "HTTP/")
	if i < 0 || strings.Contains(word[:i], "/") {
		return false
	}
	version := strings.TrimPrefix(word[i:], "HTTP/")
	major, minor, dotted := strings.Cut(version, ".")
	return isDigits(major) && (!dotted || isDigits(minor))
}

// isTimers accepts HAProxy's timers: 10/0/30/69/109, -1/1/-1/-1/1, 0/0/0/1/+2.
func isTimers(word string) bool {
	for part := range strings.SplitSeq(word, "/") {
		if !isDigits(strings.TrimLeft(part, "+-")) {
			return false
		}
	}
	return true
}

// hasMethod reports whether an HTTP method stands in the line.
func (c *candidate) hasMethod() bool {
	return c.asked.method.to(func() bool {
		for word := range strings.FieldsSeq(c.line) {
			if isMethod(strings.Trim(word, `"'[]|`)) {
				return true
			}
		}
		return false
	})
}
