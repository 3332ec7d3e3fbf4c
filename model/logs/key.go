package logs

import "strings"

// This file has the cues of structured logs: the number is the value of a key.

// isStatusKey matches the value of a key that programs use for HTTP status codes:
// status=404, "statusCode":404, upstream_status="502".
func (c *candidate) isStatusKey() bool {
	if !c.inStatusRange() || !c.endsValue() {
		return false
	}
	switch key := keyBefore(c.before); key {
	case "":
		return false
	case "code": // of anything
		return c.isAboutHTTP()
	case "errorcode": // of Telegram, whose messages contain the name too
		return c.hasLaterName()
	case "status": // also of a process, such as 143
		return c.phrases[c.text] != nil
	default:
		return isStatusKeyName(key)
	}
}

// isStatusKeyName reports whether programs use this key, as [keyBefore] returns it, for
// an HTTP status code.
func isStatusKeyName(key string) bool {
	switch key {
	case "exitstatus", "jobstatus", "taskstatus", "processstatus", "pstatus", "ocspstatus", "cachestatus":
		return false
	case "us", "st", "sc", "resp", "httpcode", "responsecode", "respcode", "httpresponse", "httpresponsecode", "statuscode", "rescode":
		return true
	}
	return strings.HasSuffix(key, "status") || strings.HasSuffix(key, "statuscode") || strings.HasSuffix(key, "responsecode")
}

// isEnhancedKey matches the value of a key that programs use for enhanced status codes:
// dsn=5.1.1, "enhancedStatus": "5.1.1".
func (c *candidate) isEnhancedKey() bool {
	switch keyBefore(c.line[:c.start]) {
	case "dsn", "enhancedstatus", "enhancedcode", "enhancedstatuscode", "status", "statuscode", "dsnstatus", "bouncecode", "errorcode":
		return true
	}
	return false
}

// keyBefore returns the key at the end of a text that is followed by the value, reduced
// to letters in lower case: `"resp.status": "` gives respstatus. It returns "" if the
// text does not end with a key.
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
		return "" // a parameter of a URL: ?status=404
	}
	return letters(key[start:])
}

// isTimeOrAddress reports whether the colon between the two texts is part of a time or an
// address, as in 10:404, and does not follow a key, as in "code": 404 or code:"404".
func isTimeOrAddress(left, right string) bool {
	return !strings.ContainsAny(right, `"'`) && !strings.HasSuffix(strings.TrimRight(left, " "), `"`) && right != " "
}

func isKeyByte(b byte) bool { return isLetter(b) || isDigit(b) || strings.IndexByte("_-.@", b) >= 0 }

// letters returns the letters of a key in lower case.
func letters(key string) string {
	var buf [48]byte // on the stack; few keys are longer
	out := buf[:0]
	for i := range len(key) {
		if isLetter(key[i]) {
			out = append(out, key[i]|0x20)
		}
	}
	return string(out)
}
