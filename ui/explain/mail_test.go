package explain

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
)

// codesByLine returns the codes of each line of the text in which codes are found, as in
// "5: 550 5.1.1".
func codesByLine(t *testing.T, text string) []string {
	t.Helper()
	out, _, err := run(t, Options{In: strings.NewReader(text), Form: JSON})
	if err != nil {
		t.Fatalf("%v: %q", err, text)
	}
	var got []string
	for line := range strings.Lines(out) {
		head, _, _ := strings.Cut(strings.TrimPrefix(line, `{"line":`), `,"findings"`)
		got = append(got, strings.NewReplacer(`,"http":[`, ": ", `,"smtp":[`, ": ", `],"enhanced":[`, " ", `,"enhanced":[`, ": ", `"`, "", "]", "").Replace(head))
	}
	return got
}

// TestMailParts checks that codes are found in parts of mails that are encoded, with the line of
// the mail in which the decoded line ends, and that the lines after such a part are read again
// as they are.
func TestMailParts(t *testing.T) {
	report := "Final-Recipient: rfc822; bob@example.org\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 <bob@example.org>: user unknown, and a long text after it\r\n"
	encoded := base64.StdEncoding.EncodeToString([]byte(report))
	var base64Lines string
	for len(encoded) > 0 {
		n := min(76, len(encoded))
		base64Lines += encoded[:n] + "\r\n"
		encoded = encoded[n:]
	}
	for name, tt := range map[string]struct {
		text string
		want []string
	}{
		"base64": {
			"Content-Type: message/delivery-status\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64Lines + "--=_550\r\n\r\nHTTP/1.1 404 Not Found\r\n",
			[]string{"4: 5.1.1", "6: 550 5.1.1", "9: 404"},
		},
		"base64 at the end": {
			"content-transfer-encoding: BASE64\n\n" + base64.StdEncoding.EncodeToString([]byte("HTTP/1.1 404")),
			[]string{"3: 404"},
		},
		"base64 that is none": {
			"Content-Transfer-Encoding: base64\n\nHTTP/1.1 404 Not Found\nHTTP/1.1 503\n",
			[]string{"3: 404", "4: 503"},
		},
		"quoted-printable": {
			"Content-Transfer-Encoding: quoted-printable\n\n<bob@example.org>: host mx.example.org[192.0.2.25] said: 5=\n50 5.1.1 no such user\n=48TTP/1.1 404\nstatus=3D503 of HTTP\n--x\nstatus=3D404 HTTP\n",
			[]string{"4: 550 5.1.1", "5: 404", "6: 503"},
		},
		"7bit": {
			"Content-Transfer-Encoding: 7bit\n\nHTTP/1.1 404\n",
			[]string{"3: 404"},
		},
		"a header without a text": {
			"Content-Transfer-Encoding: quoted-printable\n--x\n\nstatus=404 of HTTP\n",
			[]string{"4: 404"},
		},
		"a mailbox": {
			"Content-Transfer-Encoding: quoted-printable\n\nHTTP/1.1 4=\n04\nFrom ann Sat Nov 21\nContent-Transfer-Encoding: base64\n\nSFRUUC8xLjEgNTAz\n",
			[]string{"4: 404", "8: 503"},
		},
	} {
		if got := codesByLine(t, tt.text); fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}

// TestLongMailPart checks that a decoded line without an end does not fill the memory.
func TestLongMailPart(t *testing.T) {
	var d partDecoder
	d.isPlain("Content-Transfer-Encoding: quoted-printable")
	d.isPlain("")
	for range 10_000 {
		d.decode(strings.Repeat("x", 100)+"=", 1000)
	}
	if len(d.line) != 1000 {
		t.Errorf("%d bytes are kept, want 1000", len(d.line))
	}
}

// FuzzMailParts checks for any text that decoding does not fail, and that no decoded line has a
// line break.
func FuzzMailParts(f *testing.F) {
	f.Add("Content-Transfer-Encoding: base64\n\nSFRUUC8xLjEgNDA0\n--x\n")
	f.Add("Content-Transfer-Encoding: quoted-printable\n\na=\nb=3D\n")
	f.Fuzz(func(t *testing.T, text string) {
		var d partDecoder
		for line := range strings.Lines(text) {
			line = trimLineBreak(line)
			if d.isPlain(line) {
				continue
			}
			for _, decoded := range d.decode(line, 100) {
				if d.current == base64Encoding && strings.Contains(decoded, "\n") {
					t.Fatalf("%q is decoded to %q", line, decoded)
				}
			}
		}
		d.flush()
	})
}
