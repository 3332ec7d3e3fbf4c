// Package logs finds status codes in lines of text: access logs, mail logs,
// bounces, the output of clients. It goes by the shape of a line, not by looking
// for any number: what stands before and after a number tells whether it is a
// status, or a port, a size, a duration, a year.
//
// It knows how programs write codes. It must not know what the codes mean, nor
// where lines come from.
package logs

import (
	"strings"

	"teapot/model"
)

// Code is a code as a line writes it, and where: Text is line[Start:End]. Kind
// is [model.Status], [model.Reply] or [model.Enhanced].
type Code struct {
	Kind       model.Kind
	Text       string
	Start, End int
}

// Found is the codes of one line in order of appearance, each one once.
type Found []Code

// Reader reads lines one after the other. It remembers little: the columns that
// a W3C log has announced, and whether a mail dialogue is going on. It is not
// safe for concurrent use; [Reader.Fresh] makes another one.
type Reader struct {
	*vocabulary
	columns []int // of a W3C log: where the status codes stand
	mail    int   // how many more lines may belong to a dialogue
	found   Found
	client  bool // whether what is quoted in the rest of the line is the client's
	asked   questions
}

// questions are those about a whole line. They are asked once for all of its
// numbers: a line may have ten thousand.
type questions struct {
	mail, report, rejected, http, method, gin answer

	request int // where the last one stands, -1 if there is none
}

// answer is 0 as long as nobody has asked.
type answer int8

// to asks a question, unless that was done.
func (a *answer) to(question func() bool) bool {
	if *a == 0 {
		if *a = -1; question() {
			*a = 1
		}
	}
	return *a > 0
}

// vocabulary is what readers know, all of them the same. It is immutable.
type vocabulary struct {
	phrases  map[string][]string // the names of each HTTP status code, lower case
	replies  map[string]bool     // the SMTP reply codes
	keywords map[string]bool     // the keywords of SMTP extensions
	statuses map[string]bool     // each registered HTTP status code with its name, lower case
}

// NewReader makes a reader that knows the codes of the catalog.
func NewReader(c *model.Catalog) *Reader {
	v := &vocabulary{map[string][]string{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
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

// Fresh returns a reader with the same knowledge and nothing remembered.
func (r *Reader) Fresh() *Reader { return &Reader{vocabulary: r.vocabulary} }

// Line returns the codes of the next line, which holds no control sequences: see
// [Plain]. The result is only valid until the next call.
func (r *Reader) Line(line string) Found {
	r.found, r.asked, r.client = r.found[:0], questions{}, false
	line = strings.TrimRight(line, "\r\n")
	if len(line) > maxLine {
		line = line[:maxLine]
	}
	if strings.Contains(line, "Remote_host_said:") {
		line = strings.ReplaceAll(line, "_", " ") // as qmail writes it into its log
	}
	if !r.table(line) {
		r.scan(line)
	}
	r.follow(line)
	return r.found
}

// maxLine bounds how much of a line is read, in bytes. Codes stand near the
// beginning; what is longer is not a log line but data.
const maxLine = 64 << 10

// maxFound bounds how many codes a line has. Of replies and bounces it has three
// or four.
const maxFound = 100

// add keeps a code that stands at line[start:end], unless the line has it
// already.
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

// dialogueLines is how long a mail dialogue is thought to go on without a sign
// of it.
const dialogueLines = 5

// follow notes whether a mail dialogue is going on after this line.
func (r *Reader) follow(line string) {
	for _, c := range r.found {
		if c.Kind != model.Status {
			r.mail = dialogueLines
			return
		}
	}
	if isMailCommand(line) {
		r.mail = dialogueLines
	} else if r.mail > 0 {
		r.mail--
	}
}
