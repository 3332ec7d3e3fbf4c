// Package model is what teapot knows about: status codes, reply codes,
// enhanced status codes, and the fields, methods, commands and extensions that
// go with them, as immutable values in a [Catalog].
//
// It is pure. It must not know files, terminals, networks or colors; package
// data fills it, package ui shows it.
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

// String returns the name used in folders and JSON: "http" or "smtp".
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

// The kinds, in catalog order. Status is an HTTP status code, Reply an SMTP
// reply code and Enhanced an enhanced status code (RFC 3463); Class is a first
// digit as a whole, Subject the second number of an enhanced code.
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

// folders names the folder of each kind.
const folders = "classes status replies subjects enhanced fields methods commands extensions"

// Folder returns the name of the kind's folder below its protocol.
func (k Kind) Folder() string { return word(folders, int(k)+1) }

// String returns the word for the kind in JSON and in filters. Replies and
// enhanced codes are "status" there, subjects are "class".
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

// IsCode reports whether entries of the kind are codes that a peer may send:
// the rows of the browser's list.
func (k Kind) IsCode() bool { return k == Status || k == Reply || k == Enhanced }

// Protocol returns the protocol of the kind. Classes exist in both protocols;
// for them it returns HTTP.
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

// The standings. Temporary, Obsolete and Unused are the registry's own words;
// Draft never left an Internet-Draft; Unofficial is a vendor's or custom.
const (
	Standard   Standing = "standard"
	Temporary  Standing = "temporary"
	Obsolete   Standing = "obsolete"
	Unused     Standing = "unused"
	Draft      Standing = "draft"
	Unofficial Standing = "unofficial"
)

// ParseStanding returns the standing of that name, and false if there is none.
func ParseStanding(s string) (Standing, bool) {
	switch st := Standing(s); st {
	case Standard, Temporary, Obsolete, Unused, Draft, Unofficial:
		return st, true
	}
	return "", false
}
