package cli

import (
	"regexp"
	"strings"
	"testing"

	"teapot/model/search"
)

// TestFiltersAreTold: the help of search has each filter, with an example that
// finds something.
func TestFiltersAreTold(t *testing.T) {
	told, _, _ := call(t, IO{}, "search", "--help")
	for _, f := range search.Filters() {
		if !strings.Contains(told, f+":") {
			t.Errorf("nothing is said of %s:", f)
		}
	}
	examples := regexp.MustCompile(`(?m)^  ([a-z]+:\S+)`).FindAllStringSubmatch(told, -1)
	if len(examples) < len(search.Filters())-1 {
		t.Errorf("%d examples of %d filters", len(examples), len(search.Filters()))
	}
	for _, e := range examples {
		if _, errs, code := call(t, IO{}, "search", e[1]); code != ExitFound {
			t.Errorf("search %s: exit %d, %s", e[1], code, errs)
		}
	}
}
