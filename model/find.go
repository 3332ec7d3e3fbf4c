package model

import (
	"cmp"
	"slices"
	"strings"
)

// FindCode returns the entries of both protocols with the code:
//
//   - all meanings of a number such as 404
//   - the registered code X.1.1, and a vendor's 5.1.1, for 5.1.1
//   - the class for "4xx" or "5yz"
//   - the subject X.7 for "X.7", "5.7" or "5.7.x"
//   - the ranges that contain the code: 5.7.606-5.7.649 for 5.7.620. The range itself is
//     found too, and so is its short form 5.7.606-649.
//   - the HTTP status 404 for the sub-status 404.3, if 404.3 has no entry
//
// The hits are in catalog order, except that among the meanings in one kind, ranges come
// after the others, the shortest range first.
func (c *Catalog) FindCode(code string) []Hit {
	code = ExpandRange(strings.TrimSpace(code))
	if hits := c.findWhole(code); len(hits) > 0 {
		return hits
	}
	number, _, ok := ParseSubStatus(code)
	if !ok {
		return nil
	}
	var hits []Hit
	for _, h := range c.findWhole(number) {
		if h.Entry.Kind == Status {
			hits = append(hits, Hit{h.Entry, code})
		}
	}
	return hits
}

// findWhole does what FindCode does, but takes a sub-status for a code of its own.
func (c *Catalog) findWhole(code string) []Hit {
	var hits []Hit
	hasRange := false
	enhanced, isEnhanced := ParseEnhanced(code)
	for _, e := range c.entries {
		switch {
		case e.Code == "":
		case strings.EqualFold(e.Code, code), isEnhanced && e.Code == enhanced.Pattern():
			hits = append(hits, Hit{e, hitCode(e, code, isEnhanced)})
		case e.Kind == Subject && isSubjectPattern(code, e.Code):
			hits = append(hits, Hit{e, e.Code})
		case e.Kind.IsCode() && e.covers(code):
			hits = append(hits, Hit{e, strings.ToUpper(code)})
			hasRange = true
		}
	}
	if hasRange {
		slices.SortStableFunc(hits, compareHits)
	}
	return hits
}

// covers reports whether the entry's code is a range that contains the code.
func (e *Entry) covers(code string) bool {
	r, ok := ParseRange(e.Code)
	return ok && r.Contains(code)
}

// compareHits sorts hits by protocol and kind, and those of one kind by the length of their
// range. A single code comes before ranges.
func compareHits(a, b Hit) int {
	return cmp.Or(
		cmp.Compare(a.Entry.Protocol, b.Entry.Protocol),
		cmp.Compare(a.Entry.Kind, b.Entry.Kind),
		cmp.Compare(rangeLen(a.Entry.Code), rangeLen(b.Entry.Code)),
	)
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
