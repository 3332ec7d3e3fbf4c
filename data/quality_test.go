package data

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"teapot/model"
)

// words returns the words of the text in lower case, without punctuation.
func words(text string) []string {
	return regexp.MustCompile(`[a-z0-9]+(?:'[a-z]+)?`).FindAllString(strings.ToLower(text), -1)
}

// withoutExamples returns the body with a bar in place of each fenced code block.
func withoutExamples(body string) string {
	return regexp.MustCompile("(?s)```.*?```").ReplaceAllString(body, " | ")
}

// withoutCode returns the body with a bar in place of each fenced code block and of each code
// between backquotes.
func withoutCode(body string) string {
	return regexp.MustCompile("`[^`]*`").ReplaceAllString(withoutExamples(body), " | ")
}

// wordLimits returns how many words the page of an entry must have, and may have at most.
func wordLimits(e *model.Entry) (minimum, maximum int) {
	switch {
	case e.Kind == model.Status && e.Standing == model.Standard:
		return 100, 400
	case e.Kind == model.Status || e.Kind == model.Reply || e.Kind == model.Enhanced:
		return 40, 480
	case e.Kind == model.Class || e.Kind == model.Subject:
		return 50, 180
	}
	return 35, 240
}

// TestEveryEntryHasAPage checks that every page is neither too short nor too long, begins with
// a heading and closes its code blocks.
func TestEveryEntryHasAPage(t *testing.T) {
	for _, e := range embeddedCatalog(t).All() {
		body := e.Body()
		minimum, maximum := wordLimits(e)
		if n := len(words(withoutExamples(body))); n < minimum || n > maximum {
			t.Errorf("%s: the page has %d words, want %d to %d", Path(e), n, minimum, maximum)
		}
		if !strings.HasPrefix(body, "## ") {
			t.Errorf("%s: the page does not begin with a heading", Path(e))
		}
		if strings.Count(body, "```")%2 != 0 {
			t.Errorf("%s: an example is not closed", Path(e))
		}
	}
}

// TestFiller checks that no page has phrases that say nothing, such as "please note".
func TestFiller(t *testing.T) {
	filler := regexp.MustCompile(`(?i)important to note|please note|it should be noted|status code (is used|indicates)|this code indicates|in order to|TODO|FIXME|lorem ipsum|[–—]`)
	for _, e := range embeddedCatalog(t).All() {
		if found := filler.FindString(e.Summary + " " + e.Body()); found != "" {
			t.Errorf("%s: %q", Path(e), found)
		}
	}
}

// TestPagesDiffer checks that no 16 words in a row are in two pages.
func TestPagesDiffer(t *testing.T) {
	const length = 16 // how many words in a row two pages must not share
	from := map[string]*model.Entry{}
	reported := map[[2]*model.Entry]bool{}
	for _, e := range embeddedCatalog(t).All() {
		for part := range strings.SplitSeq(withoutCode(e.Body()), "|") {
			ws := words(part)
			for i := 0; i+length <= len(ws); i++ {
				key := strings.Join(ws[i:i+length], " ")
				other, seen := from[key]
				if seen && other != e && !reported[[2]*model.Entry{other, e}] {
					reported[[2]*model.Entry{other, e}] = true
					t.Errorf("%s and %s share: %s", Path(other), Path(e), key)
				}
				from[key] = e
			}
		}
	}
}

