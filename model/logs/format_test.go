package logs

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// readFormats reads what testdata/formats.txt says about the examples: for the name of each
// format, the codes of its example with their roles, and all its parts. Blank lines separate
// the formats.
func readFormats(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("testdata/formats.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for block := range strings.SplitSeq(strings.TrimSpace(string(text)), "\n\n") {
		name, parts, _ := strings.Cut(block, "\n")
		want[name] = parts
	}
	return want
}

// describe returns the codes and the parts of a line in the form of testdata/formats.txt.
func describe(line string, reading Reading) string {
	var lines []string
	for _, c := range reading.Codes {
		lines = append(lines, fmt.Sprintf("= %s %s", c.Role, c.Text))
	}
	for _, p := range reading.Parts {
		lines = append(lines, fmt.Sprintf("%s: %s", p.Name, line[p.Start:p.End]))
	}
	return strings.Join(lines, "\n")
}

// TestFormats checks the codes and all parts of the example of every format, and that the
// example is read by its own format and not by a cue.
func TestFormats(t *testing.T) {
	reader := newReader(t)
	want := readFormats(t)
	for _, f := range allFormats() {
		reading := reader.Fresh().Read(f.example)
		if reading.Format != f.name {
			t.Errorf("the example of %q is read as %q", f.name, reading.Format)
		}
		for _, c := range reading.Codes {
			if c.Format != f.name || f.example[c.Start:c.End] != c.Text {
				t.Errorf("%q: %+v is found by a cue, or in another place", f.name, c)
			}
		}
		if got := describe(f.example, reading); got != want[f.name] {
			t.Errorf("testdata/formats.txt does not have this:\n%s\n%s\n", f.name, got)
		}
		delete(want, f.name)
	}
	for name := range want {
		t.Errorf("testdata/formats.txt has %q, which is no format", name)
	}
}

// precedence lists the formats that fit the examples of other formats too, because they know
// fewer parts. The table has them after the others, so that the others read those lines.
func precedence() map[string][]string {
	return map[string][]string{
		"combined":           {"ingress-nginx", "Traefik", "Squid, combined"},
		"common":             {"Traffic Server, extended", "ingress-nginx", "Traefik", "Squid, combined", "combined"},
		"request, JSON":      {"Caddy, JSON", "HAR"},
		"request, pairs":     {"Heroku router", "lograge"},
		"nginx error log":    {"nginx error log, of a request"},
		"Apache error log":   {"ModSecurity"},
		"IIS, other columns": {"IIS", "IIS, without the referrer", "IIS, all columns"},
	}
}

// fitsLine reports whether the line is in the format, whatever other formats there are.
func fitsLine(r *Reader, f *format, line string) bool {
	at, _ := readEnvelope(line)
	switch {
	case f.json != "":
		fields := appendJSON(nil, line, at)
		return len(fields) > 0 && f.keys.fits(line, fields)
	case f.pairs != "":
		return f.keys.fits(line, appendPairs(nil, line, at))
	}
	return r.fits(f, line, at)
}

// TestFormatsAreDistinct checks that no format fits the example of another one, except those
// that precedence lists.
func TestFormatsAreDistinct(t *testing.T) {
	reader := newReader(t)
	want := precedence()
	for i, f := range reader.formats.all {
		for k, other := range reader.formats.all {
			if f == other || !fitsLine(reader, other, f.example) {
				continue
			}
			if k < i || !slices.Contains(want[other.name], f.name) {
				t.Errorf("%q fits the example of %q too; is before it: %v", other.name, f.name, k < i)
			}
		}
	}
}
