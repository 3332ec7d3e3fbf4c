// Package model describes what teapot is a reference to: status codes, reply codes,
// enhanced status codes, and the fields, methods, commands and extensions that go
// with them, as immutable values in a [Catalog].
//
// It is pure. It must not know files, terminals, networks or colors. Package data
// loads the entries, and the packages below ui show them.
package model

import "strings"

// Protocol is one of the two protocols that teapot documents.
type Protocol uint8

// The protocols, in the order in which they are shown.
const (
	HTTP Protocol = iota
	SMTP
)

// Protocols returns both protocols in display order.
func Protocols() [2]Protocol { return [2]Protocol{HTTP, SMTP} }

// String returns the name that folders and JSON use: "http" or "smtp".
func (p Protocol) String() string {
	if p == SMTP {
		return "smtp"
	}
	return "http"
}

// Title returns the name as people write it: "HTTP" or "SMTP".
func (p Protocol) Title() string { return strings.ToUpper(p.String()) }

// Other returns the other protocol.
func (p Protocol) Other() Protocol { return SMTP - p }

// Kind says what an entry describes.
type Kind uint8

// The kinds, in catalog order. Status is an HTTP status code (RFC 9110, section 15),
// Reply an SMTP reply code (RFC 5321, section 4.2), and Enhanced an enhanced status
// code (RFC 3463). Class is all codes with the same first digit, Subject all enhanced
// codes with the same second number.
const (
	Class Kind = iota
	Status
	Reply
	Subject
	Enhanced
	Field
	Method
	Command
	Extension
	kindCount
)

// kindFolders are the names of the kinds' folders, beginning with that of [Class].
const kindFolders = "classes status replies subjects enhanced fields methods commands extensions"

// Folder returns the name of the kind's folder below its protocol.
func (k Kind) Folder() string { return nthWord(kindFolders, int(k)+1) }

// String returns the name of the kind in JSON and in filters. Both call replies and
// enhanced codes "status", and subjects "class".
func (k Kind) String() string {
	switch k {
	case Class, Subject:
		return "class"
	case Status, Reply, Enhanced:
		return "status"
	case Field:
		return "field"
	case Method:
		return "method"
	case Command:
		return "command"
	case Extension:
		return "extension"
	case kindCount:
	}
	return "unknown"
}

// IsCode reports whether entries of the kind are codes that a server may send.
func (k Kind) IsCode() bool { return k == Status || k == Reply || k == Enhanced }

// Protocol returns the protocol of the kind. For classes, which both protocols have,
// it returns HTTP.
func (k Kind) Protocol() Protocol {
	if k.In(HTTP) {
		return HTTP
	}
	return SMTP
}

// Kinds returns the kinds of the protocol in catalog order.
func Kinds(p Protocol) []Kind {
	var ks []Kind
	for k := range kindCount {
		if k.In(p) {
			ks = append(ks, k)
		}
	}
	return ks
}

// In reports whether the kind exists in the protocol.
func (k Kind) In(p Protocol) bool {
	switch k {
	case Class:
		return true
	case Status, Field, Method:
		return p == HTTP
	case Reply, Subject, Enhanced, Command, Extension:
		return p == SMTP
	case kindCount:
	}
	return false
}

// Standing says how official an entry is.
type Standing string

// The standings. Temporary, Obsolete and Unused are words of the IANA registries.
// Draft is for codes of an Internet-Draft that did not become an RFC. Unofficial is
// for codes of a vendor, and for those that came into use without a specification.
const (
	Standard   Standing = "standard"
	Temporary  Standing = "temporary"
	Obsolete   Standing = "obsolete"
	Unused     Standing = "unused"
	Draft      Standing = "draft"
	Unofficial Standing = "unofficial"
)

// ParseStanding returns the standing with this name, and false if there is none.
func ParseStanding(s string) (Standing, bool) {
	switch st := Standing(s); st {
	case Standard, Temporary, Obsolete, Unused, Draft, Unofficial:
		return st, true
	}
	return "", false
}
