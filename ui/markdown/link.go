package markdown

import "strings"

// Limits of a link, so that no text takes longer to read than it is long.
const (
	maxLabel = 1000
	maxURL   = 2000
)

// link reads [text](url "title") with the bracket at a place, and an image as the
// text that stands for it (sections 6.3 and 6.4). There is no link in a link.
func (s *scanner) link(bracket int) bool {
	if s.url != "" {
		return false
	}
	end := closing(s.text, bracket)
	if end < 0 || end+1 >= len(s.text) || s.text[end+1] != '(' {
		return false
	}
	url, next := destination(s.text, end+2)
	if next < 0 {
		return false
	}
	image := bracket > s.at
	s.flush()
	label := scanner{spans: s.spans, text: s.text[bracket+1 : end], url: url}
	if image {
		label.url = ""
	}
	label.run()
	s.spans, s.at, s.from = label.spans, next, next
	return true
}

// closing finds the bracket that closes the one at a place, outside of codes. It
// returns -1 if there is none.
func closing(text string, at int) int {
	text = text[:min(len(text), at+maxLabel)]
	deep := 0
	for i := at; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '`':
			n := run(text[i:])
			if end := strings.Index(text[i+n:], text[i:i+n]); end >= 0 {
				i += n + end
			}
			i += n - 1
		case '[':
			deep++
		case ']':
			if deep--; deep == 0 {
				return i
			}
		}
	}
	return -1
}

// destination reads the address of a link and its title, from behind the
// parenthesis, and says where the text goes on: -1 where it is none.
func destination(text string, at int) (url string, next int) {
	text = text[:min(len(text), at+maxURL)]
	at = skip(text, at)
	var end int
	if at < len(text) && text[at] == '<' {
		in, _, closed := strings.Cut(text[at+1:], ">")
		if !closed || strings.Contains(in, "\n") {
			return "", -1
		}
		url, end = in, at+len(in)+2
	} else {
		end = bare(text, at)
		url = text[at:end]
	}
	if title := skip(text, end); title > end {
		end = titled(text, title)
	}
	if end = skip(text, end); end >= len(text) || text[end] != ')' {
		return "", -1
	}
	return url, end + 1
}

// skip goes over white space.
func skip(text string, at int) int {
	for at < len(text) && isSpace(text[at]) {
		at++
	}
	return at
}

// bare finds the end of an address without brackets: parentheses in it come in
// pairs.
func bare(text string, at int) int {
	for deep := 0; at < len(text) && text[at] > ' '; at++ {
		switch text[at] {
		case '\\':
			at++
		case '(':
			deep++
		case ')':
			if deep--; deep < 0 {
				return at
			}
		}
	}
	return min(at, len(text))
}

// titled goes over a title in quotes, which nobody is shown.
func titled(text string, at int) int {
	if at == len(text) || text[at] != '"' && text[at] != '\'' {
		return at
	}
	if n := strings.IndexByte(text[at+1:], text[at]); n >= 0 {
		return at + n + 2
	}
	return at
}
