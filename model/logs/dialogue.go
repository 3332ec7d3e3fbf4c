package logs

import (
	"strings"

	"teapot/model"
)

// dialogueLines is after how many lines without a command or a reply a mail dialogue is
// considered to be over.
const dialogueLines = 5

// followDialogue records whether a mail dialogue continues after this line. In a dialogue
// a line that begins with 250 or 550 is a reply.
func (r *Reader) followDialogue(line string) {
	for _, c := range r.found {
		if c.Kind != model.Status {
			r.dialogue = dialogueLines
			return
		}
	}
	if isMailCommand(line) {
		r.dialogue = dialogueLines
	} else if r.dialogue > 0 {
		r.dialogue--
	}
}

// isMailCommand reports whether the line is a command of a mail client, perhaps after a
// mark of the speaker, or a message of telnet that it has connected.
func isMailCommand(line string) bool {
	if strings.HasPrefix(line, "Connected to ") || strings.HasPrefix(line, "Escape character") {
		return true
	}
	text := strings.TrimLeft(line, " \t<>~-CS:*")
	if text == "" || !isLetter(text[0]) {
		return false // as in nearly every line of an access log
	}
	for _, command := range []string{"EHLO ", "HELO ", "MAIL FROM:", "RCPT TO:", "DATA", "QUIT", "RSET", "STARTTLS", "AUTH ", "ehlo ", "helo ", "mail from:", "rcpt to:", "quit"} {
		// DATA, QUIT and RSET have no arguments: a longer line is prose.
		if strings.HasPrefix(text, command) && (len(command) > 4 || len(text) == len(command)) {
			return true
		}
	}
	return false
}
