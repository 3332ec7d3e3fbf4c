package search

import (
	"strings"

	"teapot/model"
)

// token is a word of a text as the index knows it.
type token struct {
	word string // folded and stemmed
	raw  string // folded only
}

// tokenize splits a text into words: at everything that is not a letter or a
// digit, and where CamelCase begins another word.
func tokenize(text string) []token {
	var tokens []token
	for start, end := nextWord(text, 0, true); start < end; start, end = nextWord(text, end, true) {
		raw := strings.ToLower(text[start:end])
		tokens = append(tokens, token{stem(raw), raw})
	}
	return tokens
}

// nextWord finds the first word of a text from i on. There is none where it ends
// as it starts.
func nextWord[T string | []byte](text T, i int, humps bool) (start, end int) {
	for i < len(text) && !isWordByte(text[i]) {
		i++
	}
	start = i
	for i < len(text) && isWordByte(text[i]) && !(humps && i > start && isHump(text, i)) {
		i++
	}
	return start, i
}

// isWordByte accepts letters, digits and whatever is not ASCII.
func isWordByte(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80
}

// isHump reports whether a word of CamelCase begins at i: notFound, HTTPStatus.
func isHump[T string | []byte](text T, i int) bool {
	if !isUpper(text[i]) {
		return false
	}
	return isLower(text[i-1]) || i+1 < len(text) && isUpper(text[i-1]) && isLower(text[i+1])
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

func isLower(c byte) bool { return c >= 'a' && c <= 'z' }

// stem folds the forms of a word into one: plural and singular, -ed, -ing and
// -ion, British and American spelling. What comes out need not be a word.
func stem(w string) string {
	if len(w) < 4 || w[0] >= '0' && w[0] <= '9' {
		return w
	}
	w = american(w)
	if strings.IndexByte("sgdne", w[len(w)-1]) < 0 {
		return w // it has none of these endings
	}
	w = cutInflection(cutPlural(w))
	if strings.HasSuffix(w, "e") && len(w) > 3 {
		w = w[:len(w)-1]
	}
	return w
}

// cutPlural returns the singular of a noun: policies, addresses, mailboxes, hosts.
func cutPlural(w string) string {
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case hasAnySuffix(w, "sses", "xes", "ches", "shes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !hasAnySuffix(w, "ss", "us", "is"):
		return w[:len(w)-1]
	}
	return w
}

// cutInflection removes -ing, -ed and -ion: forwarding, rejected, authentication.
func cutInflection(w string) string {
	switch {
	case strings.HasSuffix(w, "ing") && len(w) > 5:
		return single(w[:len(w)-3])
	case strings.HasSuffix(w, "ed") && len(w) > 4:
		return single(w[:len(w)-2])
	case hasAnySuffix(w, "tion", "sion") && len(w) > 6:
		return w[:len(w)-3]
	}
	return w
}

// single takes back a letter that was doubled before an ending: blocked stays,
// throttl stays, dropp is drop.
func single(w string) string {
	n := len(w)
	if n > 3 && w[n-1] == w[n-2] && strings.IndexByte("bdgmnprt", w[n-1]) >= 0 {
		return w[:n-1]
	}
	return w
}

// american turns the usual British spellings into American ones.
func american(w string) string {
	switch {
	case len(w) > 5 && strings.Contains(w, "our") && hasAnySuffix(w, "our", "ours", "oured", "ouring", "ourable"):
		return strings.Replace(w, "our", "or", 1)
	case hasAnySuffix(w, "ise", "ised", "ises", "ising", "isation") && len(w) > 6:
		i := strings.LastIndex(w, "is")
		return w[:i] + "iz" + w[i+2:]
	case strings.HasPrefix(w, "centre"):
		return "center" + w[len("centre"):]
	case strings.HasPrefix(w, "licence"):
		return "license" + w[len("licence"):]
	case strings.HasPrefix(w, "grey"):
		return "gray" + w[len("grey"):]
	case strings.HasPrefix(w, "cancell"):
		return "cancel" + w[len("cancell"):]
	}
	return w
}

func hasAnySuffix(w string, suffixes ...string) bool {
	for _, s := range suffixes {
		if strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}

// alikes are words that people write for the same thing, as the index knows
// them: any of those before the colon may mean those behind it.
const alikes = `big larg: larg big
jwt: token
dnsbl rbl: blocklist blacklist blocklisted
ssl tls: tls ssl
cert: certificat
auth: authenticat authoriz
login signin logon: authenticat login
msg: messag
svc: servic
srv: server
req: request
resp: respons
hdr: header field
header: field
gw: gateway
conn: connect
err: error
perm perms: permanent permission
url link address: uri address
body payload entity: content payload
email emails: mail messag
full: storag quota
nonexistent inexistent: exist unknown
exchang outlook 365 m365 o365 hotmail: microsoft
googl: gmail
elb alb: aw balanc
ngx: nginx
overload: capacity`

// alike returns the words that may be meant by w.
func alike(w string) []string {
	for line := range strings.SplitSeq(alikes, "\n") {
		words, meant, _ := strings.Cut(line, ": ")
		if model.HasWord(words, w) {
			return strings.Fields(meant)
		}
	}
	return nil
}

// isStop reports whether the word says nothing about what is looked for.
func isStop(w string) bool {
	switch w {
	case "a", "an", "the", "i", "my", "me", "you", "your", "it", "its", "is", "are", "was", "be", "been", "am", "to", "of", "in", "on", "at", "for", "from", "by", "with", "and", "or", "as",
		"that", "this", "thi", "what", "which", "who", "when", "why", "how", "do", "doe", "did", "ha", "hav", "has", "had", "can", "could", "should", "would", "will", "if", "so", "but", "mean", "get", "got", "gett",
		"cod", "status", "http", "smtp", "http's", "error", "respons", "return", "says", "say", "said", "please", "pleas", "about", "there", "them", "their", "they", "we", "our", "he", "she", "us", "s", "t", "m", "re", "ve":
		return true
	}
	return false
}
