package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a piece of a line.
type Span struct {
	Text string
	// URL is where a link leads.
	URL          string
	Code, Strong bool
}

// Inline appends the pieces of a paragraph or a heading to spans. They share the
// text; line ends are in it as they stand.
func Inline(spans []Span, text string) []Span {
	if !strings.ContainsAny(text, signs) {
		return append(spans, Span{Text: text})
	}
	s := scanner{spans: spans, text: text}
	s.run()
	return s.spans
}

// signs are the characters that mean something within a line.
const signs = "`*_[<\\!"

// scanner finds the pieces of a line.
type scanner struct {
	spans []Span
	text  string
	at    int
	from  int // where the text begins that is in no piece yet
	url   string
	stars delimiters
	lines delimiters // underlines
}

func (s *scanner) run() {
	for s.at < len(s.text) {
		if !s.sign() {
			s.at++
		}
	}
	s.flush()
}

// sign reads what a sign begins. It reads nothing where the sign is only text.
func (s *scanner) sign() bool {
	switch s.text[s.at] {
	case '\\':
		return s.escape()
	case '`':
		return s.code()
	case '<':
		return s.address()
	case '!':
		return s.at+1 < len(s.text) && s.text[s.at+1] == '[' && s.link(s.at+1)
	case '[':
		return s.link(s.at)
	case '*':
		s.delimiter(&s.stars)
		return true
	case '_':
		s.delimiter(&s.lines)
		return true
	}
	return false
}

// flush makes a piece of the text before the place that is read.
func (s *scanner) flush() {
	if s.from < s.at {
		s.spans = append(s.spans, Span{Text: s.text[s.from:s.at], URL: s.url})
	}
	s.from = s.at
}

// put adds a piece, and goes on at a place.
func (s *scanner) put(p Span, next int) {
	s.flush()
	s.spans = append(s.spans, p)
	s.at, s.from = next, next
}

// escape takes the next sign for what it is (section 2.4), and the end of a line
// for one.
func (s *scanner) escape() bool {
	if s.at+1 == len(s.text) {
		return false
	}
	if c := s.text[s.at+1]; c != '\n' && (c >= utf8.RuneSelf || !isPunct(rune(c))) {
		return false
	}
	s.flush()
	s.from = s.at + 1
	s.at += 2
	return true
}

// code reads text between as many backticks on either side (section 6.1).
func (s *scanner) code() bool {
	n := run(s.text[s.at:])
	begin := s.at + n
	for i := begin; i < len(s.text); {
		next := strings.IndexByte(s.text[i:], '`')
		if next < 0 {
			break
		}
		i += next
		m := run(s.text[i:])
		if m == n {
			s.put(Span{Text: unpad(s.text[begin:i]), Code: true, URL: s.url}, i+n)
			return true
		}
		i += m
	}
	s.at = begin // they are text
	return true
}

// run is how often the first character of text stands at its beginning.
func run(text string) int { return len(text) - len(strings.TrimLeft(text, text[:1])) }

// unpad takes a space off both ends, which lets a code begin with a backtick.
func unpad(code string) string {
	n := len(code)
	if n > 2 && strings.TrimLeft(code, " ") != "" && isSpace(code[0]) && isSpace(code[n-1]) {
		return code[1 : n-1]
	}
	return code
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' }

// address reads <https://example.com> and <user@example.com> (section 6.5).
func (s *scanner) address() bool {
	text, _, closed := strings.Cut(s.text[s.at+1:min(len(s.text), s.at+maxURL)], ">")
	if !closed || strings.ContainsAny(text, "< \n") {
		return false
	}
	url := text
	scheme, _, absolute := strings.Cut(text, ":")
	user, domain, mail := strings.Cut(text, "@")
	switch {
	case absolute && len(scheme) > 1 && len(scheme) <= 32 && isScheme(scheme):
	case mail && user != "" && isDomain(domain):
		url = "mailto:" + text
	default:
		return false
	}
	s.put(Span{Text: text, URL: url}, s.at+len(text)+2)
	return true
}

func isScheme(s string) bool {
	return isLetter(rune(s[0])) && strings.TrimLeftFunc(s, func(r rune) bool { return isLetter(r) || isDigit(r) || strings.ContainsRune("+.-", r) }) == ""
}

func isDomain(s string) bool {
	return s != "" && s[0] != '.' && s[0] != '-' && strings.TrimLeftFunc(s, func(r rune) bool { return isLetter(r) || isDigit(r) || r == '-' || r == '.' }) == ""
}

func isLetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// isPunct accepts the signs and symbols of ASCII, and those of all scripts.
func isPunct(r rune) bool {
	if r < utf8.RuneSelf {
		return r > ' ' && r < 0x7f && !isLetter(r) && !isDigit(r)
	}
	return unicode.IsPunct(r) || unicode.IsSymbol(r)
}
