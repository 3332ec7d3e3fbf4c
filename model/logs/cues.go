package logs

// announcesStatus reports whether a text in lower case ends with words that an
// HTTP status code follows.
func announcesStatus(tail string) bool {
	return endsWithAny(tail,
		// of libraries and programs
		"status code", "status code:", "status code is", "statuscode", "statuscode:", "statuscodeerror:", "with statuscode:",
		"response status code", "http", "http:", "http status", "http status:", "http status code",
		"http status was", "http code", "http code:", "http response", "http response:", "http error",
		"http error:", "returned http", "received http", "got http", "error code:", "error status",
		"error status:", "response code", "response code:", "response status:", "response:", ", response",
		"does not indicate success:", "headers received:", "npm err!",
		// of curl, git and wget
		"requested url returned error:", "awaiting response...",
		// of people who write messages
		"responded", "responded with", "responded with a", "resulted in", "with status", "with status:", "status of",
		"status is", "status was", "unexpected status", "unexpected status:", "unexpected response",
		"unexpected response:", "bad status", "bad status:", "invalid status", "invalid status:",
		"got status", "received status", "returned status", "server returned", "server returned:",
		"upstream returned", "non-200 response:")
}

// quotesReply reports whether a text in lower case ends with words that an SMTP
// reply follows.
func quotesReply(tail string) bool {
	return endsWithAny(tail,
		"responsecode:", "<<<", " said:", "reply=", "reject=", "smtp;", "c=", "retcode",
		"remote host said:", "response was:", "smtp response:", "led=", "replied:", "reply:",
		"smtp error", "smtp code:", "smtp code", "smtp reply:", "smtp reply", "smtp status:",
		"smtp-code:", "server said:", "<**", "<~*", "<-",
		"smtp error code:", "smtp_code=", "smtp_reply=", "smtpcode=", "replycode=", "smtp_status=")
}

// announcesEnhanced reports whether a text in lower case ends with words that an
// enhanced status code follows.
func announcesEnhanced(tail string) bool {
	return endsWithAny(tail,
		"dsn=", "response was:", "smtp;", "said:", "reject=", "reply=",
		"led=", "enhanced code:", "enhanced status code:", "enhanced_code=", "dsn:", "msg:",
		"smtp info:", "enhanced status code", "smtp error:", "diagnostic code:", "x-postfix;")
}
