package render

import (
	"strings"

	"teapot/ui/text"
)

// speaker is who says a line of an example.
type speaker uint8

const (
	nobody speaker = iota
	client
	server
)

// fence draws an example. In HTTP exchanges the lines of the client begin with
// ">" and those of the server with "<", as curl shows them; in SMTP dialogues
// the text itself says who speaks.
func (p *page) fence(language string, lines []string, indent string) {
	who := nobody
	for _, l := range lines {
		mark := ""
		switch language {
		case "http":
			who, mark = httpSpeaker(who, l)
		case "smtp":
			who, mark, l = smtpSpeaker(who, l)
		}
		p.fenceLine(indent+"  ", p.mark(who, mark), l)
	}
}

// httpSpeaker says who sends a line: a start line begins a message of one side.
func httpSpeaker(before speaker, line string) (speaker, string) {
	who := before
	first, rest, _ := strings.Cut(line, " ")
	switch {
	case strings.HasPrefix(first, "HTTP/"):
		who = server
	case strings.HasSuffix(rest, " HTTP/1.1"), strings.HasSuffix(rest, " HTTP/1.0"):
		who = client
	}
	switch {
	case who == server:
		return who, "< "
	case who == client:
		return who, "> "
	}
	return who, ""
}

// smtpSpeaker takes "C: " or "S: " off a line. Lines without a mark belong to
// the speaker before.
func smtpSpeaker(before speaker, line string) (who speaker, mark, words string) {
	if words, ok := strings.CutPrefix(line, "C:"); ok {
		return client, "C: ", strings.TrimPrefix(words, " ")
	}
	if words, ok := strings.CutPrefix(line, "S:"); ok {
		return server, "S: ", strings.TrimPrefix(words, " ")
	}
	if before == nobody {
		return nobody, "", line
	}
	return before, "   ", line
}

// mark is the sign of the speaker in its style.
func (p *page) mark(who speaker, sign string) piece {
	switch who {
	case client:
		return piece{sign, ink{style: p.theme.Link}}
	case server:
		return piece{sign, ink{style: p.theme.Heading}}
	case nobody:
	}
	return piece{sign, ink{}}
}

// fenceLine draws one line of an example. What is too long goes on below.
func (p *page) fenceLine(indent string, mark piece, line string) {
	before := text.Width(indent) + text.Width(mark.text)
	room := p.width - before
	if room < 1 {
		p.add(p.theme.Code.Render(text.Cut(line, p.width, "")))
		return
	}
	sign := mark.ink.style.Render(mark.text)
	for {
		head := text.Prefix(line, room)
		p.add(indent + sign + p.theme.Code.Render(head))
		if line = line[len(head):]; line == "" || head == "" {
			return
		}
		sign = strings.Repeat(" ", text.Width(mark.text))
	}
}
