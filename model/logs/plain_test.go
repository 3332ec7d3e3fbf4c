package logs

import (
	"strings"
	"testing"
)

// TestPlain checks that control sequences are removed, and that the text after an incomplete
// sequence is not.
func TestPlain(t *testing.T) {
	for line, want := range map[string]string{
		"":                                    "",
		"plain":                               "plain",
		"\x1b[1;31mred\x1b[0m":                "red",
		"\x1b[38:2::1:2:3mred\x1b[K":          "red",
		"a\x1b]8;;http://x\x1b\\b\x1b]8;;\ac": "abc",
		"\x1b]0;title\x1b[1mbold":             "0;titlebold",
		"\x1b]0;never ended":                  "0;never ended",
		"\x1b[never ended":                    "ever ended",
		"\x1b[31":                             "31",
		"\x1b(Btext\x1b=\x1b":                 "text",
		"\x1bé":                               "é",
		"\x1b\x1b[m":                          "",
	} {
		if got := Plain(line); got != want {
			t.Errorf("Plain(%q) = %q, want %q", line, got, want)
		}
	}
	long := "\x1b]" + strings.Repeat("x", maxCommand) + "\a"
	if got := len(Plain(long)); got != len(long)-2 {
		t.Errorf("of a command above maxCommand %d bytes are left, want %d: all except its introducer", got, len(long)-2)
	}
}
