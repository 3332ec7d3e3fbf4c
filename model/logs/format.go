package logs

import (
	"strconv"
	"strings"

	"teapot/model"
)

// format is one way in which programs write lines. Exactly one of pattern, json, pairs and
// match is set.
type format struct {
	name    string
	example string // a line in the format
	program string // the programs that write it, as syslog names them, with spaces between them; "" for any
	has     string // text that every such line has; "" if the pattern alone decides
	pattern string // for a line of text: what is where
	json    string // for a JSON object: which keys have which parts
	pairs   string // for key=value: which keys have which parts
	// match is for a line of text of which a pattern cannot say what is where. It returns
	// where the match ends, or -1.
	match func(m *matcher, at int) int

	steps []step  // compiled from pattern
	needs byteSet // the bytes of all literal texts that every line in the format has
	keys  keyList // compiled from json or pairs
}

// formatLists holds the compiled formats by the way in which their lines are built.
type formatLists struct {
	all   []*format
	text  [firstCount][]*format // by the first byte of the line
	mail  []programFormats      // by the program that syslog names
	json  []*format
	pairs []*format
}

// programFormats are the formats of the lines of a program.
type programFormats struct {
	program string // with what the name of the program begins: postfix
	formats []*format
}

// addProgram adds the format to those of the program.
func (l *formatLists) addProgram(program string, f *format) {
	for i := range l.mail {
		if m := &l.mail[i]; m.program == program {
			m.formats = append(m.formats, f)
			return
		}
	}
	l.mail = append(l.mail, programFormats{program, []*format{f}})
}

// ofProgram returns the formats of a program that writes no other lines, or nil.
func (l *formatLists) ofProgram(program string) []*format {
	if program == "" {
		return nil
	}
	for i := range l.mail {
		if strings.HasPrefix(program, l.mail[i].program) {
			return l.mail[i].formats
		}
	}
	return nil
}

// first says with what kind of byte a line begins. Only the formats that can begin with such
// a byte are tried.
type first uint8

// The kinds of first bytes.
const (
	firstDigit first = iota
	firstLetter
	firstBracket
	firstSpace
	firstOther
	firstCount
)

// firstOf returns the kind of the byte.
func firstOf(b byte) first {
	switch {
	case isDigit(b):
		return firstDigit
	case isLetter(b):
		return firstLetter
	case b == '[':
		return firstBracket
	case b == ' ' || b == '\t':
		return firstSpace
	}
	return firstOther
}

// allFormats returns all formats. Of two formats that fit a line, the first one reads it.
func allFormats() []format {
	var all []format
	for _, table := range [][]format{
		proxyFormats(), accessFormats(), errorLogFormats(), loadFormats(), iisFormats(), cloudFormats(),
		scriptFormats(), frameworkFormats(), postfixFormats(), otherMailFormats(), mailClientFormats(), mailServiceFormats(),
		structuredFormats(),
	} {
		all = append(all, table...)
	}
	return all
}

// newFormatLists compiles all formats.
func newFormatLists() formatLists {
	var l formatLists
	formats := allFormats()
	p := newPatternParser()
	for i := range formats {
		f := &formats[i]
		l.all = append(l.all, f)
		switch {
		case f.json != "":
			f.keys = p.compileKeys(f.json)
			l.json = append(l.json, f)
		case f.pairs != "":
			f.keys = p.compileKeys(f.pairs)
			l.pairs = append(l.pairs, f)
		default:
			if f.match == nil {
				f.steps = p.compile(f.pattern)
			}
			f.needs = bytesOf(f.has)
			for _, s := range f.steps {
				f.needs.add(bytesOf(s.literal))
			}
			for program := range strings.FieldsSeq(f.program) {
				l.addProgram(program, f)
			}
			for b := range firstCount {
				if f.canBegin(b) {
					l.text[b] = append(l.text[b], f)
				}
			}
		}
	}
	return l
}

// canBegin reports whether a line in the format can begin with such a byte.
func (f *format) canBegin(b first) bool {
	if f.steps == nil {
		return true
	}
	switch s := f.steps[0]; {
	case s.literal != "":
		return firstOf(s.literal[0]) == b
	case s.kind == number || s.kind == status:
		return b == firstDigit || b == firstOther
	case s.kind == method:
		return b == firstLetter
	}
	return true
}

// byteSet is a set of ASCII bytes.
type byteSet [2]uint64

// bytesOf returns the set of the ASCII bytes in s.
func bytesOf(s string) byteSet {
	var set byteSet
	for i := range len(s) {
		set[s[i]>>6&1] |= 1 << (s[i] & 63)
	}
	return set
}

// add adds the bytes of another set.
func (s *byteSet) add(other byteSet) { s[0], s[1] = s[0]|other[0], s[1]|other[1] }

