package search

import (
	"strings"

	"teapot/model"
)

// synonymTable has lines of stems. Each stem before the colon may also mean the stems
// after it, but not the other way round.
const synonymTable = `big larg: larg big
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

// synonyms returns the other stems that a stem may mean.
func synonyms(stem string) []string {
	for line := range strings.SplitSeq(synonymTable, "\n") {
		stems, others, _ := strings.Cut(line, ": ")
		if model.HasWord(stems, stem) {
			return strings.Fields(others)
		}
	}
	return nil
}

// isStopWord reports whether the stem says little about what the user searches for. Some
// stop words are common in English, others in this catalog.
func isStopWord(stem string) bool {
	switch stem {
	case "a", "an", "the", "i", "my", "me", "you", "your", "it", "its", "is", "are", "was", "be", "been", "am", "to", "of", "in", "on", "at", "for", "from", "by", "with", "and", "or", "as",
		"that", "this", "thi", "what", "which", "who", "when", "why", "how", "do", "doe", "did", "ha", "hav", "has", "had", "can", "could", "should", "would", "will", "if", "so", "but", "mean", "get", "got", "gett",
		"cod", "status", "http", "smtp", "http's", "error", "respons", "return", "says", "say", "said", "please", "pleas", "about", "there", "them", "their", "they", "we", "our", "he", "she", "us", "s", "t", "m", "re", "ve":
		return true
	}
	return false
}
