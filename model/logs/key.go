package logs

import "strings"

// The cues of structured logs, which write a status code as the value of a key.

// isStatusKey: status=404, "statusCode":404, upstream_status="502".
func (c *candidate) isStatusKey() bool {
	if !c.inStatusRange() || !c.endsValue() {
		return false
	}
	switch key := keyBefore(c.before); key {
	case "":
		return false
	case "code": // many other things have a code
		return c.isAboutHTTP()
	case "errorcode": // Telegram's, which also gives the name
		return c.hasLaterName()
	case "status": // a job may have one too, 143 or 250
		return c.phrases[c.text] != nil
	default:
		return isStatusKeyName(key)
	}
}

// isStatusKeyName reports whether programs give an HTTP status code this key, which
// is in lower-case letters.
func isStatusKeyName(key string) bool {
	switch key {
	case "exitstatus", "jobstatus", "taskstatus", "processstatus", "pstatus", "ocspstatus", "cachestatus":
		return false
	case "us", "st", "sc", "resp", "httpcode", "responsecode", "respcode", "httpresponse", "httpresponsecode", "statuscode", "rescode":
		return true
	}
	return strings.HasSuffix(key, "status") || strings.HasSuffix(key, "statuscode") || strings.HasSuffix(key, "responsecode")
}

// isEnhancedKey: dsn=5.1.1, "enhancedStatus": "5.1.1".
func (c *candidate) isEnhancedKey() bool {
	switch keyBefore(c.line[:c.start]) {
	case "dsn", "enhancedstatus", "enhancedcode", "enhancedstatuscode", "status", "statuscode", "dsnstatus", "bouncecode", "errorcode":
		return true
	}
	return false
}

// keyBefore returns the key of the value that follows the text, reduced to letters
// in lower case: respstatus for `"resp.status": "`. It is empty if there is none.
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
		return "" // of a query string, ?status=404
	}
	return letters(key[start:])
}

// isTimeOrAddress reports whether the colon between the two texts is one of a time
// or an address, 10:404, and not of a key, "code": 404 or code:"404".
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
