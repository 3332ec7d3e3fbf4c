//go:build unix

package ui_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// browserSequences matches the control characters and escape sequences that the browser
// may write.
var browserSequences = regexp.MustCompile(`\x1b\[[?>=]?[0-9;:]*[ $]?[A-Za-z]|\x1b\](8;;((https?://|mailto:)[!-~]+)?|[0-9]+;[^\x00-\x1f\x7f]*)(\x1b\\|\x07)|\x1b[=>78]|\r|\n`)

// TestHostileBrowser checks that the browser writes no control characters, invisible
// letters or long runs of combining marks. The texts of an entry in the user's folder have
// all of them, and the name of the folder has escape sequences.
func TestHostileBrowser(t *testing.T) {
	const hostile = "\x1b[2J\x1b]0;owned\x07\u009b31m\u202e\x7f"
	odd := "Odd\u3164\u2800\ufe0f" + strings.Repeat("\u0301", 60)
	dir := filepath.Join(t.TempDir(), hostile)
	entry := "Code: 599\nName: " + odd + "\nStanding: unofficial\nVendor: " + odd + "\nSpec: " + odd + "; https://example.com/a\nSummary: " + odd + ".\nAlias: " + odd +
		"\nConstant: go " + odd + "\nSee: 503; " + odd + "\n\n# " + odd + "\n\n[run](javascript:x) <ssh://-oy> `" + odd + "`\n"
	files := map[string]string{"599-odd.md": entry, "598-" + hostile + ".md": entry, "597-bad.md": "Code: " + hostile}
	if err := os.MkdirAll(filepath.Join(dir, "http", "status"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, "http", "status", name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, env := range renderers() {
		p := startTeapot(t, 100, 30, env, "browse", "599", "--data", dir)
		p.Expect("Odd··")
		p.Type("enter", "down")
		p.WaitIdle()
		if title := p.Title(); strings.Contains(title, "owned") || strings.ContainsFunc(title, unicode.IsControl) {
			t.Errorf("%s: the title is %q", name, title)
		}
		p.Type("?")
		p.WaitIdle()
		rest := browserSequences.ReplaceAllString(p.Raw(), "")
		marks := 0
		for _, r := range rest {
			if marks++; !unicode.Is(unicode.M, r) {
				marks = 0
			}
			if unicode.IsControl(r) && r != '\t' && r != '\b' || unicode.Is(unicode.Cf, r) || marks > 4 || strings.ContainsRune("\u3164\u2800\ufe0f", r) {
				t.Fatalf("%s: %U is written in %q", name, r, rest)
			}
		}
		p.Type("esc", "esc", "esc", "q")
		p.Exit()
	}
}
