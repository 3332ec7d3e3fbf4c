package model

import (
	"iter"
	"strings"
)

// Entry is one page of the reference: one meaning of a code, or a class,
// field, method, command or extension. It is never changed once a [Catalog]
// holds it.
type Entry struct {
	Protocol Protocol
	Kind     Kind
	// Stem is the name of the entry's file without ".md": "404", "530-pantheon",
	// "retry-after". It is unique within protocol and kind, and what links name.
	Stem string
	// Code is "404", "550", "X.1.1", "5.7.708", "4xx", "4.Y.Z", "X.1" or "other";
	// empty for fields, methods, commands and extensions.
	Code     string
	Name     string
	Standing Standing
	Vendor   string // who uses an unofficial meaning; empty otherwise
	Summary  string // one sentence
	Own      bool   // the user's, from a folder that is no part of the program
	Specs    []Spec
	Aliases  []string
	Facts    []Fact
	Links    []Link
	// Constants are the names of the code in languages and libraries.
	Constants []Constant

	pages    Pages
	keywords string // comma-separated, as in the file
	order    uint64 // sorts by code, then standards first; see [sortKey]
}

// SetKeywords sets the comma-separated words that people type for the entry.
// Only loaders call it, before the entry is in a catalog.
func (e *Entry) SetKeywords(list string) { e.keywords = list }

// Pages is where the Markdown of entries comes from. It must be safe for
// concurrent use.
type Pages interface {
	// AppendPage appends the body of the entry's page to text.
	AppendPage(text []byte, e *Entry) []byte
}

// SetPages sets where the body comes from. Only loaders call it, before the
// entry is in a catalog.
func (e *Entry) SetPages(p Pages) { e.pages = p }

// Body returns the Markdown of the page. It may be read anew each time: what
// shows it keeps what it has drawn.
func (e *Entry) Body() string { return string(e.AppendBody(nil)) }

// AppendBody appends the Markdown of the page to text, for who reads many pages
// and keeps none.
func (e *Entry) AppendBody(text []byte) []byte {
	if e.pages == nil {
		return text
	}
	return e.pages.AppendPage(text, e)
}

// Text is a body that is at hand.
type Text string

// AppendPage implements [Pages].
func (t Text) AppendPage(text []byte, _ *Entry) []byte { return append(text, t...) }

// Keywords are the words and phrases that people type for the entry.
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

// Title returns code and name, as people would say the entry: "404 Not Found",
// "Retry-After".
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

// Fact is something that can be compared or filtered: a name and a value of
// the closed vocabulary in [ValidFact], except for Syntax and Type, which are
// free text.
type Fact struct {
	Name, Value string
}

// Constant is a code's name in a programming language or library. After a space
// the name may bear a mark: ":payload_too_large (deprecated)".
type Constant struct {
	Language, Name string
}

// Symbol is the name as code writes it, without its mark.
func (c Constant) Symbol() string {
	symbol, _, _ := strings.Cut(c.Name, " (")
	return symbol
}

// Relation says how a link's target relates to the entry that holds it.
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

// String returns the header that writes the relation.
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

// Special reports whether the target is no entry but [Any] or [Connection].
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

// Spec names where an entry is specified: "RFC 9110, section 15.5.5", or a
// title, "; " and an address.
type Spec string

// Title returns the specification's name without its address.
func (s Spec) Title() string {
	if i := strings.LastIndex(string(s), "; http"); i >= 0 {
		return string(s[:i])
	}
	return string(s)
}

// URL returns the address of the specification; for an RFC that of the named
// section at the RFC Editor. It is empty if the spec has none.
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
