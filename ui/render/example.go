package render

import (
	"strings"

	"teapot/ui/text"
)

// sender is the side of a connection that sends a line of an example.
type sender uint8

const (
	unknownSender sender = iota
	client
	server
)

// drawExample draws the lines of a code block. In HTTP exchanges, lines of the client
// begin with ">" and lines of the server with "<", as curl shows them. In SMTP
// dialogues the Markdown itself has the marks "C:" and "S:".
func (p *page) drawExample(language string, lines []string, indent string) {
	from := unknownSender
	for _, l := range lines {
		mark := ""
		switch language {
		case "http":
			from, mark = httpSender(from, l)
		case "smtp":
			from, mark, l = smtpSender(from, l)
		}
		p.drawExampleLine(indent+"  ", p.senderMark(from, mark), l)
	}
}

// httpSender returns the sender of a line of an HTTP exchange, and the mark to draw
// before the line. A status line begins a message of the server, and a request line one
// of the client. Any other line has the same sender as the line above it.
func httpSender(above sender, line string) (from sender, mark string) {
	from = above
	firstWord, otherWords, _ := strings.Cut(line, " ")
	switch {
	case strings.HasPrefix(firstWord, "HTTP/"):
		from = server
	case strings.HasSuffix(otherWords, " HTTP/1.1"), strings.HasSuffix(otherWords, " HTTP/1.0"):
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

// smtpSender returns the sender of a line of an SMTP dialogue, the mark to draw before
// the line, and the line without its mark. A line that has no mark has the same sender
// as the line above it.
func smtpSender(above sender, line string) (from sender, mark, content string) {
	if content, ok := strings.CutPrefix(line, "C:"); ok {
		return client, "C: ", strings.TrimPrefix(content, " ")
	}
	if content, ok := strings.CutPrefix(line, "S:"); ok {
		return server, "S: ", strings.TrimPrefix(content, " ")
	}
	if above == unknownSender {
		return unknownSender, "", line
	}
	return above, "   ", line
}

// senderMark returns the mark before a line, in the style of the line's sender.
func (p *page) senderMark(from sender, mark string) span {
	switch from {
	case client:
		return span{text: mark, style: p.theme.Strong}
	case server:
		return span{text: mark, style: p.theme.Heading}
	case unknownSender:
	}
	return span{text: mark}
}

// drawExampleLine draws one line of an example. If the line is too long for the page, it
// continues on the next line of the page.
func (p *page) drawExampleLine(indent string, mark span, line string) {
	free := p.width - text.Width(indent) - text.Width(mark.text)
	if free < 1 {
		p.addLine(p.theme.Code.Render(text.Cut(line, p.width, "")))
		return
	}
	before := mark.style.Render(mark.text)
	for {
		head := text.Prefix(line, free)
		p.addLine(indent + before + p.theme.Code.Render(head))
		if line = line[len(head):]; line == "" || head == "" {
			return
		}
		before = strings.Repeat(" ", text.Width(mark.text))
	}
}
