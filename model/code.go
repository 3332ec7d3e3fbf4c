package model

import "strings"

// EnhancedCode is an enhanced status code in its three parts (RFC 3463,
// section 2): "5", "7" and "26" of 5.7.26. In the registry's patterns the class
// is "X".
type EnhancedCode struct {
	Class, Subject, Detail string
}

// ParseEnhanced splits an enhanced status code into its parts, and reports whether
// s is one. The class is 2, 4, 5 or X; subject and detail have one to three digits.
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

// Pattern returns the code with X as its class, as the registry lists it.
func (c EnhancedCode) Pattern() string { return "X." + c.Subject + "." + c.Detail }

// String returns the code as it is written in a reply.
func (c EnhancedCode) String() string { return c.Class + "." + c.Subject + "." + c.Detail }

// OtherClass is the code of the class of numbers that are in use although the
// protocol does not define them.
const OtherClass = "other"

// classCode returns the code of the class or subject that a code of the kind
// belongs to: "4xx" for the status 404, "5yz" for the reply 550, "X.7" for the
// enhanced code 5.7.1, "other" for numbers outside the protocol's ranges. It
// returns "" for kinds that are not codes.
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

// sortKey returns the key that orders entries within a kind. Codes are ordered as
// numbers. Of the meanings of one number, registered ones come first, and of
// equally official ones those of the user. Entries without a code have the same key;
// they are ordered by stem.
func sortKey(e *Entry) uint64 {
	if e.Code == "" {
		return 0
	}
	key := uint64(0)
	for part := range strings.SplitSeq(e.Code, ".") {
		key = key<<10 | uint64(partKey(part))
	}
	return key<<3 | standingKey(e.Standing)<<1 | userKey(e)
}

// partKey returns the sort key of one part of a code, from 0 to 1023. Letters, which
// stand for any digit, sort before numbers, and "other" sorts after them.
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

// userKey returns the sort key for who wrote the entry: 0 for the user, 1 otherwise.
func userKey(e *Entry) uint64 {
	if e.UserDefined {
		return 0
	}
	return 1
}

// standingKey returns the sort key of a standing, from 0 to 3.
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
