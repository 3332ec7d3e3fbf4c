package model

import "strings"

// Role is the part that the target of a link plays: the direction in which a
// field goes, or how a command that gets a reply has ended. The zero value is
// for links that have no such part.
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

// roles are the words for the roles in files and JSON, [Request] first.
const roles = "request response success intermediate error"

// String returns the role as files write it, "" for [NoRole].
func (r Role) String() string { return word(roles, int(r)) }

// ParseFieldRole returns the direction of that name.
func ParseFieldRole(s string) (Role, bool) {
	switch s {
	case "request":
		return Request, true
	case "response":
		return Response, true
	}
	return NoRole, false
}

// ParseOutcome returns the outcome of that name.
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

// Level says how strongly a specification asks for a field. The zero value is
// for links that are not about fields.
type Level uint8

// The levels. Must to ShouldNot are the RFC's own words; Trigger is a field of
// the request that causes the code, Related any other connection.
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

// Levels are the words for the levels in files and JSON, [Must] first.
const Levels = "must should may must-not should-not trigger related"

// String returns the level as files write it, "" for [NoLevel].
func (l Level) String() string { return word(Levels, int(l)) }

// ParseLevel returns the level of that name.
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

// word returns the nth of the space-separated words, counted from one.
func word(words string, n int) string {
	if n == 0 {
		return ""
	}
	for range n - 1 {
		_, words, _ = strings.Cut(words, " ")
	}
	words, _, _ = strings.Cut(words, " ")
	return words
}
