package model

import "strings"

// EnhancedCode is an enhanced status code, split into its three parts (RFC 3463,
// section 2): 5.7.26 has the class "5", the subject "7" and the detail "26". A code as
// IANA registers it has the class "X".
type EnhancedCode struct {
	Class, Subject, Detail string
}

// ParseEnhanced splits an enhanced status code into its parts. It returns false if s is
// not an enhanced status code. The class must be 2, 4, 5 or X, and subject and detail
// must have one to three digits.
func ParseEnhanced(s string) (EnhancedCode, bool) {
	class, rest, _ := strings.Cut(s, ".")
	subject, detail, _ := strings.Cut(rest, ".")
	if class == "x" {
		class = "X"
	}
	ok := HasWord("2 4 5 X", class) && isPart(subject) && isPart(detail)
	return EnhancedCode{class, subject, detail}, ok
}

// isPart reports whether s can be the subject or the detail of an enhanced status code.
func isPart(s string) bool { return IsNumber(s) && len(s) <= 3 }

// Pattern returns the code with X as its class, as IANA registers it: X.7.26 for 5.7.26.
func (c EnhancedCode) Pattern() string { return "X." + c.Subject + "." + c.Detail }

// String returns the code as servers write it: "5.7.26".
func (c EnhancedCode) String() string { return c.Class + "." + c.Subject + "." + c.Detail }

// OtherClass is the code of the class for codes outside the classes that the protocol
// defines, such as 999 of HTTP.
const OtherClass = "other"

// classCode returns the code of the class or subject that a code or a range of the kind
// belongs to:
//
//   - "4xx" for the HTTP status code 404
//   - "5yz" for the SMTP reply code 550
//   - "X.7" for the enhanced code 5.7.1
//   - "other" for a code that is in no class
//   - "" if entries of the kind are not codes
func classCode(k Kind, code string) string {
	code, _, _ = strings.Cut(code, "-") // all codes of a range are in one class
	switch k {
	case Status:
		if len(code) == 3 && code[0] >= '1' && code[0] <= '5' {
			return code[:1] + "xx"
		}
		return OtherClass
	case Reply:
		if len(code) == 3 && code[0] >= '2' && code[0] <= '5' {
			return code[:1] + "yz"
		}
		return OtherClass
	case Enhanced:
		c, _ := ParseEnhanced(code)
		return "X." + c.Subject
	case Class, Subject, Field, Method, Command, Extension, kindCount:
	}
	return ""
}

// sortKey returns the key that orders entries of one kind. Codes are in the order of their
// numbers. A range has the number of its first code, and comes after that code and after
// shorter ranges. Among the meanings of one number, more official ones come first; among
// equally official ones, those from a user's folder come first. All entries without a code
// have the key 0, and are ordered by stem.
func sortKey(e *Entry) uint64 {
	if e.Code == "" {
		return 0
	}
	key := uint64(0)
	first, _, _ := strings.Cut(e.Code, "-")
	for part := range strings.SplitSeq(first, ".") {
		key = key<<10 | uint64(partKey(part))
	}
	key = key<<10 | uint64(rangeLen(e.Code))
	return key<<3 | standingKey(e.Standing)<<1 | userKey(e)
}

// rangeLen returns the number of codes in a range, and 0 for a single code.
func rangeLen(code string) int {
	r, ok := ParseRange(code)
	if !ok {
		return 0
	}
	return r.Len()
}

// partKey returns the sort key of one part of a code, from 0 to 1023. The parts of X.7 are
// X and 7. The key of a number is the number. Letters count as 0, and "other" comes after
// all numbers.
func partKey(part string) int {
	if part == OtherClass {
		return 1023
	}
	n := 0
	for i := range len(part) {
		if c := part[i]; c >= '0' && c <= '9' {
			n = n*10 + int(c-'0')
		}
	}
	return min(n, 1022)
}

// userKey returns 0 for an entry from a user's folder, and 1 for an embedded one.
func userKey(e *Entry) uint64 {
	if e.UserDefined {
		return 0
	}
	return 1
}

// standingKey returns the sort key of a standing, from 0 for registered codes to 3.
func standingKey(s Standing) uint64 {
	switch s {
	case Standard, Temporary, Obsolete, Unused:
		return 0
	case Unofficial:
		return 1
	case Draft:
		return 2
	}
	return 3
}
