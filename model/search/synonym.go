package search

import (
	"strings"

	"teapot/model"
)

// synonymTable says which stems are synonyms. A user who types a stem to the left of a colon
// may mean any stem to the right of it. The opposite is not true, unless another line says
// so.
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

// synonyms returns the stems that a user may mean by the given stem. The result may contain
// the stem itself.
func synonyms(stem string) []string {
	for line := range strings.SplitSeq(synonymTable, "\n") {
		typed, meanings, _ := strings.Cut(line, ": ")
		if model.HasWord(typed, stem) {
			return strings.Fields(meanings)
		}
	}
	return nil
}

// isStopWord reports whether the stem is so common, in English or in this catalog, that it
// says little about what the user is looking for.
func isStopWord(stem string) bool {
	switch stem {
	case "a", "an", "the", "i", "my", "me", "you", "your", "it", "its", "is", "are", "was", "be", "been", "am", "to", "of", "in", "on", "at", "for", "from", "by", "with", "and", "or", "as",
		"that", "this", "thi", "what", "which", "who", "when", "why", "how", "do", "doe", "did", "ha", "hav", "has", "had", "can", "could", "should", "would", "will", "if", "so", "but", "mean", "get", "got", "gett",
		"cod", "status", "http", "smtp", "http's", "error", "respons", "return", "says", "say", "said", "please", "pleas", "about", "there", "them", "their", "they", "we", "our", "he", "she", "us", "s", "t", "m", "re", "ve":
		return true
	}
	return false
}
