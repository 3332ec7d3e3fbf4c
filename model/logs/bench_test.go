package logs

import (
	"strings"
	"testing"
)

// benchmarkText measures how fast the text is read, 500 times over, and that every line has
// as many codes as wanted.
func benchmarkText(b *testing.B, text string, codes int) {
	text = strings.Repeat(text, 500)
	r := newReader(b)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		found := 0
		for line := range strings.Lines(text) {
			found += len(r.Line(line))
		}
		if found != 500*codes {
			b.Fatalf("%d codes, want %d", found, 500*codes)
		}
	}
}

// BenchmarkAccessLog measures how fast lines of an access log in the combined format are
// read. "split only" is a lower bound for comparison: it splits the text into lines and
// does not look for codes.
func BenchmarkAccessLog(b *testing.B) {
	text := `203.0.113.77 - frank [21/Nov/2026:10:15:32 +0000] "GET /shop/items?id=404&page=12 HTTP/1.1" 200 5316 "https://www.example.com/start" "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"
2001:db8::17 - - [21/Nov/2026:10:15:33 +0000] "POST /api/v2/orders HTTP/2.0" 503 190 "-" "curl/8.5.0"
`
	b.Run("read", func(b *testing.B) { benchmarkText(b, text, 2) })
	b.Run("split only", func(b *testing.B) {
		text := strings.Repeat(text, 500)
		b.SetBytes(int64(len(text)))
		n := 0
		for b.Loop() {
			for range strings.Lines(text) {
				n++
			}
		}
	})
}

// BenchmarkMailLog measures how fast the lines are read that Postfix writes about three mails.
func BenchmarkMailLog(b *testing.B) {
	benchmarkText(b, `Nov 21 10:15:30 mx postfix/smtpd[20417]: connect from mail.example.net[198.51.100.31]
Nov 21 10:15:30 mx postfix/smtpd[20417]: 4B550C421: client=mail.example.net[198.51.100.31]
Nov 21 10:15:30 mx postfix/cleanup[20421]: 4B550C421: message-id=<404.503@app.example.net>
Nov 21 10:15:31 mx postfix/qmgr[1203]: 4B550C421: from=<news@example.net>, size=5503, nrcpt=1 (queue active)
Nov 21 10:15:31 mx postfix/smtpd[20417]: disconnect from mail.example.net[198.51.100.31] ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7
Nov 21 10:15:32 mx postfix/smtp[20425]: 4B550C421: to=<ann@example.com>, relay=mx.example.com[203.0.113.25]:25, delay=1.4, delays=0.1/0/0.4/0.9, dsn=2.0.0, status=sent (250 2.0.0 OK 1738849620 d9443c01a7336-550 - gsmtp)
Nov 21 10:15:32 mx postfix/qmgr[1203]: 4B550C421: removed
Nov 21 10:15:33 mx postfix/smtp[20425]: 4B550C422: to=<bob@example.org>, relay=mx.example.org[203.0.113.26]:25, delay=2.2, delays=0.1/0/0.6/1.5, dsn=5.1.1, status=bounced (host mx.example.org[203.0.113.26] said: 550 5.1.1 <bob@example.org>: Recipient address rejected: User unknown (in reply to RCPT TO command))
Nov 21 10:15:34 mx postfix/smtpd[20417]: NOQUEUE: reject: RCPT from unknown[203.0.113.216]: 554 5.7.1 <x@example.net>: Relay access denied; from=<a@example.org> to=<x@example.net> proto=ESMTP helo=<ylmf-pc>
`, 3+2+2-1)
}

// BenchmarkJSONLog measures how fast the access log of Caddy is read.
func BenchmarkJSONLog(b *testing.B) {
	benchmarkText(b, `{"level":"info","ts":1764331200.404,"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"192.0.2.210","remote_port":"50404","client_ip":"192.0.2.210","proto":"HTTP/2.0","method":"GET","host":"www.example.com","uri":"/404","headers":{"User-Agent":["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"]},"tls":{"resumed":false,"version":772,"cipher_suite":4865,"proto":"h2","server_name":"www.example.com"}},"bytes_read":0,"user_id":"","duration":0.000502,"size":503,"status":200,"resp_headers":{"Server":["Caddy"]}}
`, 1)
}

// BenchmarkProse measures how fast text is read that is in no format and has no code.
func BenchmarkProse(b *testing.B) {
	benchmarkText(b, `The committee met on 12 March 1998 in room 404, and 503 members voted for the proposal while 250 were against it.
She had walked 200 miles through the hills, past 12 villages and the old mill at the river, before anyone asked her name.
Nov 21 10:15:30 web1 systemd[1]: Started Session 404 of User deploy.
`, 0)
}

// BenchmarkTestLines measures how fast the lines of the test set are read. They have all
// formats that the package knows.
func BenchmarkTestLines(b *testing.B) {
	var lines []string
	size := 0
	for _, l := range readLabeled(b) {
		lines = append(lines, Plain(l.line))
		size += len(l.line)
	}
	r := newReader(b)
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, line := range lines {
			r.Line(line)
		}
	}
}
