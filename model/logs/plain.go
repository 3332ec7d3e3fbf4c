package logs

import "strings"

// Plain takes the control sequences out of a line, those of colors and of links
// above all: many programs write them into files too.
func Plain(line string) string {
	at := strings.IndexByte(line, escape)
	if at < 0 {
		return line
	}
	var b strings.Builder
	for ; at >= 0; at = strings.IndexByte(line, escape) {
		b.WriteString(line[:at])
		line = line[at+sequence(line[at:]):]
	}
	b.WriteString(line)
	return b.String()
}

const escape = '\x1b'

// sequence returns the length of the control sequence that s begins with. Where
// one does not end, only what introduces it is taken: the rest may be text.
func sequence(s string) int {
	if len(s) == 1 {
		return 1
	}
	switch s[1] {
	case '[':
		return parameters(s)
	case ']':
		return command(s)
	}
	n := 1
	for n < len(s)-1 && s[n] >= ' ' && s[n] < '0' { // of a character set: ESC ( B
		n++
	}
	if s[n] < '0' || s[n] > '~' {
		return 1
	}
	return n + 1
}

// parameters returns the length of a sequence with parameters: ESC [ 31 m.
func parameters(s string) int {
	n := 2
	for n < len(s) && s[n] >= ' ' && s[n] < '@' {
		n++
	}
	if n == len(s) || s[n] > '~' {
		return 2
	}
	return n + 1
}

// maxCommand bounds how much a command to the terminal may say, in bytes.
const maxCommand = 2000

// command returns the length of a command to the terminal, which a bell ends, or
// ESC \: ESC ] 8 ; ; https://example.org ESC \.
func command(s string) int {
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
