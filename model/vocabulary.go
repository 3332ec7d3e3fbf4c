package model

import "strings"

// Languages lists the valid languages of a [Constant], separated by spaces.
const Languages = "go python node rust java spring dotnet php rails"

// Conditions lists the valid conditions of a link to a field, separated by spaces. In a
// file, the condition is after the level: "Field: content-range; response; must; if
// single-part; ...". To allow a new condition, add it here and to [ConditionWords].
const Conditions = "single-part multipart 200-has-it clock temporary limits connect get-or-head post options patch " +
	"negotiated preferred announcing progress delta several-bases delta-offered other-cause other-credentials applied cors"

// ConditionWords returns a condition of [Conditions] in words, to follow a level such as
// "must": "for a single part". It returns "" for a word that is not a condition.
func ConditionWords(condition string) string {
	switch condition {
	case "single-part":
		return "for a single part"
	case "multipart":
		return "for several parts"
	case "200-has-it":
		return "if a 200 would have it"
	case "clock":
		return "if the origin server has a clock"
	case "temporary":
		return "if the reason will pass"
	case "limits":
		return "if there are limits"
	case "connect":
		return "in a response to CONNECT"
	case "get-or-head":
		return "in a response to GET or HEAD"
	case "post":
		return "in a response to POST"
	case "options":
		return "in a response to OPTIONS"
	case "patch":
		return "in a response to PATCH"
	case "negotiated":
		return "if request fields chose the representation"
	case "preferred":
		return "if the server prefers one"
	case "announcing":
		return "in the response that announces the upload"
	case "progress":
		return "in a response that reports progress"
	case "delta":
		return "if the response is a delta"
	case "several-bases":
		return "if the client named several versions"
	case "delta-offered":
		return "if A-IM lists a delta coding"
	case "other-cause":
		return "if a content coding was not the cause"
	case "other-credentials":
		return "if other credentials could help"
	case "applied":
		return "if the preference was applied"
	case "cors":
		return "if the request comes from another origin"
	}
	return ""
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
