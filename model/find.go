package model

import "strings"

// FindCode returns the entries of both protocols that have exactly this code: all
// meanings of a number, the pattern X.1.1 for 5.1.1, the class for "4xx" or "5yz",
// the subject for "X.7" or "5.7.x".
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

// Meaning returns the entry of a code, or nil if the catalog does not have the code.
// Of several meanings it returns the first one in catalog order, which is the
// registered one if there is one.
func (c *Catalog) Meaning(k Kind, code string) *Entry {
	for _, h := range c.FindCode(code) {
		if h.Entry.Kind == k {
			return h.Entry
		}
	}
	return nil
}

// hitCode returns the code of the [Hit] when the user asked for code.
func hitCode(e *Entry, code string, isEnhanced bool) string {
	if isEnhanced && code[0] != 'x' {
		return code
	}
	return e.Code
}

// isSubjectPattern reports whether code is another way to write the subject: "5.7",
// "5.7.x" or "x.7.x" for X.7.
func isSubjectPattern(code, subject string) bool {
	code = strings.TrimSuffix(strings.ToUpper(code), ".X")
	class, rest, ok := strings.Cut(code, ".")
	return ok && HasWord("2 4 5 X", class) && "X."+rest == subject
}

// FindName returns the entries with this name or alias. Upper and lower case are the
// same.
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
