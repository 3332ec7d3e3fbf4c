package model

import (
	"iter"
	"strconv"
	"strings"
)

// CodeRange is a range of codes that one entry describes, such as 5.7.606-5.7.649 and
// 561-565. Both ends belong to the range. They have the same class, and enhanced codes also
// have the same subject.
type CodeRange struct {
	prefix      string // what all codes of the range begin with: "5.7.", or "" for 561-565
	first, last int    // what follows the prefix in the first code and in the last code
}

// ParseRange parses a range. It returns false if s is not two codes with a hyphen between
// them, if their classes or subjects differ, or if the first code is not the lower one.
func ParseRange(s string) (CodeRange, bool) {
	hyphen := strings.IndexByte(s, '-')
	if hyphen < 0 {
		return CodeRange{}, false // as in nearly every code
	}
	prefix, first, firstOK := splitCode(s[:hyphen])
	lastPrefix, last, lastOK := splitCode(s[hyphen+1:])
	if !firstOK || !lastOK || prefix != lastPrefix || first >= last {
		return CodeRange{}, false
	}
	if prefix == "" && first/100 != last/100 {
		return CodeRange{}, false
	}
	return CodeRange{prefix, first, last}, true
}

// splitCode splits a code into a prefix and a number: 5.7.606 into "5.7." and 606, and 561
// into "" and 561. It returns false if s is not a code of three digits or an enhanced
// code, or if the number of an enhanced code has zeros before it.
func splitCode(s string) (prefix string, number int, ok bool) {
	if len(s) == 3 && IsNumber(s) {
		number, _ = strconv.Atoi(s) // cannot fail for three digits
		return "", number, true
	}
	code, ok := ParseEnhanced(s)
	if !ok || len(code.Detail) > 1 && code.Detail[0] == '0' {
		return "", 0, false
	}
	number, _ = strconv.Atoi(code.Detail) // cannot fail for at most three digits
	return code.Class + "." + code.Subject + ".", number, true
}

// Contains reports whether the code belongs to the range. A range with the class X has the
// codes of every class: X.7.900-X.7.999 contains X.7.950, 4.7.950 and 5.7.950.
func (r CodeRange) Contains(code string) bool {
	prefix, number, ok := splitCode(code)
	return ok && r.hasClass(prefix) && number >= r.first && number <= r.last
}

// hasClass reports whether codes of the range may begin with the prefix.
func (r CodeRange) hasClass(prefix string) bool {
	return prefix == r.prefix || r.anyClass() && prefix != "" && HasWord("2 4 5", prefix[:1]) && prefix[1:] == r.prefix[1:]
}

// anyClass reports whether the range has the codes of every class.
func (r CodeRange) anyClass() bool { return strings.HasPrefix(r.prefix, "X.") }

// Len returns the number of codes in the range. Codes that differ only in their class count
// once.
func (r CodeRange) Len() int { return r.last - r.first + 1 }

// Codes returns all codes of the range in ascending order. For a range with the class X,
// they have the class X.
func (r CodeRange) Codes() iter.Seq[string] {
	return func(yield func(string) bool) {
		for n := r.first; n <= r.last; n++ {
			if !yield(r.code(n)) {
				return
			}
		}
	}
}

// Codes returns the codes of the entry: all codes of a range, or its only code. An entry
// without a code has none.
func (e *Entry) Codes() iter.Seq[string] {
	if r, ok := ParseRange(e.Code); ok {
		return r.Codes()
	}
	return func(yield func(string) bool) {
		if e.Code != "" {
			yield(e.Code)
		}
	}
}

// code returns the code of the range with the number.
func (r CodeRange) code(n int) string {
	if r.prefix == "" {
		s := "00" + strconv.Itoa(n)
		return s[len(s)-3:]
	}
	return r.prefix + strconv.Itoa(n)
}

// String returns the range in the form that [ParseRange] parses.
func (r CodeRange) String() string { return r.code(r.first) + "-" + r.code(r.last) }

// HasPrefix reports whether a code of the range begins with the prefix, which may be a whole
// code. In 5.7.606-5.7.649 some codes begin with 5.7.64.
func (r CodeRange) HasPrefix(prefix string) bool {
	prefix = strings.ToUpper(prefix)
	if n := len(r.prefix); len(prefix) <= n {
		return r.hasClass(prefix + r.prefix[len(prefix):])
	} else if !r.hasClass(prefix[:n]) {
		return false
	}
	digits := prefix[len(r.prefix):]
	if !isPart(digits) {
		return false
	}
	low, _ := strconv.Atoi(digits) // cannot fail for at most three digits
	if r.prefix != "" && digits[0] == '0' {
		return len(digits) == 1 && r.first == 0
	}
	high := low
	for range 3 - len(digits) {
		if r.prefix != "" && r.overlaps(low, high) {
			return true
		}
		low, high = low*10, high*10+9 // the codes that have one digit more
	}
	return r.overlaps(low, high)
}

// overlaps reports whether the number of a code in the range is from low to high.
func (r CodeRange) overlaps(low, high int) bool { return low <= r.last && high >= r.first }

// ExpandRange returns a range in full: for 5.7.606-649, as Microsoft writes it, it returns
// 5.7.606-5.7.649. It returns any other text unchanged.
func ExpandRange(s string) string {
	first, last, ok := strings.Cut(s, "-")
	if _, isEnhanced := ParseEnhanced(first); !ok || !isEnhanced || !IsNumber(last) {
		return s
	}
	return first + "-" + first[:strings.LastIndexByte(first, '.')+1] + last
}

// WithClass returns an enhanced code or range with the class in place of its X: 5.1.1 for
// X.1.1. A code with another class is returned unchanged.
func WithClass(code, class string) string {
	first, last, isRange := strings.Cut(code, "-")
	rest, anyClass := strings.CutPrefix(first, "X.")
	if !anyClass {
		return code
	}
	first = class + "." + rest
	if !isRange {
		return first
	}
	return first + "-" + class + strings.TrimPrefix(last, "X")
}

// ParseSubStatus splits a sub-status of IIS, such as 404.3, into the HTTP status code 404
// and the number 3. The number has one to three digits, without zeros before it.
func ParseSubStatus(s string) (code, number string, ok bool) {
	code, number, ok = strings.Cut(s, ".")
	ok = ok && len(code) == 3 && IsNumber(code) && isPart(number) && (len(number) == 1 || number[0] != '0')
	return code, number, ok
}
