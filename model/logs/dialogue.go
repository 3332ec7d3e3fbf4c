package logs

import (
	"strings"

	"teapot/model"
)

// dialogueLines is how many lines of a mail dialogue may follow each other without a command
// or a reply. After more lines, the dialogue is considered to be over.
const dialogueLines = 5

// followDialogue records whether the line belongs to a mail dialogue. During a dialogue, a
// line that begins with a number such as 250 is a reply.
func (r *Reader) followDialogue(line string) {
	for _, c := range r.codes {
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

// isMailCommand reports whether the line is a command of a mail client, or the message of
// telnet that it has connected. A mark such as "C:" may be before the command, which says
// that the client is speaking.
func isMailCommand(line string) bool {
	if strings.HasPrefix(line, "Connected to ") || strings.HasPrefix(line, "Escape character") {
		return true
	}
	text := strings.TrimLeft(line, " \t<>~-CS:*")
	if text == "" || strings.IndexByte("EHMRDQSAehmrq", text[0]) < 0 {
		return false // as in nearly every line of a log
	}
	for _, command := range []string{"EHLO ", "HELO ", "MAIL FROM:", "RCPT TO:", "DATA", "QUIT", "RSET", "STARTTLS", "AUTH ", "ehlo ", "helo ", "mail from:", "rcpt to:", "quit"} {
		// DATA, QUIT and RSET have no arguments: a longer line is prose.
		if strings.HasPrefix(text, command) && (len(command) > 4 || len(text) == len(command)) {
			return true
		}
	}
	return false
}
