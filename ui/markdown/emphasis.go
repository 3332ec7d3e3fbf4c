package markdown

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// delimiters are runs of one sign that may begin an emphasis and wait for its
// end, the last one last.
type delimiters []opener

// opener is a run that waits: its piece, how long it is, how many of its signs are
// left, and whether it could end an emphasis too.
type opener struct {
	span, length, left int
	closes             bool
}

// delimiter reads a run of stars or underlines (section 6.2). All emphasis is
// the same here, so it is enough to know what stands between which runs.
func (s *scanner) delimiter(waiting *delimiters) {
	n := run(s.text[s.at:])
	opens, closes := s.flanks(n)
	s.put(Span{Text: s.text[s.at : s.at+n], URL: s.url}, s.at+n)
	here, left := len(s.spans)-1, n
	for closes && left > 0 {
		i := waiting.match(n, opens)
		if i < 0 {
			break
		}
		o := &(*waiting)[i]
		used := min(left, o.left)
		left, o.left = left-used, o.left-used
		s.spans[o.span].Text, s.spans[here].Text = s.spans[o.span].Text[:o.left], s.spans[here].Text[:left]
		s.strong(o.span, here)
		if o.left == 0 {
			*waiting = (*waiting)[:i]
		}
	}
	if opens && left > 0 {
		*waiting = append(*waiting, opener{here, n, left, closes})
	}
}

// match finds the run that one of n signs ends, the last of those that can be, or
// returns -1. Where one of the two could be either end, their lengths may not add
// up to a multiple of three.
func (d delimiters) match(n int, opens bool) int {
	for i, o := range slices.Backward(d) {
		if !(o.closes || opens) || (o.length+n)%3 != 0 || o.length%3 == 0 {
			return i
		}
	}
	return -1
}

// strong emphasizes the pieces between two runs. Runs between them that still
// wait are text.
func (s *scanner) strong(from, to int) {
	for i := from + 1; i < to; i++ {
		s.spans[i].Strong = true
	}
	s.stars, s.lines = s.stars.upTo(from), s.lines.upTo(from)
}

// upTo drops the runs behind a piece.
func (d delimiters) upTo(span int) delimiters {
	for len(d) > 0 && d[len(d)-1].span > span {
		d = d[:len(d)-1]
	}
	return d
}

// flanks says whether a run of n signs may begin and may end an emphasis, by what
// stands on either side of it. Underlines do neither within a word.
func (s *scanner) flanks(n int) (opens, closes bool) {
	before, after := ' ', ' '
	if s.at > 0 {
		before, _ = utf8.DecodeLastRuneInString(s.text[:s.at])
	}
	if s.at+n < len(s.text) {
		after, _ = utf8.DecodeRuneInString(s.text[s.at+n:])
	}
	left := !unicode.IsSpace(after) && (!isPunct(after) || unicode.IsSpace(before) || isPunct(before))
	right := !unicode.IsSpace(before) && (!isPunct(before) || unicode.IsSpace(after) || isPunct(after))
	if s.text[s.at] == '_' {
		return left && (!right || isPunct(before)), right && (!left || isPunct(after))
	}
	return left, right
}
