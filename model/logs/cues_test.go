package logs

import (
	"strings"
	"testing"
)

// cueExamples maps lines to the codes that the reader must find in them. The lines are
// examples for cues that apply to no line of testdata/lines.tsv.
func cueExamples() map[string]string {
	return map[string]string{
		`[14/Mar/2025:06:12:47 +0000] 404 - GET /wp-login.php`:         "h404",
		`2026/11/21 | 404 | 12ms | GET /a`:                             "h404",
		`192.0.2.1 - 404 "GET / HTTP/1.1"`:                             "h404",
		`<-- 404 https://example.org/a (12ms)`:                         "h404",
		`ClientResponseError: 404, message='Not Found'`:                "h404",
		`web1: 404 GET /a`:                                             "h404",
		`reason: "404 Not Found"`:                                      "h404",
		`failed: [404]: GET /a`:                                        "h404",
		`failed: [404 Not Found]`:                                      "h404",
		`failed (404 Not Found)`:                                       "h404",
		`a	404	Not Found`:                                              "h404",
		`Sent 404 in 12ms`:                                             "h404",
		`Sent 404 in all`:                                              "",
		`GET /a returned 404`:                                          "h404",
		`max() returned 404`:                                           "",
		`the server answered with a 404 response`:                      "h404",
		`the 404 response times`:                                       "",
		`raised 429 Client Error`:                                      "h429",
		`connection closed: TransportError(404, 'index_not_found')`:    "h404",
		`worker process exited with status 404`:                        "",
		`RCPT TO failed (550 mailbox`:                                  "s550",
		`relay=[192.0.2.1]:421 refused`:                                "",
		`smtp said: 571 blocked`:                                       "s571",
		`smtp said: 271 blocked`:                                       "",
		`{"code":550,"type":"smtp"}`:                                   "s550",
		`{"enhancedCode":"5.1.1"}`:                                     "e5.1.1",
		`"GET / HTTP/1.1" 200 5 "-" "HTTP 404"`:                        "h200",
		`upload of 404-410 is done, HTTP 404-410`:                      "",
		`smtp; 550 5.1.1 user unknown, smtp; 551 5.1.6 user has moved`: "s550 e5.1.1 s551 e5.1.6",
	}
}

// TestCueExamples checks which codes are found in the lines of cueExamples.
func TestCueExamples(t *testing.T) {
	reader := newReader(t)
	for line, want := range cueExamples() {
		if got := strings.Join(labels(reader.Fresh().Line(line)), " "); got != want {
			t.Errorf("%s: got %q, want %q", line, got, want)
		}
	}
}

// TestSubStatus checks in which texts a number with a dot is a status code of IIS with its
// sub-status, and in which it is only a decimal number.
func TestSubStatus(t *testing.T) {
	reader := newReader(t)
	for line, want := range map[string]string{
		"HTTP Error 500.19 - Internal Server Error":              "500.19",
		"HTTP Error 404.0 - Not Found":                           "404.0",
		"HTTP Error 403.14 - Forbidden":                          "403.14",
		"HTTP Error 502.5 - Process Failure":                     "502.5",
		"HTTP status 404.3":                                      "404.3",
		"the status code: 401.2, for all pages":                  "401.2",
		"404.3 - Not Found":                                      "404.3",
		"HTTP/1.1 500 Internal Server Error (HTTP Error 500.19)": "500.19",
		"HTTP/1.1 200 OK, then HTTP Error 500.19":                "200 500.19",
		"took 404.3 ms":                                          "",
		"http 404.3 ms":                                          "",
		"GET /a 200.5 ms - 31":                                   "",
		"status code 404.3ms":                                    "",
		"response time: 503.2":                                   "",
		"from 192.0.2.200.5 and 10.1.200.5 to 10.0.0.1":          "",
		"HTTP Error 404.03":                                      "",
		"HTTP Error 404.1000":                                    "",
		"HTTP Error 404.3.1":                                     "",
		"HTTP Error 477.3":                                       "",
		"version 404.3 not found":                                "",
		"HTTP Error 404.":                                        "404",
	} {
		var got []string
		for _, c := range reader.Fresh().Line(line) {
			if line[c.Start:c.End] != c.Text {
				t.Errorf("%s: %q is not at its offsets", line, c.Text)
			}
			got = append(got, c.Full())
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %q, want %q", line, strings.Join(got, " "), want)
		}
	}
}

// allCues returns all cues of a reader by name. A change of a cue is a change of the reader.
func allCues(r *Reader) []*cue {
	lists := [][]cue{r.cues.afterStatusWords, r.cues.reply, r.cues.afterReplyWords, r.cues.enhanced}
	for _, cues := range r.cues.http {
		lists = append(lists, cues)
	}
	var all []*cue
	for _, cues := range lists {
		for i := range cues {
			all = append(all, &cues[i])
		}
	}
	return all
}

// TestCues checks that every cue has a name and an example, that it decides about a number of
// the example, and that no format reads the example.
func TestCues(t *testing.T) {
	reader := newReader(t) // a new catalog, so no other reader has these lists
	decided := 0
	for _, q := range allCues(reader) {
		applies := q.applies
		q.applies = func(c *candidate) bool {
			ok := applies(c)
			if ok && c.line == q.example {
				decided++
			}
			return ok
		}
		decided = 0
		reading := reader.Fresh().Read(q.example)
		q.applies = applies
		if q.name == "" || q.example == "" || decided == 0 {
			t.Errorf("%q does not decide about its example %q", q.name, q.example)
		}
		if q.name == "exit status" {
			continue // it says what is no code
		}
		if len(reading.Codes) == 0 || reading.Format != "" || reading.Codes[0].Format != "" {
			t.Errorf("%q: no cue finds a code in its example %q: %+v", q.name, q.example, reading)
		}
	}
}
