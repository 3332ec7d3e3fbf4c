// Package model has the types of the reference. An [Entry] describes a status code, a reply
// code, an enhanced status code, or a field, method, command or extension that goes with
// codes. A [Catalog] holds all entries, and nothing in it changes.
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

// Title returns the name of the protocol in capitals: "HTTP" or "SMTP".
func (p Protocol) Title() string { return strings.ToUpper(p.String()) }

// Other returns SMTP for HTTP, and HTTP for SMTP.
func (p Protocol) Other() Protocol { return SMTP - p }

// Kind says what an entry describes.
type Kind uint8

// The kinds, in catalog order.
const (
	Class     Kind = iota // all codes with the same first digit
	Status                // an HTTP status code (RFC 9110, section 15)
	Reply                 // an SMTP reply code (RFC 5321, section 4.2)
	Subject               // all enhanced codes with the same second number
	Enhanced              // an enhanced status code of SMTP (RFC 3463)
	Field                 // a header field of HTTP
	Method                // a request method of HTTP
	Command               // a command of SMTP
	Extension             // a service extension of SMTP
	kindCount             // the number of kinds, which is not a kind
)

// kindFolders lists the names of the kinds' folders, starting with that of [Class].
const kindFolders = "classes status replies subjects enhanced fields methods commands extensions"

// Folder returns the name of the folder with the entries of the kind, such as "methods".
// It is in the folder of the protocol.
func (k Kind) Folder() string { return nthWord(kindFolders, int(k)+1) }

// String returns the name of the kind in JSON and in filters, such as "method". Reply
// codes and enhanced codes are "status" there, and subjects are "class".
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

// IsCode reports whether entries of the kind are codes that a server can send.
func (k Kind) IsCode() bool { return k == Status || k == Reply || k == Enhanced }

// Protocol returns the protocol that has entries of the kind. Both protocols have classes;
// for [Class] it returns HTTP.
func (k Kind) Protocol() Protocol {
	if k.In(HTTP) {
		return HTTP
	}
	return SMTP
}

// Kinds returns the kinds of the protocol in catalog order.
func Kinds(p Protocol) []Kind {
	var kinds []Kind
	for k := range kindCount {
		if k.In(p) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// In reports whether the protocol has entries of the kind.
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

// The standings.
const (
	Standard   Standing = "standard"   // registered with IANA or defined in an RFC
	Temporary  Standing = "temporary"  // registered with IANA for a limited time
	Obsolete   Standing = "obsolete"   // registered with IANA as no longer in use
	Unused     Standing = "unused"     // registered with IANA, but reserved or never used
	Draft      Standing = "draft"      // from an Internet-Draft that did not become an RFC
	Unofficial Standing = "unofficial" // of a vendor, or in use without a specification
)

// ParseStanding returns the standing with the name, or false if there is none.
func ParseStanding(s string) (Standing, bool) {
	switch st := Standing(s); st {
	case Standard, Temporary, Obsolete, Unused, Draft, Unofficial:
		return st, true
	}
	return "", false
}
