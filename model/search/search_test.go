package search

import (
	"strings"
	"testing"
	"unicode/utf8"

	"teapot/model"
)

func engine() *Engine {
	return New(model.NewCatalog([]model.Entry{
		{Kind: model.Class, Stem: "4xx", Code: "4xx", Name: "Client Error"},
		{Kind: model.Status, Stem: "404", Code: "404", Name: "Not Found"},
		{Kind: model.Status, Stem: "410", Code: "410", Name: "Gone"},
		{Kind: model.Status, Stem: "429", Code: "429", Name: "Too Many Requests", Aliases: []string{"Rate Limited"},
			Constants: []model.Constant{{Language: "go", Name: "http.StatusTooManyRequests"}}},
		{Kind: model.Status, Stem: "420-twitter", Code: "420", Name: "Enhance Your Calm", Vendor: "Twitter"},
		{Kind: model.Status, Stem: "451", Code: "451", Name: "Unavailable For Legal Reasons"},
		{Kind: model.Field, Stem: "retry-after", Name: "Retry-After"},
		{Protocol: model.SMTP, Kind: model.Reply, Stem: "450", Code: "450", Name: "Mailbox busy"},
		{Protocol: model.SMTP, Kind: model.Enhanced, Stem: "x.1.1", Code: "X.1.1", Name: "Bad destination mailbox address"},
		{Protocol: model.SMTP, Kind: model.Enhanced, Stem: "x.1.10", Code: "X.1.10", Name: "Null MX"},
		{Protocol: model.SMTP, Kind: model.Enhanced, Stem: "5.7.708-microsoft", Code: "5.7.708", Name: "Traffic not accepted"},
	}))
}

func answer(r Result) string {
	var s []string
	for _, p := range model.Protocols() {
		for _, m := range r.Matches[p] {
			name := m.Entry.Stem
			if m.Code != m.Entry.Code {
				name += "=" + m.Code
			}
			s = append(s, name)
		}
	}
	return strings.Join(s, " ")
}

func TestFind(t *testing.T) {
	e := engine()
	for _, tt := range []struct{ query, want string }{
		{"", ""},
		{"   ", ""},
		{"404", "404"},
		{"HTTP 404", "404"},
		{"error 404", "404"},
		{"41", "410"},
		{"45", "451 450"},
		{"4xx", "404 410 420-twitter 429 451 4xx 450"},
		{"5.1.1", "x.1.1=5.1.1 x.1.10=5.1.10"},
		{"4.1.10", "x.1.10=4.1.10"},
		{"x.1.10", "x.1.10"},
		{"5.7.7", "5.7.708-microsoft"},
		{"5.1.x", "x.1.1=5.1.1 x.1.10=5.1.10"},
		{"6", ""},
		{"not found", "404"},
		{"found not", "404"},
		{"NOT", "404 5.7.708-microsoft"},
		{"rate limit", "429"},
		{"twitter", "420-twitter"},
		{"statustoomany", "429"},
		{"retry", "retry-after"},
		{"tmr", "429 x.1.1"},
		{"ntfnd", "404"},
		{"qqq", ""},
		{"HTTP/1.1 429 Too Many Requests", "429"},
		{`192.0.2.1 - - [21/Nov/2026:10:00:00 +0000] "GET /404 HTTP/1.1" 410 503 "-" "curl/8.5"`, "410"},
		{"550 5.1.10 <a@example.org>: Domain has a null MX", "x.1.10=5.1.10"},
	} {
		if got := answer(e.Find(tt.query)); got != tt.want {
			t.Errorf("Find(%q) = %q, want %q", tt.query, got, tt.want)
		}
	}
}

func TestMarks(t *testing.T) {
	e := engine()
	for _, tt := range []struct{ query, want string }{
		{"many", "Too [Many] Requests"},
		{"requests too", "[Too] Many [Requests]"},
		{"tmr", "[T]oo [M]any [R]equests"},
	} {
		m := e.Find(tt.query).Matches[model.HTTP][0]
		if got := marked(m); got != tt.want {
			t.Errorf("Find(%q) marks %q, want %q", tt.query, got, tt.want)
		}
	}
	if m := e.Find("42").Matches[model.HTTP][0]; m.CodeMarks != 2 {
		t.Errorf("42 marks %d characters of the code, want 2", m.CodeMarks)
	}
}

// marked shows the marked characters in brackets.
func marked(m Match) string {
	is := map[int]bool{}
	for _, i := range m.Marks {
		is[i] = true
	}
	var b strings.Builder
	for i, c := range m.Entry.Name {
		if is[i] && !is[i-1] {
			b.WriteByte('[')
		}
		if !is[i] && is[i-1] {
			b.WriteByte(']')
		}
		b.WriteRune(c)
	}
	if is[len(m.Entry.Name)-1] {
		b.WriteByte(']')
	}
	return b.String()
}

// FuzzFind asks for anything at all: no panic, and marks that lie in the name.
func FuzzFind(f *testing.F) {
	for _, q := range []string{"404", "5.1.1", "4xx", "x.", "5.", "\x1b[31m", "\xff\xfe", "rate limit", strings.Repeat("é", 5000)} {
		f.Add(q)
	}
	e := engine()
	f.Fuzz(func(t *testing.T, query string) {
		r := e.Find(query)
		for _, ms := range r.Matches {
			for _, m := range ms {
				for _, i := range m.Marks {
					if i < 0 || i >= len(m.Entry.Name) {
						t.Fatalf("%q: mark %d outside %q", query, i, m.Entry.Name)
					}
				}
				if m.CodeMarks < 0 || m.CodeMarks > utf8.RuneCountInString(m.Code) {
					t.Fatalf("%q: %d characters of %q marked", query, m.CodeMarks, m.Code)
				}
			}
		}
	})
}
