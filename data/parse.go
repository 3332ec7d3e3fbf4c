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
	line     int // number of the current line; 0 if it is about the whole file
	entry    *model.Entry
	keywords string
	start    offsets // where the entry's headers begin in the lists of the reader
	// untrusted says that the text is not embedded. All of it is checked. Embedded
	// text has been checked by the tests of this package.
	untrusted bool
	failed    bool
}

// parse parses the file of an entry and adds the entry to the reader, unless the file
// has problems. It returns the rest of the text, which is the body. The entry holds
// substrings of the text and no copies.
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
	p.entry.SetPages(embeddedBodies{})
	if untrusted {
		p.entry.SetPages(model.Text(strings.TrimSpace(body)))
	}
	p.entry.SetKeywords(p.keywords)
	r.assign(p.entry, p.start)
	return body
}

// headers parses the header lines and returns what follows the empty line after
// them.
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

// problem adds a problem of the current line.
func (p *parser) problem(header, format string, args ...any) {
	p.failed = true
	p.problems = append(p.problems, Problem{p.path, p.line, header, fmt.Sprintf(format, args...)})
}

// checkCharacters refuses text that is not UTF-8, or that could control a terminal.
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

// isPlainASCII is a quick check that nearly all files pass.
func isPlainASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\n' || c >= 0x7f {
			return false
		}
	}
	return true
}

// isControl reports whether r is a control character, or a format character. Format
// characters can change the order of text or are invisible, so that a page would not
// show what its file says.
func isControl(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }

// offsets are the lengths of the reader's lists at the beginning of a file.
type offsets struct {
	facts, links, constants, specs, aliases int
}

func (r *reader) offsets() offsets {
	return offsets{len(r.facts), len(r.links), len(r.constants), len(r.specs), len(r.aliases)}
}

// assign gives the entry what the lists hold from the offsets on.
func (r *reader) assign(e *model.Entry, from offsets) {
	e.Facts = tail(r.facts, from.facts)
	e.Links = tail(r.links, from.links)
	e.Constants = tail(r.constants, from.constants)
	e.Specs = tail(r.specs, from.specs)
	e.Aliases = tail(r.aliases, from.aliases)
}

// tail returns s[i:] without spare capacity, so that appending to it does not
// overwrite what is appended to s later.
func tail[T any](s []T, i int) []T { return s[i:len(s):len(s)] }
