package search

import "testing"

// TestStem checks the stem of a word with each ending and each British spelling.
func TestStem(t *testing.T) {
	for word, want := range map[string]string{
		"get": "get", "421s": "421s", "policies": "policy", "addresses": "address", "mailboxes": "mailbox", "status": "status", "hosts": "host",
		"forwarding": "forward", "dropped": "drop", "blocked": "block", "throttled": "throttl", "authentication": "authenticat", "permission": "permiss",
		"unauthorised": "unauthoriz", "behaviour": "behavior", "greylisted": "graylist", "cancelled": "cancel", "service": "servic",
	} {
		if got := stem(word); got != want {
			t.Errorf("stem(%q) = %q, want %q", word, got, want)
		}
	}
}

// TestDistance checks the edit distance for each kind of typing error, and for the limits at
// which it stops counting.
func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b  string
		limit int
		want  int
	}{
		{"mailbox", "mailbox", 2, 0},
		{"mailbox", "malbox", 2, 1},
		{"mailbox", "maillbox", 2, 1},
		{"mailbox", "mailbux", 2, 1},
		{"mailbox", "mialbox", 2, 1},
		{"mailbox", "mialbux", 2, 2},
		{"mailbox", "mialbux", 1, 2},
		{"ca", "abc", 3, 3}, // the unrestricted Damerau-Levenshtein distance would be 2
		{"mailbox", "greylist", 2, 3},
		{"this-word-is-too-long-for-the-rows", "this-word-is-too-long-for-the-row", 2, 3},
	} {
		if got := distance(tt.a, tt.b, tt.limit); got != tt.want {
			t.Errorf("distance(%q, %q, %d) = %d, want %d", tt.a, tt.b, tt.limit, got, tt.want)
		}
	}
}
