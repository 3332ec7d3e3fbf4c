package model

import "strings"

// EnhancedCode is an enhanced status code in its three parts (RFC 3463,
// section 2): "5", "7" and "26" of 5.7.26. In the registry's patterns the class
// is "X".
type EnhancedCode struct {
	Class, Subject, Detail string
}

// ParseEnhanced takes an enhanced status code apart. The class is 2, 4, 5 or X;
// subject and detail have one to three digits.
func ParseEnhanced(s string) (EnhancedCode, bool) {
	class, rest, _ := strings.Cut(s, ".")
	subject, detail, _ := strings.Cut(rest, ".")
	if class == "x" {
		class = "X"
	}
	ok := HasWord("2 4 5 X", class) && isPart(subject) && isPart(detail)
	return EnhancedCode{class, subject, detail}, ok
}

func isPart(s string) bool { return IsNumber(s) && len(s) <= 3 }

// Pattern returns the code with its class left open, as the registry lists it.
func (c EnhancedCode) Pattern() string { return "X." + c.Subject + "." + c.Detail }

// String returns the code as it is written in a reply.
func (c EnhancedCode) String() string { return c.Class + "." + c.Subject + "." + c.Detail }

// OtherClass is the code of the class entry for numbers that the protocol does
// not define but that are seen all the same.
const OtherClass = "other"

// classCode returns the code of the class or subject that a code of the kind
// belongs to: "4xx" for the status 404, "5yz" for the reply 550, "X.7" for the
// enhanced code 5.7.1, "other" for numbers outside the protocol's ranges. It is
// "" for kinds that are not codes.
func classCode(k Kind, code string) string {
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

// sortKey orders entries within a kind: by code as numbers, then the meanings
// of one number with registered ones first, and of equally official ones the
// user's own. Entries without a code share one key and are ordered by stem.
func sortKey(e *Entry) uint64 {
	if e.Code == "" {
		return 0
	}
	key := uint64(0)
	for part := range strings.SplitSeq(e.Code, ".") {
		key = key<<10 | uint64(partKey(part))
	}
	return key<<3 | standingKey(e.Standing)<<1 | ownKey(e)
}

// partKey is the number that one part of a code sorts by; letters, which
// stand for any digit, come before numbers, and "other" after them.
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

func ownKey(e *Entry) uint64 {
	if e.Own {
		return 0
	}
	return 1
}

// standingKey is at most 3.
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
