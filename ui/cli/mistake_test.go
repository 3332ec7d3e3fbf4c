package cli

import (
	"strings"
	"testing"

	"teapot/model"
)

// TestHasOneTypo checks words with no typo, with one, and with more.
func TestHasOneTypo(t *testing.T) {
	for _, tt := range []struct {
		word, correct string
		want          bool
	}{
		{"shwo", "show", true},
		{"sho", "show", true},
		{"shhow", "show", true},
		{"shiw", "show", true},
		{"exlpain", "explain", true},
		{"lsit", "list", true},
		{"mna", "man", true},
		{"", "man", false},
		{"show", "show", false},
		{"wohs", "show", false},
		{"sh", "show", false},
		{"hsow1", "show", false},
		{"rate", "serve", false},
	} {
		if got := hasOneTypo(tt.word, tt.correct); got != tt.want {
			t.Errorf("%q for %q: %t", tt.word, tt.correct, got)
		}
	}
}

// TestContainsWord checks that a word is found at any place, but not in a longer word.
func TestContainsWord(t *testing.T) {
	for _, tt := range []struct {
		text, word string
		want       bool
	}{
		{"a server error", "server", true},
		{"server", "server", true},
		{"servers and a server.", "server", true},
		{"observers", "server", false},
		{"", "server", false},
		{"text", "", false},
	} {
		if got := containsWord(tt.text, tt.word); got != tt.want {
			t.Errorf("%q in %q: %t", tt.word, tt.text, got)
		}
	}
}

// TestMisspelledCommand checks that a word which occurs in any part of an entry is not
// taken for a misspelled command.
func TestMisspelledCommand(t *testing.T) {
	r := newRunner(t.Context(), IO{})
	e := model.Entry{Kind: model.Status, Code: "599", Name: "Shwo", Vendor: "Lsit", Summary: "A serach.", Aliases: []string{"dif"}, Stem: "599"}
	e.SetKeywords("chek, exlpain")
	e.SetBodySource(model.TextBody("It is called bowse."))
	with, without := model.NewCatalog([]model.Entry{e}), model.NewCatalog(nil)
	for _, word := range strings.Fields("shwo lsit serach dif chek exlpain bowse") {
		if err := misspelledCommand(r.root(), with, word); err != nil {
			t.Errorf("%s stands in an entry: %v", word, err)
		}
		if err := misspelledCommand(r.root(), without, word); err == nil {
			t.Errorf("%s is not recognized", word)
		}
	}
}
