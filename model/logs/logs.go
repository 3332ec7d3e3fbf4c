// Package logs finds status codes in lines of text: access logs, mail logs, bounces and
// the output of clients. The text around a number shows whether it is a status code or
// something else, such as a port, a size, a duration or a year.
//
// It knows how programs write codes. It must not know what the codes mean or where the
// lines come from. To add a log format, follow the steps at the top of cues.go.
package logs

import (
	"strings"

	"teapot/model"
)

// Code is a code in a line.
type Code struct {
	Kind       model.Kind // [model.Status], [model.Reply] or [model.Enhanced]
	Text       string     // the code as the line has it, without its sub-status
	Start, End int        // byte offsets: Text is line[Start:End]
	SubStatus  string     // what IIS adds to a status code: "3" in HTTP Error 404.3; usually ""
}

// Full returns the code with its sub-status, if it has one: "404.3".
func (c Code) Full() string {
	if c.SubStatus == "" {
		return c.Text
	}
	return c.Text + "." + c.SubStatus
}

// Codes are the codes of one line in order of appearance. No code is there twice.
type Codes []Code

// Reader finds the codes in the lines of a text, one line after the other. From earlier lines
// it remembers the columns of a W3C log, and whether a mail dialogue is going on. It is not
// safe for concurrent use; [Reader.Fresh] creates a second reader cheaply.
type Reader struct {
	*vocabulary
	statusColumns []int // which columns of a W3C log have status codes, counted from 0
	dialogue      int   // how many of the next lines can belong to a mail dialogue; 0 if none is going on

	// The fields below are about the current line.
	codes      Codes     // the codes found so far
	facts      lineFacts // what cues have found out about the line
	skipQuoted bool      // the following quoted texts are from the client, and are not read
	candidate  candidate // the number that is being looked at
}

// vocabulary holds what a reader knows of the catalog. It is immutable, so readers share it.
type vocabulary struct {
	phrases  map[string][]string // maps an HTTP status code to its names and aliases in lower case
	replies  map[string]bool     // the SMTP reply codes of the catalog
	keywords map[string]bool     // the names of the SMTP extensions, such as PIPELINING
	statuses map[string]bool     // has "404 not found" and the like; the value is false for codes of a vendor
	cues     cueLists
}

// NewReader returns a reader that knows the codes of the catalog. It has read no lines yet.
func NewReader(c *model.Catalog) *Reader {
	v := &vocabulary{map[string][]string{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, newCueLists()}
	for _, e := range c.All() {
		switch e.Kind {
		case model.Status:
			v.statuses[strings.ToLower(e.Code+" "+e.Name)] = e.Vendor == ""
			for code := range e.Codes() {
				v.phrases[code] = append(v.phrases[code], strings.ToLower(e.Name))
				for _, a := range e.Aliases {
					v.phrases[code] = append(v.phrases[code], strings.ToLower(a))
				}
			}
		case model.Reply:
			for code := range e.Codes() {
				v.replies[code] = true
			}
		case model.Extension:
			v.keywords[e.Name] = true
		case model.Class, model.Subject, model.Enhanced, model.Field, model.Method, model.Command:
		}
	}
	return &Reader{vocabulary: v}
}

// Fresh returns a reader that knows the codes of the same catalog and has read no lines yet.
func (r *Reader) Fresh() *Reader { return &Reader{vocabulary: r.vocabulary} }

// Line returns the codes in the next line of the text. The line must not contain control
// sequences, which [Plain] removes. The result is valid until the next call.
func (r *Reader) Line(line string) Codes {
	r.codes, r.facts, r.skipQuoted = r.codes[:0], lineFacts{}, false
	line = strings.TrimRight(line, "\r\n")
	if len(line) > maxLine {
		line = line[:maxLine]
	}
	if strings.Contains(line, "Remote_host_said:") {
		line = strings.ReplaceAll(line, "_", " ") // qmail writes replies without spaces
	}
	if !r.readColumns(line) {
		r.scan(line)
	}
	r.followDialogue(line)
	return r.codes
}

// maxLine is how many bytes of a line are read. Lines of logs are shorter; a longer line is
// data of some other kind.
const maxLine = 64 << 10

// maxCodes is how many codes of a line are returned at most. Lines of real logs have up to
// four.
const maxCodes = 100

// add adds the code at line[start:end] to the codes of the line, unless it has been found
// before in the line.
func (r *Reader) add(k model.Kind, line string, start, end int) {
	text := line[start:end]
	if len(r.codes) == maxCodes {
		return
	}
	for _, c := range r.codes {
		if c.Kind == k && c.Text == text {
			return
		}
	}
	r.codes = append(r.codes, Code{Kind: k, Text: text, Start: start, End: end})
}
