package model

import "strings"

// The names of the facts. In entry files, the headers of the facts have these names.
const (
	FactAct        = "Act"        // who has to do something about the code
	FactRetry      = "Retry"      // whether and when to try again
	FactCacheable  = "Cacheable"  // whether responses can be cached
	FactContent    = "Content"    // whether the response has content
	FactRewrite    = "Rewrite"    // whether a redirect changes the method
	FactWire       = "Wire"       // whether the code is sent, or only in logs
	FactDirection  = "Direction"  // whether the field is in requests or responses
	FactType       = "Type"       // what kind of value the field has
	FactSafe       = "Safe"       // whether the method only reads
	FactIdempotent = "Idempotent" // whether repeating the method changes nothing more
	FactRequest    = "Request"    // whether the request has content
	FactResponse   = "Response"   // whether the response has content
	FactSyntax     = "Syntax"     // how the command or the extension is written
	FactRequired   = "Required"   // whether every server must have the command
)

// FactValues returns the values that a fact may have, separated by spaces, or "" if the
// fact is free text. To allow a new value, add it here: the loader uses these lists.
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

// Languages lists the valid languages of a [Constant], separated by spaces.
const Languages = "go python node rust java spring dotnet php rails"

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
