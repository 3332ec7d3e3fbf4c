package logs

import (
	"strings"

	"teapot/model"
)

// readColumns adds the codes of a line in a format with fixed columns. These formats are the
// W3C logs of IIS and CloudFront, and the logs of AWS load balancers. readColumns returns
// false for a line in any other format.
func (r *Reader) readColumns(line string) bool {
	if line == "" {
		return true
	}
	if line[0] == '#' {
		return r.readDirective(line)
	}
	switch {
	case isCloudFront(line):
		r.addColumn(line, '\t', 8) // sc-status
	case r.statusColumns != nil && isDate(line):
		r.readW3C(line)
	case isLoadBalancer(line):
		r.addColumn(line, ' ', 8) // elb_status_code
		r.addColumn(line, ' ', 9) // target_status_code
	case isClassicBalancer(line):
		r.addColumn(line, ' ', 7) // elb_status_code
		r.addColumn(line, ' ', 8) // backend_status_code
	case isIIS(line):
		r.readIIS(line)
	default:
		return false
	}
	return true
}

// readDirective reports whether the line is a directive of a W3C log, which is a line such as
// "#Version: 1.0". From the directive "#Fields: ..." it remembers which columns have status
// codes.
func (r *Reader) readDirective(line string) bool {
	names, ok := strings.CutPrefix(line, "#Fields:")
	if !ok {
		return strings.HasPrefix(line, "#Version:") || strings.HasPrefix(line, "#Software:") || strings.HasPrefix(line, "#Date:")
	}
	r.statusColumns = nil
	for i, name := range strings.Fields(names) {
		if name == "sc-status" {
			r.statusColumns = append(r.statusColumns, i)
		}
	}
	return true
}

// readW3C adds the codes in the columns that the last "#Fields" directive has named.
func (r *Reader) readW3C(line string) {
	separator := byte(' ')
	if strings.IndexByte(line, '\t') >= 0 {
		separator = '\t'
	}
	for _, n := range r.statusColumns {
		r.addColumn(line, separator, n)
	}
}

// addColumn adds the HTTP status code in column n of the line, if there is one. The first
// column has the number 0.
func (r *Reader) addColumn(line string, separator byte, n int) {
	start := 0
	for ; n > 0; n-- {
		i := strings.IndexByte(line[start:], separator)
		if i < 0 {
			return
		}
		start += i + 1
	}
	end := start
	for end < len(line) && line[end] != separator {
		end++
	}
	if end-start == 3 && isDigits(line[start:end]) && line[start:end] != "000" {
		r.add(model.Status, line, start, end)
	}
}

// isDate reports whether the line begins with a date such as 2026-11-21.
func isDate(line string) bool {
	return len(line) > 10 && isDigits(line[:4]) && line[4] == '-' && isDigits(line[5:7]) && line[7] == '-' && isDigits(line[8:10])
}

// isCloudFront reports whether the line is from a standard log of CloudFront. Such a line
// begins with a date, and tabs separate its many columns.
func isCloudFront(line string) bool {
	return isDate(line) && strings.Count(line, "\t") >= 12
}

// isLoadBalancer reports whether the line is from an application load balancer of AWS. Such
// a line begins with the protocol, the time and the name of the balancer.
func isLoadBalancer(line string) bool {
	protocol, rest, _ := strings.Cut(line, " ")
	switch protocol {
	case "http", "https", "h2", "grpcs", "ws", "wss":
		stamp, rest, _ := strings.Cut(rest, " ")
		return isDate(stamp) && strings.HasPrefix(rest, "app/")
	}
	return false
}

// isClassicBalancer reports whether the line is from a classic load balancer of AWS. Such a
// line begins with the time, a name, two addresses with ports and three durations.
func isClassicBalancer(line string) bool {
	if !isDate(line) || line[10] != 'T' {
		return false
	}
	f := strings.SplitN(line, " ", 10)
	return len(f) == 10 && strings.Contains(f[2], ":") && isDuration(f[4]) && isDuration(f[5]) && isDuration(f[6])
}

// isDuration reports whether s is a duration as load balancers write it: a number of seconds
// such as 0.000073, or -1 if the duration is unknown.
func isDuration(s string) bool {
	seconds, fraction, _ := strings.Cut(s, ".")
	return s == "-1" || isDigits(seconds) && isDigits(fraction)
}

// isIIS reports whether the line begins with the usual columns of IIS: date, time, address
// and method. It is needed for logs whose "#Fields" directive the reader has not seen.
func isIIS(line string) bool {
	if !isDate(line) {
		return false
	}
	f := strings.SplitN(line, " ", 8)
	return len(f) == 8 && strings.Count(f[1], ":") == 2 && len(f[1]) == 8 && (isMethod(f[3]) || isMethod(f[4]) || isMethod(f[5]))
}

// readIIS adds the status code of a line of IIS. The line ends with several numbers: the
// status code, the sub-status, the Windows status, and counts of bytes and milliseconds.
func (r *Reader) readIIS(line string) {
	f := strings.Split(line, " ")
	n := len(f)
	for n > 0 && isDigits(f[n-1]) {
		n--
	}
	if numbers := len(f) - n; n > 4 && numbers >= 3 && len(f[n]) == 3 {
		start := len(strings.Join(f[:n], " ")) + 1
		r.add(model.Status, line, start, start+3)
	}
}
