package cli

import (
	"os/exec"
	"strings"
	"testing"

	"teapot/data"
	"teapot/model"
	"teapot/model/search"
)

// TestOtherMeanings checks every code: teapot prints the page of one meaning, and a command
// for each of the others. Every command must print the page of its meaning first.
func TestOtherMeanings(t *testing.T) {
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	reference := &Reference{Catalog: c, Search: search.New(c)}
	meanings, commands := map[string]int{}, 0
	for _, e := range c.All() {
		if e.Kind.IsCode() {
			meanings[e.Code] = len(c.FindCode(e.Code))
		}
	}
	for code, n := range meanings {
		out, stderr, exitCode := call(t, IO{Reference: reference}, code, "--width", "1000")
		if n > 1 { // without a loaded reference, only the entries of the code are loaded
			if alone, _, _ := call(t, IO{}, code, "--width", "1000"); alone != out {
				t.Errorf("%s: with few entries loaded, the output is different: %.300s", code, alone)
			}
		}
		page, rest, _ := strings.Cut(out, "\n\nalso ")
		if exitCode != ExitFound || strings.Count("\n"+page, "\n"+code+"  ") != 1 {
			t.Errorf("%s: exit %d, %q, not one page: %.300s", code, exitCode, stderr, page)
		}
		lines := strings.Split(strings.TrimSpace(rest), "\n")
		if rest == "" {
			lines = nil
		}
		if len(lines) != n-1 {
			t.Errorf("%s: %d lines for %d other meanings: %q", code, len(lines), n-1, lines)
		}
		for _, line := range lines {
			commands++
			checkMeaningCommand(t, reference, line)
		}
	}
	if commands < 50 {
		t.Errorf("only %d commands were checked", commands)
	}
}

// checkMeaningCommand runs the command at the end of a line such as "503 in SMTP: Bad sequence
// of commands    teapot 503 --protocol smtp", and checks that it first prints a page with that name.
func checkMeaningCommand(t *testing.T, reference *Reference, line string) {
	t.Helper()
	label, command, ok := strings.Cut(line, "    teapot ")
	if !ok {
		t.Errorf("%q has no command", line)
		return
	}
	_, name, _ := strings.Cut(strings.TrimSpace(label), ": ")
	out, stderr, code := call(t, IO{Reference: reference}, append(strings.Fields(command), "--width=1000")...)
	title, _, _ := strings.Cut(out, "\n")
	if code != ExitFound || name == "" || !strings.Contains(title, "  "+name+"  ") {
		t.Errorf("%q prints the page %.80q, exit %d, %q", line, title, code, stderr)
	}
}

// TestMeaningsOfOwnFiles checks entries of a user's folder whose file names have upper-case
// letters, by which no meaning is found. The vendor finds it. If that does not help, because both
// are of one vendor, both pages are printed.
func TestMeaningsOfOwnFiles(t *testing.T) {
	entry := func(name, vendor string) model.Entry {
		return model.Entry{Kind: model.Status, Code: "599", Name: name, Standing: model.Unofficial, Vendor: vendor, Stem: "599-" + name}
	}
	for _, tt := range []struct{ first, second, want string }{
		{"Acme", "Corp", "also 599, Corp: Awake    teapot show 599 --vendor Corp\n"},
		{"Acme", "Acme", "\n599  Awake "},
	} {
		c := model.NewCatalog([]model.Entry{entry("Asleep", tt.first), entry("Awake", tt.second)})
		out, _, code := call(t, IO{Reference: &Reference{Catalog: c, Search: search.New(c)}}, "599")
		if code != ExitFound || !strings.HasPrefix(out, "599  Asleep ") || !strings.Contains(out, tt.want) {
			t.Errorf("%s, %s: exit %d, want %q, %s", tt.first, tt.second, code, tt.want, out)
		}
	}
}

// TestQuoteForShell checks that a shell reads a quoted word as one word.
func TestQuoteForShell(t *testing.T) {
	if got := quoteForShell("530-cloudflare"); got != "530-cloudflare" {
		t.Errorf("a word without special characters becomes %q", got)
	}
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip(err)
	}
	for _, word := range []string{"", "530-cloudflare", "two words", "it's", "$HOME", "`id`", "a;b", "x*", "~", "\\", "\"", "-a", "é"} {
		out, err := exec.Command(sh, "-c", "printf %s "+quoteForShell(word)).Output() //nolint:gosec // the words are above
		if err != nil || string(out) != word {
			t.Errorf("%q: the shell reads %q, %v", word, out, err)
		}
	}
}
