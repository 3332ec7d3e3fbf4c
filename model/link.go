package model

import "strings"

// Role says more about a link. For a link to a field it says whether the field is in the
// request or in the response. For a link to a command it says whether the reply means that
// the command succeeded. Other links have [NoRole].
type Role uint8

// The roles of links.
const (
	NoRole       Role = iota
	Request           // the field is in the request
	Response          // the field is in the response
	Success           // the command has succeeded
	Intermediate      // the server waits for the client to continue the command
	Failure           // the command has failed
)

// roles lists the names of the roles in files and JSON, starting with [Request].
const roles = "request response success intermediate error"

// String returns the name of the role in files and JSON, and "" for [NoRole].
func (r Role) String() string { return nthWord(roles, int(r)) }

// ParseFieldRole returns the role of a link to a field that has the name, or false if
// there is none.
func ParseFieldRole(s string) (Role, bool) {
	switch s {
	case "request":
		return Request, true
	case "response":
		return Response, true
	}
	return NoRole, false
}

// ParseOutcome returns the role of a link to a command that has the name, or false if
// there is none.
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

// Level says, for a link to a field, whether a message must have the field. Links to
// anything else have [NoLevel].
type Level uint8

// The levels of links to fields. Must, Should, May, MustNot and ShouldNot are requirement
// levels as in RFC 2119.
const (
	NoLevel Level = iota
	Must
	Should
	May
	MustNot
	ShouldNot
	Trigger // a field in the request that makes the server send the code
	Related // a field that has something else to do with the code
)

// Levels lists the names of the levels in files and JSON, starting with [Must].
const Levels = "must should may must-not should-not trigger related"

// String returns the name of the level in files and JSON, and "" for [NoLevel].
func (l Level) String() string { return nthWord(Levels, int(l)) }

// ParseLevel returns the level with the name, or false if there is none.
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

// nthWord returns word number n of a text whose words are separated by spaces. The first
// word has the number 1. For 0 it returns "".
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
