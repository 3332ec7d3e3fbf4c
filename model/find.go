package model

import "strings"

// FindCode returns the entries of both protocols with the code, in catalog order:
//
//   - all meanings of a number such as 404
//   - the registered code X.1.1, and a vendor's 5.1.1, for 5.1.1
//   - the class for "4xx" or "5yz"
//   - the subject X.7 for "X.7", "5.7" or "5.7.x"
func (c *Catalog) FindCode(code string) []Hit {
	code = strings.TrimSpace(code)
	var hits []Hit
	enhanced, isEnhanced := ParseEnhanced(code)
	for _, e := range c.entries {
		switch {
		case e.Code == "":
		case strings.EqualFold(e.Code, code), isEnhanced && e.Code == enhanced.Pattern():
			hits = append(hits, Hit{e, hitCode(e, code, isEnhanced)})
		case e.Kind == Subject && isSubjectPattern(code, e.Code):
			hits = append(hits, Hit{e, e.Code})
		}
	}
	return hits
}

// Meaning returns the entry of a code, or nil if the catalog does not have the code. If
// the code has several meanings, it returns the registered one, or the most usual one
// if none is registered.
func (c *Catalog) Meaning(k Kind, code string) *Entry {
	for _, h := range c.FindCode(code) {
		if h.Entry.Kind == k {
			return h.Entry
		}
	}
	return nil
}

// hitCode returns the code of a [Hit] for entry e if the user asked for code. An enhanced
// code is shown as the user wrote it, unless its class is x.
func hitCode(e *Entry, code string, isEnhanced bool) string {
	if isEnhanced && code[0] != 'x' {
		return code
	}
	return e.Code
}

// isSubjectPattern reports whether code is a way to write the subject. For X.7 these are
// "x.7", "x.7.x", "5.7" and "5.7.x". The class can also be 2 or 4 instead of 5.
func isSubjectPattern(code, subject string) bool {
	code = strings.TrimSuffix(strings.ToUpper(code), ".X")
	class, rest, ok := strings.Cut(code, ".")
	return ok && HasWord("2 4 5 X", class) && "X."+rest == subject
}

// FindName returns the entries whose name or alias is exactly name, ignoring case.
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

// hasAlias reports whether one of the entry's aliases is name, ignoring case.
func hasAlias(e *Entry, name string) bool {
	for _, a := range e.Aliases {
		if strings.EqualFold(a, name) {
			return true
		}
	}
	return false
}
