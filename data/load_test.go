package data

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"teapot/model"
)

// kettle is a valid file of an HTTP status code. Tests change it in one place to make it
// invalid.
const kettle = `Code: 597
Name: Kettle Boiling
Standing: unofficial
Vendor: Example Tea Works
Spec: Kettle Gateway manual; https://example.com/kettle
Summary: The gateway heats water and refuses requests until it has finished.
Alias: Boiling
Keyword: kettle busy, wait for water
Act: client
Act: server
Retry: later
Wire: becomes 503
Field: Retry-After; response; should; seconds until the water boils
Method: *
See: 598-other; what comes after
Constant: go tea.StatusKettleBoiling

## What it means

It boils.
`

// stove is a valid file of an enhanced status code, with the headers that only SMTP has.
const stove = `Code: X.1.97
Name: Stove Cold
Standing: draft
Spec: RFC 1
Summary: The stove is cold.
Act: sender
Command: RCPT; error; nobody lights it
Extension: SIZE; how much it holds
Reply: 550; the basic code
`

// folder returns a folder in memory. The map has the path and the text of each file.
func folder(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// TestLoadReadsEveryHeader checks that every header of an HTTP file gets into the entry.
func TestLoadReadsEveryHeader(t *testing.T) {
	c, err := Load(folder(map[string]string{"http/status/597-tea.md": kettle}))
	if err != nil {
		t.Fatal(err)
	}
	e := c.Get(model.HTTP, model.Status, "597-tea")
	if e == nil {
		t.Fatal("the entry is not in the catalog")
	}
	for _, tt := range []struct{ what, got, want string }{
		{"code", e.Code, "597"},
		{"name", e.Name, "Kettle Boiling"},
		{"standing", string(e.Standing), "unofficial"},
		{"vendor", e.Vendor, "Example Tea Works"},
		{"spec", e.Specs[0].URL(), "https://example.com/kettle"},
		{"alias", strings.Join(e.Aliases, "|"), "Boiling"},
		{"keywords", strings.Join(slices.Collect(e.Keywords()), "|"), "kettle busy|wait for water"},
		{"first act", e.Fact("Act"), "client"},
		{"wire", e.Fact("Wire"), "becomes 503"},
		{"field", e.Links[0].Target + "|" + e.Links[0].Role.String() + "|" + e.Links[0].Level.String(), "retry-after|response|should"},
		{"reason", e.Links[0].Reason, "seconds until the water boils"},
		{"method", e.Links[1].Target, "*"},
		{"constant", e.Constants[0].Language + "|" + e.Constants[0].Name, "go|tea.StatusKettleBoiling"},
		{"body", e.Body(), "## What it means\n\nIt boils."},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.what, tt.got, tt.want)
		}
	}
}

// TestLoadReadsConditionsAndCustom checks the parts of a header that are not always there: the
// condition of a field, and the word that says that a fact is only custom.
func TestLoadReadsConditionsAndCustom(t *testing.T) {
	text := strings.Replace(kettle, "\n\n", `
Retry: later; custom
Field: date; response; must; if clock; when it boiled
Field: age; response; may; if clock
Field: via; response; may; if it is a proxy; who knows

`, 1)
	c, err := Load(folder(map[string]string{"http/status/597-tea.md": text}))
	if err != nil {
		t.Fatal(err)
	}
	e := c.Get(model.HTTP, model.Status, "597-tea")
	got := ""
	for _, l := range e.Links {
		if l.Relation == model.RelationField && l.Target != "retry-after" {
			got += fmt.Sprintf("%s (%s: %s) ", l.Target, l.Condition, l.Reason)
		}
	}
	if want := "date (clock: when it boiled) age (clock: ) via (: if it is a proxy; who knows) "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if i := slices.Index(e.Facts, model.Fact{Name: model.FactRetry, Value: "later", Custom: true}); i < 0 {
		t.Errorf("the facts %v have no custom retry", e.Facts)
	}
	if slices.ContainsFunc(e.Facts, func(f model.Fact) bool { return f.Custom && f.Name != model.FactRetry }) {
		t.Errorf("another fact is custom: %v", e.Facts)
	}
	text = strings.Replace(kettle, "\n\n", "\nField: date; response; must; if cold; why\n\n", 1)
	if _, err := Load(folder(map[string]string{"http/status/597-tea.md": text})); err == nil || !strings.Contains(err.Error(), "\"cold\" is not one of the conditions") {
		t.Errorf("an unknown condition: got %v", err)
	}
}