// hasAll reports whether all bytes of the other set are in the set.
func (s byteSet) hasAll(other byteSet) bool { return other[0]&^s[0]|other[1]&^s[1] == 0 }

// fits reports whether the line is in the format, which is one of text. If so, the parts of
// the line are in the reader.
func (r *Reader) fits(f *format, line string, at int) bool {
	if f.has != "" && !strings.Contains(line[at:], f.has) {
		return false
	}
	m := &r.matcher
	m.line, m.parts = line, r.parts[:r.firstPart]
	var end int
	if f.match != nil {
		end = f.match(m, at)
	} else {
		end = m.match(f.steps, at)
	}
	r.parts = m.parts
	return end == len(line)
}

// readText reads the line if it is in a format of text.
func (r *Reader) readText(line string, at int) bool {
	last, b := r.lastText, firstOf(line[at])
	if last != nil && last.canBegin(b) && r.fits(last, line, at) {
		r.addParts(last, line)
		return true
	}
	bytes := bytesOf(line[at:])
	for _, f := range r.formats.text[b] {
		if f != last && bytes.hasAll(f.needs) && r.fits(f, line, at) {
			r.lastText = f
			r.addParts(f, line)
			return true
		}
	}
	r.parts = r.parts[:r.firstPart]
	return false
}

// readTextAs reads the line if it is in one of the formats, which are those of a program.
func (r *Reader) readTextAs(formats []*format, line string, at int) bool {
	for _, f := range formats {
		if r.fits(f, line, at) {
			r.addParts(f, line)
			return true
		}
	}
	r.parts = r.parts[:r.firstPart]
	return false
}

// addParts adds the codes of all parts of the line.
func (r *Reader) addParts(f *format, line string) {
	r.fitting, r.format = f, f
	for _, p := range r.parts[r.firstPart:] {
		r.addPart(line, p)
	}
	if n := len(r.parts); n > r.firstPart && r.parts[n-1].Name == rest {
		r.parts = r.parts[:n-1]
	}
	r.format, r.inRest = nil, false
}

// addPart adds the codes of a part: the code in a part that has only a code, and those that
// cues find in a part with text.
func (r *Reader) addPart(line string, p Part) {
	switch p.Name {
	case StatusPart:
		r.addStatuses(line, p, StatusRole)
	case UpstreamStatus:
		r.addStatuses(line, p, UpstreamRole)
	case DSN:
		if n := enhancedLength(line[p.Start:p.End]); n > 0 {
			r.addAs(EnhancedRole, model.Enhanced, line, p.Start, p.Start+n)
		}
	case Reply:
		r.scan(line, r.addReply(line, p), p.End)
	case Count:
		r.setCount(line, p)
	case Substatus:
		r.setSubStatus(line[p.Start:p.End])
	case Message:
		r.scan(line, p.Start, p.End)
	case rest:
		r.inRest, r.skipQuoted = true, true
		r.scan(line, p.Start, p.End)
	default:
	}
}

// setSubStatus gives the status code before it in the line its sub-status. IIS writes 0 if
// there is none.
func (r *Reader) setSubStatus(sub string) {
	n := len(r.codes)
	if n > 0 && r.codes[n-1].Kind == model.Status && sub != "0" && subStatusLength("."+sub) == len(sub)+1 {
		r.codes[n-1].SubStatus = sub
	}
}

// addStatuses adds the status codes of a part. Zeros are no code: programs write them if
// there was no response.
func (r *Reader) addStatuses(line string, p Part, role Role) {
	for at := p.Start; at < p.End; at++ {
		if !isDigit(line[at]) {
			continue
		}
		n := countDigits(line[at:p.End])
		if n == 3 && isStatus(line[at:at+3]) {
			r.addAs(role, model.Status, line, at, at+3)
		}
		at += n
	}
}

// setCount sets the count of the code that was added last.
func (r *Reader) setCount(line string, p Part) {
	if n, err := strconv.Atoi(line[p.Start:p.End]); err == nil && n > 0 && len(r.codes) > 0 {
		r.codes[len(r.codes)-1].Count = n
	}
}

// addReply adds the reply code with which the part begins, and the enhanced code after it. The
// text of a reply may also begin with the enhanced code, if the reply code is another part.
// addReply returns where the text after the codes begins.
func (r *Reader) addReply(line string, p Part) int {
	at, text := p.Start, line[p.Start:p.End]
	if n := enhancedLength(text); n > 0 {
		r.addAs(EnhancedRole, model.Enhanced, line, at, at+n)
		return at + n
	}
	if !startsWithReply(text) {
		return at
	}
	r.addAs(ReplyRole, model.Reply, line, at, at+3)
	return r.addEnhancedAfter(line, at+3)
}
