package explain

import (
	"encoding/base64"
	"strconv"
	"strings"
)

// Parts of mails are often encoded, also those that quote a bounce. A header field says how:
//
//	Content-Transfer-Encoding: base64
//
// After an empty line follows the encoded text, up to the line that ends the part.

// encoding is how the text of a part of a mail is encoded.
type encoding uint8

// The encodings.
const (
	plain encoding = iota
	quotedPrintable
	base64Encoding
)

// partDecoder decodes the parts of mails in a text. The zero value is ready to use. Text that is
// no mail passes through it.
type partDecoder struct {
	next    encoding // of the part whose header is being read
	current encoding // of the part whose text is being read
	line    []byte   // the start of a decoded line whose rest has not been read yet
	carry   []byte   // base64 digits that do not make up a group of four yet
}

// isPlain reports whether the line is to be read as it is. That is so for nearly all lines of
// nearly all inputs.
func (d *partDecoder) isPlain(line string) bool {
	if d.current != plain {
		return false
	}
	if d.next == plain {
		const field = "content-transfer-encoding:"
		if len(line) > len(field) && line[0]|0x20 == 'c' && strings.EqualFold(line[:len(field)], field) {
			d.next = encodingOf(line[len(field):])
		}
		return true
	}
	switch {
	case line == "":
		d.current, d.next = d.next, plain
	case strings.HasPrefix(line, "--"):
		d.next = plain
	}
	return true
}

// encodingOf returns the encoding with the name.
func encodingOf(name string) encoding {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "base64":
		return base64Encoding
	case "quoted-printable":
		return quotedPrintable
	}
	return plain
}

// decode returns the lines of text that end in an encoded line. Of a decoded line it keeps at
// most limit bytes, and drops the rest.
func (d *partDecoder) decode(line string, limit int) []string {
	switch {
	case d.ends(line):
		d.current, d.carry = plain, d.carry[:0]
		return append(d.flush(), line)
	case d.current == base64Encoding:
		return d.decodeBase64(line, limit)
	}
	text, isSoft := strings.CutSuffix(strings.TrimRight(line, " \t"), "=")
	d.add(decodeQuotedPrintable(text), limit)
	if isSoft { // the line goes on in the next encoded line
		return nil
	}
	text = string(d.line)
	d.line = d.line[:0]
	return []string{text}
}

// ends reports whether the line is the first one after an encoded text: the line between two
// parts, the start of the next mail in a mailbox, or text that is not base64.
func (d *partDecoder) ends(line string) bool {
	if d.current == base64Encoding {
		const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
		return strings.Trim(line, digits) != ""
	}
	return strings.HasPrefix(line, "--") || strings.HasPrefix(line, "From ")
}

// decodeBase64 returns the lines of text that end in a line of base64.
func (d *partDecoder) decodeBase64(line string, limit int) []string {
	d.carry = append(d.carry, line...)
	whole := d.carry[:len(d.carry)/4*4]
	decoded := make([]byte, base64.StdEncoding.DecodedLen(len(whole)))
	n, _ := base64.StdEncoding.Decode(decoded, whole) // what comes before a mistake is decoded
	d.carry = append(d.carry[:0], d.carry[len(whole):]...)
	var lines []string
	for text := range strings.Lines(string(decoded[:n])) {
		d.add(trimLineBreak(text), limit)
		if strings.HasSuffix(text, "\n") {
			lines = append(lines, d.flush()...)
		}
	}
	return lines
}

// add adds text to the line that is being decoded.
func (d *partDecoder) add(text string, limit int) {
	d.line = append(d.line, text[:min(len(text), max(0, limit-len(d.line)))]...)
}

// flush returns the line that has been decoded, if it is not empty.
func (d *partDecoder) flush() []string {
	line := string(d.line)
	d.line = d.line[:0]
	if line == "" {
		return nil
	}
	return []string{line}
}

// decodeQuotedPrintable decodes text without a line break. What is not encoded correctly stays
// as it is.
func decodeQuotedPrintable(text string) string {
	if !strings.Contains(text, "=") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '=' && i+2 < len(text) {
			if v, err := strconv.ParseUint(text[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(v))
				i += 2
				continue
			}
		}
		b.WriteByte(text[i])
	}
	return b.String()
}
