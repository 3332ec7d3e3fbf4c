package logs

import (
	"fmt"
	"strings"
	"testing"
)

// longLines returns lines of maxLine bytes that are full of numbers. An attacker could send
// such lines to use up the time of the server. The keys are names for the lines.
func longLines() map[string]string {
	lines := map[string]string{}
	for name, part := range map[string]string{
		"bars":       "| 404 | ",
		"returned":   " returned 404",
		"response":   "response=550 ",
		"requests":   "] 404 - ",
		"codes":      `"code":550,`,
		"statuses":   "status: 5.1.1 ",
		"slashes":    "/404",
		"brackets":   "(404)",
		"numbers":    "404 ",
		"quotes":     `" 404 5 `,
		"equals":     "=404",
		"not founds": "[404:not_found]",
		"received":   " but was 404",
		"expected":   " want 404 but was 500",
		"pairs":      "a=404 ",
		"open pairs": "a='404 b=[5 ",
		"JSON":       `{"a":404,`,
		"strings":    `{"log":"a\\n404`,
		"escapes":    `\\n\\u001b`,
		"cells":      `"a,`,
		"quoted":     `status code '404' `,
		"subjects":   "Subject: ",
		"replies":    "550 (5.1.1) ",
	} {
		lines[name] = strings.Repeat(part, maxLine/len(part))
	}
	lines["a log in JSON"] = `{"log":"` + strings.Repeat(`\n404 \"x\" 5`, maxLine/16) + `"}`
	lines["attributes"] = `{"a":[` + strings.Repeat(`{"key":"k","value":{"intValue":404}},`, maxLine/40)
	lines["spaces"] = strings.Repeat(" ", maxLine/2) + strings.Repeat("550 ", maxLine/8)
	lines["an id"] = strings.Repeat("x 404 ", maxLine/12) + strings.Repeat("a", maxLine/2)
	var b strings.Builder
	for i := 0; b.Len() < maxLine; i++ {
		fmt.Fprintf(&b, "(#5.%d.%d) ", i/100, i%100)
	}
	lines["distinct"] = b.String()
	return lines
}

// BenchmarkLongLine measures how fast long lines full of numbers are read. A line that is much
// slower than the others shows that its cues take quadratic time.
func BenchmarkLongLine(b *testing.B) {
	r := newReader(b)
	for name, line := range longLines() {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(line)))
			for b.Loop() {
				r.Line(line)
			}
		})
	}
}

// TestLongLine checks that codes are found in long lines too. They could be missed, because
// only maxContext bytes around each number are looked at.
func TestLongLine(t *testing.T) {
	target := "/a?" + strings.Repeat("x=404&", 1500)
	text := strings.Repeat("no code at all, ", 1000)
	for _, tt := range []struct{ line, want string }{
		{`192.0.2.1 - - [21/Nov/2026:10:00:00 +0000] "GET ` + target + ` HTTP/1.1" 502 5 "-" "curl/8.5.0"`, "h502"},
		{`192.0.2.1 - - [21/Nov/2026:10:00:00 +0000] "GET ` + target + `" 502 5 "-" "curl/8.5.0"`, "h502"},
		{`192.0.2.1 - - [21/Nov/2026:10:00:00 +0000] "` + target + `" 400 157 "-" "-"`, "h400"},
		{`GET ` + target + ` 404 12.5 ms - 150`, "h404"},
		{`GET ` + target + ` (499)`, "h499"},
		{`{"msg":"` + text + `","status":503,"more":"` + text + `"}`, "h503"},
		{text + " smtp; 550 5.1.1 user unknown " + text, "s550 e5.1.1"},
		{text + ` path=/a code=404`, "h404"},
		{`[GIN] ` + text + ` | 404 | ` + text, "h404"},
		{strings.Repeat(" ", 5000) + "550 5.1.1 user unknown", "s550 e5.1.1"},
		{strings.Repeat(" returned 404", 4000), ""},
		{strings.Repeat("GET returned 404 ", 3000), "h404"},
		{strings.Repeat("response=550 ", 4000), ""},
		{strings.Repeat("response=550 mail ", 3000), "s550"},
	} {
		if got := strings.Join(labels(newReader(t).Line(tt.line)), " "); got != tt.want {
			t.Errorf("%.60s: got %q, want %q", tt.line, got, tt.want)
		}
	}
	if n := len(newReader(t).Line(longLines()["distinct"])); n != maxCodes {
		t.Errorf("a line with more different codes returns %d, want %d", n, maxCodes)
	}
}

// TestLineFacts checks that the reader forgets the facts about a line, such as whether it is
// about mail, before it reads the next line.
func TestLineFacts(t *testing.T) {
	wantRead(t, "GET x returned 404\nit returned 404\nGET x returned 404\n", "h404||h404")
	wantRead(t, "mail response=550 user unknown\nresponse=550 user unknown\n", "s550|")
}