// TestLoadReadsMailHeaders checks that headers that only SMTP has get into the entry, and that
// Load ignores files that do not end in ".md".
func TestLoadReadsMailHeaders(t *testing.T) {
	c, err := Load(folder(map[string]string{"smtp/enhanced/x.1.97.md": stove, "smtp/enhanced/readme.txt": "no entry"}))
	if err != nil {
		t.Fatal(err)
	}
	e := c.Get(model.SMTP, model.Enhanced, "x.1.97")
	if e == nil || len(c.All()) != 1 {
		t.Fatalf("loaded: %v", c.All())
	}
	got := ""
	for _, l := range e.Links {
		got += fmt.Sprintf("%v %s (%v, %s)\n", l.Relation, l.Target, l.Role, l.Reason)
	}
	if want := "Command rcpt (error, nobody lights it)\nExtension size (, how much it holds)\nReply 550 (, the basic code)\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// TestLoadReportsMailProblems checks the message for each way in which the file of an enhanced
// code can be invalid.
func TestLoadReportsMailProblems(t *testing.T) {
	const name = "smtp/enhanced/x.1.97.md"
	for _, tt := range []struct{ old, new, want string }{
		{"RCPT; error", "RCPT; perhaps", name + `:7: Command: "RCPT; perhaps; nobody lights it" is not "name; success, intermediate or error; reason"`},
		{"Act: sender", "Act: client", name + `:6: Act: "client" is not one of: sender recipient sending-admin receiving-admin nobody`},
		{"Code: X.1.97", "Code: X.1", name + `: Code: "X.1" is not a code for enhanced`},
		{"Code: X.1.97\n", "", name + ": Code: missing"},
		{"Spec: RFC 1\n", "", name + ": Spec: missing"},
		{"Reply: 550", "Method: put", name + ":9: Method: unknown header for enhanced"},
	} {
		_, err := Load(folder(map[string]string{name: strings.Replace(stove, tt.old, tt.new, 1)}))
		if err == nil {
			t.Errorf("%q for %q: no error", tt.new, tt.old)
		} else if first, _, _ := strings.Cut(err.Error(), "\n"); first != tt.want {
			t.Errorf("%q for %q:\n got %s\nwant %s", tt.new, tt.old, first, tt.want)
		}
	}
}

// TestLoadReportsProblems checks the message for each way in which the file of a status code
// can be invalid. The message names the file, the line and the reason. The other file in the
// folder, which is valid, must still be loaded.
func TestLoadReportsProblems(t *testing.T) {
	const name = "http/status/597-tea.md"
	for _, tt := range []struct{ old, new, want string }{
		{"Act: client", "Actor: client", name + ":9: Actor: unknown header for status"},
		{"Act: client", "Act: everybody", name + `:9: Act: "everybody" is not one of: client server proxy user nobody`},
		{"Act: client", "Safe: yes", name + ":9: Safe: unknown header for status"},
		{"Act: client", "just words", name + `:9: not a header (want "Name: value"): "just words"`},
		{"Act: client", "Act:  client", name + `:9: not a header (want "Name: value"): "Act:  client"`},
		{"Code: 597", "Code: 5970", name + `: Code: "5970" is not a code for status`},
		{"Code: 597", "Code: 598", name + `: Code: "598" does not match the file name`},
		{"Name: Kettle Boiling\n", "", name + ": Name: missing"},
		{"Code: 597", "Code: 597\nCode: 597", name + ":2: Code: given twice"},
		{"Standing: unofficial", "Standing: official", name + `:3: Standing: unknown standing "official"`},
		{"Standing: unofficial", "Standing: standard", name + `: Vendor: goes with "Standing: unofficial", and only with it`},
		{"https://example.com/kettle", "javascript:alert(1)", name + `:5: Spec: "Kettle Gateway manual; javascript:alert(1)" is neither "RFC N, section S" nor "title; https://..."`},
		{"https://example.com/kettle", "file:///etc/passwd", name + `:5: Spec: "Kettle Gateway manual; file:///etc/passwd" is neither "RFC N, section S" nor "title; https://..."`},
		{"https://example.com/kettle", "ssh://-oProxyCommand=x", name + `:5: Spec: "Kettle Gateway manual; ssh://-oProxyCommand=x" is neither "RFC N, section S" nor "title; https://..."`},
		{"https://example.com/kettle", "httpx://example.com", name + `:5: Spec: "Kettle Gateway manual; httpx://example.com" is neither "RFC N, section S" nor "title; https://..."`},
		{"https://example.com/kettle", "http:example.com", name + `:5: Spec: "Kettle Gateway manual; http:example.com" is neither "RFC N, section S" nor "title; https://..."`},
		{"https://example.com/kettle", "https://", name + `:5: Spec: "Kettle Gateway manual; https://" is neither "RFC N, section S" nor "title; https://..."`},
		{"https://example.com/kettle", "https://café.example", name + `:5: Spec: "Kettle Gateway manual; https://café.example" is neither "RFC N, section S" nor "title; https://..."`},
		{"; https://example.com/kettle", "", name + `:5: Spec: "Kettle Gateway manual" is neither "RFC N, section S" nor "title; https://..."`},
		{"Spec: Kettle Gateway manual; https://example.com/kettle", "Spec: RFC 12, part 3", name + `:5: Spec: "RFC 12, part 3" is neither "RFC N, section S" nor "title; https://..."`},
		{"Field: Retry-After; response", "Field: Retry-After; answer", name + `:13: Field: "Retry-After; answer; should; seconds until the water boils" is not "name; request or response; level; reason" with a level of: must should may must-not should-not trigger related`},
		{"Constant: go", "Constant: cobol", name + `:16: Constant: "cobol tea.StatusKettleBoiling" does not begin with one of: go python node rust java spring dotnet php rails`},
		{"Act: client", "Act: client server", name + `:9: Act: "client server" is not one of: client server proxy user nobody`},
		{"Method: *", "Reply: 550", name + ":14: Reply: unknown header for status"},
		{"It boils.", "It \x1b[2J boils.", name + `:20: control character '\x1b'`},
		{"It boils.", "It \xff boils.", name + ":20: not UTF-8 text"},
		{"It boils.", "It \u202e boils.", name + `:20: control character '\u202e'`},
	} {
		broken := strings.Replace(kettle, tt.old, tt.new, 1)
		c, err := Load(folder(map[string]string{name: broken, "http/status/596.md": good596}))
		if err == nil {
			t.Errorf("%q for %q: no error", tt.new, tt.old)
			continue
		}
		if first, _, _ := strings.Cut(err.Error(), "\n"); first != tt.want {
			t.Errorf("%q for %q:\n got %s\nwant %s", tt.new, tt.old, first, tt.want)
		}
		if len(c.All()) != 1 {
			t.Errorf("%q for %q: %d entries are loaded, want only the valid one", tt.new, tt.old, len(c.All()))
		}
	}
}

// good596 is the shortest valid file of a status code.
const good596 = "Code: 596\nName: Cold\nStanding: draft\nSpec: RFC 1\nSummary: The water is cold.\n"

// TestLaterFoldersReplace checks that a file replaces the file with the same path in an earlier
// folder, and that the other files of the earlier folder are still loaded.
func TestLaterFoldersReplace(t *testing.T) {
	earlier := folder(map[string]string{"http/status/596.md": good596, "http/status/597-tea.md": kettle})
	later := folder(map[string]string{"http/status/596.md": strings.Replace(good596, "Cold", "Chilled", 1)})
	c, err := Load(earlier, later)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(c.All()); n != 2 {
		t.Errorf("got %d entries, want 2", n)
	}
	if e := c.Get(model.HTTP, model.Status, "596"); e == nil || e.Name != "Chilled" {
		t.Errorf("596 was not replaced: %v", e)
	}
}

// TestLoadFor checks that LoadFor loads everything that the page of a code needs: the entries
// that it links to, those that link to it, its class and its other meanings. It checks this
// for every code, also for each code of a range, and that LoadFor really loads only a part of
// the reference.
func TestLoadFor(t *testing.T) {
	all, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all.All() {
		if !e.Kind.IsCode() {
			continue
		}
		if r, ok := model.ParseRange(e.Code); ok && e.Kind != model.Enhanced {
			t.Errorf("%s: LoadFor does not find %v among the embedded entries", Path(e), r)
		}
		for code := range e.Codes() {
			checkLoadFor(t, all, e, code)
		}
	}
	if few, _ := LoadFor([]string{"404"}, Embedded()); len(few.All()) > 60 {
		t.Errorf("%d entries are loaded for 404", len(few.All()))
	}
	for _, code := range []string{"Retry-After", "477"} {
		if everything, _ := LoadFor([]string{"404", code}, Embedded()); len(everything.All()) != len(all.All()) {
			t.Errorf("LoadFor loads only part of the reference for %s", code)
		}
	}
}

// checkLoadFor checks that LoadFor loads everything that the page of an entry needs if it is
// called with one of the entry's codes. all has all entries.
func checkLoadFor(t *testing.T, all *model.Catalog, e *model.Entry, code string) {
	t.Helper()
	few, err := LoadFor([]string{code}, Embedded())
	if err != nil {
		t.Fatal(err)
	}
	got := few.Get(e.Protocol, e.Kind, e.Stem)
	if got == nil {
		t.Errorf("%s is not loaded for %s", Path(e), e.Code)
		return
	}
	if a, b := few.ClassOf(got), all.ClassOf(e); (a == nil) != (b == nil) {
		t.Errorf("%s: the class is %v, want %v", Path(e), a, b)
	}
	if a, b := len(few.OtherMeanings(got)), len(all.OtherMeanings(e)); a != b {
		t.Errorf("%s: %d other meanings, want %d", Path(e), a, b)
	}
	if a, b := len(few.Incoming(got)), len(all.Incoming(e)); a != b {
		t.Errorf("%s: %d links lead to it, want %d", Path(e), a, b)
	}
	for _, l := range e.Links {
		if a, b := few.Target(got, l), all.Target(e, l); (a == nil) != (b == nil) || a != nil && a.Name != b.Name {
			t.Errorf("%s: %s %s leads to %v", Path(e), l.Relation, l.Target, a)
		}
	}
}

// TestCarriageReturns checks that a file can have the line breaks of Windows, CR LF.
func TestCarriageReturns(t *testing.T) {
	c, err := Load(folder(map[string]string{"http/status/596.md": strings.ReplaceAll(good596+"\nA body.\n", "\n", "\r\n")}))
	if err != nil {
		t.Fatal(err)
	}
	if e := c.Get(model.HTTP, model.Status, "596"); e == nil || e.Body() != "A body." {
		t.Errorf("got %+v", e)
	}
}

// TestCheckReportsLinks checks that Check reports links to entries that do not exist, to the
// entry itself and without a reason.
func TestCheckReportsLinks(t *testing.T) {
	problems := Check(folder(map[string]string{"http/status/597-tea.md": kettle}))
	want := []string{
		`http/status/597-tea.md:13: Field: no entry "retry-after" to link to`,
		`http/status/597-tea.md:15: See: no entry "598-other" to link to`,
	}
	if got := problems.Error(); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
	problems = Check(folder(map[string]string{"http/status/596.md": good596 + "Field: *; response; must; all\nSee: *; all\nMethod: *\n"}))
	if got := problems.Error(); len(problems) != 2 || !strings.Contains(got, `Field: no entry "*"`) || !strings.Contains(got, `See: no entry "*"`) {
		t.Errorf("links to *: %s", got)
	}
	problems = Check(folder(map[string]string{
		"smtp/enhanced/x.1.97.md": stove, "http/status/596.md": good596 + "See: 595\nSee: 596; itself\n", "http/status/595.md": strings.ReplaceAll(good596, "596", "595"),
	}))
	want = []string{
		`http/status/596.md:6: See: no reason after "595"; write "See: 595; why"`,
		`http/status/596.md:7: See: links to itself`,
		`smtp/enhanced/x.1.97.md:7: Command: no entry "rcpt" to link to`,
		`smtp/enhanced/x.1.97.md:8: Extension: no entry "size" to link to`,
		`smtp/enhanced/x.1.97.md:9: Reply: no entry "550" to link to`,
	}
	if got := problems.Error(); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

// TestCheckReportsSummaries checks that Check reports summaries that are not one short sentence.
func TestCheckReportsSummaries(t *testing.T) {
	for summary, reason := range map[string]string{
		"No stop":                               "does not end with a full stop",
		"One. Two.":                             "more than one sentence",
		strings.Repeat("long ", 30) + "enough.": "157 characters long, at most 140",
	} {
		text := strings.Replace(good596, "The water is cold.", summary, 1)
		got := Check(folder(map[string]string{"http/status/596.md": text}))
		if len(got) != 1 || got[0].Line != 5 || got[0].Reason != reason {
			t.Errorf("summary %q: got %v, want line 5: %s", summary, got, reason)
		}
	}
}

// TestReportsUnreadFiles checks that Load reports a subfolder that it cannot read, and a file
// whose name is not in lower case. Such a file would not replace the embedded file that the
// user means.
func TestReportsUnreadFiles(t *testing.T) {
	upper := strings.Replace(good596, "Code: 596\nName: Cold", "Name: COLD", 1)
	upperFolder := folder(map[string]string{"http/methods/COLD.md": upper})
	want := "http/methods/COLD.md: the name of the file is not in lower case: http/methods/cold.md"
	if _, err := Load(upperFolder); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	folders := []fs.FS{unreadable{folder(map[string]string{"http/status/596.md": good596})}}
	if _, err := Load(folders...); err == nil || !strings.Contains(err.Error(), "http/status: open http/status: permission denied") {
		t.Errorf("an unreadable folder: %v", err)
	}
	if got := Check(folders...); len(got) != 1 {
		t.Errorf("Check: got %v, want one problem", got)
	}
	if _, isUnchanged := folders[0].(unreadable); !isUnchanged {
		t.Error("Check has changed the slice of its caller")
	}
}

// unreadable is a folder whose subfolder http/status cannot be read.
type unreadable struct{ fstest.MapFS }

func (u unreadable) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == "http/status" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.MapFS.ReadDir(name)
}

func (u unreadable) Open(name string) (fs.File, error) {
	if name == "http/status" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.MapFS.Open(name)
}

// FuzzLoad checks for any text as a file that Load and Check do not panic, and that Load accepts
// the file only if a terminal can show it safely.
func FuzzLoad(f *testing.F) {
	f.Add(kettle)
	f.Add(good596)
	f.Add("Code: 597\r\n\r\n\r\n")
	f.Add(": \n\n\x00")
	f.Add("See: 503;\nField: ; ;")
	f.Fuzz(func(t *testing.T, text string) {
		fsys := folder(map[string]string{"http/status/597-tea.md": text})
		c, err := Load(fsys)
		if (err == nil) != (len(c.All()) == 1) {
			t.Fatalf("%d entries, error %v", len(c.All()), err)
		}
		for _, e := range c.All() {
			if strings.ContainsAny(e.Name+e.Body(), "\x1b\x00\u009b") {
				t.Fatalf("a control character got through: %q", text)
			}
		}
		_ = Check(fsys) // must end; the problems do not matter here
	})
}

// BenchmarkLoad measures how long it takes to load all embedded entries.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(Embedded()); err != nil {
			b.Fatal(err)
		}
	}
}

// TestControlCharactersInNames checks that a file is left out if its name could
// control a terminal.
func TestControlCharactersInNames(t *testing.T) {
	for _, stem := range []string{"596-\x1b[2J", "596-\x7f", "596-\n", "596-\u009b", "596-\u202e", "596-\xff"} {
		path := "http/status/" + stem + ".md"
		c, err := Load(fstest.MapFS{path: {Data: []byte(good596)}})
		want := path + ": the name of the file has a control character or is not UTF-8"
		if err == nil || err.Error() != want || len(c.All()) > 0 {
			t.Errorf("%q: %d entries, %v", stem, len(c.All()), err)
		}
	}
}
