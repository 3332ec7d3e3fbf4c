package logs

import (
	"strings"

	"teapot/model"
)

// table reads lines whose codes stand in a column: W3C logs (IIS, CloudFront)
// and those of AWS load balancers. It reports whether the line is one.
func (r *Reader) table(line string) bool {
	if line == "" {
		return true
	}
	if line[0] == '#' {
		return r.announce(line)
	}
	switch {
	case strings.Count(line, "\t") >= 12 && isDate(line):
		r.column(line, '\t', cloudfrontStatus)
	case r.columns != nil && isDate(line):
		r.columnsOf(line)
	case isLoadBalancer(line):
		r.column(line, ' ', 8)
		r.column(line, ' ', 9)
	case isClassicBalancer(line):
		r.column(line, ' ', 7)
		r.column(line, ' ', 8)
	case isDate(line) && isIIS(line):
		r.iis(line)
	default:
		return false
	}
	return true
}

// cloudfrontStatus is the column of sc-status in CloudFront's standard logs.
const cloudfrontStatus = 8

// announce remembers the columns that a line "#Fields: ..." names. Other
// comments of such logs have no codes.
func (r *Reader) announce(line string) bool {
	names, ok := strings.CutPrefix(line, "#Fields:")
	if !ok {
		return strings.HasPrefix(line, "#Version:") || strings.HasPrefix(line, "#Software:") || strings.HasPrefix(line, "#Date:")
	}
	r.columns = nil
	for i, name := range strings.Fields(names) {
		if name == "sc-status" {
			r.columns = append(r.columns, i)
		}
	}
	return true
}

func (r *Reader) columnsOf(line string) {
	separator := byte(' ')
	if strings.IndexByte(line, '\t') >= 0 {
		separator = '\t'
	}
	for _, n := range r.columns {
		r.column(line, separator, n)
	}
}

// column adds the HTTP status code in the nth column, if there is one.
func (r *Reader) column(line string, separator byte, n int) {
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

// isDate reports whether the line begins with a date, 2026-11-21.
func isDate(line string) bool {
	return len(line) > 10 && isDigits(line[:4]) && line[4] == '-' && isDigits(line[5:7]) && line[7] == '-' && isDigits(line[8:10])
}

// isLoadBalancer recognizes AWS's application load balancers: the protocol, the
// time, and the balancer's name.
func isLoadBalancer(line string) bool {
	kind, rest, _ := strings.Cut(line, " ")
	switch kind {
	case "http", "https", "h2", "grpcs", "ws", "wss":
		stamp, rest, _ := strings.Cut(rest, " ")
		return isDate(stamp) && strings.HasPrefix(rest, "app/")
	}
	return false
}

// isClassicBalancer recognizes AWS's classic load balancers: the time, a name,
// two addresses with ports, three durations.
func isClassicBalancer(line string) bool {
	if !isDate(line) || line[10] != 'T' {
		return false
	}
	f := strings.SplitN(line, " ", 10)
	return len(f) == 10 && strings.Contains(f[2], ":") && isDuration(f[4]) && isDuration(f[5]) && isDuration(f[6])
}

// isDuration accepts the seconds of a load balancer, 0.000073 or -1.
func isDuration(s string) bool {
	whole, part, _ := strings.Cut(s, ".")
	return s == "-1" || isDigits(whole) && isDigits(part)
}

// isIIS recognizes IIS's usual columns without their announcement: date, time,
// address, method.
func isIIS(line string) bool {
	f := strings.SplitN(line, " ", 8)
	return len(f) == 8 && strings.Count(f[1], ":") == 2 && len(f[1]) == 8 && (isMethod(f[3]) || isMethod(f[4]) || isMethod(f[5]))
}

// iis finds the status before the sub-status, the Windows status and the
// numbers that end the line.
func (r *Reader) iis(line string) {
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