// TestSectionsExist checks that every section of an RFC that an entry cites, in its headers or
// in its text, exists. testdata/rfc-sections.txt lists the sections.
func TestSectionsExist(t *testing.T) {
	known := map[string][]string{}
	for _, row := range readTable(t, "rfc-sections.txt") {
		f := strings.Fields(row[0])
		known[f[0]] = f[1:]
	}
	cite := regexp.MustCompile(`RFC (\d+)(?:, (?:section|appendix) ([0-9A-Z]+(?:\.[0-9A-Z]+)*))?`)
	for _, e := range embeddedCatalog(t).All() {
		text := e.Summary + "\n" + e.Body()
		for _, s := range e.Specs {
			text += "\n" + string(s)
		}
		for _, m := range cite.FindAllStringSubmatch(text, -1) {
			sections, ok := known[m[1]]
			switch {
			case !ok:
				t.Errorf("%s cites RFC %s, which is not in testdata/rfc-sections.txt", Path(e), m[1])
			case m[2] != "" && !slices.Contains(sections, m[2]):
				t.Errorf("%s cites %s, which does not exist", Path(e), m[0])
			}
		}
	}
}

// TestDates checks that the day of the week is right in every date of a page.
func TestDates(t *testing.T) {
	date := regexp.MustCompile(`(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} [A-Z][a-z]{2} \d{4}`)
	for _, e := range embeddedCatalog(t).All() {
		for _, found := range date.FindAllString(e.Body(), -1) {
			day, err := time.Parse("Mon, 2 Jan 2006", found)
			if err != nil || day.Format("Mon") != found[:3] {
				t.Errorf("%s: %s is not a date with its day of the week", Path(e), found)
			}
		}
	}
}

// example is a fenced code block of a page.
type example struct {
	language string // the word after the opening fence: "http", "smtp" or ""
	text     string // the lines between the fences
}

// examples returns the fenced code blocks of a body.
func examples(body string) []example {
	var out []example
	for _, m := range regexp.MustCompile("(?s)```(\\w*)\n(.*?)```").FindAllStringSubmatch(body, -1) {
		out = append(out, example{m[1], m[2]})
	}
	return out
}

// TestHTTPExamples checks the messages in the HTTP examples of all pages:
//
//   - a message with content has Content-Length or Transfer-Encoding
//   - the value of Content-Length is right
//   - a response whose code forbids content has none
//   - a response has the Date that RFC 9110, section 6.6.1, requires
func TestHTTPExamples(t *testing.T) {
	for _, e := range embeddedCatalog(t).All() {
		for _, x := range examples(e.Body()) {
			if x.language == "http" {
				for _, m := range messages(x.text) {
					m.check(t, e)
				}
			}
		}
	}
}

// message is a request or a response in an example.
type message struct {
	start   string // the start line, such as "HTTP/1.1 404 Not Found"
	fields  string // the lines of the header fields
	content string
}

// messages returns the requests and responses in the text of an example.
func messages(text string) []message {
	start := regexp.MustCompile(`^(HTTP/[0-9.]+ \d{3}|[A-Z-]+ \S+ HTTP/[0-9.]+$)`)
	var all []message
	inContent := false
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		switch n := len(all) - 1; {
		case start.MatchString(line):
			all, inContent = append(all, message{start: line}), false
		case n < 0:
		case inContent:
			all[n].content += line + "\n"
		case line == "":
			inContent = true
		default:
			all[n].fields += line + "\n"
		}
	}
	return all
}

// check reports what is wrong with the message, which is on the page of entry e.
func (m message) check(t *testing.T, e *model.Entry) {
	t.Helper()
	content := strings.TrimRight(m.content, "\n")
	length := regexp.MustCompile(`(?mi)^Content-Length: (\d+)$`).FindStringSubmatch(m.fields)
	if length != nil && content != "" && !strings.Contains(content, "...") {
		// The page does not show whether the last line has a line break, and whether
		// line breaks are one octet or two, so all these lengths are possible.
		n, lines := len(content), strings.Count(content, "\n")
		possible := []int{n, n + 1, n + lines, n + lines + 2}
		if want, _ := strconv.Atoi(length[1]); !slices.Contains(possible, want) {
			t.Errorf("%s: %s says Content-Length %s, the content has %d octets", Path(e), m.start, length[1], n)
		}
	}
	if content != "" && length == nil && !regexp.MustCompile(`(?mi)^Transfer-Encoding:`).MatchString(m.fields) {
		t.Errorf("%s: %s has content but neither Content-Length nor Transfer-Encoding", Path(e), m.start)
	}
	if regexp.MustCompile(`^HTTP/\S+ [234]\d\d\b`).MatchString(m.start) && !strings.HasPrefix(m.fields, "Date: ") {
		t.Errorf("%s: the first field of %s is not Date", Path(e), m.start)
	}
	if regexp.MustCompile(`^HTTP/\S+ (1\d\d|204|304)\b`).MatchString(m.start) && content != "" {
		t.Errorf("%s: %s has content", Path(e), m.start)
	}
}

