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
	r := Role(position(roles, s))
	return r, r == Request || r == Response
}

// ParseOutcome returns the outcome of that name.
func ParseOutcome(s string) (Role, bool) {
	r := Role(position(roles, s))
	return r, r >= Success
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
	l := Level(position(Levels, s))
	return l, l != NoLevel
}

// word returns the nth of the space-separated words, counted from one.
func word(words string, n int) string {
	if n == 0 {
		return ""
	}
	return strings.Fields(words)[n-1]
}

// position is the inverse of word; 0 if s is not among the words.
func position(words, s string) int {
	for n := 1; ; n++ {
		rest, ok := strings.CutPrefix(words, s)
		if ok && (rest == "" || rest[0] == ' ') {
			return n
		}
		i := strings.IndexByte(words, ' ')
		if i < 0 {
			return 0
		}
		words = words[i+1:]
	}
}
