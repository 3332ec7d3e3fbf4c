package search

import (
	"slices"
	"strings"

	"teapot/model"
)

// The grammar of a query:
//
//	query  = { filter | code | word }
//	filter = key ":" value        class:4xx header:retry-after vendor:nginx is:unofficial
//	code   = "404" | "40" | "4xx" | "5.7" | "5.7.x" | "X.7.26" | "#5.1.1"
//	word   = anything else
//
// A query that is a code alone asks for codes; one that is a line of a log, a
// bounce or a client's output asks for the codes in it. In all others a code is
// a word that counts much.
type query struct {
	filters []filter
	text    string   // what is left without the filters, spaces folded
	codes   []string // the codes among the words, lower case
	classes []string // the classes among them: 5xx
	terms   []token
	open    bool // the last word may go on: nothing stands behind it
	hints
}

// hints are what words of the query say about the kind of entry that is meant.
type hints struct {
	protocol  model.Protocol
	protocols bool         // a protocol is meant
	kinds     []model.Kind // these kinds are meant
	name      string       // what must be the name of a field or command: "Depth" of "Depth: infinity"
}

// filter keeps the entries that have a property.
type filter struct{ key, value string }

// maxQuery bounds what is looked at of a pasted text, in bytes.
const maxQuery = 1000

// parse takes a query apart.
func parse(text string) query {
	if len(text) > maxQuery {
		text = text[:maxQuery]
	}
	text = strings.ToValidUTF8(text, " ")
	q := query{open: text != "" && text[len(text)-1] != ' '}
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
		q.word(w)
	}
	q.hint(words)
	return q
}

// hint looks for words that say what is meant.
func (q *query) hint(words []string) {
	for i, w := range words {
		switch strings.ToLower(strings.Trim(w, ":,.?")) {
		case "http", "https", "url", "uri", "page", "website", "site", "browser", "api", "json", "s3", "cookie", "endpoint", "rest", "jwt", "webpage", "ajax", "cors":
			q.protocol, q.protocols = model.HTTP, true
		case "smtp", "mail", "mails", "email", "emails", "e-mail", "bounce", "bounced", "mailbox", "smtpstatuscode", "recipient", "newsletter", "inbox", "spf", "dkim", "dmarc", "mx", "relay", "postfix", "exim", "sendmail", "dnsbl", "spam":
			q.protocol, q.protocols = model.SMTP, true
		case "header", "headers", "field", "fields":
			q.kinds = append(q.kinds, model.Field)
		case "method", "methods", "verb":
			q.kinds = append(q.kinds, model.Method)
		case "command", "commands":
			q.kinds = append(q.kinds, model.Command)
		case "extension", "keyword":
			q.kinds = append(q.kinds, model.Extension)
		}
		if name, ok := strings.CutSuffix(w, ":"); ok && i == 0 {
			q.name = name
		}
		if i == 0 && len(w) > 2 && w == strings.ToUpper(w) && isUpper(w[0]) {
			q.name = strings.TrimSuffix(w, ":")
		}
	}
}

// prefer puts the entries of the protocol first that the query names.
func (q query) prefer(found []Match) []Match {
	for i := range found {
		if q.protocols && found[i].Entry.Protocol == q.protocol {
			found[i].score += 5
		}
	}
	return found
}

// word adds a code, or the words that w is made of.
func (q *query) word(w string) {
	lower := strings.ToLower(strings.Trim(w, "#()[]{}<>\"'`,;:.!?"))
	if _, ok := model.ParseEnhanced(lower); ok || len(lower) == 3 && model.IsNumber(lower) {
		q.codes = append(q.codes, lower)
		return
	}
	if len(lower) == 3 && isDigit(lower[0]) && (lower[1:] == "xx" || lower[1:] == "yz") {
		q.classes = append(q.classes, lower)
		return
	}
	for _, t := range tokenize(w) {
		if n := innerCode(t.raw); n != "" {
			q.codes = append(q.codes, n) // HTTP_404_NOT_FOUND, Status201Created
			continue
		}
		q.terms = append(q.terms, t)
	}
}

// innerCode returns the three digits that a word is, or has between letters.
func innerCode(w string) string {
	for i := 0; i+3 <= len(w); i++ {
		alone := (i == 0 || !isDigit(w[i-1])) && (i+3 == len(w) || !isDigit(w[i+3]))
		if alone && model.IsNumber(w[i:i+3]) && (len(w) == 3 || len(w) > 6) {
			return w[i : i+3]
		}
	}
	return ""
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// parseFilter reads "key:value" with a known key.
func parseFilter(w string) (filter, bool) {
	key, value, ok := strings.Cut(strings.ToLower(w), ":")
	if !ok || value == "" {
		return filter{}, false
	}
	if !slices.Contains(Filters(), key) {
		return filter{}, false
	}
	if key == "header" {
		key = "field"
	}
	return filter{key, value}, true
}

// Filters returns the keys of the filters.
func Filters() []string {
	return []string{
		"class", "header", "field", "method", "command", "extension", "vendor", "rfc", "is", "retry", "act", "protocol",
	}
}

// keeps reports whether the entry has the property.
func (f filter) keeps(c *model.Catalog, e *model.Entry) bool {
	switch f.key {
	case "class":
		class := c.ClassOf(e)
		return class != nil && sameClass(strings.ToLower(class.Code), strings.TrimSuffix(f.value, ".x"))
	case "field":
		return pointsTo(e, model.ToField, f.value)
	case "method":
		return pointsTo(e, model.ToMethod, f.value)
	case "command":
		return pointsTo(e, model.ToCommand, f.value)
	case "extension":
		return pointsTo(e, model.ToExtension, f.value)
	case "vendor":
		return strings.Contains(strings.ToLower(e.Vendor), f.value)
	case "rfc":
		return cites(e, f.value)
	case "is":
		return string(e.Standing) == f.value || e.Kind.String() == f.value
	case "retry":
		return hasFact(e, model.FactRetry, f.value)
	case "act":
		return hasFact(e, model.FactAct, f.value)
	case "protocol":
		return e.Protocol.String() == f.value
	}
	return false
}

// sameClass lets 5xx stand for the 5yz of SMTP too.
func sameClass(class, asked string) bool {
	return class == asked || len(class) == 3 && len(asked) == 3 && class[0] == asked[0] && asked[1:] == "xx" && class[1:] == "yz"
}

func pointsTo(e *model.Entry, r model.Relation, stem string) bool {
	for _, l := range e.Links {
		if l.Relation == r && l.Target == stem {
			return true
		}
	}
	return false
}

func cites(e *model.Entry, number string) bool {
	for _, s := range e.Specs {
		rest, ok := strings.CutPrefix(string(s), "RFC "+number)
		if ok && (rest == "" || rest[0] == ',') {
			return true
		}
	}
	return false
}

func hasFact(e *model.Entry, name, value string) bool {
	for _, f := range e.Facts {
		if f.Name == name && f.Value == value {
			return true
		}
	}
	return false
}
