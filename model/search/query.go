package search

import (
	"slices"
	"strings"

	"teapot/model"
)

// query is a parsed query. Its grammar:
//
//	query  = { filter | code | word }
//	filter = key ":" value        class:4xx header:retry-after vendor:nginx is:unofficial
//	code   = "404" | "40" | "4xx" | "5.7" | "5.7.x" | "X.7.26" | "#5.1.1"
//	word   = anything else
//
// A query that is one code finds codes. A query that is a line of a log, a bounce or a
// client's output finds the codes in it. In any other query a code is a word with a high
// weight.
type query struct {
	filters []filter
	text    string   // the query without filters, with single spaces
	codes   []string // the codes among the words, in lower case
	classes []string // the classes among them: 5xx
	words   []token
	typing  bool // the user may still be typing the last word
	hints
}

// hints is what words of the query say about the entry that the user searches for.
type hints struct {
	protocol    model.Protocol
	hasProtocol bool
	kinds       []model.Kind // one of them is the kind of the entry
	name        string       // of a field, command or method: Depth in "Depth: infinity"
}

// maxQuery bounds how much of a pasted text is read, in bytes.
const maxQuery = 1000

// parse parses a query. Any text is a valid query.
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

// addWord adds a word between spaces: a code, a class, or the tokens in it.
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

// codeInWord returns the code that a word is or contains: 404, status404notfound. In a word
// of up to six bytes three digits are more likely to be part of a name, such as m365.
func codeInWord(w string) string {
	for i := 0; i+3 <= len(w); i++ {
		alone := (i == 0 || !isDigit(w[i-1])) && (i+3 == len(w) || !isDigit(w[i+3]))
		if alone && model.IsNumber(w[i:i+3]) && (len(w) == 3 || len(w) > 6) {
			return w[i : i+3]
		}
	}
	return ""
}

// findHints returns the hints in the words of a query.
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

// add adds the hint that a word in lower case gives.
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

// nameHint returns the first word of a query if it is written like a name in a message: a
// field with a colon, or a method or command in capitals. Otherwise it returns "".
func nameHint(first string) string {
	name, hasColon := strings.CutSuffix(first, ":")
	if hasColon || len(first) > 2 && first == strings.ToUpper(first) && isUpper(first[0]) {
		return name
	}
	return ""
}

// preferProtocol raises the scores of matches in the protocol that the query hints at.
func (q query) preferProtocol(found []Match) []Match {
	for i := range found {
		if q.wantsProtocol(found[i].Entry.Protocol) {
			found[i].score += protocolBonus
		}
	}
	return found
}

// wantsProtocol reports whether the query hints at the protocol.
func (q query) wantsProtocol(p model.Protocol) bool { return q.hasProtocol && q.protocol == p }

// wantsKind reports whether the query hints at the kind of entry.
func (q query) wantsKind(k model.Kind) bool { return slices.Contains(q.kinds, k) }
