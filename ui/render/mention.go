package render

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"teapot/model"
	"teapot/ui/text"
)

// mentions finds the entries that prose names: codes, classes, fields, methods, commands
// and extensions. It is safe for concurrent use.
type mentions struct {
	byName func() [2]map[string]model.Hit // the entries of each protocol by code or name
}

// newMentions returns what finds mentions of the entries of a catalog. It makes its index
// at the first use.
func newMentions(c *model.Catalog) *mentions {
	return &mentions{sync.OnceValue(func() [2]map[string]model.Hit { return indexNames(c) })}
}

// indexNames returns the entries of each protocol by code or name. If several entries have
// the same one, it is that of the first in catalog order, which is the most official one.
func indexNames(c *model.Catalog) [2]map[string]model.Hit {
	index := [2]map[string]model.Hit{{}, {}}
	for _, e := range c.All() {
		name := e.Code
		if name == "" {
			name = e.Name
		}
		if _, exists := index[e.Protocol][name]; !exists {
			index[e.Protocol][name] = model.Hit{Entry: e, Code: e.Code}
		}
	}
	return index
}

// find returns the entry that a word names, or false if it names none. The Code of the hit
// is the word if that is a code.
func (m *mentions) find(p model.Protocol, word string) (model.Hit, bool) {
	index := m.byName()[p]
	if h, ok := index[word]; ok {
		return h, true
	}
	code, ok := model.ParseEnhanced(word)
	if !ok || p != model.SMTP {
		return model.Hit{}, false
	}
	h, ok := index[code.Pattern()]
	return model.Hit{Entry: h.Entry, Code: word}, ok
}

// named holds the entries that a paragraph has named. Only the first mention is a link.
type named struct{ entries []*model.Entry }

// isNew reports whether an entry has not been named before, and remembers it.
func (n *named) isNew(e *model.Entry) bool {
	if slices.Contains(n.entries, e) {
		return false
	}
	n.entries = append(n.entries, e)
	return true
}

// addPlainText passes a text that has no Markdown except backquotes around code to the
// wrapper. It does not make links to the given entries, which the reader sees beside it.
func (p *page) addPlainText(s string, except ...*model.Entry) {
	style := inlineStyle{named: &named{except}}
	for i, part := range strings.Split(text.Clean(s), "`") {
		if style.isCode = i%2 == 1; style.isCode {
			p.addCode(part, style, func(s inlineStyle) { p.addNaming(part, s, nil, nil) })
			continue
		}
		p.addNaming(part, style, nil, nil)
	}
}

// addNaming passes a text to the wrapper, with links to the entries that it names. The texts
// before and after it are what surrounds it in the source.
func (p *page) addNaming(s string, style inlineStyle, before, after []byte) {
	if p.mentions == nil || style.to != nil || style.isHeading {
		p.wrapper.add(p.styledSpan(s, style))
		return
	}
	done := 0
	for start, end := nextWord(s, 0); start < end; start, end = nextWord(s, end) {
		h, ok := p.mentions.find(p.entry.Protocol, s[start:end])
		if !ok || p.isSameCode(h) {
			continue
		}
		w := word{text: s[start:end], before: string(before) + s[:start], after: s[end:] + string(after), isCode: style.isCode}
		if !w.names(h.Entry) || !style.named.isNew(h.Entry) {
			continue
		}
		p.wrapper.add(p.styledSpan(s[done:start], style))
		p.wrapper.add(p.mention(s[start:end], h, style))
		done = end
	}
	p.wrapper.add(p.styledSpan(s[done:], style))
}

// mention returns a text as a link to the entry that it names.
func (p *page) mention(s string, h model.Hit, style inlineStyle) span {
	result := span{text: s, style: p.theme.Mention, to: &Target{Hit: h}, isUnbroken: style.isUnbroken}
	if style.isCode {
		result.style = p.theme.CodeMention
	}
	return result
}

// isSameCode reports whether a hit is what the page is about, or another meaning of it.
func (p *page) isSameCode(h model.Hit) bool {
	return h.Entry == p.entry || h.Entry.Code != "" && h.Entry.Code == p.entry.Code && h.Entry.Kind == p.entry.Kind
}

// nextWord returns where the next word at or after the index i begins and ends. A word has
// letters, digits, and dots, hyphens and underscores between them. At the end of the text,
// the two indexes are equal.
func nextWord(s string, i int) (start, end int) {
	for i < len(s) && !isLetterOrDigit(s[i]) {
		i++
	}
	start = i
	for i < len(s) && (isLetterOrDigit(s[i]) || strings.IndexByte(".-_", s[i]) >= 0) {
		i++
	}
	return start, start + len(strings.TrimRight(s[start:i], ".-_"))
}

// isLetterOrDigit reports whether c is an ASCII letter or digit.
func isLetterOrDigit[C byte | rune](c C) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// word is a word of a text, with what comes before and after it.
type word struct {
	text, before, after string
	isCode              bool // the word is in a code span
}

// names reports whether the word, which is the code or name of an entry, means the entry.
// Many of these words mean something else too: "100 MB", "Host", "the range".
func (w word) names(e *model.Entry) bool {
	if w.isPartOfPath() {
		return false
	}
	switch e.Kind {
	case model.Status, model.Reply:
		return w.isCodeNumber()
	case model.Field:
		return strings.Contains(w.text, "-") || w.isCode && (w.isAlone() || strings.HasPrefix(w.after, ":"))
	case model.Method, model.Command, model.Extension:
		return strings.ToUpper(w.text) == w.text && len(w.text) > 2
	case model.Class:
		return e.Code != model.OtherClass
	case model.Subject, model.Enhanced:
	}
	return true
}

// isPartOfPath reports whether the word is a part of a path, a variable or something else
// that only looks like a word.
func (w word) isPartOfPath() bool {
	return w.before != "" && strings.ContainsRune("/$@=_\\", rune(w.before[len(w.before)-1])) ||
		w.after != "" && strings.ContainsRune("/@_=", rune(w.after[0]))
}

// isAlone reports whether the word is all of its code span. In the source, backquotes
// surround it.
func (w word) isAlone() bool {
	return (w.before == "" || strings.HasSuffix(w.before, "`")) && (w.after == "" || strings.HasPrefix(w.after, "`"))
}

// isCodeNumber reports whether the word, a number of three digits, is a code and not a
// quantity or a part of another number.
func (w word) isCodeNumber() bool {
	if w.isCode {
		return w.before == "" || strings.HasSuffix(w.before, "`") || strings.HasSuffix(w.before, "HTTP/1.1 ")
	}
	if w.before != "" && strings.ContainsRune("#:.-+<>~", rune(w.before[len(w.before)-1])) || w.after != "" && strings.ContainsRune("%:-+", rune(w.after[0])) {
		return false
	}
	return !model.HasWord(units, firstWord(w.after)) && !endsWithAny(w.before, "RFC ", "port ", "than ", "least ", "most ", "about ", "up to ", "over ", "section ")
}

// firstWord returns the first word of a text, without punctuation around it.
func firstWord(s string) string {
	words := strings.Fields(s)
	if len(words) == 0 {
		return ""
	}
	return strings.TrimFunc(words[0], unicode.IsPunct)
}

// units are words after a number that make it a quantity, separated by spaces.
const units = "seconds second ms milliseconds minutes hours days KB MB GB KiB MiB bytes octets characters recipients messages " +
	"requests connections times percent mails addresses years lines users items headers fields concurrent per"

// endsWithAny reports whether a text ends with one of the endings.
func endsWithAny(s string, endings ...string) bool {
	return slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(s, e) })
}
