package search

import (
	"slices"
	"strings"

	"teapot/model"
)

// query is what a user has typed, split into its parts. The grammar of queries:
//
//	query  = { filter | code | word }
//	filter = key ":" value        class:4xx header:retry-after vendor:nginx is:unofficial
//	code   = "404" | "40" | "4xx" | "5.7" | "5.7.x" | "X.7.26" | "#5.1.1" | "404.3" | "5.7.606-649"
//	word   = anything else
//
// A query that is only a code finds the entries of that code. A query that is a line of a
// log, a bounce or a client's output finds the entries of the codes in the line. In any other
// query a code is a word with a high weight.
type query struct {
	filters []filter
	text    string   // the query without its filters, with single spaces between words
	codes   []string // the codes in the query, in lower case: 404, 5.1.1
	classes []string // the classes of codes in the query, in lower case: 5xx
	words   []token  // the words of the query without filters, codes and classes
	typing  bool     // no space follows the last word, so the user may still be typing it
	hints
}

// hints holds what the query suggests about the entry that the user is looking for.
type hints struct {
	protocol    model.Protocol // the likely protocol of the entry, if hasProtocol is set
	hasProtocol bool           // a word of the query suggests a protocol
	kinds       []model.Kind   // the likely kinds of the entry; empty if no word suggests one
	name        string         // the likely name of the entry: Depth if the query is "Depth: infinity"
}

// maxQuery is how many bytes of a query are read. Pasted texts may be longer.
const maxQuery = 1000

// parse splits the text of a query into its parts. Any text is a valid query.
func parse(text string) query {
	if len(text) > maxQuery {
		text = text[:maxQuery]
	}
	text = strings.ToValidUTF8(text, " ")
	q := query{typing: text != "" && text[len(text)-1] != ' '}
	var words []string
	for _, w := range strings.Fields(text) {
		if f, ok := parseFilter(w); ok {
			q.filters = append(q.filters, f)
			continue
		}
		words = append(words, w)
	}
	q.text = strings.Join(words, " ")
	for _, w := range words {
		q.addWord(w)
	}
	q.hints = findHints(words)
	return q
}

// addWord adds a part of the query that has spaces around it. The part is a code or a class,
// or contains words and codes.
func (q *query) addWord(w string) {
	bare := strings.ToLower(strings.Trim(w, "#()[]{}<>\"'`,;:.!?"))
	if _, ok := model.ParseEnhanced(bare); ok || len(bare) == 3 && model.IsNumber(bare) {
		q.codes = append(q.codes, bare)
		return
	}
	if len(bare) == 3 && isDigit(bare[0]) && (bare[1:] == "xx" || bare[1:] == "yz") {
		q.classes = append(q.classes, bare)
		return
	}
	for _, t := range tokenize(w) {
		if code := codeInWord(t.word); code != "" {
			q.codes = append(q.codes, code)
			continue
		}
		q.words = append(q.words, t)
	}
}

// codeInWord returns the code in a word such as 404 or status404notfound, or "" if there is
// none. It finds no code in words of four to six bytes, because there three digits are
// more likely part of a name, such as m365.
func codeInWord(w string) string {
	for i := 0; i+3 <= len(w); i++ {
		alone := (i == 0 || !isDigit(w[i-1])) && (i+3 == len(w) || !isDigit(w[i+3]))
		if alone && model.IsNumber(w[i:i+3]) && (len(w) == 3 || len(w) > 6) {
			return w[i : i+3]
		}
	}
	return ""
}

// findHints returns what the words of a query suggest about the entry.
func findHints(words []string) hints {
	var h hints
	for _, w := range words {
		h.add(strings.ToLower(strings.Trim(w, ":,.?")))
	}
	if len(words) > 0 {
		h.name = nameHint(words[0])
	}
	return h
}

// add adds the hint that a word gives, if it gives one. The word is in lower case.
func (h *hints) add(word string) {
	switch word {
	case "http", "https", "url", "uri", "page", "website", "site", "browser", "api", "json", "s3", "cookie", "endpoint", "rest", "jwt", "webpage", "ajax", "cors":
		h.protocol, h.hasProtocol = model.HTTP, true
	case "smtp", "mail", "mails", "email", "emails", "e-mail", "bounce", "bounced", "mailbox", "smtpstatuscode", "recipient", "newsletter", "inbox", "spf", "dkim", "dmarc", "mx", "relay", "postfix", "exim", "sendmail", "dnsbl", "spam":
		h.protocol, h.hasProtocol = model.SMTP, true
	case "header", "headers", "field", "fields":
		h.kinds = append(h.kinds, model.Field)
	case "method", "methods", "verb":
		h.kinds = append(h.kinds, model.Method)
	case "command", "commands":
		h.kinds = append(h.kinds, model.Command)
	case "extension", "keyword":
		h.kinds = append(h.kinds, model.Extension)
	}
}

// nameHint returns the first word of a query without its colon, if the word looks like a name
// in a message: a field has a colon after it, and methods and commands are in capitals. For
// other words it returns "".
func nameHint(first string) string {
	name, hasColon := strings.CutSuffix(first, ":")
	if hasColon || len(first) > 2 && first == strings.ToUpper(first) && isUpper(first[0]) {
		return name
	}
	return ""
}

// preferProtocol raises the scores of the matches whose protocol the query suggests, and
// returns the matches.
func (q query) preferProtocol(matches []Match) []Match {
	for i := range matches {
		if q.wantsProtocol(matches[i].Entry.Protocol) {
			matches[i].score += protocolBonus
		}
	}
	return matches
}

// wantsProtocol reports whether the query suggests that the entry is of the protocol.
func (q query) wantsProtocol(p model.Protocol) bool { return q.hasProtocol && q.protocol == p }

// wantsKind reports whether the query suggests that the entry is of the kind.
func (q query) wantsKind(k model.Kind) bool { return slices.Contains(q.kinds, k) }
