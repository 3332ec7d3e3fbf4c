package logs

import "strings"

// A W3C log says in a directive what its columns are:
//
//	#Fields: date time c-ip cs-method cs-uri-stem sc-status
//
// IIS and CloudFront write such logs.

// column is a column of a W3C log that is a part of the line.
type column struct {
	part PartName
	at   int // counted from 0
}

// readW3C reads a directive of a W3C log, or a line whose columns the last directive has
// named. It returns false for any other line.
func (r *Reader) readW3C(line string) bool {
	if strings.HasPrefix(line, "#") {
		return r.readDirective(line)
	}
	return r.columns != nil && r.readRow(line)
}

// readDirective reports whether the line is a directive of a W3C log, which is a line such as
// "#Version: 1.0". From the directive "#Fields: ..." it remembers the columns.
func (r *Reader) readDirective(line string) bool {
	names, ok := strings.CutPrefix(line, "#Fields:")
	if !ok {
		return strings.HasPrefix(line, "#Version:") || strings.HasPrefix(line, "#Software:") || strings.HasPrefix(line, "#Date:")
	}
	r.columns, r.columnCount = r.columns[:0], 0
	for _, name := range strings.Fields(names) {
		if part := columnPart(name); part != unnamed {
			r.columns = append(r.columns, column{part, r.columnCount})
		}
		r.columnCount++
	}
	return true
}

// columnPart returns the part that a column of a W3C log is.
func columnPart(name string) PartName {
	switch name {
	case "date", "time", "timestamp":
		return Time
	case "c-ip":
		return Client
	case "cs-method":
		return Method
	case "cs-host", "cs(Host)", "x-host-header":
		return Host
	case "cs-uri-stem":
		return Path
	case "cs-version", "cs-protocol-version":
		return Protocol
	case "sc-status":
		return StatusPart
	case "sc-substatus":
		return Substatus
	case "x-edge-result-type", "x-edge-detailed-result-type", "s-reason":
		return Flags
	case "time-taken":
		return Duration
	case "sc-bytes":
		return Bytes
	case "cs(User-Agent)":
		return Agent
	}
	return unnamed
}

// readRow reads the line if it is a row of the W3C log: it has as many cells as there are
// columns, and what is in them fits.
func (r *Reader) readRow(line string) bool {
	separator := byte(' ')
	if strings.IndexByte(line, '\t') >= 0 {
		separator = '\t'
	}
	parts, next := r.parts[:0], 0
	start, n := 0, 0
	for ; start <= len(line); n++ {
		end := start + cellLength(line[start:], separator)
		if next < len(r.columns) && r.columns[next].at == n {
			parts = append(parts, Part{r.columns[next].part, start, end})
			next++
		}
		start = end + 1
	}
	r.parts = parts
	if n != r.columnCount || !fitColumns(line, parts) {
		r.parts = parts[:0]
		return false
	}
	r.addParts(&r.w3c, line)
	return true
}

// cellLength returns the length of the cell at the start of s. A cell with quotation marks may
// contain the separator.
func cellLength(s string, separator byte) int {
	if strings.HasPrefix(s, `"`) {
		if n := quotedLength(s[1:]); n >= 0 && (n+2 == len(s) || s[n+2] == separator) {
			return n + 2
		}
	}
	if n := strings.IndexByte(s, separator); n >= 0 {
		return n
	}
	return len(s)
}

// fitColumns reports whether the parts look like what they should be: the status is a status
// code, the time has a colon or a dash, the address has a point or a colon.
func fitColumns(line string, parts []Part) bool {
	for _, p := range parts {
		cell, ok := line[p.Start:p.End], true
		switch p.Name {
		case StatusPart:
			ok = statusLength(cell) == len(cell)
		case Time:
			ok = strings.ContainsAny(cell, ":-")
		case Client:
			ok = cell == "-" || strings.ContainsAny(cell, ".:")
		case Method:
			ok = cell == "-" || methodLength(cell) == len(cell)
		default:
		}
		if !ok {
			return false
		}
	}
	return true
}

// matchIIS matches a line of IIS whose columns are not known, because the reader has not
// seen the directive. It begins with date and time, and has a method near the start. It ends
// with numbers: the status code, the sub-status, the status of Windows, and often counts of
// bytes and milliseconds.
func matchIIS(m *matcher, at int) int {
	line := m.line[at:]
	if !isDate(line) || !hasMethodColumn(line) {
		return -1
	}
	end, numbers := len(line), 0
	for end > 0 {
		start := strings.LastIndexByte(line[:end-1], ' ') + 1
		if !isDigits(strings.TrimSuffix(line[start:end], " ")) {
			break
		}
		end, numbers = start, numbers+1
	}
	if numbers < 3 || statusLength(line[end:]) != 3 {
		return -1
	}
	m.parts = append(m.parts, Part{Time, at, at + len("2026-11-21 10:00:00")}, Part{StatusPart, at + end, at + end + 3})
	return len(m.line)
}

// hasMethodColumn reports whether the fourth, fifth or sixth column of the line is a method.
func hasMethodColumn(line string) bool {
	for n := range 6 {
		column, after, _ := strings.Cut(line, " ")
		if n == 1 && (len(column) < 8 || strings.Count(column, ":") != 2) {
			return false
		}
		if n >= 3 && isMethod(column) {
			return true
		}
		line = after
	}
	return false
}

// isDate reports whether the line begins with a date such as 2026-11-21.
func isDate(line string) bool {
	return len(line) > 10 && isDigits(line[:4]) && line[4] == '-' && isDigits(line[5:7]) && line[7] == '-' && isDigits(line[8:10])
}
