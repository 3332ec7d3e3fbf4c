package model

import "strings"

// Role qualifies a link: it is the direction of a field, or the outcome of a command
// that gets a reply. Links of other relations have the zero value.
type Role uint8

// The roles.
const (
	NoRole Role = iota
	Request
	Response
	Success
	Intermediate
	Failure
)

// roles are the names of the roles in files and JSON, beginning with [Request].
const roles = "request response success intermediate error"

// String returns the name of the role in files and JSON, and "" for [NoRole].
func (r Role) String() string { return nthWord(roles, int(r)) }

// ParseFieldRole returns the direction with this name, and false if there is none.
func ParseFieldRole(s string) (Role, bool) {
	switch s {
	case "request":
		return Request, true
	case "response":
		return Response, true
	}
	return NoRole, false
}

// ParseOutcome returns the outcome with this name, and false if there is none.
func ParseOutcome(s string) (Role, bool) {
	switch s {
	case "success":
		return Success, true
	case "intermediate":
		return Intermediate, true
	case "error":
		return Failure, true
	}
	return NoRole, false
}

// Level is the requirement level of a field. Links that are not about fields have
// the zero value.
type Level uint8

// The levels. Must to ShouldNot are the requirement levels of RFC 2119. Trigger is a
// field of the request that causes the code. Related is any other connection.
const (
	NoLevel Level = iota
	Must
	Should
	May
	MustNot
	ShouldNot
	Trigger
	Related
)

// Levels are the names of the levels in files and JSON, beginning with [Must].
const Levels = "must should may must-not should-not trigger related"

// String returns the name of the level in files and JSON, and "" for [NoLevel].
func (l Level) String() string { return nthWord(Levels, int(l)) }

// ParseLevel returns the level with this name, and false if there is none.
func ParseLevel(s string) (Level, bool) {
	switch s {
	case "must":
		return Must, true
	case "should":
		return Should, true
	case "may":
		return May, true
	case "must-not":
		return MustNot, true
	case "should-not":
		return ShouldNot, true
	case "trigger":
		return Trigger, true
	case "related":
		return Related, true
	}
	return NoLevel, false
}

// nthWord returns one of several words that are separated by spaces. It counts from
// 1, and returns "" for 0.
func nthWord(words string, n int) string {
	if n == 0 {
		return ""
	}
	for range n - 1 {
		_, words, _ = strings.Cut(words, " ")
	}
	words, _, _ = strings.Cut(words, " ")
	return words
}
