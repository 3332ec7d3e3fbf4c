package data

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"teapot/model"
)

// parser parses the file of one entry.
type parser struct {
	*reader
	path     string
	line     int // number of the current line, or 0 after the last header: problems name this line
	entry    *model.Entry
	keywords string
	start    offsets // where the headers of this entry begin in the lists of the reader
	// untrusted says that the file is not embedded, so that every check is needed. For an
	// embedded file, some checks are left to the tests of this package, which saves time.
	untrusted bool
	failed    bool // a problem has been found, so the entry is not added
}

// parse parses the text of a file. It adds the entry to the reader, unless the file has
// problems, and returns the body, which is the text after the headers. The strings in the
// entry are substrings of the text, so the memory of the text must not change.
func (r *reader) parse(path string, e model.Entry, text string, untrusted bool) (body string) {
	r.entries = append(r.entries, e)
	p := parser{reader: r, path: path, entry: &r.entries[len(r.entries)-1], start: r.offsets(), untrusted: untrusted}
	p.entry.UserDefined = untrusted
	if untrusted {
		text = strings.ReplaceAll(text, "\r\n", "\n")
		p.checkCharacters(text)
	}
	body = p.headers(text)
	p.line = 0
	p.checkRequired()
	if p.failed {
		r.entries = r.entries[:len(r.entries)-1]
		return body
	}
	p.entry.SetBodySource(embeddedBodies{})
	if untrusted {
		p.entry.SetBodySource(model.TextBody(strings.TrimSpace(body)))
	}
	p.entry.SetKeywords(p.keywords)
	r.assign(p.entry, p.start)
	return body
}

// headers parses the header lines, which end at the first empty line. It returns the text
// after that line.
func (p *parser) headers(text string) (body string) {
	for text != "" {
		end := strings.IndexByte(text, '\n')
		if end == 0 {
			return text[1:]
		}
		if end < 0 {
			end = len(text)
		}
		p.line++
		p.header(text[:end])
		text = text[min(end+1, len(text)):]
	}
	return ""
}

// problem adds a problem in the current line, and marks the file as failed.
func (p *parser) problem(header, format string, args ...any) {
	p.failed = true
	p.problems = append(p.problems, Problem{p.path, p.line, header, fmt.Sprintf(format, args...)})
}

// checkCharacters adds a problem if the text is not UTF-8, or has characters that could
// control a terminal.
func (p *parser) checkCharacters(text string) {
	if isPlainASCII(text) {
		return
	}
	for n, line := range strings.Split(text, "\n") {
		p.line = n + 1
		if !utf8.ValidString(line) {
			p.problem("", "not UTF-8 text")
			return
		}
		if i := strings.IndexFunc(line, isControl); i >= 0 {
			p.problem("", "control character %q", []rune(line[i:])[0])
			return
		}
	}
	p.line = 0
}

// isPlainASCII reports whether the text consists of printable ASCII characters and line
// breaks. This is true for nearly all files, and quick to check.
func isPlainASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\n' || c >= 0x7f {
			return false
		}
	}
	return true
}

// isControl reports whether r is a control character or a format character. Format characters
// are invisible or change the order of text, so a page with them would not show what its
// file says.
func isControl(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }

// offsets holds the lengths of the reader's lists before a file was parsed.
type offsets struct {
	facts, links, constants, specs, aliases int
}

// offsets returns the current lengths of the reader's lists.
func (r *reader) offsets() offsets {
	return offsets{len(r.facts), len(r.links), len(r.constants), len(r.specs), len(r.aliases)}
}

// assign sets the lists of the entry to the parts of the reader's lists that begin at the
// offsets.
func (r *reader) assign(e *model.Entry, from offsets) {
	e.Facts = tail(r.facts, from.facts)
	e.Links = tail(r.links, from.links)
	e.Constants = tail(r.constants, from.constants)
	e.Specs = tail(r.specs, from.specs)
	e.Aliases = tail(r.aliases, from.aliases)
}

// tail returns s[i:] with no capacity beyond its end. Appending to the result copies it, and
// does not overwrite what has been appended to s.
func tail[T any](s []T, i int) []T { return s[i:len(s):len(s)] }
