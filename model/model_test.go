package model

import (
	"strings"
	"testing"
)

// TestParseEnhanced checks which texts are enhanced codes, and their registered patterns.
func TestParseEnhanced(t *testing.T) {
	for _, tt := range []struct {
		in      string
		pattern string
		ok      bool
	}{
		{"5.1.1", "X.1.1", true},
		{"X.7.26", "X.7.26", true},
		{"x.7.26", "X.7.26", true},
		{"2.0.0", "X.0.0", true},
		{"4.16.55", "X.16.55", true},
		{"3.1.1", "", false},
		{"5.1", "", false},
		{"5.1.", "", false},
		{"5.1.1.1", "", false},
		{"5.1.1000", "", false},
		{"5.a.1", "", false},
		{"550", "", false},
		{"", "", false},
	} {
		got, ok := ParseEnhanced(tt.in)
		if ok != tt.ok || ok && got.Pattern() != tt.pattern {
			t.Errorf("ParseEnhanced(%q) = %v, %v; want pattern %q, %v", tt.in, got, ok, tt.pattern, tt.ok)
		}
	}
}

// TestSpecURL checks the title and the URL of each form of a specification.
func TestSpecURL(t *testing.T) {
	for spec, want := range map[Spec][2]string{
		"RFC 9110, section 15.5.5":          {"RFC 9110, section 15.5.5", "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5"},
		"RFC 2324, appendix A":              {"RFC 2324, appendix A", "https://www.rfc-editor.org/rfc/rfc2324.html#appendix-A"},
		"RFC 5842":                          {"RFC 5842", "https://www.rfc-editor.org/rfc/rfc5842.html"},
		"A manual; https://example.com/a;b": {"A manual", "https://example.com/a;b"},
		"A manual":                          {"A manual", ""},
		"A; http errors; https://x.example": {"A; http errors", "https://x.example"},
	} {
		if spec.Title() != want[0] || spec.URL() != want[1] {
			t.Errorf("%q: got title %q, address %q; want %q", spec, spec.Title(), spec.URL(), want)
		}
	}
}

// TestValidFact checks which values are valid for a fact, by protocol and kind.
func TestValidFact(t *testing.T) {
	for _, tt := range []struct {
		protocol    Protocol
		kind        Kind
		name, value string
		want        bool
	}{
		{HTTP, Status, FactAct, "client", true},
		{HTTP, Status, FactAct, "sender", false},
		{SMTP, Reply, FactAct, "sender", true},
		{SMTP, Reply, FactRetry, "new-connection", false},
		{HTTP, Status, FactWire, "becomes 400", true},
		{HTTP, Status, FactWire, "becomes nothing", false},
		{HTTP, Method, FactCacheable, "yes", true},
		{HTTP, Status, FactCacheable, "yes", false},
		{SMTP, Command, FactSyntax, "RCPT TO:<forward-path>", true},
		{HTTP, Status, FactRetry, "", false},
		{HTTP, Status, FactContent, "becomes 400", false},
		{HTTP, Status, FactWire, "becomes 4xx", false},
		{HTTP, Status, FactRewrite, "to-get", true},
		{HTTP, Status, FactRewrite, "get", false},
		{HTTP, Method, FactSafe, "no", true},
		{HTTP, Method, FactSafe, "perhaps", false},
	} {
		if got := ValidFact(tt.protocol, tt.kind, tt.name, tt.value); got != tt.want {
			t.Errorf("ValidFact(%v, %v, %q, %q) = %v", tt.protocol, tt.kind, tt.name, tt.value, got)
		}
	}
}

