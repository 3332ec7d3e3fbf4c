package cli

import (
	"regexp"
	"strings"
	"testing"

	"teapot/model/search"
)

// TestSearchHelpListsFilters checks that the help of search has an example for every
// filter, and that every example finds something.
func TestSearchHelpListsFilters(t *testing.T) {
	help, _, _ := call(t, IO{}, "search", "--help")
	for _, f := range search.Filters() {
		if !strings.Contains(help, f+":") {
			t.Errorf("the help has no %s:", f)
		}
	}
	examples := regexp.MustCompile(`(?m)^  ([a-z]+:\S+)`).FindAllStringSubmatch(help, -1)
	if len(examples) < len(search.Filters())-1 {
		t.Errorf("%d examples for %d filters", len(examples), len(search.Filters()))
	}
	for _, e := range examples {
		if _, stderr, code := call(t, IO{}, "search", e[1]); code != ExitFound {
			t.Errorf("search %s: exit %d, %s", e[1], code, stderr)
		}
	}
}

// TestLimitNotice checks that search says when there are more matches than the limit, but
// only on a terminal.
func TestLimitNotice(t *testing.T) {
	for _, tt := range []struct {
		line     string
		terminal bool
		want     string
	}{
		{"search --limit 3 timeout", true, `^3 of \d+; --limit N shows more\n$`},
		{"search --limit 3 --json timeout", true, `^3 of \d+; --limit N shows more\n$`},
		{"mail rejected", true, `^20 of \d+; teapot search --limit N shows more\n$`},
		{"search --limit 1000 timeout", true, `^$`},
		{"search --limit 3 timeout", false, `^$`},
	} {
		out, stderr, code := call(t, IO{OutTerm: tt.terminal, ErrTerm: tt.terminal, Env: []string{"TERM=dumb"}}, strings.Fields(tt.line)...)
		if !regexp.MustCompile(tt.want).MatchString(stderr) || code != ExitFound || out == "" {
			t.Errorf("%s: exit %d, %q, want %q", tt.line, code, stderr, tt.want)
		}
	}
}