// TestSMTPExamples checks the dialogues in the SMTP examples of all pages. Every line must begin
// with "C:" or "S:", every line of the server must have a reply code, and the reply to RCPT
// before MAIL must be 503.
func TestSMTPExamples(t *testing.T) {
	for _, e := range embeddedCatalog(t).All() {
		for _, x := range examples(e.Body()) {
			if x.language == "smtp" {
				checkDialogue(t, e, strings.Split(strings.TrimSpace(x.text), "\n"))
			}
		}
	}
}

// checkDialogue reports what is wrong with a dialogue on the page of entry e.
func checkDialogue(t *testing.T, e *model.Entry, lines []string) {
	t.Helper()
	reply := regexp.MustCompile(`^S: \d{3}([ -].*)?$`)
	hasEHLO, hasMAIL, swapped := false, false, false
	for i, line := range lines {
		switch {
		case strings.HasPrefix(line, "S:"):
			if !swapped && !reply.MatchString(line) {
				t.Errorf("%s: not a reply: %q", Path(e), line)
			}
		case strings.HasPrefix(line, "C: EHLO"):
			hasEHLO = true
		case strings.HasPrefix(line, "C: ATRN"), strings.HasPrefix(line, "C: TURN"):
			swapped = true // after this, client and server have swapped roles
		case strings.HasPrefix(line, "C: MAIL FROM:"):
			hasMAIL = true
		case strings.HasPrefix(line, "C: RCPT TO:"):
			rejected := i+1 < len(lines) && strings.HasPrefix(lines[i+1], "S: 503")
			if hasEHLO && !hasMAIL && !rejected {
				t.Errorf("%s: RCPT before MAIL is not rejected with 503", Path(e))
			}
		case strings.HasPrefix(line, "C:"), line == "":
		default:
			t.Errorf("%s: line without C: or S: %q", Path(e), line)
		}
	}
}

// sourceTexts is the flag with the folder of texts that TestCopies compares the pages with.
var sourceTexts = flag.String("texts", "", "folder of source texts to compare the pages with")

// TestCopies checks that no 12 words in a row are both in a page and in a source text, such as
// an RFC. It only runs if it gets a folder with source texts:
//
//	go test ./data -run TestCopies -texts DIR
func TestCopies(t *testing.T) {
	if *sourceTexts == "" {
		t.Skip("no folder of source texts given with -texts")
	}
	const length = 12 // of a sequence of words
	from := map[string]string{}
	err := filepath.WalkDir(*sourceTexts, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(file)
		ws := words(string(text))
		for i := 0; i+length <= len(ws); i++ {
			from[strings.Join(ws[i:i+length], " ")] = filepath.Base(file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range embeddedCatalog(t).All() {
		text := e.Summary + " | " + withoutCode(e.Body())
		for _, l := range e.Links {
			text += " | " + l.Reason
		}
		for part := range strings.SplitSeq(text, "|") {
			ws := words(part)
			for i := 0; i+length <= len(ws); i++ {
				if file, ok := from[strings.Join(ws[i:i+length], " ")]; ok {
					t.Errorf("%s: from %s: %s", Path(e), file, strings.Join(ws[i:i+length], " "))
					break
				}
			}
		}
	}
}
