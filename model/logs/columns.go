package logs

import "strings"

// Tables have a header, which says what their columns are. In a W3C log, as IIS and CloudFront
// write it, the header is a directive:
//
//	#Fields: date time c-ip cs-method cs-uri-stem sc-status
//
// In other tables it is the names of the columns, with commas, semicolons or tabs between them:
//
//	timestamp,method,url,status

// table is the table that is being read.
type table struct {
	columns   []column // the columns that are parts; nil without a header
	count     int      // how many columns the table has
	separator byte     // what is between the cells; 0 for a W3C log, which has spaces or tabs
}

// maxColumns is how many columns a W3C log may have. Real ones have up to fifty.
const maxColumns = 500

// column is a column of a table that is a part of the line.
type column struct {
	part PartName
	at   int // counted from 0
}

// readTable reads a header of a table, or a row of the table whose header came last. It
// returns false for any other line.
func (r *Reader) readTable(line string) bool {
	if strings.HasPrefix(line, "#") {
		return r.readDirective(line)
	}
	return r.table.columns != nil && r.readRow(line) || r.readHeader(line)
}

// readHeader reports whether the line has the names of columns, one of which has status codes.
func (r *Reader) readHeader(line string) bool {
	separator := headerSeparator(line)
	if separator == 0 {
		return false
	}
	t := table{separator: separator}
	hasStatus, isAboutRequests := false, false
	for start := 0; start <= len(line); t.count++ {
		end := start + cellLength(line[start:], separator)
		name := strings.Trim(line[start:end], `"`)
		if !isColumnName(name) {
			return false
		}
		if part := namedPart(name); part != unnamed {
			t.columns = append(t.columns, column{part, t.count})
			hasStatus = hasStatus || part == StatusPart
			isAboutRequests = isAboutRequests || part == Method || part == Path || part == Duration || part == Agent ||
				part == StatusPart && lowerLetters(name) != "status"
		}
		start = end + 1
	}
	if !hasStatus || !isAboutRequests { // a "status" may be that of an order, too
		return false
	}
	r.table = t
	return true
}

// headerSeparator returns what is between the names of columns, or 0 if the line has other bytes
// than such names have.
func headerSeparator(line string) byte {
	const longest = 2000 // in bytes
	if line == "" || len(line) > longest || !isLetter(line[0]) && line[0] != '"' {
		return 0 // as in nearly every line of an access log
	}
	separator := byte(0)
	for i := range len(line) {
		switch b := line[i]; b {
		case '\t', ',', ';':
			if separator == 0 {
				separator = b
			}
		case ' ', '(', ')', '/', '"':
		default:
			if !isKeyByte(b) {
				return 0
			}
		}
	}
	return separator
}

// isColumnName reports whether the text, which has no other punctuation, can be the name of a
// column. In a sentence, a space is after a comma.
func isColumnName(text string) bool {
	return text != "" && len(text) <= 40 && (isLetter(text[0]) || text[0] == '_' || text[0] == '@')
}

// namedPart returns the part that a column with the name is.
func namedPart(name string) PartName {
	switch key := lowerLetters(name); key {
	case "status", "httpcode", "responsecode", "rescode", "respcode":
		return StatusPart
	case "timestamp", "time", "date", "datetime":
		return Time
	case "method", "requestmethod", "httpmethod", "verb":
		return Method
	case "url", "uri", "path", "requesturi", "requestpath", "endpoint":
		return Path
	case "host", "domain":
		return Host
	case "clientip", "remoteaddr", "remoteip", "ip", "client":
		return Client
	case "useragent", "agent":
		return Agent
	case "bytes", "size", "responsesize":
		return Bytes
	case "elapsed", "duration", "latency", "responsetime":
		return Duration
	case "responsemessage", "reason":
		return Reason
	case "message", "error", "reply", "response", "diagnosticcode":
		return Message
	default:
		if isStatusKeyName(key) && !strings.HasPrefix(key, "upstream") && !strings.HasPrefix(key, "origin") {
			return StatusPart
		}
		return unnamed
	}
}

// readDirective reports whether the line is a directive of a W3C log, which is a line such as
// "#Version: 1.0". From the directive "#Fields: ..." it remembers the columns.
func (r *Reader) readDirective(line string) bool {
	names, ok := strings.CutPrefix(line, "#Fields:")
	if !ok {
		return strings.HasPrefix(line, "#Version:") || strings.HasPrefix(line, "#Software:") || strings.HasPrefix(line, "#Date:")
	}
	r.table = table{}
	for _, name := range strings.Fields(names) {
		if part := columnPart(name); part != unnamed {
			r.table.columns = append(r.table.columns, column{part, r.table.count})
		}
		r.table.count++
	}
	if r.table.count > maxColumns {
		r.table = table{}
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

// readRow reads the line if it is a row of the table: it has as many cells as there are columns,
// and what is in them fits.
func (r *Reader) readRow(line string) bool {
	separator := r.table.separator
	switch {
	case separator != 0:
	case strings.IndexByte(line, '\t') >= 0:
		separator = '\t'
	default:
		separator = ' '
	}
	parts, next := r.parts[:0], 0
	start, n := 0, 0
	for ; start <= len(line) && n <= r.table.count; n++ {
		end := start + cellLength(line[start:], separator)
		if next < len(r.table.columns) && r.table.columns[next].at == n {
			parts = append(parts, unquoted(line, Part{r.table.columns[next].part, start, end}))
			next++
		}
		start = end + 1
	}
	r.parts = parts
	if n != r.table.count || !fitColumns(line, parts) {
		r.parts = parts[:0]
		return false
	}
	r.addParts(&r.row, line)
	return true
}

// unquoted returns the part without the quotation marks around it.
func unquoted(line string, p Part) Part {
	if p.End-p.Start >= 2 && line[p.Start] == '"' && line[p.End-1] == '"' {
		p.Start, p.End = p.Start+1, p.End-1
	}
	return p
}

// cellLength returns the length of the cell at the start of s. A cell with quotation marks may
// contain the separator, and two marks for one.
func cellLength(s string, separator byte) int {
	const longest = 4096 // in bytes
	for n := 1; n < min(len(s), longest) && s[0] == '"'; n++ {
		switch {
		case s[n] != '"':
		case n+1 == len(s) || s[n+1] == separator:
			return n + 1
		case s[n+1] == '"':
			n++
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
			ok = cell == "" || statusLength(cell) == len(cell)
		case Time:
			ok = strings.ContainsAny(cell, ":-") || countDigits(cell) >= len("1732183200")
		case Client:
			ok = cell == "-" || cell == "" || strings.ContainsAny(cell, ".:")
		case Method:
			ok = cell == "-" || cell == "" || methodLength(cell) == len(cell)
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
