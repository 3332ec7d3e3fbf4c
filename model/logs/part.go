package logs

// PartName says what a part of a line is.
type PartName uint8

// The parts of lines. The examples are how patterns name them.
const (
	unnamed        PartName = iota // a part of no interest: {}
	Time                           // when it happened: {time}
	Client                         // the address or name of the client: {client}
	Method                         // the method of the request: {method}
	Host                           // the host to which the request went: {host}
	Path                           // the target of the request: {path}
	Protocol                       // the protocol of the request: {protocol}
	StatusPart                     // the status code for the client: {status}
	Substatus                      // a status code of the server's own that says more: {substatus}
	Upstream                       // the server behind this one: {upstream}
	UpstreamStatus                 // the status code of the server behind this one: {upstream-status}
	Flags                          // flags that say how the request or the connection ended: {flags}
	Reason                         // a word or a sentence that says why the request ended so: {reason}
	Duration                       // how long the request took: {duration}
	Bytes                          // the size of the response: {bytes}
	Agent                          // the program of the client: {agent}
	Queue                          // the id of a mail in the queue: {queue}
	Recipient                      // the address to which a mail goes: {recipient}
	Sender                         // the address from which a mail comes: {sender}
	Relay                          // the mail server at the other end: {relay}
	DSN                            // the enhanced status code of a delivery: {dsn}
	Reply                          // the reply of a mail server, with its text: {reply}
	Verdict                        // the word that says how a delivery ended: {verdict}
	Count                          // how often a load generator has got the code: {count}
	Message                        // text that a program wrote, in which cues look for codes: {message}
	rest                           // the rest of the line, in which cues look for codes: {rest}
	request                        // method, path and protocol with spaces between them: {request}
	partCount                      // the number of parts, which is not a part
)

// partNames returns the names of the parts in patterns.
func partNames() [partCount]string {
	return [partCount]string{
		unnamed: "", Time: "time", Client: "client", Method: "method", Host: "host", Path: "path", Protocol: "protocol",
		StatusPart: "status", Substatus: "substatus", Upstream: "upstream", UpstreamStatus: "upstream-status", Flags: "flags", Reason: "reason",
		Duration: "duration", Bytes: "bytes", Agent: "agent", Queue: "queue", Recipient: "recipient", Sender: "sender",
		Relay: "relay", DSN: "dsn", Reply: "reply", Verdict: "verdict", Count: "count", Message: "message", rest: "rest", request: "request",
	}
}

// String returns the name of the part, as patterns and the JSON output have it.
func (n PartName) String() string { return partNames()[n] }

// Part is a part of a line whose meaning the format knows.
type Part struct {
	Name       PartName
	Start, End int // byte offsets of the part in the line
}

// Role says what a code has to do with the request or the mail.
type Role uint8

// The roles of codes.
const (
	StatusRole   Role = iota // the HTTP status code that the client has got
	UpstreamRole             // the HTTP status code that a proxy has got from the server behind it
	ReplyRole                // an SMTP reply code
	EnhancedRole             // an enhanced status code
)

// String returns the name of the role in the JSON output.
func (r Role) String() string {
	return [...]string{"status", "upstream status", "reply", "enhanced"}[r]
}
