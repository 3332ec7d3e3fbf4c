package data

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"teapot/model"
)

// file is one entry being read.
type file struct {
	*reader
	path  string
	line  int
	entry *model.Entry
	// keywords go into the entry at the end.
	keywords string
	start    marks
	suspect  bool
	bad      bool
}

// entry reads one file, keeps its entry unless something is wrong with it, and
// returns the rest of the text, which is the body. The entry holds substrings of
// the headers; nothing is copied.
//
// Suspect text may come from anywhere, so all of it is checked; embedded text
// was checked by the tests of this package, and only its form is read.
func (r *reader) entry(path string, e model.Entry, text string, suspect bool) (body string) {
	r.entries = append(r.entries, e)
	f := file{reader: r, path: path, entry: &r.entries[len(r.entries)-1], start: r.marks(), suspect: suspect}
	f.entry.UserDefined = suspect
	if suspect {
		text = strings.ReplaceAll(text, "\r\n", "\n")
		f.control(text)
	}
	body = f.headers(text)
	f.line = 0
	f.required()
	if f.bad {
		r.entries = r.entries[:len(r.entries)-1]
		return body
	}
	f.entry.SetPages(embeddedPages{})
	if suspect {
		f.entry.SetPages(model.Text(strings.TrimSpace(body)))
	}
	f.entry.SetKeywords(f.keywords)
	f.start.take(r, f.entry)
	return body
}

// headers reads the header lines and returns what follows the empty line after
// them.
func (f *file) headers(text string) (body string) {
	for text != "" {
		end := strings.IndexByte(text, '\n')
		if end == 0 {
			return text[1:]
		}
		if end < 0 {
			end = len(text)
		}
		f.line++
		f.header(text[:end])
		text = text[min(end+1, len(text)):]
	}
	return ""
}

// problem notes that something is wrong at the current line.
func (f *file) problem(header, format string, args ...any) {
	f.bad = true
	f.problems = append(f.problems, Problem{f.path, f.line, header, fmt.Sprintf(format, args...)})
}

// control refuses files that could send commands to a terminal, and files that
// are not text.
func (f *file) control(text string) {
	if plainASCII(text) {
		return
	}
	for n, line := range strings.Split(text, "\n") {
		f.line = n + 1
		if !utf8.ValidString(line) {
			f.problem("", "not UTF-8 text")
			return
		}
		if i := strings.IndexFunc(line, isControl); i >= 0 {
			f.problem("", "control character %q", []rune(line[i:])[0])
			return
		}
	}
	f.line = 0
}

// plainASCII is the quick answer for nearly every file.
func plainASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\n' || c >= 0x7f {
			return false
		}
	}
	return true
}

// isControl also covers the characters that reorder text or have no width:
// they could make a page say what its file does not.
func isControl(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }

// marks remembers where the shared slices stood when a file began.
type marks struct {
	facts, links, constants, specs, aliases int
}

func (r *reader) marks() marks {
	return marks{len(r.facts), len(r.links), len(r.constants), len(r.specs), len(r.aliases)}
}

// take gives the entry what was added to the shared slices since the mark.
func (m marks) take(r *reader, e *model.Entry) {
	e.Facts = tail(r.facts, m.facts)
	e.Links = tail(r.links, m.links)
	e.Constants = tail(r.constants, m.constants)
	e.Specs = tail(r.specs, m.specs)
	e.Aliases = tail(r.aliases, m.aliases)
}

// tail is s from i on, without room to grow into what comes after it.
func tail[T any](s []T, i int) []T { return s[i:len(s):len(s)] }
