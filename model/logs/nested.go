package logs

import (
	"strconv"
	"strings"
)

// Values of JSON strings may be lines of another program: Docker and journald write the
// output of programs so, and the line may be JSON again. They are decoded and read like other
// lines. Afterwards the places of codes and parts are converted to those in the whole line.

// maxNesting is how many lines may be inside one another.
const maxNesting = 3

// minOutput is how many bytes a value has at least that is compared with the formats of lines.
// Shorter values are messages such as "handled request".
const minOutput = 20

// level is what is known about the line at one depth of nesting.
type level struct {
	fields  []field // the keys and values of the line
	decoded []byte  // the text of the value that is being read
	offsets []int32 // for each byte of decoded its place in the line around it
}

// readNested reads the value of a JSON string that may be a line of another program, or that
// has escape sequences, which cues do not understand. It returns false for other values.
func (r *Reader) readNested(line string, v field) bool {
	isLine := isLineKey(line[v.keyStart:v.keyEnd])
	if !v.isString || r.depth+1 == maxNesting {
		return false
	}
	firstCode, firstPart, lastRequest, skipQuoted := len(r.codes), r.firstPart, r.facts.lastRequest, r.skipQuoted
	l := &r.levels[r.depth]
	inner := len(r.parts)
	r.depth, r.firstPart, r.skipQuoted, r.facts.lastRequest = r.depth+1, inner, false, 0
	isRead := false
	if strings.IndexByte(line[v.start:v.end], '\\') >= 0 {
		// The key stays before the text, because cues may need it.
		l.decode(line, v.keyStart, v.end)
		r.readLines(string(l.decoded), v.start-v.keyStart, isLine)
		r.relocate(l.offsets, line, firstCode, inner)
		isRead = true
	} else if isLine && v.end-v.start >= minOutput {
		n, program := readEnvelope(line[v.start:v.end])
		isRead = r.readFormat(line[:v.end], v.start+n, program)
	}
	r.depth, r.firstPart, r.skipQuoted, r.facts.lastRequest = r.depth-1, firstPart, skipQuoted, lastRequest
	return isRead
}

// readLines reads the lines of a text, which begins at text[at]. Formats are tried only if the
// text is the output of a program.
func (r *Reader) readLines(text string, at int, isOutput bool) {
	from := 0 // cues read the first line with its key
	for {
		end := at
		for end < len(text) && text[end] != '\n' {
			end++
		}
		if isOutput {
			r.readOutput(text[:end], from, at)
		} else {
			r.scanText(text[:end], from, end)
		}
		if end == len(text) {
			return
		}
		r.firstPart, at, from = len(r.parts), end+1, end+1
		r.skipQuoted, r.facts.lastRequest = false, 0
	}
}

// readOutput reads a line of the output of a program, which begins at line[at]. Without a format
// cues read the line from the offset from on.
func (r *Reader) readOutput(line string, from, at int) {
	n, program := readEnvelope(line[at:])
	if n > 0 {
		from = at + n
	}
	if !r.readFormat(line, at+n, program) {
		r.scanText(line, from, len(line))
	}
}

// relocate converts the places of the codes from firstCode on, and of the parts from firstPart
// on, to places in the line around the text.
func (r *Reader) relocate(offsets []int32, line string, firstCode, firstPart int) {
	for i := firstCode; i < len(r.codes); i++ {
		c := &r.codes[i]
		c.Start, c.End = int(offsets[c.Start]), int(offsets[c.End-1])+1
		c.Text = line[c.Start:c.End]
	}
	for i := firstPart; i < len(r.parts); i++ {
		p := &r.parts[i]
		p.Start, p.End = int(offsets[p.Start]), int(offsets[p.End])
	}
}

// isLineKey reports whether programs write whole lines of other programs as the value of the
// key.
func isLineKey(key string) bool {
	switch key {
	case "log", "MESSAGE", "message", "msg", "line", "textPayload", "original", "@message":
		return true
	}
	return false
}

// decode decodes line[from:to], the content of a JSON string. Control sequences, such as those
// for colors, and line breaks at the end are left out.
func (l *level) decode(line string, from, to int) {
	l.decoded, l.offsets = l.decoded[:0], l.offsets[:0]
	for i := from; i < to; {
		b, n := decodeByte(line[i:to])
		if b == escape {
			n += escapedSequenceLength(line[i+n : to])
		} else {
			l.decoded = append(l.decoded, b)
			l.offsets = append(l.offsets, int32(i))
		}
		i += n
	}
	end := len(l.decoded)
	for end > 0 && (l.decoded[end-1] == '\n' || l.decoded[end-1] == '\r') {
		end--
	}
	l.decoded = l.decoded[:end]
	l.offsets = append(l.offsets[:end], int32(to)) // the end of a part may be the end of the text
}

// decodeByte returns the byte with which s begins, and how long it is in s, where it may be
// an escape sequence. Characters beyond ASCII become a question mark.
func decodeByte(s string) (b byte, n int) {
	if s[0] != '\\' || len(s) == 1 {
		return s[0], 1
	}
	switch s[1] {
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
		if len(s) >= 6 {
			if v, err := strconv.ParseUint(s[2:6], 16, 16); err == nil {
				if v > 0x7f {
					v = '?'
				}
				return byte(v), 6
			}
		}
	}
	return s[1], 2
}

// escapedSequenceLength returns the length of the rest of a control sequence that sets
// colors, after its escape character.
func escapedSequenceLength(s string) int {
	if !strings.HasPrefix(s, "[") {
		return 0
	}
	n := 1
	for n < len(s) && (isDigit(s[n]) || s[n] == ';') {
		n++
	}
	if n == len(s) || !isLetter(s[n]) {
		return 0
	}
	return n + 1
}
