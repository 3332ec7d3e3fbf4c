package logs

import (
	"os"
	"sort"
	"strings"
	"testing"

	"teapot/data"
	"teapot/model"
)

// labeledLine is a line of the test set with the codes that it contains.
type labeledLine struct {
	format string   // the name of the log format
	line   string   // the line itself
	want   []string // the codes: "h503" of HTTP, "s550" of SMTP, "e5.1.1" enhanced
}

// readLabeled reads the test set from testdata/lines.tsv.
func readLabeled(t testing.TB) []labeledLine {
	t.Helper()
	text, err := os.ReadFile("testdata/lines.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []labeledLine
	for row := range strings.Lines(string(text)) {
		row = strings.TrimSuffix(row, "\n")
		if row == "" || row[0] == '#' {
			continue
		}
		parts := strings.SplitN(row, "\t", 3)
		if len(parts) != 3 {
			t.Fatalf("testdata/lines.tsv: want three columns, got %q", row)
		}
		l := labeledLine{format: parts[0], line: unescape.Replace(parts[2])}
		if parts[1] != "-" {
			l.want = strings.Fields(parts[1])
		}
		all = append(all, l)
	}
	return all
}

// unescape replaces the escape sequences of the test set by the tabs, escape characters and
// backslashes that they stand for.
var unescape = strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\e`, "\x1b")

// newReader returns a reader that knows the codes of all embedded entries.
func newReader(t testing.TB) *Reader {
	t.Helper()
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return NewReader(c)
}

// labels returns the codes in the notation of the test set: "h503", "s550", "e5.1.1".
func labels(f Codes) []string {
	var got []string
	for _, c := range f {
		letter := map[model.Kind]string{model.Status: "h", model.Reply: "s", model.Enhanced: "e"}[c.Kind]
		got = append(got, letter+c.Text)
	}
	return got
}

// score counts how many codes were found correctly, found where there is no such code, and
// missed.
type score struct{ right, wrong, missed int }

// add compares the codes that were found in a line with the codes that are in it.
func (s *score) add(got, want []string) {
	missed := append([]string(nil), want...)
	for _, g := range got {
		isRight := false
		for i, w := range missed {
			if w == g {
				missed, isRight = append(missed[:i], missed[i+1:]...), true
				break
			}
		}
		if isRight {
			s.right++
		} else {
			s.wrong++
		}
	}
	s.missed += len(missed)
}

// precision returns the share of the codes found that are right.
func (s score) precision() float64 { return ratio(s.right, s.right+s.wrong) }

// recall returns the share of the codes in the lines that were found.
func (s score) recall() float64 { return ratio(s.right, s.right+s.missed) }

// ratio returns a/b, or 1 if b is 0.
func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

// TestLines checks which codes are found in each line of the test set. A new reader reads each
// line, so that no line changes how the next is read. If a format has errors, the test logs
// its precision and recall.
func TestLines(t *testing.T) {
	reader := newReader(t)
	var all score
	byFormat := map[string]*score{}
	for _, l := range readLabeled(t) {
		got := labels(reader.Fresh().Line(Plain(l.line)))
		s := byFormat[l.format]
		if s == nil {
			s = &score{}
			byFormat[l.format] = s
		}
		before := *s
		s.add(got, l.want)
		all.add(got, l.want)
		if s.wrong > before.wrong || s.missed > before.missed {
			t.Errorf("%s: got %v, want %v: %s", l.format, got, l.want, l.line)
		}
	}
	var names []string
	for name := range byFormat {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if s := byFormat[name]; s.wrong+s.missed > 0 {
			t.Logf("%-18s precision %.2f  recall %.2f", name, s.precision(), s.recall())
		}
	}
	t.Logf("%d codes: precision %.3f, recall %.3f", all.right+all.missed, all.precision(), all.recall())
}

// codesByLine returns the codes of each line of the text. One reader reads all lines.
func codesByLine(t *testing.T, text string) []string {
	t.Helper()
	r := newReader(t)
	var got []string
	for line := range strings.Lines(text) {
		got = append(got, strings.Join(labels(r.Line(line)), " "))
	}
	return got
}

// wantRead checks which codes a reader finds in a text. In want, the codes of a line are
// separated by spaces, and a bar separates the lines: "s220||s250 e2.0.0".
func wantRead(t *testing.T, text, want string) {
	t.Helper()
	if got := strings.Join(codesByLine(t, text), "|"); got != want {
		t.Errorf("%.60q:\ngot  %s\nwant %s", text, got, want)
	}
}

// TestDialogue checks that a number at the start of a line is a reply code during a mail
// dialogue, and not in other texts.
func TestDialogue(t *testing.T) {
	wantRead(t, "220 mx.example.org ESMTP\nEHLO mail.example.com\n250-mx.example.org\n250 SIZE 1000\nMAIL FROM:<a@example.com>\n250\nRCPT TO:<b@example.org>\n550 go away\nQUIT\n221 2.0.0 Bye\n",
		"s220||s250|s250||s250||s550||s221 e2.0.0")
	wantRead(t, "EHLO mail.example.com\n200 OK\n", "|s200")
	wantRead(t, "250 go\n550 go away\n354 apples\n", "||")
	wantRead(t, "RCPT TO:<b@example.org>\n550 go away\n", "|s550")
}

// TestBounce checks which codes are found in a bounce, a mail with headers that contain many
// other numbers.
func TestBounce(t *testing.T) {
	wantRead(t, `Received: from mx.example.org (mx.example.org [192.0.2.25])
	by mail.example.com (Postfix) with ESMTPS id 4B550C421 for <ann@example.com>; Sat, 21 Nov 2026 10:15:00 +0000
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="550.421/mail"

<bob@example.org>: host mx.example.org[192.0.2.25] said: 550 5.1.1
    <bob@example.org>: User unknown (in reply to RCPT TO command)

Reporting-MTA: dns; mail.example.com
X-Postfix-Queue-ID: 4B550C421
Arrival-Date: Sat, 21 Nov 2026 10:14:21 +0000 (UTC)

Final-Recipient: rfc822; bob@example.org
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; 550 5.1.1 <bob@example.org>: User unknown
`, "|||||s550 e5.1.1|||||||||e5.1.1||s550 e5.1.1")
}

// TestW3CColumns checks that codes are read from the columns that the "#Fields" directive
// names, also after a second directive and with tabs between columns.
func TestW3CColumns(t *testing.T) {
	wantRead(t, "#Software: IIS\n#Fields: date time sc-status s-port cs-method cs-uri-stem\n2026-11-21 10:00:00 503 404 GET /500\n#Fields: date time s-port sc-status\n2026-11-21 10:00:01 503 404\n",
		"||h503||h404")
	wantRead(t, "#Fields: date sc-status cs-uri-stem\n2026-11-21\t404\t/a b\n", "|h404")
	// These lines are no rows: their cells are too few or too many, or do not fit.
	wantRead(t, "#Fields: date sc-status cs-uri-stem\n2026-11-21 HTTP 404\n2026-11-21 502 /a /b 404\nHTTP/1.1 503 Unavailable\n", "|h404||h503")
	wantRead(t, "#Fields: date time c-ip sc-status\n1764324004.404 12 192.0.2.1 TCP_MISS/503\n2026-11-21 10:00:00 192.0.2.1 -\n2026-11-21 10:00:00 192.0.2.1 404\n", "|h503||h404")
}

// TestTables checks that codes are read from the column of a table that its header names, and
// that lines that do not fit the header are read like others.
func TestTables(t *testing.T) {
	wantRead(t, "timestamp,method,url,status,size\n2026-11-21 10:00:00,GET,/404,503,502\n2026-11-21 10:00:01,GET,\"/a,b\",\"200\",\"1,404\"\n",
		"|h503|h200")
	wantRead(t, "time\tHTTP Status\tpath\n10:00:00\t404\t/500\nHTTP/1.1 502 Bad Gateway\n10:00:01\tactive\t/503\n", "|h404|h502|")
	wantRead(t, "timeStamp;elapsed;label;responseCode;success\n1764339200404;502;GET 404;503;false\n1764339200405;502;a \"\"b\"\";;false\n", "|h503|")
	wantRead(t, "id,sc-status,note\n503,404,\"said \"\"500\"\", twice\"\n404,12,x\n", "|h404|")
	wantRead(t, "code,provider,message\n550,x,\"smtp; 550 5.1.1 no\"\n404,y,z\n", "|s550 e5.1.1|")
	wantRead(t, "path,status,error\n/404,502,\"HTTP 504, again\"\n", "|h502 h504")
	wantRead(t, "name,status,owner\nshop,running,404\nHTTP 503, again\n", "||h503")
	wantRead(t, "the method, the status, and the path\nten, 404, apples\n", "|")
}

// TestOffsets checks that Start and End of a code are its place in the line, and that
// nothing after the first maxLine bytes of a line is read.
func TestOffsets(t *testing.T) {
	line := `192.0.2.1 - - [21/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 503 1234`
	for _, c := range newReader(t).Line(line) {
		if line[c.Start:c.End] != c.Text {
			t.Errorf("line[%d:%d] is %q, want %q", c.Start, c.End, line[c.Start:c.End], c.Text)
		}
	}
	if got := newReader(t).Line(strings.Repeat("x", maxLine) + ` HTTP/1.1 404 Not Found`); len(got) != 0 {
		t.Errorf("found %v after the first %d bytes of a line", got, maxLine)
	}
}

// FuzzLine checks for any line that the reader does not panic, that it returns only codes, and
// that the places of codes and parts are in the line.
func FuzzLine(f *testing.F) {
	for _, l := range readLabeled(f) {
		f.Add(l.line)
	}
	for _, format := range allFormats() {
		f.Add(format.example)
	}
	f.Add("550")
	f.Add("HTTP/1.1 404")
	f.Add("HTTP/1.1 \x1b[31m404\x1b]")
	f.Add("#Fields: sc-status")
	r := newReader(f)
	f.Fuzz(func(t *testing.T, line string) {
		line = Plain(line)
		reading := r.Read(line)
		checkReading(t, line, reading)
	})
}

// FuzzCutLine checks the same for the example of each format, cut at any place, with any text
// between the two parts.
func FuzzCutLine(f *testing.F) {
	all := allFormats()
	for i := range all {
		f.Add(uint8(i), uint16(20), ` "404`)
	}
	r := newReader(f)
	f.Fuzz(func(t *testing.T, n uint8, cut uint16, text string) {
		example := all[int(n)%len(all)].example
		at := int(cut) % (len(example) + 1)
		for _, line := range []string{example[:at], example[at:], example[:at] + text + example[at:]} {
			line = Plain(line)
			checkReading(t, line, r.Read(line))
		}
	})
}

// checkReading checks that the reading has only codes that are in the line, at the place that
// it says, and that its parts are in the line.
func checkReading(t *testing.T, line string, reading Reading) {
	t.Helper()
	for _, c := range reading.Codes {
		if c.Kind == model.Enhanced {
			if enhancedLength(c.Text) != len(c.Text) {
				t.Fatalf("%q, found in %q, is no enhanced code", c.Text, line)
			}
		} else if len(c.Text) != 3 || !isDigits(c.Text) {
			t.Fatalf("%q, found in %q, is no code", c.Text, line)
		}
		if c.Start < 0 || c.End > len(line) || line[c.Start:c.End] != c.Text {
			t.Fatalf("%q is not in the line %q from %d to %d", c.Text, line, c.Start, c.End)
		}
	}
	for _, p := range reading.Parts {
		if p.Start < 0 || p.Start > p.End || p.End > len(line) || p.Name == unnamed || p.Name >= rest {
			t.Fatalf("%v is no part of the line %q", p, line)
		}
	}
}
