package logs

import (
	"strings"

	"teapot/model"
)

// dialogueLines is how many lines without a sign of a mail dialogue may follow one
// with a sign before the dialogue is taken to be over.
const dialogueLines = 5

// followDialogue notes whether a mail dialogue goes on after this line. In a dialogue
// a bare 250 or 550 is a reply.
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

// isMailCommand reports whether the line is a command of a mail client, perhaps after
// a mark of the speaker, or a message of telnet that a connection is open.
func isMailCommand(line string) bool {
	if strings.HasPrefix(line, "Connected to ") || strings.HasPrefix(line, "Escape character") {
		return true
	}
	text := strings.TrimLeft(line, " \t<>~-CS:*")
	if text == "" || !isLetter(text[0]) {
		return false // as in nearly every line of an access log
	}
	for _, command := range []string{"EHLO ", "HELO ", "MAIL FROM:", "RCPT TO:", "DATA", "QUIT", "RSET", "STARTTLS", "AUTH ", "ehlo ", "helo ", "mail from:", "rcpt to:", "quit"} {
		// DATA, QUIT and RSET have no arguments. A line that goes on is prose.
		if strings.HasPrefix(text, command) && (len(command) > 4 || len(text) == len(command)) {
			return true
		}
	}
	return false
}
