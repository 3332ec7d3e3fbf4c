package logs

import "strings"

// minPairs is how many key=value pairs a line must have before it is read as a list of pairs.
const minPairs = 3

// readPairs reads the line if it is a list of key=value pairs, perhaps with text before them.
func (r *Reader) readPairs(line string, at int) bool {
	if strings.IndexByte(line[at:], '=') < 0 {
		return false
	}
	fields := appendPairs(r.levels[r.depth].fields[:0], line, at)
	r.levels[r.depth].fields = fields
	if len(fields) < minPairs {
		return false
	}
	f := formatOf(r.formats.pairs, r.lastPairs, line, fields)
	if f != nil {
		r.lastPairs = f
	}
	r.addFields(f, fields, line, at)
	return true
}

// appendPairs appends the key=value pairs of the line from at on.
func appendPairs(fields []field, line string, at int) []field {
	for at < len(line) && len(fields) < maxFields {
		n := strings.IndexByte(line[at:], '=')
		if n < 0 {
			break
		}
		equals := at + n
		keyEnd := len(strings.TrimRight(line[:equals], " "))
		keyStart := keyEnd
		for keyStart > at && isKeyByte(line[keyStart-1]) {
			keyStart--
		}
		at = equals + 1
		if keyStart == keyEnd || keyStart > 0 && strings.IndexByte(" \t,([{;|\"", line[keyStart-1]) < 0 {
			continue
		}
		f := field{keyStart: keyStart, keyEnd: keyEnd, parent: -1}
		if keyEnd < equals { // spaces are around the equals sign
			at = skipSpace(line, at)
		}
		f.start, f.end = valueAt(line, at)
		fields = append(fields, f)
		at = f.end
	}
	return fields
}

// valueAt returns where the value at line[at] begins and ends, without quotation marks. A
// value without them ends at a space or a comma.
func valueAt(line string, at int) (start, end int) {
	if at == len(line) {
		return at, at
	}
	switch line[at] {
	case '"':
		n := quotedLength(line[at+1:])
		if n < 0 {
			n = len(line) - at - 1
		}
		return at + 1, at + 1 + n
	case '\'': // the text may have apostrophes
		if n := strings.Index(line[at+1:], "' "); n >= 0 {
			return at + 1, at + 1 + n
		}
		return at + 1, max(at+1, len(strings.TrimSuffix(line, "'")))
	case '[':
		if n := strings.IndexByte(line[at:], ']'); n > 0 {
			return at, at + n + 1
		}
	}
	end = at
	for end < len(line) && strings.IndexByte(" \t,", line[end]) < 0 {
		end++
	}
	return at, end
}
