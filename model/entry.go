package model

import (
	"iter"
	"strings"
)

// Entry is one page of the reference: one meaning of a code, or a class,
// field, method, command or extension. It must not be changed once it is in a
// [Catalog].
type Entry struct {
	Protocol Protocol
	Kind     Kind
	// Stem is the name of the entry's file without ".md": "404", "530-pantheon",
	// "retry-after". It is unique within protocol and kind. Links refer to it.
	Stem string
	// Code is, for example, "404", "550", "X.1.1", "5.7.708", "4xx", "4.Y.Z", "X.1" or
	// "other". It is empty for fields, methods, commands and extensions.
	Code     string
	Name     string
	Standing Standing
	Vendor   string // who uses an unofficial meaning; empty for other standings
	Summary  string // one sentence
	// UserDefined says that the entry comes from a folder of the user and not from
	// the program.
	UserDefined bool
	Specs       []Spec
	Aliases     []string
	Facts       []Fact
	Links       []Link
	// Constants are the names of the code in languages and libraries.
	Constants []Constant

	body     BodySource
	keywords string // separated by commas, as in the file
	order    uint64 // sort key of protocol, kind and [sortKey]
}

// SetKeywords sets the words and phrases that people type for the entry, separated
// by commas. It must be called before the entry is in a catalog.
func (e *Entry) SetKeywords(list string) { e.keywords = list }

// BodySource provides the bodies of entries. It must be safe for concurrent use.
type BodySource interface {
	// AppendBody appends the entry's body to text and returns the result.
	AppendBody(text []byte, e *Entry) []byte
}

// SetPages sets the source of the entry's body. It must be called before the entry
// is in a catalog.
func (e *Entry) SetPages(s BodySource) { e.body = s }

// Body returns the body of the page as Markdown. A source may read it from its file
// on every call, so callers should cache what they make of it.
func (e *Entry) Body() string { return string(e.AppendBody(nil)) }

// AppendBody appends the body to text and returns the result. A caller that reads
// many bodies can use the same memory for all of them.
func (e *Entry) AppendBody(text []byte) []byte {
	if e.body == nil {
		return text
	}
	return e.body.AppendBody(text, e)
}

// Text is a body in memory.
type Text string

// AppendBody implements [BodySource].
func (t Text) AppendBody(text []byte, _ *Entry) []byte { return append(text, t...) }

// Keywords returns the words and phrases that people type for the entry.
func (e *Entry) Keywords() iter.Seq[string] {
	return func(yield func(string) bool) {
		for rest := e.keywords; rest != ""; {
			var word string
			word, rest, _ = strings.Cut(rest, ",")
			if !yield(strings.TrimSpace(word)) {
				return
			}
		}
	}
}

// Title returns the code and the name, or only the name if there is no code: "404
// Not Found", "Retry-After".
func (e *Entry) Title() string {
	if e.Code == "" {
		return e.Name
	}
	return e.Code + " " + e.Name
}

// Fact returns the first value of the fact, and "" if the entry has none.
func (e *Entry) Fact(name string) string {
	for _, f := range e.Facts {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

// Fact is a property that can be compared and filtered by. [FactValues] lists the
// values of each name; those of Syntax and Type are free text.
type Fact struct {
	Name, Value string
}

// Constant is a code's name in a programming language or library. The name may end
// in a note: ":payload_too_large (deprecated)".
type Constant struct {
	Language, Name string
}

// Symbol returns the name without the note, as a program writes it.
func (c Constant) Symbol() string {
	symbol, _, _ := strings.Cut(c.Name, " (")
	return symbol
}

// Relation says how the target of a link relates to the entry with the link.
type Relation uint8

// The relations, in the order in which pages list them.
const (
	ToField Relation = iota
	ToMethod
	ToCommand
	ToExtension
	ToReply
	SeeAlso
)

// String returns the name of the relation's header in entry files.
func (r Relation) String() string {
	switch r {
	case ToField:
		return "Field"
	case ToMethod:
		return "Method"
	case ToCommand:
		return "Command"
	case ToExtension:
		return "Extension"
	case ToReply:
		return "Reply"
	case SeeAlso:
		return "See"
	}
	return "Link"
}

// Any is the target of a link to every method, command or reply.
const Any = "*"

// Connection is the target of a Command link for a reply that is sent when
// the connection opens, before any command.
const Connection = "connection"

// Link leads from an entry to another one.
type Link struct {
	// Target is the stem of the other entry, [Any] or [Connection].
	Target   string
	Reason   string
	Relation Relation
	Role     Role
	Level    Level
}

// Special reports whether the target is [Any] or [Connection] and not an entry.
func (l Link) Special() bool {
	switch l.Relation {
	case ToMethod, ToReply:
		return l.Target == Any
	case ToCommand:
		return l.Target == Any || l.Target == Connection
	case ToField, ToExtension, SeeAlso:
	}
	return false
}

// Spec names the specification of an entry: "RFC 9110, section 15.5.5", or a title,
// "; " and a URL.
type Spec string

// Title returns the name of the specification without its URL.
func (s Spec) Title() string {
	if i := strings.LastIndex(string(s), "; http"); i >= 0 {
		return string(s[:i])
	}
	return string(s)
}

// URL returns the URL of the specification. For an RFC it is the URL of the section
// at the RFC Editor. It returns "" if there is none.
func (s Spec) URL() string {
	if i := strings.LastIndex(string(s), "; http"); i >= 0 {
		return string(s[i+2:])
	}
	rfc, ok := strings.CutPrefix(string(s), "RFC ")
	if !ok {
		return ""
	}
	number, section, _ := strings.Cut(rfc, ", ")
	url := "https://www.rfc-editor.org/rfc/rfc" + number + ".html"
	if n, ok := strings.CutPrefix(section, "section "); ok {
		return url + "#section-" + n
	}
	if n, ok := strings.CutPrefix(section, "appendix "); ok {
		return url + "#appendix-" + n
	}
	return url
}
