package model

import "strings"

// FindCode returns every entry whose code is exactly what was asked for, in
// either protocol: all meanings of a number, the pattern X.1.1 for 5.1.1, a
// class for "4xx" or "5yz", a subject for "X.7" or "5.7.x".
func (c *Catalog) FindCode(code string) []Hit {
	code = strings.TrimSpace(code)
	var hits []Hit
	enhanced, isEnhanced := ParseEnhanced(code)
	for _, e := range c.entries {
		switch {
		case e.Code == "":
		case strings.EqualFold(e.Code, code), isEnhanced && e.Code == enhanced.Pattern():
			hits = append(hits, Hit{e, concrete(e, code, isEnhanced)})
		case e.Kind == Subject && isSubjectPattern(code, e.Code):
			hits = append(hits, Hit{e, e.Code})
		}
	}
	return hits
}

// Meaning returns the entry that a code of this kind means, or nil if the
// catalog does not have the code. Where a number has several meanings it is the
// first one of [Catalog.FindCode], which is the registered one if there is one.
func (c *Catalog) Meaning(k Kind, code string) *Entry {
	for _, h := range c.FindCode(code) {
		if h.Entry.Kind == k {
			return h.Entry
		}
	}
	return nil
}

// concrete is how the entry's code is shown to somebody who asked for code.
func concrete(e *Entry, code string, isEnhanced bool) string {
	if isEnhanced && code[0] != 'x' {
		return code
	}
	return e.Code
}

// isSubjectPattern reports whether code is a way of writing the subject: "5.7",
// "5.7.x" or "x.7.x" for X.7.
func isSubjectPattern(code, subject string) bool {
	code = strings.TrimSuffix(strings.ToUpper(code), ".X")
	class, rest, ok := strings.Cut(code, ".")
	return ok && HasWord("2 4 5 X", class) && "X."+rest == subject
}

// FindName returns every entry that has the name or the alias, whatever the
// case of the letters.
func (c *Catalog) FindName(name string) []Hit {
	name = strings.TrimSpace(name)
	var hits []Hit
	for _, e := range c.entries {
		if strings.EqualFold(e.Name, name) || hasAlias(e, name) {
			hits = append(hits, Hit{e, e.Code})
		}
	}
	return hits
}

func hasAlias(e *Entry, name string) bool {
	for _, a := range e.Aliases {
		if strings.EqualFold(a, name) {
			return true
		}
	}
	return false
}
