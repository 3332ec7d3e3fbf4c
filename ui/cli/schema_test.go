package cli

import (
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"teapot/data"
)

// compileSchema returns the schema that the command "teapot schema" prints.
func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, _, _ := call(t, IO{}, "schema")
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	if err := compiler.AddResource("teapot.json", doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("teapot.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// TestSchema checks that the JSON of all entries is valid under the schema, and that wrong
// JSON is not.
func TestSchema(t *testing.T) {
	compiled := compileSchema(t)
	list, _, code := call(t, IO{}, "list", "--json")
	if code != ExitFound {
		t.Fatalf("exit %d", code)
	}
	entries, err := jsonschema.UnmarshalJSON(strings.NewReader(list))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled.Validate(entries); err != nil {
		t.Error(err)
	}
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	if n := len(entries.([]any)); n != len(c.All()) {
		t.Errorf("%d entries, the reference has %d", n, len(c.All()))
	}
	for _, text := range []string{`[{"protocol":"ftp"}]`, `{"line":1}`, `{"line":0,"http":["404"]}`, `{"line":1,"http":[]}`} {
		bad, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil || compiled.Validate(bad) == nil {
			t.Errorf("the schema accepts %s", text)
		}
	}
}

// TestSchemaOfExplain checks that the JSON that explain prints is valid under the schema.
func TestSchemaOfExplain(t *testing.T) {
	compiled := compileSchema(t)
	out, _, code := call(t, IO{In: strings.NewReader(`HTTP/1.1 404 Not Found
550 5.1.1 <a@example.org>: no such user
192.0.2.1 - - [21/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 503 550 "-" "curl/8.5.0"
{"ClientHost":"192.0.2.1","DownstreamStatus":502,"OriginStatus":504,"RequestPath":"","RequestPath":"/b"}
Nov 21 10:00:01 mx postfix/smtp[421]: 4B550: to=<b@example.org>, relay=mx.example.org[192.0.2.25]:25, delay=0.5, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.25] said: 550 5.1.1 <b@example.org>: User unknown)
`)}, "explain", "--json")
	if code != ExitFound || strings.Count(out, "\n") != 5 {
		t.Errorf("exit %d, %q", code, out)
	}
	for line := range strings.Lines(out) {
		if object, err := jsonschema.UnmarshalJSON(strings.NewReader(line)); err != nil || compiled.Validate(object) != nil {
			t.Errorf("%q: %v, %v", line, err, compiled.Validate(object))
		}
	}
}
