package model

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestParseRange checks which texts are ranges, and how many codes each has.
func TestParseRange(t *testing.T) {
	for s, want := range map[string]int{
		"5.7.606-5.7.649": 44,
		"5.7.9-5.7.10":    2,
		"X.7.900-X.7.999": 100,
		"x.7.900-x.7.999": 100,
		"561-565":         5,
		"000-099":         100,
		"5.7.606":         0,
		"5.7.606-649":     0, // only ExpandRange reads the short form
		"5.7.649-5.7.606": 0,
		"5.7.606-5.7.606": 0,
		"5.7.606-4.7.649": 0,
		"5.7.606-5.6.649": 0,
		"5.7.606-X.7.649": 0,
		"5.7.606-650":     0,
		"5.7.060-5.7.649": 0,
		"565-561":         0,
		"499-500":         0,
		"561-5650":        0,
		"561-565-569":     0,
		"561":             0,
		"561-":            0,
		"-565":            0,
		"":                0,
	} {
		r, ok := ParseRange(s)
		if ok != (want > 0) || ok && r.Len() != want {
			t.Errorf("ParseRange(%q) = %v with %d codes, %v; want %d codes", s, r, r.Len(), ok, want)
		}
	}
}

// TestRangeMembers checks, for some ranges, all codes of three digits and all enhanced codes
// of two subjects: exactly those between the ends are in the range. It also checks which
// prefixes the codes of the range have.
func TestRangeMembers(t *testing.T) {
	for s, contains := range map[string]func(prefix string, n int) bool{
		"5.7.606-5.7.649": func(prefix string, n int) bool { return prefix == "5.7." && n >= 606 && n <= 649 },
		"5.7.8-5.7.123":   func(prefix string, n int) bool { return prefix == "5.7." && n >= 8 && n <= 123 },
		"5.7.0-5.7.9":     func(prefix string, n int) bool { return prefix == "5.7." && n <= 9 },
		"X.7.900-X.7.999": func(prefix string, n int) bool { return strings.HasSuffix(prefix, ".7.") && n >= 900 },
		"561-565":         func(prefix string, n int) bool { return prefix == "" && n >= 561 && n <= 565 },
		"001-012":         func(prefix string, n int) bool { return prefix == "" && n >= 1 && n <= 12 },
	} {
		r, _ := ParseRange(s)
		prefixes := map[string]bool{}
		for _, prefix := range []string{"", "2.7.", "4.7.", "5.7.", "X.7.", "5.6."} {
			for n := range 1000 {
				code, want := prefix+strconv.Itoa(n), contains(prefix, n)
				if prefix == "" {
					code = fmt.Sprintf("%03d", n)
				}
				if got := r.Contains(code); got != want {
					t.Errorf("%s contains %s: got %v, want %v", s, code, got, want)
				}
				for i := range len(code) + 1 {
					prefixes[code[:i]] = prefixes[code[:i]] || want
				}
			}
		}
		for prefix, want := range prefixes {
			if got := r.HasPrefix(prefix); got != want {
				t.Errorf("a code of %s begins with %q: got %v, want %v", s, prefix, got, want)
			}
		}
	}
}

