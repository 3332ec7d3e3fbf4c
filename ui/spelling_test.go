package ui_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestAmericanSpelling checks that the documentation and the entries have no British
// spellings. For code, the linter checks that. British spellings are allowed in keywords
// and aliases, because people type them, and in quoted text, because servers send it.
func TestAmericanSpelling(t *testing.T) {
	british := regexp.MustCompile(`(?i)\b(\w*(colour|favour|behaviour|neighbour|honour|labour)\w*|catalogues?|licence[sd]?|cent(re|red)|grey|` + //nolint:misspell // the test looks for these words
		`(cancel|label|travel|signal|model)l(ed|ing)|(recogn|organ|normal|initial|synchron|author|optim|minim|summar|serial|real)is(e|es|ed|ing|ation))\b`)
	quoted := regexp.MustCompile("`[^`]*`")
	files := []string{"../README.md", "../CONTRIBUTING.md", "../CHANGELOG.md", "../screenshots/README.md"}
	for _, pattern := range []string{"../data/http/*/*.md", "../data/smtp/*/*.md"} {
		entries, err := filepath.Glob(pattern)
		if err != nil || len(entries) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(entries), err)
		}
		files = append(files, entries...)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for n, line := range strings.Split(string(text), "\n") {
			if strings.HasPrefix(line, "Keyword:") || strings.HasPrefix(line, "Alias:") {
				continue
			}
			if word := british.FindString(quoted.ReplaceAllString(line, "")); word != "" {
				t.Errorf("%s:%d: %q is British spelling", file, n+1, word)
			}
		}
	}
}
