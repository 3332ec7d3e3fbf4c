package render

import (
	"strings"

	"teapot/ui/text"
)

// sender is the side that sends a line of an example.
type sender uint8

const (
	unknownSender sender = iota
	client
	server
)

// example draws the lines of a code block. In HTTP exchanges, lines of the client
// begin with ">" and lines of the server with "<", as curl shows them. In SMTP
// dialogues the Markdown itself has the marks "C:" and "S:".
func (p *page) example(language string, lines []string, indent string) {
	from := unknownSender
	for _, l := range lines {
		mark := ""
		switch language {
		case "http":
			from, mark = httpSender(from, l)
		case "smtp":
			from, mark, l = smtpSender(from, l)
		}
		p.exampleLine(indent+"  ", p.senderMark(from, mark), l)
	}
}

// httpSender returns who sends a line of an HTTP exchange, and the mark before
// it. A start line begins the message of one side.
func httpSender(before sender, line string) (from sender, mark string) {
	from = before
	first, rest, _ := strings.Cut(line, " ")
	switch {
	case strings.HasPrefix(first, "HTTP/"):
		from = server
	case strings.HasSuffix(rest, " HTTP/1.1"), strings.HasSuffix(rest, " HTTP/1.0"):
		from = client
	}
	switch from {
	case server:
		return from, "< "
	case client:
		return from, "> "
	case unknownSender:
	}
	return from, ""
}

// smtpSender returns who sends a line of an SMTP dialogue, the mark before it,
// and the line without the mark. A line without a mark has the sender of the
// line before.
func smtpSender(before sender, line string) (from sender, mark, words string) {
	if words, ok := strings.CutPrefix(line, "C:"); ok {
		return client, "C: ", strings.TrimPrefix(words, " ")
	}
	if words, ok := strings.CutPrefix(line, "S:"); ok {
		return server, "S: ", strings.TrimPrefix(words, " ")
	}
	if before == unknownSender {
		return unknownSender, "", line
	}
	return before, "   ", line
}

// senderMark returns the mark of a sender in its style.
func (p *page) senderMark(from sender, mark string) span {
	switch from {
	case client:
		return span{text: mark, style: p.theme.Link}
	case server:
		return span{text: mark, style: p.theme.Heading}
	case unknownSender:
	}
	return span{text: mark}
}

// exampleLine draws one line of an example. A long line continues below.
func (p *page) exampleLine(indent string, mark span, line string) {
	free := p.width - text.Width(indent) - text.Width(mark.text)
	if free < 1 {
		p.add(p.theme.Code.Render(text.Cut(line, p.width, "")))
		return
	}
	before := mark.style.Render(mark.text)
	for {
		head := text.Prefix(line, free)
		p.add(indent + before + p.theme.Code.Render(head))
		if line = line[len(head):]; line == "" || head == "" {
			return
		}
		before = strings.Repeat(" ", text.Width(mark.text))
	}
}
