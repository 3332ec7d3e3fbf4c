package logs

import "strings"

// The methods of this file recognize codes in structured logs, where the number is the value
// of a key.

// isStatusKey matches the value of a key that programs use for HTTP status codes, as in
// status=404, "statusCode":404 and upstream_status="502".
func (c *candidate) isStatusKey() bool {
	if !c.inStatusRange() || !c.endsValue() {
		return false
	}
	switch key := keyBefore(c.before); key {
	case "":
		return false
	case "code": // may be a code of any kind
		if strings.HasSuffix(c.before, "ResponseError: code=") { // gcloud
			return true
		}
		return c.isAboutHTTP() && !strings.HasSuffix(strings.TrimRight(c.before, `"': =`), "exit code")
	case "errorcode": // Telegram writes it, with the name of the code in the message
		return c.hasLaterName()
	case "status": // may be the exit status of a process, such as 143
		return c.phrases[c.text] != nil
	default:
		return isStatusKeyName(key)
	}
}

// isStatusKeyName reports whether programs use the key for HTTP status codes. The key is in
// the form that [keyBefore] returns.
func isStatusKeyName(key string) bool {
	switch key {
	case "exitstatus", "jobstatus", "taskstatus", "processstatus", "pstatus", "ocspstatus", "cachestatus":
		return false
	case "us", "st", "sc", "resp", "httpcode", "responsecode", "respcode", "httpresponse", "httpresponsecode", "statuscode", "rescode":
		return true
	}
	if strings.HasPrefix(key, "smtp") {
		return false
	}
	return strings.HasSuffix(key, "status") || strings.HasSuffix(key, "statuscode") || strings.HasSuffix(key, "responsecode")
}

// isEnhancedKey matches the value of a key that programs use for enhanced status codes, as in
// dsn=5.1.1 and "enhancedStatus": "5.1.1".
func (c *candidate) isEnhancedKey() bool {
	switch keyBefore(c.line[:c.start]) {
	case "dsn", "enhancedstatus", "enhancedcode", "enhancedstatuscode", "status", "statuscode", "dsnstatus", "bouncecode", "errorcode", "smtpenhanced", "smtpenhancedcode", "smtpenhancedstatus", "smtpenchcode":
		return true
	}
	return false
}

// keyBefore returns the key to which a value belongs. before is the text before the value. The
// key is reduced to letters in lower case: for `"resp.status": "` it is respstatus. If the
// text does not end with a key, keyBefore returns "".
func keyBefore(before string) string {
	key := strings.TrimRight(before, `"' \`)
	if key == "" {
		return ""
	}
	separator, between := key[len(key)-1], before[len(key):]
	key = key[:len(key)-1]
	if separator != '=' && (separator != ':' || isTimeOrAddress(key, between)) {
		return ""
	}
	key = strings.TrimRight(key, `"' \`)
	start := len(key)
	for start > 0 && isKeyByte(key[start-1]) {
		start--
	}
	if start > 0 && (key[start-1] == '?' || key[start-1] == '&') {
		return "" // the key is a parameter of a URL, as in ?status=404
	}
	return lowerLetters(key[start:])
}

// isTimeOrAddress reports whether the colon between the two texts is part of a time or an
// address, as in 10:404. Otherwise a key is before the colon, as in "code": 404 and
// code:"404".
func isTimeOrAddress(left, right string) bool {
	return !strings.ContainsAny(right, `"'`) && !strings.HasSuffix(strings.TrimRight(left, " "), `"`) && right != " "
}

// isKeyByte reports whether a key without quotation marks can contain the byte.
func isKeyByte(b byte) bool { return isLetter(b) || isDigit(b) || strings.IndexByte("_-.@", b) >= 0 }

// lowerLetters returns the letters of a key in lower case, without its other characters.
func lowerLetters(key string) string {
	var buf [48]byte // long enough for nearly all keys, so that nothing is allocated
	out := buf[:0]
	for i := range len(key) {
		if isLetter(key[i]) {
			out = append(out, key[i]|0x20)
		}
	}
	return string(out)
}
