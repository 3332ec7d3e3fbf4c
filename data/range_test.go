package data

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"teapot/model"
)

// TestLoadReportsRanges checks the message for each way in which a range of codes can be
// invalid, and that valid ranges are loaded.
func TestLoadReportsRanges(t *testing.T) {
	for _, tt := range []struct{ path, code, want string }{
		{"smtp/enhanced/5.7.606-acme.md", "5.7.606-5.7.649", ""},
		{"smtp/enhanced/x.7.900-acme.md", "X.7.900-X.7.999", ""},
		{"smtp/replies/561-acme.md", "561-565", ""},
		{"http/status/561.md", "561-565", ""},
		{"smtp/enhanced/5.7.606-acme.md", "5.7.649-5.7.606", `"5.7.649-5.7.606" is not a range: the lower code comes first`},
		{"smtp/enhanced/5.7.606-acme.md", "5.7.606-5.6.649", `"5.7.606-5.6.649" is not a range: both codes need the same class and subject, and no zeros before a number`},
		{"smtp/enhanced/5.7.606-acme.md", "5.7.606-4.7.649", `"5.7.606-4.7.649" is not a range: both codes need the same class and subject, and no zeros before a number`},
		{"smtp/enhanced/5.7.606-acme.md", "5.7.606-5.7.606", `"5.7.606-5.7.606" is not a range: both codes are the same`},
		{"smtp/enhanced/5.7.606-acme.md", "5.7.606-649", `"5.7.606-649" is not a range: write the whole last code, as in "5.7.606-5.7.649"`},
		{"smtp/enhanced/5.7.606-acme.md", "5.7.606-high", `"5.7.606-high" is not a range: the last code is not a code for enhanced`},
		{"smtp/enhanced/5.7.606-acme.md", "low-5.7.606", `"low-5.7.606" is not a code for enhanced`},
		{"smtp/enhanced/5.7.601-acme.md", "5.7.606-5.7.649", `"5.7.606-5.7.649" does not match the file name, which must begin with "5.7.606"`},
		{"http/status/499.md", "499-501", `"499-501" is not a range: both codes need the same first digit`},
		{"http/classes/4xx.md", "4xx-5xx", `"4xx-5xx" is not a code for classes`},
		{"smtp/subjects/x.7.md", "X.7-X.8", `"X.7-X.8" is not a code for subjects`},
	} {
		text := strings.Replace(good596, "Code: 596", "Code: "+tt.code, 1)
		c, err := Load(folder(map[string]string{tt.path: text}))
		switch {
		case tt.want == "" && (err != nil || len(c.All()) != 1):
			t.Errorf("%s: %v", tt.code, err)
		case tt.want != "":
			got := fmt.Sprint(err)
			if first, _, _ := strings.Cut(got, "\n"); first != tt.path+": Code: "+tt.want {
				t.Errorf("%s:\n got %s\nwant %s", tt.code, first, tt.want)
			}
		}
	}
}

// TestLoadForOwnRanges checks that LoadFor loads the ranges of a user's folder that contain a
// code, in both protocols, also if an embedded file is named after the code.
func TestLoadForOwnRanges(t *testing.T) {
	own := folder(map[string]string{
		"http/status/402.md":       strings.Replace(good596, "596", "402-410", 1),
		"smtp/replies/401-acme.md": strings.Replace(good596, "596", "401-408", 1),
	})
	for code, want := range map[string]string{
		"404": "http/status/404.md http/status/402.md smtp/replies/401-acme.md",
		"406": "http/status/406.md http/status/402.md smtp/replies/401-acme.md",
		"409": "http/status/409.md http/status/402.md",
		"401": "http/status/401.md smtp/replies/401-acme.md",
	} {
		c, err := LoadFor([]string{code}, Embedded(), own)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range c.FindCode(code) {
			got = append(got, Path(h.Entry))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %q, want %q", code, strings.Join(got, " "), want)
		}
	}
}

// TestEveryCodeOfARange checks that every number of every embedded range finds the range, and
// that the numbers before and after it do not.
func TestEveryCodeOfARange(t *testing.T) {
	c := embeddedCatalog(t)
	ranges := 0
	for _, e := range c.All() {
		r, ok := model.ParseRange(e.Code)
		if !ok {
			continue
		}
		ranges++
		first, last, _ := strings.Cut(e.Code, "-")
		for code := range r.Codes() {
			if !leadsTo(c, code, e) || len(c.Unregistered(code)) > 0 {
				t.Errorf("%s does not lead to %s", code, Path(e))
			}
		}
		if before, after := codeNextTo(t, first, -1), codeNextTo(t, last, 1); leadsTo(c, before, e) || leadsTo(c, after, e) {
			t.Errorf("%s or %s leads to %s", before, after, Path(e))
		}
	}
	if ranges < 5 {
		t.Errorf("%d ranges, want at least the 5 of Microsoft", ranges)
	}
}

// leadsTo reports whether the code finds the entry, with the code as the one to show.
func leadsTo(c *model.Catalog, code string, e *model.Entry) bool {
	return slices.Contains(c.FindCode(code), model.Hit{Entry: e, Code: code})
}

// codeNextTo returns the code whose last number is higher by the distance.
func codeNextTo(t *testing.T, code string, distance int) string {
	t.Helper()
	dot := strings.LastIndexByte(code, '.') + 1
	n, err := strconv.Atoi(code[dot:])
	if err != nil {
		t.Fatal(err)
	}
	return code[:dot] + strconv.Itoa(n+distance)
}

// TestFindInRanges checks what the documented ranges of Microsoft answer, and in which order.
func TestFindInRanges(t *testing.T) {
	c := embeddedCatalog(t)
	for code, want := range map[string]string{
		"4.7.499": "",
		"4.7.500": "4.7.500-microsoft",
		"4.7.550": "4.7.500-microsoft",
		"4.7.650": "4.7.650-microsoft 4.7.500-microsoft",
		"4.7.699": "4.7.500-microsoft",
		"4.7.700": "4.7.700-microsoft",
		"4.7.870": "4.7.850-microsoft",
		"4.7.900": "",
		"5.7.605": "",
		"5.7.606": "5.7.606-microsoft",
		"5.7.620": "5.7.606-microsoft",
		"5.7.649": "5.7.606-microsoft",
		"5.7.650": "",
		"4.7.620": "4.7.500-microsoft",
		"X.7.620": "",
		"5.7.705": "5.7.705-microsoft 5.7.700-microsoft",
		"5.7.710": "5.7.700-microsoft",
		"5.7.750": "5.7.750-microsoft",
		"5.7.999": "5.7.900-microsoft",
	} {
		var got []string
		for _, h := range c.FindCode(code) {
			got = append(got, h.Entry.Stem)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %q, want %q", code, strings.Join(got, " "), want)
		}
	}
}
