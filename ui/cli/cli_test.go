package cli

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"teapot/data"
)

// call runs a command line with buffers.
func call(t *testing.T, args ...string) (out, err string, code int) {
	t.Helper()
	var o, e bytes.Buffer
	code = Run(t.Context(), IO{Args: args, In: strings.NewReader(""), Out: &o, Err: &e})
	return o.String(), e.String(), code
}

func TestShow(t *testing.T) {
	for _, tt := range []struct {
		args string
		want []string
	}{
		{"show 404", []string{"404  Not Found", "standard", "RFC 9110, section 15.5.5"}},
		{"404", []string{"404  Not Found"}},
		{"404 503", []string{"404  Not Found", "503  Service Unavailable"}},
		{"530", []string{"Cloudflare", "Pantheon", "Shopify", "530  Authentication required"}},
		{"show retry-after", []string{"Retry-After", "Codes", "429 Too Many Requests"}},
		{"show PUT", []string{"PUT", "idempotent yes"}},
		{"5.1.1", []string{"5.1.1  Bad destination mailbox address", "5.Y.Z"}},
		{"4xx", []string{"4xx  Client Error"}},
	} {
		out, err, code := call(t, strings.Fields(tt.args)...)
		if code != ExitFound || err != "" {
			t.Errorf("%s: exit %d, %q", tt.args, code, err)
		}
		for _, want := range tt.want {
			if !strings.Contains(out, want) {
				t.Errorf("%s does not print %q:\n%s", tt.args, want, out)
			}
		}
		if strings.Contains(out, "\x1b") {
			t.Errorf("%s prints an escape sequence into a pipe", tt.args)
		}
	}
}

func TestErrors(t *testing.T) {
	for _, tt := range []struct {
		args []string
		code int
		want string
	}{
		{nil, ExitUsage, "teapot: no terminal to browse in; try \"teapot show 404\" or \"teapot help\"\n"},
		{[]string{"show"}, ExitUsage, "teapot: show needs a code or a name; try \"teapot help\"\n"},
		{[]string{"--nonsense"}, ExitUsage, "teapot: unknown flag \"--nonsense\"; try \"teapot help\"\n"},
		{[]string{"list", "--yaml"}, ExitUsage, "teapot: list does not know \"--yaml\"; try \"teapot help\"\n"},
		{[]string{"show", "404", "499999"}, ExitNotFound, "teapot: nothing found for \"499999\"\n"},
		{[]string{"too manny requests"}, ExitNotFound, "teapot: nothing found for \"too manny requests\"\n"},
		{[]string{"not fou"}, ExitNotFound, "teapot: nothing found for \"not fou\"; near: 404 Not Found, "},
		{[]string{"\x1b[31m"}, ExitNotFound, "teapot: nothing found for \"·[31m\"\n"},
		{[]string{""}, ExitNotFound, "teapot: nothing found for \"\"\n"},
	} {
		out, err, code := call(t, tt.args...)
		if code != tt.code || out != "" {
			t.Errorf("%q: exit %d, prints %q", tt.args, code, out)
		}
		if !strings.HasPrefix(err, tt.want) || strings.Count(err, "\n") != 1 {
			t.Errorf("%q:\n got %q\nwant %q", tt.args, err, tt.want)
		}
	}
}

func TestListJSON(t *testing.T) {
	out, _, code := call(t, "list", "--json")
	if code != ExitFound {
		t.Fatalf("exit %d", code)
	}
	var entries []map[string]any
	if err := json.Unmarshal([]byte(out), &entries); err != nil {
		t.Fatal(err)
	}
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != len(c.All()) {
		t.Errorf("%d entries, the reference has %d", len(entries), len(c.All()))
	}
	for _, e := range entries {
		for _, field := range []string{"protocol", "kind", "name", "standing", "summary", "specs", "body"} {
			if e[field] == nil {
				t.Errorf("%v has no %s", e["name"], field)
			}
		}
	}
}

func TestListAndVersionAndHelp(t *testing.T) {
	out, _, code := call(t, "list")
	if code != ExitFound || !strings.Contains(out, "404") || strings.Count(out, "\n") < 500 {
		t.Errorf("list: exit %d, %d lines", code, strings.Count(out, "\n"))
	}
	out, _, code = call(t, "--version")
	if code != ExitFound || !strings.HasPrefix(out, "teapot ") || !strings.Contains(out, data.RegistryDate) {
		t.Errorf("--version: exit %d, %q", code, out)
	}
	out, _, code = call(t, "help")
	if code != ExitFound || !strings.Contains(out, "Usage:") {
		t.Errorf("help: exit %d, %q", code, out)
	}
}