// sampleCatalog returns a catalog of a few entries. It passes them to NewCatalog in an order
// that is not catalog order.
func sampleCatalog() *Catalog {
	return NewCatalog([]Entry{
		{Kind: Field, Stem: "retry-after", Name: "Retry-After"},
		{Kind: Status, Stem: "503", Code: "503", Standing: Standard, Name: "Service Unavailable"},
		{Kind: Status, Stem: "420-twitter", Code: "420", Standing: Unofficial, Vendor: "Twitter", Name: "Enhance Your Calm"},
		{Kind: Status, Stem: "429", Code: "429", Standing: Standard, Name: "Too Many Requests", Aliases: []string{"Rate Limited"},
			Links: []Link{
				{Relation: RelationField, Target: "retry-after", Role: Response, Level: May},
				{Relation: RelationMethod, Target: Any},
				{Relation: RelationSee, Target: "503", Reason: "the server is overloaded"},
				{Relation: RelationSee, Target: "nowhere"},
			}},
		{Kind: Status, Stem: "420-draft", Code: "420", Standing: Draft, Name: "Method Failure"},
		{Kind: Status, Stem: "999-linkedin", Code: "999", Standing: Unofficial, Vendor: "LinkedIn", Name: "Request denied"},
		{Kind: Class, Stem: "4xx", Code: "4xx", Name: "Client Error"},
		{Protocol: SMTP, Kind: Enhanced, Stem: "x.1.10", Code: "X.1.10", Standing: Standard, Name: "Null MX"},
		{Protocol: SMTP, Kind: Enhanced, Stem: "x.1.9", Code: "X.1.9", Standing: Standard, Name: "Non-compliant"},
		{Protocol: SMTP, Kind: Enhanced, Stem: "5.1.20-microsoft", Code: "5.1.20", Standing: Unofficial, Vendor: "Microsoft", Name: "Multiple From"},
		{Protocol: SMTP, Kind: Subject, Stem: "x.1", Code: "X.1", Name: "Addressing"},
		{Protocol: SMTP, Kind: Reply, Stem: "550", Code: "550", Standing: Standard, Name: "Mailbox unavailable"},
		{Protocol: SMTP, Kind: Reply, Stem: "101", Code: "101", Standing: Unofficial, Vendor: "various", Name: "Unable to connect"},
	})
}

// TestGroups checks the groups of each protocol, their order and the order of their entries.
func TestGroups(t *testing.T) {
	c := sampleCatalog()
	for p, want := range map[Protocol][]string{
		HTTP: {"4xx: 420-twitter 420-draft 429", "5xx: 503", "other: 999-linkedin"},
		SMTP: {"5yz: 550", "other: 101", "X.1: x.1.9 x.1.10 5.1.20-microsoft"},
	} {
		var got []string
		for _, g := range c.Groups(p) {
			line := g.Code + ":"
			for _, e := range g.Entries {
				line += " " + e.Stem
			}
			got = append(got, line)
		}
		if len(got) != len(want) {
			t.Fatalf("%v: got %q, want %q", p, got, want)
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%v: got %q, want %q", p, got[i], want[i])
			}
		}
	}
}

