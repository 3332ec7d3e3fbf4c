// Package logs finds status codes in lines of text: access logs, mail logs, bounces and
// the output of clients. The text around a number shows whether it is a status code or
// something else, such as a port, a size, a duration or a year.
//
// A line is first compared with formats, which know what is where in a line: see format.go,
// and the tables in the files formats_*.go. What follows no format is loose text, in which
// cues find codes by the words around them: see cues.go. CONTRIBUTING.md says how to add a
// format or a cue.
//
// The package knows how programs write codes. It must not know what the codes mean or where
// the lines come from.
package logs

import (
	"strings"

	"teapot/model"
)

// Code is a code in a line.
type Code struct {
	Kind       model.Kind // [model.Status], [model.Reply] or [model.Enhanced]
	Role       Role       // whose answer the code is
	Text       string     // the code as the line has it, without its sub-status
	Start, End int        // byte offsets: Text is line[Start:End]
	SubStatus  string     // what IIS adds to a status code: "3" in HTTP Error 404.3; usually ""
	Count      int        // how often a load generator has got the code, which it says in the line; 1 in other lines
	Format     string     // the name of the format that says that this is a code; "" if a cue does
}

// Full returns the code with its sub-status, if it has one: "404.3".
func (c Code) Full() string {
	if c.SubStatus == "" {
		return c.Text
	}
	return c.Text + "." + c.SubStatus
}

// Codes are the codes of one line. No code is there twice. They are in order of appearance,
// except that the status code for the client comes before those of the servers behind.
type Codes []Code

// putStatusFirst puts the status code for the client before those of the servers behind, if a
// format says which is which. nginx-proxy-manager writes them in the other order.
func (c Codes) putStatusFirst() {
	for i := 1; i < len(c); i++ {
		if c[i].Role == StatusRole && c[i].Format != "" && c[i-1].Role == UpstreamRole {
			c[i-1], c[i] = c[i], c[i-1]
		}
	}
}

// Reading is what a reader has found in a line. It is valid until the next line is read.
type Reading struct {
	Codes  Codes
	Format string // the name of the line's format; "" if it has none of those that are known
	Parts  []Part // the parts of the line that the format knows, in order of appearance
}

// Reader finds the codes in the lines of a text, one line after the other. From earlier lines
// it remembers the columns of a W3C log, which formats fitted, and whether a mail dialogue is
// going on. It is not safe for concurrent use; [Reader.Fresh] creates a second reader cheaply.
type Reader struct {
	*vocabulary
	table     table   // the table whose header came last
	lastText  *format // the format of text that fitted last; it is tried first
	lastJSON  *format // the same for JSON
	lastPairs *format // the same for key=value pairs
	dialogue  int     // how many of the next lines can belong to a mail dialogue; 0 if none is going on

	// The fields below are about the current line.
	codes      Codes   // the codes found so far
	parts      []Part  // the parts found so far
	firstPart  int     // the first of the parts that belong to the current text; others belong to a line around it
	matcher    matcher // matches the line with patterns
	levels     [maxNesting]level
	depth      int       // how many lines are around the current text
	fitting    *format   // the format of the line, once it is known
	format     *format   // the format of the part that is being read; nil if cues read loose text
	inRest     bool      // the text that is being read is after the parts that the format knows
	whole      string    // the whole line, also while a text in it is read
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
	formats  formatLists
	row      format // the format of a row of a table
}

// NewReader returns a reader that knows the codes of the catalog. It has read no lines yet.
func NewReader(c *model.Catalog) *Reader {
	v := &vocabulary{
		phrases: map[string][]string{}, replies: map[string]bool{}, keywords: map[string]bool{}, statuses: map[string]bool{},
		cues: newCueLists(), formats: newFormatLists(), row: format{name: "table with a header"},
	}
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
func (r *Reader) Line(line string) Codes { return r.Read(line).Codes }

// Read is like [Reader.Line], and also returns the format and the parts of the line.
func (r *Reader) Read(line string) Reading {
	line = strings.TrimRight(line, "\r\n")
	if len(line) > maxLine {
		line = line[:maxLine]
	}
	if strings.Contains(line, "Remote_host_said:") {
		line = strings.ReplaceAll(line, "_", " ") // qmail writes replies without spaces
	}
	r.codes, r.parts, r.firstPart, r.facts, r.whole = r.codes[:0], r.parts[:0], 0, lineFacts{}, line
	r.fitting, r.format, r.skipQuoted, r.inRest = nil, nil, false, false
	if !r.readTable(line) {
		r.readLine(line, 0)
	}
	r.codes.putStatusFirst()
	r.followDialogue(line)
	reading := Reading{Codes: r.codes, Parts: r.parts}
	if r.fitting != nil {
		reading.Format = r.fitting.name
	}
	return reading
}

// readLine reads the line from at on: by its format, or else by cues.
func (r *Reader) readLine(line string, at int) {
	n, program := readEnvelope(line[at:])
	at += n
	if !r.readFormat(line, at, program) {
		r.scanText(line, at, len(line))
	}
}

// readFormat reads the line from at on if it has a format, or at least the keys and values of
// JSON or of a list of pairs. program is the program that has written the line, or "".
func (r *Reader) readFormat(line string, at int, program string) bool {
	if formats := r.formats.ofProgram(program); formats != nil {
		return r.readTextAs(formats, line, at)
	}
	if at == len(line) || line[at] == '{' && r.readJSON(line, at) {
		return true
	}
	return r.readText(line, at) || r.readJSON(line, at) || r.readPairs(line, at)
}

// maxLine is how many bytes of a line are read. Lines of logs are shorter; a longer line is
// data of some other kind.
const maxLine = 64 << 10

// maxCodes is how many codes of a line are returned at most. Lines of real logs have up to
// four.
const maxCodes = 100

// add adds a code that a cue has found.
func (r *Reader) add(k model.Kind, line string, start, end int) {
	role := StatusRole
	switch k {
	case model.Reply:
		role = ReplyRole
	case model.Enhanced:
		role = EnhancedRole
	default:
	}
	r.addAs(role, k, line, start, end)
}

// addAs adds the code at line[start:end] to the codes of the line, unless it has been found
// before in the line.
func (r *Reader) addAs(role Role, k model.Kind, line string, start, end int) {
	text := line[start:end]
	if len(r.codes) == maxCodes {
		return
	}
	for i := range r.codes {
		if c := &r.codes[i]; c.Kind == k && c.Text == text {
			if c.Role == UpstreamRole && role == StatusRole && r.format != nil {
				c.Role, c.Start, c.End = role, start, end
			}
			return
		}
	}
	c := Code{Kind: k, Role: role, Text: text, Start: start, End: end, Count: 1}
	if r.format != nil && !r.inRest {
		c.Format = r.format.name
	}
	r.codes = append(r.codes, c)
}
