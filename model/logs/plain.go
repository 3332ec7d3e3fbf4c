package logs

import "strings"

// Plain returns the line without control sequences (ECMA-48), such as those for colors and
// links. Many programs write them even into files. If something has removed the escape bytes
// before, Plain removes what is left of the sequences for colors, such as [32m.
func Plain(line string) string {
	at := strings.IndexByte(line, escape)
	if at < 0 {
		return withoutColorRests(line)
	}
	var b strings.Builder
	for ; at >= 0; at = strings.IndexByte(line, escape) {
		b.WriteString(line[:at])
		line = line[at+sequenceLength(line[at:]):]
	}
	b.WriteString(line)
	return b.String()
}

// withoutColorRests returns the line without sequences for colors that have lost their escape
// byte, such as [32m and [1;31m. It changes only a line that also has [0m, with which programs
// switch colors off again.
func withoutColorRests(line string) string {
	if !strings.Contains(line, "[0m") {
		return line
	}
	var b strings.Builder
	for rest := line; rest != ""; {
		at := strings.IndexByte(rest, '[')
		if at < 0 {
			b.WriteString(rest)
			break
		}
		b.WriteString(rest[:at])
		n := colorLength(rest[at:])
		if n == 0 {
			b.WriteByte('[')
			n = 1
		}
		rest = rest[at+n:]
	}
	return b.String()
}

// colorLength returns the length of a sequence for colors without its escape byte at the start
// of s: a bracket, numbers of at most three digits with semicolons between them, and an m. It
// returns 0 if there is none.
func colorLength(s string) int {
	n, digits := 1, 0
	for n < len(s) && (isDigit(s[n]) || s[n] == ';') {
		digits++
		if s[n] == ';' {
			digits = 0
		}
		if digits > 3 {
			return 0
		}
		n++
	}
	if n == 1 || n == len(s) || s[n] != 'm' {
		return 0
	}
	return n + 1
}

// escape is the byte with which control sequences begin.
const escape = '\x1b'

// sequenceLength returns the length in bytes of the control sequence at the start of s. If
// the sequence has no end, it returns only the length of the introducer, such as ESC [,
// because what follows may be text.
func sequenceLength(s string) int {
	if len(s) == 1 {
		return 1
	}
	switch s[1] {
	case '[':
		return csiLength(s)
	case ']':
		return oscLength(s)
	}
	n := 1
	for n < len(s)-1 && s[n] >= ' ' && s[n] < '0' { // such as ESC ( B, which selects a character set
		n++
	}
	if s[n] < '0' || s[n] > '~' {
		return 1
	}
	return n + 1
}

// csiLength returns the length of a control sequence with parameters, such as ESC [ 31 m.
func csiLength(s string) int {
	n := 2
	for n < len(s) && s[n] >= ' ' && s[n] < '@' {
		n++
	}
	if n == len(s) || s[n] > '~' {
		return 2
	}
	return n + 1
}

// maxCommand is the maximum length of an operating system command, in bytes. A longer one is
// probably not a command, but text after ESC ] that means nothing.
const maxCommand = 2000

// oscLength returns the length of an operating system command, such as ESC ] 8 ; ; URL ESC \.
// A command ends with BEL or with ESC \.
func oscLength(s string) int {
	s = s[:min(len(s), maxCommand)]
	n := 2 + strings.IndexAny(s[2:], "\a\x1b")
	switch {
	case n < 2:
		return 2
	case s[n] == '\a':
		return n + 1
	case strings.HasPrefix(s[n+1:], `\`):
		return n + 2
	}
	return 2
}
