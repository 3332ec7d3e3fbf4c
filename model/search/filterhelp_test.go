package search

import (
	"slices"
	"strings"
	"testing"
)

// TestFiltersHelp checks that every filter is explained, that every example finds something,
// and that the values of a fact are those of the vocabulary.
func TestFiltersHelp(t *testing.T) {
	e := New(loadCatalog(t))
	keys := Filters()
	for _, h := range FiltersHelp() {
		key, _, _ := strings.Cut(h.Example, ":")
		keys = slices.DeleteFunc(keys, func(k string) bool { return k == key || k == "field" && key == "header" })
		if len(e.Find(h.Example).Ranked()) == 0 {
			t.Errorf("%s finds nothing", h.Example)
		}
		if key == "retry" && h.Meaning != "Try again: no, same, later, changed, elsewhere, new-connection" {
			t.Errorf("%s is explained as %q", h.Example, h.Meaning)
		}
		if key == "act" && !strings.HasPrefix(h.Meaning, "Who acts: client, server, ") {
			t.Errorf("%s is explained as %q", h.Example, h.Meaning)
		}
	}
	if len(keys) > 0 {
		t.Errorf("no help for %v", keys)
	}
}
