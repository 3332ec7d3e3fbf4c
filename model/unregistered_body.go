package model

import "strings"

// unregisteredBody is the [BodySource] of the entries that [Catalog.Unregistered] returns. It
// writes the text when it is needed.
type unregisteredBody struct{}

// AppendBody appends the text about the entry's code to text.
func (unregisteredBody) AppendBody(text []byte, e *Entry) []byte {
	var do, means string
	switch {
	case e.Kind == Enhanced:
		do, means = unregisteredEnhanced(e.Code)
	case e.Kind == Reply:
		do, means = unregisteredReply(e.Code)
	case classCode(Status, e.Code) == OtherClass:
		do, means = invalidStatus, invalidStatusMeans
	default:
		do, means = unregisteredStatus(e.Code)
	}
	page := "## What to do\n\n" + do + "\n\n## What it means\n\n" + means
	code := strings.NewReplacer("{code}", "`"+e.Code+"`", "{class}", e.Code[:1])
	return append(text, code.Replace(page)...)
}

// The text about a number that is not a valid HTTP status code.
const (
	invalidStatus = `- Client: handle the response like a 5xx. The number itself tells you nothing.
- Operator: find the program that made the number up. Look in its manual, and at its own log.
- Server: do not send {code}. Send the registered code that comes closest, and put the detail into the body.`

	invalidStatusMeans = `HTTP status codes go from 100 to 599 (RFC 9110, section 15). {code} is outside, so it has no
class. Libraries and proxies use such numbers for errors of their own, for example when no response came at all.`
)

// unregisteredStatus returns the text about an HTTP status code of a valid class.
func unregisteredStatus(code string) (do, means string) {
	switch code[0] {
	case '1':
		do = "- Client: go on as after `100`, and wait for the final response.\n"
	case '2':
		do = "- Client: the request succeeded. Go on as after `200`.\n"
	case '3':
		do = "- Client: go on as after `300`. If the response has a `Location` field, you may follow it.\n"
	case '4':
		do = "- Client: read the body, which usually says what is wrong. Change the request before you send it again.\n"
	default:
		do = "- Client: read the body, which usually says what went wrong. The request itself may be right.\n"
	}
	do += "- Operator: find out who sent the number. The fields `Server` and `Via` name servers and gateways; their manuals explain it.\n" +
		"- Server: send a registered code of the same class, and put the detail into the body."
	means = "The IANA registry has no {code}, and teapot knows no vendor that uses it. Its first digit still counts: " +
		"a client must treat a code that it does not know like `{class}00` (RFC 9110, section 15)."
	if code[0] != '1' {
		means += "\n\nA cache may store the response only if the response says so, for example with `Cache-Control: max-age=60`."
	}
	return do, means
}

// unregisteredReply returns the text about an SMTP reply code.
func unregisteredReply(code string) (do, means string) {
	switch code[0] {
	case '2':
		do = "- Sending server: go on with the next command. This one succeeded.\n"
	case '3':
		do = "- Sending server: send what the command continues with. If you do not know what that is, end the session with `QUIT`.\n"
	case '4':
		do = "- Sending server: keep the message and try again later.\n"
	default:
		do = "- Sending server: do not repeat the command as it is. Return the message to its sender.\n"
	}
	do += "- Administrator: read the text after the number, and the enhanced code if there is one. They say more than the number.\n" +
		"- Receiving server: send one of the codes that RFC 5321 has. The detail belongs in the text."
	means = "No RFC defines {code}, and teapot knows no provider that sends it. " +
		"A client must be able to handle such a reply by its first digit alone (RFC 5321, section 4.3.2)."
	if code[1] > '5' {
		means += " The number breaks a rule of SMTP too: the second digit goes from 0 to 5."
	}
	return do, means
}

// unregisteredEnhanced returns the text about an enhanced status code.
func unregisteredEnhanced(code string) (do, means string) {
	switch code[0] {
	case '2':
		do = "- Sending server: nothing. The delivery succeeded.\n"
	case '4':
		do = "- Sending server: keep the message and try again later.\n"
	case '5':
		do = "- Sending server: return the message to its sender. The same message fails again.\n"
	default:
		do = "- Look at the code in the reply itself: its first number is 2, 4 or 5, and decides whether to try again.\n"
	}
	do += "- Administrator: read the text after the code, and follow its link if it has one. Providers explain their numbers there.\n" +
		"- Administrator: if the text does not help, send the whole reply to the postmaster of the receiving domain."
	means = "The IANA registry has no {code}, and teapot knows no provider that explains it. " +
		"A program that does not know the last number reports what the subject says (RFC 3463, section 2)."
	if code[0] == 'X' {
		means = "The IANA registry has no {code}. The X stands for the class, which each reply fills in. " +
			"A program that does not know the last number reports what the subject says (RFC 3463, section 2)."
	}
	parsed, _ := ParseEnhanced(code)
	return do, means + "\n\nThe subject " + parsed.Subject + " is " + subjectName(parsed.Subject) + "."
}

// subjectName says what the subject of an enhanced status code is about (RFC 3463, section 3).
func subjectName(subject string) string {
	switch subject {
	case "0":
		return "none of the others, or unknown"
	case "1":
		return "the address"
	case "2":
		return "the mailbox"
	case "3":
		return "the mail system"
	case "4":
		return "the network or the routing"
	case "5":
		return "the mail protocol"
	case "6":
		return "the content of the message"
	case "7":
		return "security or policy"
	}
	return "not registered either"
}