// TestFindRange checks that the codes of ranges find their entries: first those of exactly
// the code, then the ranges, the shortest one first.
func TestFindRange(t *testing.T) {
	enhanced := func(stem, code string) Entry {
		return Entry{Protocol: SMTP, Kind: Enhanced, Stem: stem, Code: code, Standing: Unofficial}
	}
	c := NewCatalog([]Entry{
		enhanced("5.7.600-wide", "5.7.600-5.7.699"),
		enhanced("5.7.606-narrow", "5.7.606-5.7.649"),
		enhanced("5.7.606-single", "5.7.606"),
		enhanced("5.7.620-exact", "5.7.620"),
		{Protocol: SMTP, Kind: Enhanced, Stem: "x.7.620", Code: "X.7.620", Standing: Standard},
		enhanced("x.7.900-any", "X.7.900-X.7.999"),
		{Kind: Status, Stem: "561-range", Code: "561-565", Standing: Standard},
		{Kind: Status, Stem: "563-exact", Code: "563", Standing: Draft},
		{Protocol: SMTP, Kind: Reply, Stem: "560-range", Code: "560-569", Standing: Unofficial},
	})
	for query, want := range map[string]string{
		"5.7.620":         "x.7.620=5.7.620 5.7.620-exact=5.7.620 5.7.606-narrow=5.7.620 5.7.600-wide=5.7.620",
		"5.7.606":         "5.7.606-single=5.7.606 5.7.606-narrow=5.7.606 5.7.600-wide=5.7.606",
		"5.7.649":         "5.7.606-narrow=5.7.649 5.7.600-wide=5.7.649",
		"5.7.650":         "5.7.600-wide=5.7.650",
		"5.7.605":         "5.7.600-wide=5.7.605",
		"5.7.0606":        "",
		"5.7.061":         "",
		"4.7.621":         "",
		"X.7.621":         "",
		"5.6.621":         "",
		"5.7.950":         "x.7.900-any=5.7.950",
		"2.7.999":         "x.7.900-any=2.7.999",
		"x.7.900":         "x.7.900-any=X.7.900",
		"5.7.606-5.7.649": "5.7.606-narrow=5.7.606-5.7.649",
		"5.7.606-649":     "5.7.606-narrow=5.7.606-5.7.649",
		"5.7.606-648":     "",
		"563":             "563-exact=563 561-range=563 560-range=563",
		"561":             "561-range=561 560-range=561",
		"566":             "560-range=566",
		"561-565":         "561-range=561-565",
		"563.2":           "563-exact=563.2 561-range=563.2",
	} {
		var got []string
		for _, h := range c.FindCode(query) {
			got = append(got, h.Entry.Stem+"="+h.Code)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("FindCode(%q) = %q, want %q", query, strings.Join(got, " "), want)
		}
	}
	var order []string
	for _, e := range c.Kind(SMTP, Enhanced) {
		order = append(order, e.Stem)
	}
	if want := "x.7.620 x.7.900-any 5.7.600-wide 5.7.606-single 5.7.606-narrow 5.7.620-exact"; strings.Join(order, " ") != want {
		t.Errorf("order %q, want %q", strings.Join(order, " "), want)
	}
	for stem, want := range map[string]string{
		"5.7.620-exact":  "5.7.606-narrow 5.7.600-wide",
		"5.7.606-narrow": "",
		"x.7.620":        "",
	} {
		var got []string
		for _, e := range c.OtherMeanings(c.Get(SMTP, Enhanced, stem)) {
			got = append(got, e.Stem)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("other meanings of %s: %q, want %q", stem, strings.Join(got, " "), want)
		}
	}
	if class := classCode(Enhanced, "5.7.606-5.7.649") + classCode(Status, "561-565") + classCode(Reply, "560-569"); class != "X.7"+"5xx"+"5yz" {
		t.Errorf("classes of ranges: %s", class)
	}
}

// TestFindSubStatus checks that a sub-status finds its HTTP status code, and that an entry of
// the sub-status itself comes first.
func TestFindSubStatus(t *testing.T) {
	c := NewCatalog([]Entry{
		{Kind: Status, Stem: "404", Code: "404"},
		{Kind: Status, Stem: "500", Code: "500"},
		{Kind: Status, Stem: "500.19-iis", Code: "500.19"},
		{Protocol: SMTP, Kind: Reply, Stem: "500", Code: "500"},
		{Protocol: SMTP, Kind: Reply, Stem: "550", Code: "550"},
	})
	for query, want := range map[string]string{
		"404.3":    "404=404.3",
		"404.0":    "404=404.0",
		"404.999":  "404=404.999",
		"500.19":   "500.19-iis=500.19",
		"500.1":    "500=500.1",
		"404.":     "",
		"404.1000": "",
		"404.03":   "",
		"404.00":   "",
		"404.x":    "",
		"404.3.1":  "",
		"550.1":    "",
		"403.14":   "",
		".3":       "",
	} {
		var got []string
		for _, h := range c.FindCode(query) {
			got = append(got, h.Entry.Stem+"="+h.Code)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("FindCode(%q) = %q, want %q", query, strings.Join(got, " "), want)
		}
	}
}

