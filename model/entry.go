package model

import (
	"iter"
	"strings"
)

// Entry is one page of the reference. It describes one meaning of a code, or a class, a
// field, a method, a command or an extension. It must not be changed once it is in a
// [Catalog].
type Entry struct {
	Protocol Protocol
	Kind     Kind
	// Stem is the name of the entry's file without ".md": "404", "530-pantheon",
	// "retry-after". No other entry of the protocol and kind has it. Links to the entry
	// name it by its stem.
	Stem string
	// Code is, for example, "404", "550", "X.1.1", "5.7.708", "5.7.606-5.7.649", "4xx",
	// "4.Y.Z", "X.1" or "other". It is empty for fields, methods, commands and extensions.
	Code     string
	Name     string // the reason phrase of a code, or the name of a field, a method and so on
	Standing Standing
	Vendor   string // whose product or service uses an unofficial code; otherwise empty
	Summary  string // what the entry means, in one sentence
	// UserDefined says that the entry is from a file of the user. Other entries are part
	// of the program.
	UserDefined bool
	Specs       []Spec
	Aliases     []string
	Facts       []Fact
	Links       []Link
	// Constants are the names of the code in programming languages and libraries.
	Constants []Constant

	body     BodySource // provides the body; nil if the entry has none
	keywords string     // words and phrases, separated by commas
	order    uint64     // sort key in the catalog: protocol and kind in the high bits, [sortKey] below
}

// SetKeywords sets the words and phrases by which users search for the entry, separated by
// commas. It must be called before the entry is in a catalog.
func (e *Entry) SetKeywords(list string) { e.keywords = list }

// BodySource provides the bodies of entries, which are the text of their pages. It must be
// safe for concurrent use.
type BodySource interface {
	// AppendBody appends the entry's body to text and returns the result.
	AppendBody(text []byte, e *Entry) []byte
}

// SetBodySource sets where the body of the entry comes from. It must be called before the
// entry is in a catalog.
func (e *Entry) SetBodySource(s BodySource) { e.body = s }

// Body returns the text of the page as Markdown. Every call may read a file, so callers
// that need the body more than once should cache it, or what they make of it.
func (e *Entry) Body() string { return string(e.AppendBody(nil)) }

// AppendBody appends the body to text and returns the result. A caller that reads many
// bodies one after the other can use one buffer for all of them.
func (e *Entry) AppendBody(text []byte) []byte {
	if e.body == nil {
		return text
	}
	return e.body.AppendBody(text, e)
}

// TextBody is the body of an entry as a string in memory. It implements [BodySource].
type TextBody string

// AppendBody appends the string to text. The entry does not matter.
func (t TextBody) AppendBody(text []byte, _ *Entry) []byte { return append(text, t...) }

// Keywords returns the words and phrases by which users search for the entry.
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

// Title returns the code and the name, such as "404 Not Found". For an entry without a
// code it returns only the name, such as "Retry-After".
func (e *Entry) Title() string {
	if e.Code == "" {
		return e.Name
	}
	return e.Code + " " + e.Name
}

// Fact returns the first value of the fact with the name, or "" if the entry has no such
// fact.
func (e *Entry) Fact(name string) string {
	for _, f := range e.Facts {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

// Fact is a property of an entry, such as Retry: later. Users can compare entries by facts
// and search for them. An entry may have several facts with one name.
type Fact struct {
	Name  string // such as [FactRetry]
	Value string // one of [FactValues]; free text if the name is Syntax or Type
	// Custom says that no specification states the fact: it is what programs do in practice.
	Custom bool
}

// Constant is the name that a code has in a programming language or library.
type Constant struct {
	Language string // one of [Languages]
	Name     string // a note may follow: ":payload_too_large (deprecated)"
}

// Symbol returns the name without a note, as it is written in source code.
func (c Constant) Symbol() string {
	symbol, _, _ := strings.Cut(c.Name, " (")
	return symbol
}

// Relation says what the target of a link is to the entry that has the link.
type Relation uint8

// The relations, in the order in which pages list them.
const (
	RelationField     Relation = iota // a header field that the code is used with
	RelationMethod                    // a method whose requests can get the code
	RelationCommand                   // a command whose reply can have the code, or that an extension changes
	RelationExtension                 // an extension that defines the entry or is needed for it
	RelationReply                     // a reply code that is sent together with the enhanced code
	RelationSee                       // a related entry of any kind
)

// String returns the name of the header that adds such links in entry files: "Field".
func (r Relation) String() string {
	switch r {
	case RelationField:
		return "Field"
	case RelationMethod:
		return "Method"
	case RelationCommand:
		return "Command"
	case RelationExtension:
		return "Extension"
	case RelationReply:
		return "Reply"
	case RelationSee:
		return "See"
	}
	return "Link"
}

// Any is the target of a link that stands for every method, every command or every reply
// code.
const Any = "*"

// Connection is the target of a [RelationCommand] link if the server sends the reply when the
// client connects, before any command.
const Connection = "connection"

// Link leads from the entry that holds it to a target, which is another entry.
type Link struct {
	Target   string // the stem of the target, or [Any] or [Connection]
	Reason   string // why the target is worth reading, or how it goes with the entry
	Relation Relation
	Role     Role  // for a field, request or response; for a command, how it ended
	Level    Level // for a field, whether a message must, should or may have it
	// Condition limits the level of a field: it is one of [Conditions], or "" if the level
	// always holds.
	Condition string
}

// Special reports whether the target is [Any] or [Connection] instead of an entry.
func (l Link) Special() bool {
	switch l.Relation {
	case RelationMethod, RelationReply:
		return l.Target == Any
	case RelationCommand:
		return l.Target == Any || l.Target == Connection
	case RelationField, RelationExtension, RelationSee:
	}
	return false
}

// Spec names a specification of an entry. It is a section of an RFC, such as "RFC 9110,
// section 15.5.5", or a title and a URL, such as "Manual; https://example.com/manual".
type Spec string

// Title returns the name of the specification without its URL.
func (s Spec) Title() string {
	if i := strings.LastIndex(string(s), "; http"); i >= 0 {
		return string(s[:i])
	}
	return string(s)
}

// URL returns the URL of the specification, or "" if it has none. For an RFC it is the URL
// of the section on the site of the RFC Editor.
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
