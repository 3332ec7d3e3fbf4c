package data

import (
	"net/http"
	"os"
	"strings"
	"testing"
	"unicode"

	"teapot/model"
)

// readTable returns the rows of a file in testdata. Each line is a row, and "|" separates its
// columns.
func readTable(t *testing.T, name string) [][]string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		row := strings.Split(line, "|")
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
		rows = append(rows, row)
	}
	return rows
}

// embeddedCatalog returns the catalog of all embedded entries.
func embeddedCatalog(t *testing.T) *model.Catalog {
	t.Helper()
	c, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// normalize returns the letters and digits of a name in lower case. Two spellings of a name,
// such as "Non-Authoritative" and "non authoritative", give the same result.
func normalize(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// hasName reports whether the name is the name or an alias of the entry. Differences in case,
// spaces and punctuation do not matter.
func hasName(e *model.Entry, name string) bool {
	for _, n := range append([]string{e.Name}, e.Aliases...) {
		if normalize(n) == normalize(name) {
			return true
		}
	}
	return false
}

// cites reports whether the entry has the specification that the registry refers to. The
// reference is written as "RFC 9110 15.5.5". If it has no section, a specification with any
// section of that RFC will do.
func cites(e *model.Entry, reference string) bool {
	document, section, hasSection := strings.Cut(strings.TrimPrefix(reference, "RFC "), " ")
	if !strings.HasPrefix(reference, "RFC ") {
		return true // the reference is a draft or a person, which is not checked
	}
	for _, s := range e.Specs {
		rest, ok := strings.CutPrefix(string(s), "RFC "+document)
		if ok && (rest == "" || rest[0] == ',') && (!hasSection || rest == ", section "+section) {
			return true
		}
	}
	return false
}

// TestCheckEmbedded checks that the embedded entries pass all checks of "teapot check", which
// are stricter than those of the loader.
func TestCheckEmbedded(t *testing.T) {
	for _, p := range Check(Embedded()) {
		t.Error(p)
	}
}

// TestEmbeddedLinks checks that the target of every link exists when the embedded entries are
// loaded as usual. The loader does not change the targets of embedded files to lower case, so
// a capital letter would break a link.
func TestEmbeddedLinks(t *testing.T) {
	c := embeddedCatalog(t)
	for _, e := range c.All() {
		for _, l := range e.Links {
			if !l.Special() && c.Target(e, l) == nil {
				t.Errorf("%s: %s %q leads nowhere", Path(e), l.Relation, l.Target)
			}
		}
	}
}

// TestRegisteredStatusCodes checks the HTTP status codes against the IANA registry: every
// registered code has an entry with its name, standing and specification, and no other entry
// claims to be registered.
func TestRegisteredStatusCodes(t *testing.T) {
	c := embeddedCatalog(t)
	registered := map[string]bool{}
	for _, row := range readTable(t, "http-status.txt") {
		code, name, standing, reference := row[0], row[1], row[2], row[3]
		registered[code] = true
		e := c.Get(model.HTTP, model.Status, code)
		if e == nil {
			t.Errorf("%s %s is missing", code, name)
			continue
		}
		if e.Name != pageName(code, name) || !hasName(e, name) || string(e.Standing) != standing {
			t.Errorf("%s is %q, %s; registered is %q, %s", code, e.Name, e.Standing, name, standing)
		}
		if first, _, _ := strings.Cut(reference, ", "); !cites(e, first) {
			t.Errorf("%s cites %q, the registry %s", code, e.Specs, reference)
		}
	}
	for _, e := range c.All() {
		if e.Protocol != model.HTTP || e.Kind != model.Status {
			continue
		}
		if official := e.Standing != model.Unofficial && e.Standing != model.Draft; official && !registered[e.Stem] {
			t.Errorf("%s: the registry does not have this code", Path(e))
		}
	}
}

// pageName returns the name that the page of a registered status code has. It is the
// registered name, with one exception: the registry calls 418 "(Unused)", but everybody knows
// it as the teapot of RFC 2324. The registered name of 418 is an alias of its page.
func pageName(code, registered string) string {
	if code == "418" {
		return "I'm a teapot"
	}
	return registered
}

// TestUnofficialStatusCodes checks that every unofficial meaning in testdata/http-unofficial.txt
// has an entry with its name and vendor.
func TestUnofficialStatusCodes(t *testing.T) {
	c := embeddedCatalog(t)
	for _, row := range readTable(t, "http-unofficial.txt") {
		code, vendor, name := row[0], row[1], row[2]
		found := false
		for _, h := range c.FindCode(code) {
			e := h.Entry
			sameVendor := e.Vendor == vendor || vendor == "draft" && e.Standing == model.Draft
			if e.Protocol == model.HTTP && sameVendor && (name == "" || hasName(e, name)) {
				found = true
			}
		}
		if !found {
			t.Errorf("%s %q of %s is missing", code, name, vendor)
		}
	}
}

// TestStatusConstants checks that every name that net/http has for a status code is a name or an
// alias of an entry. Some of the names are older than those in the registry.
func TestStatusConstants(t *testing.T) {
	c := embeddedCatalog(t)
	for code := 100; code < 600; code++ {
		text := http.StatusText(code)
		if text == "" {
			continue
		}
		found := false
		for _, h := range c.FindCode(itoa(code)) {
			found = found || h.Entry.Protocol == model.HTTP && hasName(h.Entry, text)
		}
		if !found {
			t.Errorf("%d %s: no entry has the name", code, text)
		}
	}
}

// itoa returns a number of three digits as text.
func itoa(n int) string {
	return string([]byte{byte('0' + n/100), byte('0' + n/10%10), byte('0' + n%10)})
}

// TestRegisteredMethods checks the HTTP methods against the IANA registry: name, safe,
// idempotent and specification of each.
func TestRegisteredMethods(t *testing.T) {
	c := embeddedCatalog(t)
	rows := readTable(t, "http-methods.txt")
	for _, row := range rows {
		stem := strings.ToLower(row[0])
		if stem == "*" {
			stem = "asterisk"
		}
		e := c.Get(model.HTTP, model.Method, stem)
		if e == nil || e.Name != row[0] {
			t.Errorf("method %s is missing", row[0])
			continue
		}
		if e.Fact("Safe") != row[1] || e.Fact("Idempotent") != row[2] {
			t.Errorf("%s: safe %s, idempotent %s; registered is %s, %s", e.Name, e.Fact("Safe"), e.Fact("Idempotent"), row[1], row[2])
		}
		for reference := range strings.SplitSeq(row[3], ", ") {
			if !cites(e, reference) {
				t.Errorf("%s cites %q, the registry %s", e.Name, e.Specs, reference)
			}
		}
	}
	wantCount(t, c, model.HTTP, model.Method, len(rows))
}

// TestRegisteredEnhancedCodes checks the enhanced status codes against the IANA registry: name,
// specification and basic reply codes of each. A code with a class, such as 5.1.1, must find
// the entry X.1.1.
func TestRegisteredEnhancedCodes(t *testing.T) {
	c := embeddedCatalog(t)
	for _, row := range readTable(t, "smtp-enhanced.txt") {
		code, text, basic := row[0], row[1], row[2]
		e := c.Get(model.SMTP, model.Enhanced, strings.ToLower(code))
		if e == nil {
			t.Errorf("%s %s is missing", code, text)
			continue
		}
		if text != "" && !hasName(e, text) {
			t.Errorf("%s is %q, registered is %q", code, e.Name, text)
		}
		for reference := range strings.SplitSeq(row[3], ", ") {
			if !cites(e, reference) {
				t.Errorf("%s cites %q, the registry %s", code, e.Specs, reference)
			}
		}
		for _, b := range strings.Fields(strings.Trim(basic, "-")) {
			if !linksTo(c, e, model.RelationReply, b) {
				t.Errorf("%s does not link to its basic code %s", code, b)
			}
		}
		for _, class := range []string{"4", "5"} {
			concrete := class + code[1:]
			hits := c.FindCode(concrete)
			if len(hits) == 0 || hits[0].Entry != e || hits[0].Code != concrete {
				t.Errorf("%s does not lead to %s", concrete, code)
			}
		}
	}
}

// linksTo reports whether the entry has a link with the relation to an entry with the stem.
func linksTo(c *model.Catalog, e *model.Entry, r model.Relation, stem string) bool {
	for _, l := range e.Links {
		if l.Relation == r && l.Target == stem && c.Target(e, l) != nil {
			return true
		}
	}
	return false
}

// TestReplyCodes checks that there is an entry for each reply code in testdata/smtp-replies.txt,
// and for no other. The summary of an unofficial code must say that no RFC defines it.
func TestReplyCodes(t *testing.T) {
	c := embeddedCatalog(t)
	rows := readTable(t, "smtp-replies.txt")
	for _, row := range rows {
		code, standing := row[0], row[1]
		var found *model.Entry
		for _, h := range c.FindCode(code) {
			official := h.Entry.Standing == model.Standard || h.Entry.Standing == model.Obsolete
			if h.Entry.Kind == model.Reply && (string(h.Entry.Standing) == standing || standing == "standard" && official) {
				found = h.Entry
			}
		}
		if found == nil {
			t.Errorf("reply %s (%s) is missing", code, standing)
			continue
		}
		if standing == "unofficial" && !strings.Contains(found.Summary, "no RFC") && !strings.Contains(found.Summary, "No RFC") {
			t.Errorf("%s: the summary does not say that no RFC defines it: %q", Path(found), found.Summary)
		}
	}
	wantCount(t, c, model.SMTP, model.Reply, len(rows))
}

// TestCommandsAndExtensions checks that there is an entry for each command and each registered
// extension of SMTP, and for no other.
func TestCommandsAndExtensions(t *testing.T) {
	c := embeddedCatalog(t)
	rows := readTable(t, "smtp-extensions.txt")
	for _, row := range rows {
		e := c.Get(model.SMTP, model.Extension, strings.ToLower(row[0]))
		if e == nil {
			t.Errorf("extension %s is missing", row[0])
		} else if !cites(e, row[1]) {
			t.Errorf("%s cites %q, the registry %s", e.Name, e.Specs, row[1])
		}
	}
	wantCount(t, c, model.SMTP, model.Extension, len(rows))
	rows = readTable(t, "smtp-commands.txt")
	for _, row := range rows {
		if c.Get(model.SMTP, model.Command, strings.ToLower(row[0])) == nil {
			t.Errorf("command %s is missing", row[0])
		}
	}
	wantCount(t, c, model.SMTP, model.Command, len(rows))
}

// wantCount checks how many entries the catalog has of a kind.
func wantCount(t *testing.T, c *model.Catalog, p model.Protocol, k model.Kind, want int) {
	t.Helper()
	n := 0
	for _, e := range c.All() {
		if e.Protocol == p && e.Kind == k {
			n++
		}
	}
	if n != want {
		t.Errorf("%d %s %s, want %d", n, p, k.Folder(), want)
	}
}

// TestKnownNames checks that every name in testdata/names.txt, by which people know a code, is
// the name or an alias of an entry with that code.
func TestKnownNames(t *testing.T) {
	c := embeddedCatalog(t)
	for _, row := range readTable(t, "names.txt") {
		kind, code, name := row[0], row[1], row[2]
		if kind == "method" {
			if len(c.FindName(code)) == 0 {
				t.Errorf("method %s leads nowhere", code)
			}
			continue
		}
		found := false
		for _, h := range c.FindCode(code) {
			found = found || h.Entry.Protocol.String() == kind && (name == "" || hasName(h.Entry, name))
		}
		if !found {
			t.Errorf("%s %s %q leads nowhere", kind, code, name)
		}
	}
}

// TestClassesAndSubjects checks which groups of codes each protocol has, and that each group has
// a page. X.9 and X.16 have none, because only vendors use these subjects.
func TestClassesAndSubjects(t *testing.T) {
	c := embeddedCatalog(t)
	want := map[model.Protocol]string{
		model.HTTP: "1xx 2xx 3xx 4xx 5xx other",
		model.SMTP: "2yz 3yz 4yz 5yz other X.0 X.1 X.2 X.3 X.4 X.5 X.6 X.7 X.9 X.16",
	}
	for p, codes := range want {
		var got []string
		for _, g := range c.Groups(p) {
			got = append(got, g.Code)
			if g.Class == nil && g.Code != "X.9" && g.Code != "X.16" {
				t.Errorf("%s %s has no page", p, g.Code)
			}
		}
		if s := strings.Join(got, " "); s != codes {
			t.Errorf("%s: groups %q, want %q", p, s, codes)
		}
	}
}

// TestCodesSeeEachOther checks that if a code has a See link to a second code, the second code
// has a See link to the first.
func TestCodesSeeEachOther(t *testing.T) {
	c := embeddedCatalog(t)
	for _, e := range c.All() {
		for _, l := range e.Links {
			to := c.Target(e, l)
			if l.Relation != model.RelationSee || to == nil || !e.Kind.IsCode() || !to.Kind.IsCode() {
				continue
			}
			back := false
			for _, o := range to.Links {
				back = back || o.Relation == model.RelationSee && c.Target(to, o) == e
			}
			if !back {
				t.Errorf("%s sees %s, which does not see it", Path(e), Path(to))
			}
		}
	}
}
