package cli

import (
	"slices"
	"strings"
	"testing"

	"teapot/model"
)

// TestWords checks that --kind and --protocol accept exactly the kinds and protocols of
// the model.
func TestWords(t *testing.T) {
	var protocols, kinds []string
	for _, p := range model.Protocols() {
		protocols = append(protocols, p.String())
		for _, k := range model.Kinds(p) {
			kinds = append(kinds, k.String())
		}
	}
	if got := strings.Fields(protocolWords); !slices.Equal(got, protocols) {
		t.Errorf("protocols %q, want %q", got, protocols)
	}
	slices.Sort(kinds)
	if got := slices.Sorted(strings.FieldsSeq(kindWords)); !slices.Equal(got, slices.Compact(kinds)) {
		t.Errorf("kinds %q, want %q", got, kinds)
	}
}

// TestOrList checks lists of two and three words.
func TestOrList(t *testing.T) {
	for words, want := range map[string]string{protocolWords: "http or smtp", colorWords: "auto, always or never"} {
		if got := orList(words); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
