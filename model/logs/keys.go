package logs

import (
	"strings"

	"teapot/model"
)

// A list of keys says which keys of a JSON object, or of key=value pairs, have which parts:
//
//	DownstreamStatus!:status OriginStatus:upstream-status request/uri:path
//
// A line is in the format if it has all the keys with an exclamation mark. A key of an
// object in the object comes after a slash.

// keyList maps the keys of a format to parts.
type keyList struct {
	parts    []keyPart
	required []keyPart // those of parts that a line must have
	lengths  uint64    // has bit n if a key has n bytes, so that most fields need no comparison
}

// keyPart is a key and the part that its value is.
type keyPart struct {
	key  []string // the last element is the key, the ones before are the keys of the objects around it
	part PartName
}

// compileKeys returns the keys of a list. A mistake in a list is a mistake in the program,
// which the tests find.
func (p *patternParser) compileKeys(list string) keyList {
	var l keyList
	for _, item := range strings.Fields(list) {
		key, name, _ := strings.Cut(item, ":")
		key, required := strings.CutSuffix(key, "!")
		part, ok := p.names[name]
		if !ok {
			panic("logs: list of keys with the unknown part " + name)
		}
		k := keyPart{strings.Split(key, "/"), part}
		l.parts = append(l.parts, k)
		l.lengths |= 1 << (len(k.key[len(k.key)-1]) & 63)
		if required {
			l.required = append(l.required, k)
		}
	}
	return l
}

// field is a key with its value in a line.
type field struct {
	keyStart, keyEnd int
	start, end       int  // the value, without quotation marks
	parent           int  // the field that has the object in which this one is, or -1
	isObject         bool // the value is an object or a list
	isString         bool // the value is a JSON string
}

// partOf returns the part that the field is, or unnamed.
func (l *keyList) partOf(line string, fields []field, i int) PartName {
	if l.lengths>>((fields[i].keyEnd-fields[i].keyStart)&63)&1 == 0 {
		return unnamed
	}
	for n := range l.parts {
		if k := &l.parts[n]; k.matches(line, fields, i) {
			return k.part
		}
	}
	return unnamed
}

// matches reports whether the field has the key.
func (k *keyPart) matches(line string, fields []field, i int) bool {
	for n := len(k.key) - 1; n >= 0; n-- {
		if i < 0 || line[fields[i].keyStart:fields[i].keyEnd] != k.key[n] {
			return false
		}
		i = fields[i].parent
	}
	return true
}

// isIn reports whether one of the fields has the key.
func (k *keyPart) isIn(line string, fields []field) bool {
	for i := range fields {
		if !fields[i].isObject && k.matches(line, fields, i) {
			return true
		}
	}
	return false
}

// fits reports whether the fields are those of the format.
func (l *keyList) fits(line string, fields []field) bool {
	for n := range l.required {
		if !l.required[n].isIn(line, fields) {
			return false
		}
	}
	return true
}

// formatOf returns the format of the fields, or nil. The last format is tried first.
func formatOf(formats []*format, last *format, line string, fields []field) *format {
	if last != nil && last.keys.fits(line, fields) {
		return last
	}
	for _, f := range formats {
		if f.keys.fits(line, fields) {
			return f
		}
	}
	return nil
}

// addFields adds the codes of the fields, which are in the line from at on. Fields that are no
// part of the format are read by cues, together with the text between the fields.
func (r *Reader) addFields(f *format, fields []field, line string, at int) {
	if f != nil {
		r.fitting = f
	}
	for i, v := range fields {
		r.scan(line, at, v.keyStart)
		at = v.end
		name := unnamed
		if f != nil {
			name = f.keys.partOf(line, fields, i)
		}
		switch {
		case r.addCounted(line, fields, i), v.isObject:
		case name != unnamed:
			r.addField(f, line, Part{name, v.start, v.end})
		case isClientKey(line[v.keyStart:v.keyEnd]):
		default:
			if !r.readNested(line, v) {
				r.scan(line, v.keyStart, v.end)
			}
		}
	}
	r.scan(line, at, len(line))
}

// addCounted adds the status code that the key of field i is, if the field says how often the
// code came. The reports of load generators have such objects:
//
//	{"status_codes":{"200":4980,"503":20}}
//	{"statusCodeStats":{"200":{"count":4980}}}
func (r *Reader) addCounted(line string, fields []field, i int) bool {
	v := fields[i]
	if v.keyEnd-v.keyStart != 3 || v.parent < 0 || !isDigits(line[v.keyStart:v.keyEnd]) || !isStatus(line[v.keyStart:v.keyEnd]) {
		return false
	}
	switch lowerLetters(line[fields[v.parent].keyStart:fields[v.parent].keyEnd]) {
	case "statuscodes", "statuscodestats", "statuscodedistribution", "httpstatuscodes", "responsecodes", "codes":
	default:
		return false
	}
	r.addAs(StatusRole, model.Status, line, v.keyStart, v.keyEnd)
	if v.isObject && i+1 < len(fields) && line[fields[i+1].keyStart:fields[i+1].keyEnd] == "count" {
		v = fields[i+1]
	}
	r.setCount(line, Part{Count, v.start, v.end})
	return true
}

// addField adds a part of the format, and its codes.
func (r *Reader) addField(f *format, line string, p Part) {
	r.format = f
	if p.Name == request {
		m := matcher{line, r.parts}
		m.addRequest(p.Start, p.End)
		r.parts = m.parts
	} else {
		r.parts = append(r.parts, p)
		r.addPart(line, p)
	}
	r.format, r.inRest = nil, false
}

// isClientKey reports whether the value of the key is chosen by the client of a server or
// by the sender of a mail, such as a path or a subject. A number in it is no answer.
func isClientKey(key string) bool {
	const lastLetters = "hiltrygHILTRYG" // of the keys below
	if key == "" || strings.IndexByte(lastLetters, key[len(key)-1]) < 0 {
		return false
	}
	switch lowerLetters(key) {
	case "path", "uri", "url", "useragent", "agent", "referer", "referrer", "subject", "query", "querystring", "httpuseragent", "httpreferer":
		return true
	}
	return false
}
