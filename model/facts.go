package model

import (
	"slices"
	"strings"
)

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
	FactAddress    = "Address"    // whether the recipient's address can stay on a mailing list
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
	case FactAddress:
		return "keep remove unclear"
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

// retryByClass is a value of [FactRetry] that no file has: the code stands for one of each
// class.
const retryByClass = "by-class"

// factOrder lists the names of the facts in the order in which pages show them.
const factOrder = "Act Retry Address Cacheable Content Rewrite Wire Direction Type Safe Idempotent Request Response Syntax Required"

// FactLine is a fact in words, as pages and comparisons show it.
type FactLine struct {
	Name  string // the name of the fact, such as [FactRetry]
	Label string // the name in words, such as "Try again"
	Words string // all values in words, such as "the client, then the user"
}

// FactLines returns the facts of the hit in words, in the order in which pages show them. It
// leaves out that a code is sent over the network, which is true of nearly all codes.
//
// For the codes of SMTP it adds what the first digit says: a client tries again after 4yz or
// 4.y.z, and does not repeat the request as it is after 5yz or 5.y.z (RFC 5321, section
// 4.2.1; RFC 3463, section 2).
func (h Hit) FactLines() []FactLine {
	facts := h.facts()
	var lines []FactLine
	for name := range strings.SplitSeq(factOrder, " ") {
		if words := joinWords(h.Entry, name, facts); words != "" {
			lines = append(lines, FactLine{name, FactLabel(h.Entry.Kind, name), words})
		}
	}
	return lines
}

// facts returns the facts of the entry, with those that the first digit of an SMTP code adds.
func (h Hit) facts() []Fact {
	if h.Entry.Kind != Reply && h.Entry.Kind != Enhanced || h.Code == "" {
		return h.Entry.Facts
	}
	switch h.Code[0] {
	case '4':
		return h.transientFacts()
	case '5':
		return h.permanentFacts()
	case 'X':
		return withDefault(h.Entry.Facts, Fact{Name: FactRetry, Value: retryByClass})
	}
	return h.Entry.Facts
}

// hasBothClasses reports whether the entry describes codes of several classes, as X.1.1 describes
// 4.1.1 and 5.1.1.
func (h Hit) hasBothClasses() bool {
	return h.Entry.Kind == Enhanced && !strings.HasPrefix(h.Entry.Code, h.Code[:1])
}

// transientFacts returns the facts of a code for a transient failure. What an entry such as X.1.1
// says about trying again is left out, because the class decides: the client tries again. The
// address stays by custom, because no RFC speaks of mailing lists here.
func (h Hit) transientFacts() []Fact {
	facts := slices.DeleteFunc(slices.Clone(h.Entry.Facts), func(f Fact) bool {
		return f.Name == FactAddress || f.Name == FactRetry && (f.Value == "no" || h.hasBothClasses())
	})
	facts = append(facts, Fact{Name: FactAddress, Value: "keep", Custom: true})
	return withDefault(facts, Fact{Name: FactRetry, Value: "later"})
}

// permanentFacts returns the facts of a code for a permanent failure. If an entry such as X.3.1
// says to try again later, that is about 4.3.1. After 5.3.1 something has to change first (RFC
// 3463, section 2).
func (h Hit) permanentFacts() []Fact {
	facts := slices.Clone(h.Entry.Facts)
	for i, f := range facts {
		if f.Name == FactRetry && f.Value == "later" && h.hasBothClasses() {
			facts[i] = Fact{Name: FactRetry, Value: "changed"}
		}
	}
	return withDefault(facts, Fact{Name: FactRetry, Value: "no"})
}

// withDefault returns the facts, and the given one if there is none with its name.
func withDefault(facts []Fact, f Fact) []Fact {
	if slices.ContainsFunc(facts, func(o Fact) bool { return o.Name == f.Name }) {
		return facts
	}
	return append(slices.Clone(facts), f)
}

