package serve_test

import (
	"fmt"
	"testing"

	"teapot/ui/serve"
)

// TestSplit checks that command lines are split as a shell does, and at spaces if a quote is
// not closed.
func TestSplit(t *testing.T) {
	for line, want := range map[string]string{
		"":                     "[]",
		"  404  503 ":          `["404" "503"]`,
		`search 'rate limit'`:  `["search" "rate limit"]`,
		`a"b c"d ''`:           `["ab cd" ""]`,
		`a\ b "\"\\\x"`:        `["a b" "\"\\\\x"]`,
		`'a\b' $(id) * > x; y`: `["a\\b" "$(id)" "*" ">" "x;" "y"]`,
		"a\tb\nc":              `["a" "b" "c"]`,
		"'a":                   `["'a"]`,
		`"a`:                   `["\"a"]`,
		"I'm a teapot":         `["I'm" "a" "teapot"]`,
		`search don't "x y"`:   `["search" "don't" "\"x" "y\""]`,
		`"a b" it's c\ d`:      `["\"a" "b\"" "it's" "c\\" "d"]`,
		`"a\`:                  "error",
		`a\`:                   "error",
		"a\x00b":               "error",
	} {
		words, err := serve.Split(line)
		got := fmt.Sprintf("%q", words)
		if err != nil {
			got = "error"
		}
		if got != want {
			t.Errorf("%q: %s, want %s", line, got, want)
		}
	}
}
