package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"teapot/model"
)

// smallEngine returns an engine for a catalog of a few entries.
func smallEngine() *Engine {
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

// stems returns the stems of the matches, first those of HTTP. If the code of a match differs
// from the code of its entry, as 5.1.1 does from X.1.1, it follows the stem: "x.1.1=5.1.1".
func stems(r Result) string {
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

// TestFind checks which entries match a query, and in which order, for each kind of query.
func TestFind(t *testing.T) {
	e := smallEngine()
	for _, tt := range []struct{ query, want string }{
		{"", ""},
		{"   ", ""},
		{"404", "404"},
		{"HTTP 404", "404"},
		{"error 404", "404"},
		{"41", "410"},
		{"45", "451 450"},
		{"4xx", "4xx 404 410 420-twitter 429 451 450"},
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
		{"vendor:twitter", "420-twitter"},
		{"class:4xx many", "429"},
		{"is:class", "4xx"},
		{"is:class vendor:x", ""},
		{"unfiltered:404", "404"},
		{"not fuond", "404"},
		{"to many reqests", "429"},
		{"Enhanced your calm", "420-twitter"},
		{"HTTP/1.1 429 Too Many Requests", "429"},
		{`192.0.2.1 - - [21/Nov/2026:10:00:00 +0000] "GET /404 HTTP/1.1" 410 503 "-" "curl/8.5"`, "410"},
		{"550 5.1.10 <a@example.org>: Domain has a null MX", "x.1.10=5.1.10"},
	} {
		if got := stems(e.Find(tt.query)); got != tt.want {
			t.Errorf("Find(%q) = %q, want %q", tt.query, got, tt.want)
		}
	}
}

// codeEngine returns an engine for a catalog with ranges, and with an entry for a sub-status.
func codeEngine() *Engine {
	enhanced := func(stem, code string) model.Entry {
		return model.Entry{Protocol: model.SMTP, Kind: model.Enhanced, Stem: stem, Code: code, Standing: model.Unofficial, Vendor: "Acme", Name: "Banned"}
	}
	return New(model.NewCatalog([]model.Entry{
		{Kind: model.Class, Stem: "4xx", Code: "4xx", Name: "Client Error"},
		{Kind: model.Status, Stem: "404", Code: "404", Name: "Not Found", Standing: model.Standard},
		{Kind: model.Status, Stem: "500", Code: "500", Name: "Internal Server Error", Standing: model.Standard},
		{Kind: model.Status, Stem: "500.19-iis", Code: "500.19", Name: "Bad configuration"},
		{Kind: model.Status, Stem: "561-acme", Code: "561-565", Name: "Asleep"},
		{Protocol: model.SMTP, Kind: model.Class, Stem: "4yz", Code: "4yz", Name: "Transient"},
		{Protocol: model.SMTP, Kind: model.Reply, Stem: "471", Code: "471", Name: "Filtered"},
		{Protocol: model.SMTP, Kind: model.Enhanced, Stem: "x.7.62", Code: "X.7.62", Name: "Registered", Standing: model.Standard},
		enhanced("5.7.600-acme", "5.7.600-5.7.699"),
		enhanced("5.7.606-acme", "5.7.606-5.7.649"),
		enhanced("5.7.620-acme", "5.7.620"),
		enhanced("x.7.900-acme", "X.7.900-X.7.999"),
	}))
}

// TestFindCodes checks which entries a query for a code matches: ranges, sub-statuses and
// codes that no entry has. A match is written as the stem of its entry and the code to show.
func TestFindCodes(t *testing.T) {
	e := codeEngine()
	for query, want := range map[string]string{
		"5.7.620":                   "5.7.620-acme=5.7.620 5.7.606-acme=5.7.620 5.7.600-acme=5.7.620",
		"5.7.649":                   "5.7.606-acme=5.7.649 5.7.600-acme=5.7.649",
		"5.7.650":                   "5.7.600-acme=5.7.650",
		"smtp error 5.7.650":        "5.7.600-acme=5.7.650",
		"5.7.62":                    "x.7.62=5.7.62 5.7.620-acme=5.7.620 5.7.600-acme=5.7.600-5.7.699 5.7.606-acme=5.7.606-5.7.649",
		"5.7.69":                    "5.7.600-acme=5.7.600-5.7.699",
		"5.7.9":                     "x.7.900-acme=5.7.900-5.7.999",
		"5.7.950":                   "x.7.900-acme=5.7.950",
		"x.7.9":                     "x.7.900-acme=X.7.900-X.7.999",
		"5.7.606-649":               "5.7.606-acme=5.7.606-5.7.649",
		"5.7.606-5.7.649":           "5.7.606-acme=5.7.606-5.7.649",
		"550 5.7.650 Access denied": "5.7.600-acme=5.7.650",
		"5.7.650 banned":            "5.7.600-acme=5.7.650",
		"4.7.650":                   "4.7.650=4.7.650",
		"563":                       "561-acme=563",
		"56":                        "561-acme=561-565",
		"404.3":                     "404=404.3",
		"HTTP Error 404.3":          "404=404.3",
		"404.":                      "404=404",
		"500.19":                    "500.19-iis=500.19",
		"500.1":                     "500=500.1 500.19-iis=500.19",
		"500.2":                     "500=500.2",
		"404.03":                    "",
		"403.14":                    "",
		"4":                         "404=404 4xx=4xx 471=471 4yz=4yz",
		"47":                        "471=471",
		"477":                       "477=477 477=477",
		"smtp 477":                  "477=477 477=477",
		"777":                       "777=777",
		"477 vendor:acme":           "",
		"5.7.1":                     "5.7.1=5.7.1",
		"404-410":                   "404=404",
	} {
		var got []string
		r := e.Find(query)
		for _, m := range slices.Concat(r.Matches[model.HTTP], r.Matches[model.SMTP]) {
			got = append(got, m.Entry.Stem+"="+m.Code)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("Find(%q) = %q, want %q", query, strings.Join(got, " "), want)
		}
	}
	if m := e.Find("5.7.69").Ranked()[0]; m.CodeMarks != len("5.7.6") {
		t.Errorf("5.7.69 marks %d bytes of %s", m.CodeMarks, m.Code)
	}
}

// TestFilters checks for each filter that it finds all embedded entries with the property,
// and no other entries.
func TestFilters(t *testing.T) {
	links := func(r model.Relation, stem string) func(*model.Entry) bool {
		return func(e *model.Entry) bool {
			return slices.ContainsFunc(e.Links, func(l model.Link) bool { return l.Relation == r && l.Target == stem })
		}
	}
	fact := func(name, value string) func(*model.Entry) bool {
		return func(e *model.Entry) bool {
			return slices.ContainsFunc(e.Facts, func(f model.Fact) bool { return f.Name == name && f.Value == value })
		}
	}
	c := loadCatalog(t)
	e := New(c)
	for query, has := range map[string]func(*model.Entry) bool{
		"retry:later": fact(model.FactRetry, "later"), "ACT:Server": fact(model.FactAct, "server"),
		"header:retry-after": links(model.RelationField, "retry-after"), "field:retry-after": links(model.RelationField, "retry-after"),
		"method:put": links(model.RelationMethod, "put"), "command:rcpt": links(model.RelationCommand, "rcpt"), "extension:size": links(model.RelationExtension, "size"),
		"vendor:nginx":  func(e *model.Entry) bool { return strings.Contains(strings.ToLower(e.Vendor), "nginx") },
		"rfc:6585":      func(e *model.Entry) bool { return strings.Contains(fmt.Sprint(e.Specs), "RFC 6585") },
		"is:draft":      func(e *model.Entry) bool { return e.Standing == model.Draft },
		"is:method":     func(e *model.Entry) bool { return e.Kind == model.Method },
		"protocol:smtp": func(e *model.Entry) bool { return e.Protocol == model.SMTP },
		"class:x.7":     func(e *model.Entry) bool { return e.Kind == model.Enhanced && strings.HasPrefix(e.Code[1:], ".7.") },
		"class:4xx": func(e *model.Entry) bool {
			return (e.Kind == model.Status || e.Kind == model.Reply) && len(e.Code) == 3 && e.Code[0] == '4'
		},
	} {
		var got, want []string
		for _, m := range e.Find(query).Ranked() {
			got = append(got, m.Entry.Protocol.String()+"/"+m.Entry.Stem)
		}
		for _, x := range c.All() {
			if has(x) {
				want = append(want, x.Protocol.String()+"/"+x.Stem)
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("Find(%q) =\n%q, want\n%q", query, got, want)
		}
	}
}

// TestMarks checks which characters of the name and the code a query marks.
func TestMarks(t *testing.T) {
	e := smallEngine()
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

// TestFuzzy checks that the fuzzy matcher finds the entry of an abbreviation. No other part
// of the search could find it: the abbreviation is not a term, the start of a term, initials
// or a typing error.
func TestFuzzy(t *testing.T) {
	e := smallEngine()
	ix := e.corpus().ix
	const abbreviation = "tmnyrqsts"
	if hits := ix.withPrefix(abbreviation, 1); len(hits) > 0 || len(ix.similarTerms(abbreviation)) > 0 {
		t.Fatalf("the index has terms for %q: choose another abbreviation", abbreviation)
	}
	matches := e.Find(abbreviation).Matches[model.HTTP]
	if len(matches) == 0 || matches[0].Entry.Stem != "429" {
		t.Fatalf("Find(%q) = %v, want 429 first", abbreviation, matches)
	}
	if got, want := marked(matches[0]), "[T]oo [M]a[ny] [R]e[q]ue[sts]"; got != want {
		t.Errorf("marks %q, want %q", got, want)
	}
}

// TestWhy checks that a match names the alias or the field that matched, unless marks in the
// entry's name show it already.
func TestWhy(t *testing.T) {
	e := smallEngine()
	for query, want := range map[string]string{"rate limit": `alias "Rate Limited"`, "twitter": "vendor", "too many": ""} {
		if got := e.Find(query).Ranked()[0].Why; got != want {
			t.Errorf("Find(%q) gives the reason %q, want %q", query, got, want)
		}
	}
}

// TestBadInput checks that Find does not panic for control characters, invalid UTF-8,
// incomplete filters and queries of megabytes.
func TestBadInput(t *testing.T) {
	e := smallEngine()
	for _, q := range []string{"\x00", "\x1b[31mred\x1b[0m", "\xff\xfe\xfd", strings.Repeat("many ", 1<<18), "\u202eabc", strings.Repeat("4", 1<<20), "::", ":", "class:", "=", "\"", "مرحبا"} {
		e.Find(q)
	}
}

// marked returns the name of the match's entry, with brackets around the marked characters:
// "Too [Many] Requests".
func marked(m Match) string {
	isMarked := map[int]bool{}
	for _, i := range m.Marks {
		isMarked[i] = true
	}
	var b strings.Builder
	for i, c := range m.Entry.Name {
		if isMarked[i] && !isMarked[i-1] {
			b.WriteByte('[')
		}
		if !isMarked[i] && isMarked[i-1] {
			b.WriteByte(']')
		}
		b.WriteRune(c)
	}
	if isMarked[len(m.Entry.Name)-1] {
		b.WriteByte(']')
	}
	return b.String()
}

// FuzzFind checks for any query that Find does not panic, and that all marks are inside the
// name and the code.
func FuzzFind(f *testing.F) {
	for _, q := range []string{"404", "5.1.1", "4xx", "x.", "5.", "\x1b[31m", "\xff\xfe", "rate limit", "5.7.6", "5.7.606-649", "404.3", "477", strings.Repeat("é", 5000)} {
		f.Add(q)
	}
	small, codes := smallEngine(), codeEngine()
	f.Fuzz(func(t *testing.T, query string) {
		for _, r := range []Result{small.Find(query), codes.Find(query)} {
			for _, m := range r.Ranked() {
				for _, i := range m.Marks {
					if i < 0 || i >= len(m.Entry.Name) {
						t.Fatalf("Find(%q): mark %d is outside of the name %q", query, i, m.Entry.Name)
					}
				}
				if m.CodeMarks < 0 || m.CodeMarks > utf8.RuneCountInString(m.Code) {
					t.Fatalf("Find(%q): %d bytes of the code %q are marked", query, m.CodeMarks, m.Code)
				}
			}
		}
	})
}

// TestFirstWordOfName checks the order of two names that contain the only word of the query:
// the name with fewer words comes first, even if the longer one begins with the word.
func TestFirstWordOfName(t *testing.T) {
	e := New(model.NewCatalog([]model.Entry{
		{Kind: model.Status, Stem: "451", Code: "451", Name: "Unavailable For Legal Reasons"},
		{Kind: model.Status, Stem: "503", Code: "503", Name: "Service Unavailable"},
		{Kind: model.Status, Stem: "403", Code: "403", Name: "Service Forbidden"},
		{Kind: model.Status, Stem: "401", Code: "401", Name: "Unauthorized"},
		{Kind: model.Status, Stem: "407", Code: "407", Name: "Proxy Unauthorized"},
	}))
	for query, want := range map[string]string{"unavailable": "503 451", "unauthorized": "401 407"} {
		if got := stems(e.Find(query)); got != want {
			t.Errorf("Find(%q) = %q, want %q", query, got, want)
		}
	}
}
