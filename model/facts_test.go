package model

import (
	"strings"
	"testing"
)

// TestFactLines checks the facts in words: their order, several values of one fact, and
// what the first digit of an SMTP code adds.
func TestFactLines(t *testing.T) {
	entry := func(k Kind, facts ...string) *Entry {
		e := &Entry{Protocol: k.Protocol(), Kind: k}
		for _, f := range facts {
			name, value, _ := strings.Cut(f, ": ")
			value, custom := strings.CutSuffix(value, "; custom")
			e.Facts = append(e.Facts, Fact{name, value, custom})
		}
		return e
	}
	for _, tt := range []struct {
		hit  Hit
		want string
	}{
		{Hit{entry(Status, "Wire: yes", "Cacheable: heuristic", "Retry: no", "Act: client", "Act: server"), "404"},
			"Who acts: the client, then the operator of the server | Try again: no | Cached: may be, even if no header says so"},
		{Hit{entry(Status, "Retry: later; custom", "Content: yes"), "598"}, "Try again: usually later | Body: may have one"},
		{Hit{entry(Status, "Wire: becomes 400", "Rewrite: to-get"), "497"}, "Method: becomes GET | Seen: only in the server's log; the client gets 400"},
		{Hit{entry(Enhanced, "Act: sender", "Address: remove"), "5.1.1"}, "Who acts: the sender | Try again: no | Mailing list: the address may be removed"},
		{Hit{entry(Enhanced, "Act: sender", "Address: remove"), "4.1.1"}, "Who acts: the sender | Try again: later | Mailing list: usually keep the address"},
		{Hit{entry(Enhanced, "Address: remove"), "X.1.1"}, "Try again: later for 4.y.z, no for 5.y.z | Mailing list: the address may be removed"},
		{Hit{entry(Enhanced, "Retry: changed"), "5.7.1"}, "Try again: only after a change"},
		{Hit{entry(Enhanced, "Retry: no"), "4.7.1"}, "Try again: later | Mailing list: usually keep the address"},
		{Hit{entry(Enhanced, "Retry: changed"), "4.7.26"}, "Try again: later | Mailing list: usually keep the address"},
		{Hit{entry(Enhanced, "Retry: later; custom"), "4.2.2"}, "Try again: later | Mailing list: usually keep the address"},
		{Hit{entry(Enhanced, "Retry: later"), "5.3.1"}, "Try again: only after a change"},
		{Hit{entry(Enhanced, "Retry: later; custom"), "5.7.24"}, "Try again: only after a change"},
		{Hit{&Entry{Protocol: SMTP, Kind: Enhanced, Code: "5.2.121", Facts: []Fact{{FactRetry, "later", true}}}, "5.2.121"}, "Try again: usually later"},
		{Hit{entry(Reply, "Retry: changed; custom"), "456"}, "Try again: usually only after a change | Mailing list: usually keep the address"},
		{Hit{entry(Status, "Act: client", "Act: server; custom", "Act: user; custom"), "404"},
			"Who acts: the client, then usually the operator of the server, then the user"},
		{Hit{entry(Reply), "451"}, "Try again: later | Mailing list: usually keep the address"},
		{Hit{entry(Reply), "250"}, ""},
		{Hit{entry(Method, "Safe: yes", "Idempotent: no", "Request: expected"), ""}, "Safe: yes, it only reads | Idempotent: no | Request body: should have one"},
		{Hit{entry(Command, "Syntax: RSET"), ""}, "Syntax: RSET"},
	} {
		got := []string{}
		for _, l := range tt.hit.FactLines() {
			got = append(got, l.Label+": "+l.Words)
		}
		if got := strings.Join(got, " | "); got != tt.want {
			t.Errorf("%v %s: got %q, want %q", tt.hit.Entry.Facts, tt.hit.Code, got, tt.want)
		}
	}
}

// TestFactVocabulary checks that every fact with fixed values has a place on the page, and
// that every value and condition has words.
func TestFactVocabulary(t *testing.T) {
	for name := range strings.SplitSeq(factOrder, " ") {
		for _, k := range []Kind{Status, Reply, Field, Method, Command} {
			for value := range strings.FieldsSeq(FactValues(k.Protocol(), k, name)) {
				if words := FactWords(k, name, value); words == "" || strings.Contains(words, "-") {
					t.Errorf("%s: %s is shown as %q", name, value, words)
				}
			}
		}
	}
	for condition := range strings.FieldsSeq(Conditions()) {
		if ConditionWords(condition) == "" {
			t.Errorf("the condition %s has no words", condition)
		}
	}
	if ConditionWords("weather") != "" {
		t.Error("a word that is not a condition has words")
	}
}
