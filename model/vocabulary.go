package model

import "strings"

// The names of the facts. Headers of entry files have the same names.
const (
	FactAct        = "Act"
	FactRetry      = "Retry"
	FactCacheable  = "Cacheable"
	FactContent    = "Content"
	FactRewrite    = "Rewrite"
	FactWire       = "Wire"
	FactDirection  = "Direction"
	FactType       = "Type"
	FactSafe       = "Safe"
	FactIdempotent = "Idempotent"
	FactRequest    = "Request"
	FactResponse   = "Response"
	FactSyntax     = "Syntax"
	FactRequired   = "Required"
)

// FactValues returns the values that a fact may have, separated by spaces, and "" for
// a fact that is free text. A value that is added here is valid everywhere.
func FactValues(p Protocol, k Kind, name string) string {
	switch name {
	case FactAct:
		if p == SMTP {
			return "sender recipient sending-admin receiving-admin nobody"
		}
		return "client server proxy user nobody"
	case FactRetry:
		if p == SMTP {
			return "no later changed"
		}
		return "no same later changed elsewhere new-connection"
	case FactCacheable:
		if k == Method {
			return "yes no explicit"
		}
		return "heuristic explicit never"
	case FactContent, FactRequest, FactResponse:
		return "yes no expected"
	case FactRewrite:
		return "keep to-get may-change-post"
	case FactWire:
		return "yes log-only"
	case FactDirection:
		return "request response both"
	case FactSafe, FactIdempotent, FactRequired:
		return "yes no"
	}
	return ""
}

// ValidFact reports whether the fact may have the value: one of [FactValues], or
// "becomes NNN" for [FactWire].
func ValidFact(p Protocol, k Kind, name, value string) bool {
	if code, ok := strings.CutPrefix(value, "becomes "); ok && name == FactWire {
		return IsNumber(code) && len(code) == 3
	}
	words := FactValues(p, k, name)
	return words == "" || HasWord(words, value)
}

// Languages are the names that the language of a [Constant] may have.
const Languages = "go python node rust java spring dotnet php rails"

// HasWord reports whether word is one of the words, which are separated by spaces.
func HasWord(words, word string) bool {
	if strings.IndexByte(word, ' ') >= 0 {
		return false // it would match two words in a row
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

// IsNumber reports whether s is one or more ASCII digits.
func IsNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
