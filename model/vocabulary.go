package model

import "strings"

// Languages lists the valid languages of a [Constant], separated by spaces.
const Languages = "go python node rust java spring dotnet php rails"

// conditions are the conditions that a link to a field may have, one on a line, with their
// words. In a file, the condition is after the level: "Field: content-range; response; must;
// if single-part; ...". To allow a new condition, add it here.
const conditions = `
single-part: for a single part
multipart: for several parts
200-has-it: if a 200 would have it
clock: if the origin server has a clock
temporary: if the reason will pass
limits: if there are limits
connect: in a response to CONNECT
get-or-head: in a response to GET or HEAD
post: in a response to POST
put: in a response to PUT
query: in a response to QUERY
preflight: in a response to a CORS preflight
options: in a response to OPTIONS
patch: in a response to PATCH
negotiated: if request fields chose the representation
preferred: if the server prefers one
announcing: in the response that announces the upload
progress: in a response that reports progress
delta: if the response is a delta
several-bases: if the client named several versions
delta-offered: if A-IM lists a delta coding
coding-cause: if a content coding was the cause
other-cause: if a content coding was not the cause
other-credentials: if other credentials could help
applied: if the preference was applied
cors: if the request comes from another origin
`

// ConditionWords returns a condition in words, to follow a level such as "must": "for a
// single part". It returns "" for a word that is not a condition.
func ConditionWords(condition string) string {
	_, after, ok := strings.Cut(conditions, "\n"+condition+": ")
	if !ok {
		return ""
	}
	words, _, _ := strings.Cut(after, "\n")
	return words
}

// Conditions returns the valid conditions, separated by spaces.
func Conditions() string {
	var names []string
	for line := range strings.Lines(strings.TrimSpace(conditions)) {
		name, _, _ := strings.Cut(line, ":")
		names = append(names, name)
	}
	return strings.Join(names, " ")
}

// HasWord reports whether words, a list separated by spaces, contains word.
func HasWord(words, word string) bool {
	if strings.IndexByte(word, ' ') >= 0 {
		return false // it could match two words of the list
	}
	for {
		rest, ok := strings.CutPrefix(words, word)
		if ok && (rest == "" || rest[0] == ' ') {
			return true
		}
		i := strings.IndexByte(words, ' ')
		if i < 0 {
			return false
		}
		words = words[i+1:]
	}
}

// IsNumber reports whether s consists of ASCII digits and is not empty.
func IsNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
