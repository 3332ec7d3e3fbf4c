// Package logs finds status codes in lines of text: access logs, mail logs, bounces and
// the output of clients. The text around a number shows whether it is a status code or
// something else, such as a port, a size, a duration or a year.
//
// It knows how programs write codes. It must not know what the codes mean, nor where the
// lines come from. To add a log format, follow the steps at the top of cues.go.
package logs

import (
	"strings"

	"teapot/model"
)

// Code is a code in a line: Text is line[Start:End], where the offsets are in bytes. Kind
// is [model.Status], [model.Reply] or [model.Enhanced].
type Code struct {
	Kind       model.Kind
	Text       string
	Start, End int
}

// Found holds the codes of one line in order of appearance, without repetitions.
type Found []Code

// Reader finds the codes in lines that follow each other. Between lines it remembers the
// columns of a W3C log and whether a mail dialogue is going on. It is not safe for
// concurrent use; [Reader.Fresh] returns another one.
type Reader struct {
	*vocabulary
	statusColumns []int // the columns of status codes in a W3C log, counted from 0
	dialogue      int   // how many more lines may belong to a mail dialogue

	// About the current line.
	found      Found
	facts      lineFacts
	skipQuoted bool // whether the client has chosen the quoted texts in the rest of the line
	candidate  candidate
}

// vocabulary is what the readers of a catalog share. It is immutable.
type vocabulary struct {
	phrases  map[string][]string // the names of each HTTP status code, in lower case
	replies  map[string]bool     // the SMTP reply codes
	keywords map[string]bool     // the keywords of SMTP extensions
	statuses map[string]bool     // code and name of each HTTP status code, in lower case: whether it is standard
	cues     cueLists
}

// NewReader returns a reader that knows the codes of the catalog.
func NewReader(c *model.Catalog) *Reader {
	v := &vocabulary{map[string][]string{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, newCueLists()}
	for _, e := range c.All() {
		switch e.Kind {
		case model.Status:
			v.statuses[strings.ToLower(e.Code+" "+e.Name)] = e.Vendor == ""
			v.phrases[e.Code] = append(v.phrases[e.Code], strings.ToLower(e.Name))
			for _, a := range e.Aliases {
				v.phrases[e.Code] = append(v.phrases[e.Code], strings.ToLower(a))
			}
		case model.Reply:
			v.replies[e.Code] = true
		case model.Extension:
			v.keywords[e.Name] = true
		case model.Class, model.Subject, model.Enhanced, model.Field, model.Method, model.Command:
		}
	}
	return &Reader{vocabulary: v}
}

// Fresh returns a reader of the same catalog that remembers no lines.
func (r *Reader) Fresh() *Reader { return &Reader{vocabulary: r.vocabulary} }

// Line returns the codes of the next line, which must have no control sequences: see
// [Plain]. The result is valid until the next call.
func (r *Reader) Line(line string) Found {
	r.found, r.facts, r.skipQuoted = r.found[:0], lineFacts{}, false
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
	return r.found
}

// maxLine bounds how much of a line is read, in bytes. A longer line is not one of a log,
// but data.
const maxLine = 64 << 10

// maxFound bounds how many codes are returned for a line. Real lines have up to four.
const maxFound = 100

// add adds the code at line[start:end], unless the line has it already.
func (r *Reader) add(k model.Kind, line string, start, end int) {
	text := line[start:end]
	if len(r.found) == maxFound {
		return
	}
	for _, c := range r.found {
		if c.Kind == k && c.Text == text {
			return
		}
	}
	r.found = append(r.found, Code{k, text, start, end})
}
