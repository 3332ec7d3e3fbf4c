package model

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// unregisteredCatalog returns a catalog with some classes and codes.
func unregisteredCatalog() *Catalog {
	act := []Fact{{Name: FactAct, Value: "client"}, {Name: FactRetry, Value: "changed"}, {Name: FactWire, Value: "yes"}}
	return NewCatalog([]Entry{
		{Kind: Class, Stem: "4xx", Code: "4xx", Facts: act},
		{Kind: Class, Stem: "5xx", Code: "5xx"},
		{Kind: Class, Stem: "other", Code: "other"},
		{Kind: Status, Stem: "400", Code: "400", Standing: Standard, Name: "Bad Request"},
		{Kind: Status, Stem: "451", Code: "451", Standing: Standard, Name: "Unavailable"},
		{Kind: Status, Stem: "499-nginx", Code: "499", Standing: Unofficial, Name: "Closed"},
		{Kind: Status, Stem: "500", Code: "500", Standing: Standard, Name: "Error"},
		{Protocol: SMTP, Kind: Class, Stem: "4yz", Code: "4yz"},
		{Protocol: SMTP, Kind: Class, Stem: "5.y.z", Code: "5.Y.Z"},
		{Protocol: SMTP, Kind: Reply, Stem: "450", Code: "450", Standing: Standard, Name: "Busy"},
		{Protocol: SMTP, Kind: Reply, Stem: "471", Code: "471", Standing: Unofficial, Name: "Filter"},
		{Protocol: SMTP, Kind: Subject, Stem: "x.7", Code: "X.7"},
		{Protocol: SMTP, Kind: Enhanced, Stem: "x.7.30", Code: "X.7.30", Standing: Standard, Name: "TLS"},
		{Protocol: SMTP, Kind: Enhanced, Stem: "4.7.100-a", Code: "4.7.100", Standing: Unofficial, Name: "Slow"},
		{Protocol: SMTP, Kind: Enhanced, Stem: "5.7.606-a", Code: "5.7.606-5.7.649", Standing: Unofficial, Name: "Banned"},
	})
}

// TestUnregistered checks which pages there are for a code without an entry, and where they
// link to.
func TestUnregistered(t *testing.T) {
	c := unregisteredCatalog()
	for code, want := range map[string]string{
		"477":     "http 477: 400 4xx 451; smtp 477: 4yz 450",
		"420":     "http 420: 400 4xx 451; smtp 420: 4yz 450",
		"199":     "http 199:",
		"599":     "http 599: 500 5xx; smtp 599:",
		"777":     "http 777: 5xx other",
		"099":     "http 099: 5xx other",
		"5.7.605": "smtp 5.7.605: 5.y.z x.7 x.7.30 5.7.606-a",
		"5.7.650": "smtp 5.7.650: 5.y.z x.7 5.7.606-a",
		"4.7.620": "smtp 4.7.620: 5.7.606-a x.7 4.7.100-a",
		"x.7.620": "smtp X.7.620: 5.7.606-a x.7 x.7.30",
		"5.9.1":   "smtp 5.9.1: 5.y.z",
		" 477 ":   "http 477: 400 4xx 451; smtp 477: 4yz 450",
		"404.3":   "",
		"451":     "",
		"5.7.620": "",
		"5.7.30":  "",
		"4xx":     "",
		"47":      "",
		"4777":    "",
		"3.1.1":   "",
		"":        "",
	} {
		var pages []string
		for _, h := range c.Unregistered(code) {
			page := h.Entry.Protocol.String() + " " + h.Code + ":"
			for _, l := range h.Entry.Links {
				page += " " + l.Target
				if l.Reason == "" || c.Target(h.Entry, l) == nil {
					t.Errorf("%s: the link to %s has no reason or no target", code, l.Target)
				}
			}
			pages = append(pages, page)
		}
		if got := strings.Join(pages, "; "); got != want {
			t.Errorf("Unregistered(%q) = %q, want %q", code, got, want)
		}
	}
}

// TestUnregisteredPages checks that every page of a code without an entry has a short summary,
// the two sections and a source, and names its code.
func TestUnregisteredPages(t *testing.T) {
	c := unregisteredCatalog()
	for _, code := range []string{"199", "277", "377", "477", "577", "777", "2.7.5", "4.7.5", "5.7.5", "X.7.5", "5.999.999", "X.999.999"} {
		hits := c.Unregistered(code)
		if len(hits) == 0 {
			t.Errorf("%s has no page", code)
		}
		for _, h := range hits {
			e, body := h.Entry, h.Entry.Body()
			if n := utf8.RuneCountInString(e.Summary); n > 140 || !strings.Contains(e.Summary, code) || strings.Count(e.Summary, ". ") > 0 {
				t.Errorf("%s: %d letters: %s", code, n, e.Summary)
			}
			if len(e.Specs) == 0 || !strings.HasPrefix(body, "## What to do\n\n- ") || !strings.Contains(body, "\n\n## What it means\n\n") ||
				!strings.Contains(body, code) || strings.ContainsAny(body, "{}") {
				t.Errorf("%s: %s", code, body)
			}
		}
	}
	if e := c.Unregistered("477")[0].Entry; e.Fact(FactAct) != "client" || e.Fact(FactRetry) != "changed" || e.Fact(FactCacheable) != "explicit" || e.Fact(FactWire) != "" {
		t.Errorf("facts of 477: %v", e.Facts)
	}
}