// joinWords returns all values of one fact in words: "the client, then the user". What is only
// custom is said to be usual: "usually later".
func joinWords(e *Entry, name string, facts []Fact) string {
	separator := ", or "
	if name == FactAct {
		separator = ", then "
	}
	var words []string
	isCustom := false // the last value is custom
	for _, f := range facts {
		if f.Name != name || name == FactWire && f.Value == "yes" {
			continue
		}
		value := FactWords(e.Kind, name, f.Value)
		if f.Custom && !isCustom && f.Value != "unclear" {
			value = "usually " + value
		}
		words, isCustom = append(words, value), f.Custom
	}
	return strings.Join(words, separator)
}

// FactLabel returns the name of a fact in words, such as "Try again".
func FactLabel(k Kind, name string) string {
	switch name {
	case FactAct:
		return "Who acts"
	case FactRetry:
		return "Try again"
	case FactAddress:
		return "Mailing list"
	case FactCacheable:
		return "Cached"
	case FactContent:
		return "Body"
	case FactRewrite:
		return "Method"
	case FactWire:
		return "Seen"
	case FactDirection:
		return "Sent in"
	case FactType:
		return "Value"
	case FactRequest:
		return "Request body"
	case FactResponse:
		return "Response body"
	}
	return name
}

// FactWords returns a value of a fact in words: "only after a change". It returns a value
// that has no words of its own as it is.
func FactWords(k Kind, name, value string) string {
	switch name {
	case FactAct:
		return actWords(value)
	case FactRetry:
		return retryWords(k.Protocol(), value)
	case FactAddress:
		return addressWords(value)
	case FactCacheable:
		return cacheableWords(value)
	case FactContent, FactRequest, FactResponse:
		return contentWords(value)
	case FactRewrite:
		return rewriteWords(value)
	case FactWire:
		return wireWords(value)
	case FactDirection:
		return directionWords(value)
	case FactSafe, FactIdempotent, FactRequired:
		return answerWords(name, value)
	}
	return value
}

func actWords(value string) string {
	switch value {
	case "sending-admin":
		return "the sending administrator"
	case "receiving-admin":
		return "the receiving administrator"
	case "nobody":
		return value
	case "server", "proxy":
		return "the operator of the " + value
	}
	return "the " + value
}

func retryWords(p Protocol, value string) string {
	switch value {
	case "same":
		return "yes, with the same request"
	case "changed":
		if p == SMTP {
			return "only after a change"
		}
		return "only after changing the request"
	case "elsewhere":
		return "at another address"
	case "new-connection":
		return "on a new connection"
	case retryByClass:
		return "later for 4.y.z, no for 5.y.z"
	}
	return value
}

func addressWords(value string) string {
	switch value {
	case "keep":
		return "keep the address"
	case "remove":
		return "the address may be removed"
	}
	return "depends on the text of the reply"
}

func cacheableWords(value string) string {
	switch value {
	case "heuristic":
		return "may be, even if no header says so"
	case "explicit":
		return "only if a header says so"
	}
	return value
}

func contentWords(value string) string {
	switch value {
	case "yes":
		return "may have one"
	case "no":
		return "has none"
	}
	return "should have one"
}

func rewriteWords(value string) string {
	switch value {
	case "keep":
		return "stays"
	case "to-get":
		return "becomes GET"
	}
	return "POST may become GET"
}

func wireWords(value string) string {
	if code, ok := strings.CutPrefix(value, "becomes "); ok {
		return "only in the server's log; the client gets " + code
	}
	return "only in the server's log"
}

func directionWords(value string) string {
	switch value {
	case "request":
		return "requests"
	case "response":
		return "responses"
	}
	return "requests and responses"
}

// answerWords returns "yes" or "no" with what that means for the fact.
func answerWords(name, value string) string {
	switch {
	case name == FactRequired && value == "yes":
		return "yes, every server has it"
	case name == FactSafe && value == "yes":
		return "yes, it only reads"
	case name == FactIdempotent && value == "yes":
		return "yes, repeating it changes nothing more"
	}
	return value
}
