package logs

import "strings"

// A pattern says how a line of text is built: literal text, and fields in braces. It is
// like nginx's log_format and Apache's LogFormat:
//
//	{client} - {} [{time}] "{request}" {status} {bytes}{? "{}" "{agent}"?}{rest}
//
// A field has the name of a part. {} is a field of no interest. A field ends where the
// literal text after it begins. The kind of the field says what it may contain. Every part
// has a kind of its own; another one comes after a colon: {status:list}. Text between {?
// and ?} may be missing. Two spaces in a pattern stand for one or more spaces in a line.

// step is one step in matching a line with a pattern: a literal text or a field.
type step struct {
	literal string    // the text that must come next; "" for a field or an optional group
	kind    fieldKind // what the field may contain
	part    PartName  // what the field is
	until   string    // the literal text after the field; "" if the field may reach to the end of the line
	toEnd   bool      // the text after the field is in an optional group, so the field may reach to the end of the line
	group   []step    // the steps that may be missing, of an optional group
}

// fieldKind says what a field may contain and where it ends.
type fieldKind uint8

// The kinds of fields. The names are how patterns write them.
const (
	word     fieldKind = iota // bytes without a space: word
	words                     // words with commas or colons between them: words
	name                      // a word that is not only a dash: name
	cell                      // a word, or a quoted text with its quotation marks: cell
	spaces                    // one or more spaces
	quoted                    // text up to a quotation mark, with escapes
	anything                  // any text up to the next literal text, also none: any
	number                    // digits, perhaps with a sign, a point and a unit, or a dash: number
	stamp                     // a time: time
	method                    // capital letters: method
	status                    // a status code, or a dash or zeros if there was none: status
	list                      // status codes with commas or colons between them: list
	enhanced                  // an enhanced status code: enhanced
	reply                     // a reply code and any text after it: reply
	text                      // any text up to the next literal text, or else up to the end: text
)

// kindNames returns the names of the kinds in patterns.
func kindNames() map[string]fieldKind {
	return map[string]fieldKind{"word": word, "words": words, "name": name, "cell": cell, "any": anything, "number": number, "time": stamp, "method": method, "status": status, "list": list, "enhanced": enhanced, "text": text, "reply": reply}
}

// kindOf returns the kind that a part has if the pattern names none.
func kindOf(n PartName) fieldKind {
	switch n {
	case Time:
		return stamp
	case Method:
		return method
	case StatusPart, UpstreamStatus:
		return status
	case Bytes, Duration, Count:
		return number
	case DSN:
		return enhanced
	case Reply:
		return reply
	case Message, rest:
		return text
	default:
		return word
	}
}

// patternParser compiles patterns.
type patternParser struct {
	names map[string]PartName
	kinds map[string]fieldKind
	left  string // what is left of the current pattern
}

// newPatternParser returns a parser that knows the names of parts and kinds.
func newPatternParser() *patternParser {
	p := &patternParser{names: map[string]PartName{}, kinds: kindNames()}
	for n, name := range partNames() {
		p.names[name] = PartName(n)
	}
	return p
}

// compile returns the steps of a pattern. A mistake in a pattern is a mistake in the program,
// which the tests find.
func (p *patternParser) compile(pattern string) []step {
	p.left = pattern
	steps := p.parse()
	setUntil(steps, "", false)
	return steps
}

// parse returns the steps up to the end of the pattern or of the current group.
func (p *patternParser) parse() []step {
	var steps []step
	for p.left != "" {
		switch {
		case strings.HasPrefix(p.left, "?}"):
			p.left = p.left[2:]
			return steps
		case strings.HasPrefix(p.left, "{?"):
			p.left = p.left[2:]
			steps = append(steps, step{group: p.parse()})
		case p.left[0] == '{':
			name, after, _ := strings.Cut(p.left[1:], "}")
			p.left = after
			isQuoted := len(steps) > 0 && strings.HasSuffix(steps[len(steps)-1].literal, `"`) && strings.HasPrefix(after, `"`)
			steps = append(steps, p.field(name, isQuoted))
		case strings.HasPrefix(p.left, "  "):
			p.left = p.left[2:]
			steps = append(steps, step{kind: spaces, until: " "})
		default:
			n := len(p.left)
			for _, end := range []string{"{", "?}", "  "} {
				if i := strings.Index(p.left, end); i >= 0 {
					n = min(n, i)
				}
			}
			steps = append(steps, step{literal: p.left[:n]})
			p.left = p.left[n:]
		}
	}
	return steps
}

// field returns the step of a field with the name, such as "status" or "status:list".
func (p *patternParser) field(name string, isQuoted bool) step {
	name, kind, hasKind := strings.Cut(name, ":")
	part, ok := p.names[name]
	if !ok {
		panic("logs: pattern with the unknown part " + name)
	}
	s := step{part: part, kind: kindOf(part)}
	switch {
	case hasKind:
		s.kind = p.kinds[kind]
	case isQuoted && (s.kind == word || s.kind == text || s.kind == reply):
		s.kind = quoted
	}
	return s
}

// setUntil sets until in all fields of the steps. last is the text after the last step, which
// is optional if the steps after it are a group.
func setUntil(steps []step, last string, isOptional bool) {
	for i := len(steps) - 1; i >= 0; i-- {
		s := &steps[i]
		switch {
		case s.literal != "":
			last, isOptional = s.literal, false
		case s.group != nil:
			setUntil(s.group, last, isOptional)
			isOptional = isOptional || last == ""
			last = firstLiteral(s.group)
		case s.kind == spaces:
			last, isOptional = " ", false
		default:
			s.until, s.toEnd = last, isOptional
			last, isOptional = "", false
		}
	}
}

// firstLiteral returns the literal text with which the steps begin, or "".
func firstLiteral(steps []step) string {
	if len(steps) == 0 {
		return ""
	}
	return steps[0].literal
}