// TestOrderByName checks that entries without a code are sorted by name. Their standing,
// which matters for codes, must not change the order.
func TestOrderByName(t *testing.T) {
	c := NewCatalog([]Entry{
		{Kind: Field, Stem: "warning", Name: "Warning", Standing: Standard},
		{Kind: Field, Stem: "upload-limit", Name: "Upload-Limit", Standing: Draft},
		{Kind: Field, Stem: "age", Name: "Age", Standing: Unofficial},
	})
	var got []string
	for _, e := range c.Kind(HTTP, Field) {
		got = append(got, e.Name)
	}
	if want := "Age Upload-Limit Warning"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestOrderOfMeanings checks the order of several meanings of a number: first the registered
// one, then the one from a user's file, then the others, starting with the one that most
// entries link to.
func TestOrderOfMeanings(t *testing.T) {
	status := func(stem, code string, s Standing, see ...string) Entry {
		e := Entry{Kind: Status, Stem: stem, Code: code, Standing: s}
		for _, to := range see {
			e.Links = append(e.Links, Link{Relation: RelationSee, Target: to})
		}
		return e
	}
	c := NewCatalog([]Entry{
		status("499-a", "499", Unofficial, "499-b"),
		status("499-b", "499", Unofficial, "499-a"),
		status("499-c", "499", Standard),
		status("408", "408", Standard, "499-b", "499-d"),
		{Protocol: SMTP, Kind: Reply, Stem: "550", Code: "550", Links: []Link{{Relation: RelationSee, Target: "499-a"}, {Relation: RelationSee, Target: "499-a"}}},
		status("499-d", "499", Unofficial, "499-b"),
		{Kind: Status, Stem: "499-e", Code: "499", Standing: Unofficial, UserDefined: true},
		{Kind: Field, Stem: "via", Name: "Via", UserDefined: true},
		{Kind: Field, Stem: "age", Name: "Age"},
	})
	if fields := c.Kind(HTTP, Field); fields[0].Name != "Age" {
		t.Errorf("the first field is %s, want Age", fields[0].Name)
	}
	got := ""
	for _, e := range c.Kind(HTTP, Status) {
		got += " " + e.Stem
	}
	if want := " 408 499-c 499-e 499-b 499-a 499-d"; got != want {
		t.Errorf("got%s, want%s", got, want)
	}
}

// TestLinks checks which entries the catalog returns for an entry: the targets of its links,
// the entries that link to it, its class and its other meanings.
func TestLinks(t *testing.T) {
	c := sampleCatalog()
	e := c.Get(HTTP, Status, "429")
	field := c.Get(HTTP, Field, "retry-after")
	want := []*Entry{field, nil, c.Get(HTTP, Status, "503"), nil}
	for i, l := range e.Links {
		if got := c.Target(e, l); got != want[i] {
			t.Errorf("target of %v %q: got %v, want %v", l.Relation, l.Target, got, want[i])
		}
	}
	if in := c.Incoming(field); len(in) != 1 || in[0].From != e || in[0].Link.Level != May {
		t.Errorf("incoming links of the field: got %v", in)
	}
	if got := c.ClassOf(e); got == nil || got.Code != "4xx" {
		t.Errorf("class of 429: got %v", got)
	}
	if got := c.ClassOf(c.Get(SMTP, Enhanced, "5.1.20-microsoft")); got == nil || got.Code != "X.1" {
		t.Errorf("subject of 5.1.20: got %v", got)
	}
	if got := c.OtherMeanings(c.Get(HTTP, Status, "420-draft")); len(got) != 1 || got[0].Stem != "420-twitter" {
		t.Errorf("other meanings of 420: got %v", got)
	}
}

// TestFindCode checks which entries a code or pattern finds, and with which code.
func TestFindCode(t *testing.T) {
	c := sampleCatalog()
	for query, want := range map[string]string{
		"429":     "429=429 ",
		"420":     "420-twitter=420 420-draft=420 ",
		"5.1.10":  "x.1.10=5.1.10 ",
		"4.1.10":  "x.1.10=4.1.10 ",
		"x.1.10":  "x.1.10=X.1.10 ",
		"5.1.20":  "5.1.20-microsoft=5.1.20 ",
		"4xx":     "4xx=4xx ",
		"4XX":     "4xx=4xx ",
		"X.1":     "x.1=X.1 ",
		"5.1":     "x.1=X.1 ",
		"5.1.x":   "x.1=X.1 ",
		"3.1":     "",
		"5.1.999": "",
		"":        "",
		" 429\n":  "429=429 ",
		"404":     "",
	} {
		got := ""
		for _, h := range c.FindCode(query) {
			got += h.Entry.Stem + "=" + h.Code + " "
		}
		if got != want {
			t.Errorf("FindCode(%q) = %q, want %q", query, got, want)
		}
	}
}

// TestFindName checks that names and aliases are found in any case, and only as a whole.
func TestFindName(t *testing.T) {
	c := sampleCatalog()
	for query, want := range map[string]string{
		"too many requests": "429",
		"rate limited":      "429",
		"RETRY-AFTER":       "retry-after",
		"requests":          "",
	} {
		got := ""
		for _, h := range c.FindName(query) {
			got += h.Entry.Stem
		}
		if got != want {
			t.Errorf("FindName(%q) = %q, want %q", query, got, want)
		}
	}
}

// TestParseWords checks that parsing what String returns gives the value again, for roles
// and levels.
func TestParseWords(t *testing.T) {
	for _, r := range []Role{Request, Response} {
		if got, ok := ParseFieldRole(r.String()); !ok || got != r {
			t.Errorf("%v is parsed as %v", r, got)
		}
	}
	for _, r := range []Role{Success, Intermediate, Failure} {
		if got, ok := ParseOutcome(r.String()); !ok || got != r {
			t.Errorf("%v is parsed as %v", r, got)
		}
	}
	for l := Must; l <= Related; l++ {
		if got, ok := ParseLevel(l.String()); !ok || got != l {
			t.Errorf("%v is parsed as %v", l, got)
		}
	}
	if _, ok := ParseLevel(""); ok || HasWord(Languages, "") || HasWord(Languages, "pyth") || !HasWord(Languages, "rails") || HasWord(Languages, "go python") {
		t.Error("HasWord or ParseLevel accepts what is not exactly one word")
	}
}

// TestKinds checks that every kind has a name, and a folder that no other kind has.
func TestKinds(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range Protocols() {
		for _, k := range Kinds(p) {
			if seen[k.Folder()+p.String()] || k.String() == "unknown" {
				t.Errorf("kind %d has the folder %q and the name %q", k, k.Folder(), k)
			}
			seen[k.Folder()+p.String()] = true
		}
	}
}