// TestExpandRange checks which texts are the short form of a range.
func TestExpandRange(t *testing.T) {
	for s, want := range map[string]string{
		"5.7.606-649":     "5.7.606-5.7.649",
		"X.7.900-999":     "X.7.900-X.7.999",
		"5.7.606-5.7.649": "5.7.606-5.7.649",
		"550-5.1.1":       "550-5.1.1",
		"561-565":         "561-565",
		"5.7.606-":        "5.7.606-",
		"":                "",
	} {
		if got := ExpandRange(s); got != want {
			t.Errorf("ExpandRange(%q) = %q, want %q", s, got, want)
		}
	}
}

// TestWithClass checks that the class replaces every X of a code.
func TestWithClass(t *testing.T) {
	for code, want := range map[string]string{
		"X.1.1":           "5.1.1",
		"X.7.900-X.7.999": "5.7.900-5.7.999",
		"4.7.1":           "4.7.1",
		"4.7.500-4.7.699": "4.7.500-4.7.699",
		"404":             "404",
	} {
		if got := WithClass(code, "5"); got != want {
			t.Errorf("WithClass(%q) = %q, want %q", code, got, want)
		}
	}
}

// FuzzFindCode checks what holds for every text: a range has the codes that it says, a
// sub-status is no enhanced code, and FindCode returns only entries of the code.
func FuzzFindCode(f *testing.F) {
	for _, s := range []string{"404", "5.7.620", "X.7.950", "5.7.606-649", "5.7.606-5.7.649", "561-565", "404.3", "477", "-", ""} {
		f.Add(s)
	}
	c := NewCatalog([]Entry{
		{Kind: Class, Stem: "4xx", Code: "4xx"},
		{Kind: Status, Stem: "404", Code: "404", Standing: Standard},
		{Kind: Status, Stem: "561-a", Code: "561-565"},
		{Protocol: SMTP, Kind: Enhanced, Stem: "5.7.606-a", Code: "5.7.606-5.7.649"},
		{Protocol: SMTP, Kind: Enhanced, Stem: "x.7.900-a", Code: "X.7.900-X.7.999"},
	})
	f.Fuzz(func(t *testing.T, s string) {
		if r, ok := ParseRange(s); ok {
			codes := slices.Collect(r.Codes())
			if len(codes) != r.Len() || codes[0]+"-"+codes[len(codes)-1] != r.String() || !strings.EqualFold(r.String(), s) {
				t.Errorf("%q is read as %v with the codes %q", s, r, codes)
			}
			for _, code := range codes {
				if !r.Contains(code) || !r.HasPrefix(code) || len(c.FindCode(code)) == 0 && len(c.Unregistered(code)) == 0 {
					t.Errorf("%q does not contain %s, or nothing is found for that", s, code)
				}
			}
		}
		_, isEnhanced := ParseEnhanced(s)
		if _, _, ok := ParseSubStatus(s); ok && isEnhanced {
			t.Errorf("%q is a sub-status and an enhanced code", s)
		}
		hits := c.FindCode(s)
		for _, h := range hits {
			if !strings.EqualFold(h.Code, ExpandRange(strings.TrimSpace(s))) {
				t.Errorf("FindCode(%q) has the code %s", s, h.Code)
			}
		}
		if others := c.Unregistered(s); len(hits) > 0 && len(others) > 0 {
			t.Errorf("%q is found and not registered", s)
		}
	})
}
