package logs

import "strings"

// maxFields is how many fields of a line are looked at. Log lines have up to a hundred.
const maxFields = 500

// maxDepth is how deep objects may be inside one another. What is deeper is not looked at.
const maxDepth = 64

// readJSON reads the line if it has a JSON object, perhaps with a text before it.
func (r *Reader) readJSON(line string, at int) bool {
	fields := appendJSON(r.levels[r.depth].fields[:0], line, at)
	r.levels[r.depth].fields = fields
	if len(fields) == 0 {
		return false
	}
	f := formatOf(r.formats.json, r.lastJSON, line, fields)
	if f != nil {
		r.lastJSON = f
	}
	r.addFields(f, fields, line, at)
	return true
}

// appendJSON appends the fields of the JSON object in the line from at on.
func appendJSON(fields []field, line string, at int) []field {
	if line[at] != '{' {
		n := strings.Index(line[at:], `{"`)
		if n < 0 || !endsWithAny(line, "}", "}]") {
			return fields
		}
		at += n
	}
	p := jsonParser{line: line, at: at, fields: fields}
	p.parse()
	nameAttributes(line, p.fields)
	return p.fields
}

// jsonParser finds the fields of a JSON object. It is lenient: a line that has been cut has
// the fields before the cut.
type jsonParser struct {
	line    string
	at      int
	fields  []field
	parents [maxDepth]int // for the objects and lists around at: the field that has them, or -1
	depth   int           // how many of parents are in use
}

// parse finds all fields.
func (p *jsonParser) parse() {
	for p.at < len(p.line) && len(p.fields) < maxFields && p.depth < maxDepth {
		switch p.line[p.at] {
		case '"':
			p.parseString()
		case '{', '[':
			p.enter(p.parent())
		case '}', ']':
			p.at++
			p.depth = max(0, p.depth-1)
		default:
			p.at++
		}
	}
}

// parent returns the field that has the current object or list, or -1.
func (p *jsonParser) parent() int {
	if p.depth == 0 {
		return -1
	}
	return p.parents[p.depth-1]
}

// enter begins an object or a list, which the field has.
func (p *jsonParser) enter(parent int) {
	p.at++
	p.parents[p.depth] = parent
	p.depth++
}

// parseString reads a string. If the string is a key, parseString adds its field.
func (p *jsonParser) parseString() {
	start := p.at + 1
	n := quotedLength(p.line[start:])
	if n < 0 {
		p.at = len(p.line)
		return
	}
	p.at = skipSpace(p.line, start+n+1)
	if p.at == len(p.line) || p.line[p.at] != ':' {
		return
	}
	p.at = skipSpace(p.line, p.at+1)
	if p.at < len(p.line) {
		p.addField(start, start+n)
	}
}

// addField adds the field with the key. Its value begins at p.at.
func (p *jsonParser) addField(keyStart, keyEnd int) {
	f := field{keyStart: keyStart, keyEnd: keyEnd, start: p.at, end: p.at, parent: p.parent()}
	switch p.line[p.at] {
	case '"':
		f.isString = true
		f.start++
		n := quotedLength(p.line[f.start:])
		if n < 0 {
			n = len(p.line) - f.start
		}
		f.end = f.start + n
		p.at = min(f.end+1, len(p.line))
	case '{', '[':
		f.isObject = true
		p.enter(len(p.fields))
	default:
		for p.at < len(p.line) && strings.IndexByte(",}] ", p.line[p.at]) < 0 {
			p.at++
		}
		f.end = p.at
	}
	p.fields = append(p.fields, f)
}

// skipSpace returns the offset of the first byte from at on that is no space.
func skipSpace(line string, at int) int {
	for at < len(line) && line[at] == ' ' {
		at++
	}
	return at
}

// nameAttributes gives the attributes of OpenTelemetry the keys that they have inside:
//
//	{"key":"http.response.status_code","value":{"intValue":"404"}}
func nameAttributes(line string, fields []field) {
	for i := 0; i+1 < len(fields); i++ {
		key, value := &fields[i], &fields[i+1]
		if !key.isString || !strings.EqualFold(line[key.keyStart:key.keyEnd], "key") || !strings.EqualFold(line[value.keyStart:value.keyEnd], "value") {
			continue
		}
		if value.parent != key.parent {
			continue
		}
		for n := i + 2; n < len(fields) && fields[n].parent == i+1; n++ {
			inner := &fields[n]
			if name := line[inner.keyStart:inner.keyEnd]; name == "Type" {
				continue
			}
			inner.keyStart, inner.keyEnd, inner.parent = key.start, key.end, key.parent
		}
	}
}
