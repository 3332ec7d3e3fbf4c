package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"

	"teapot/model"
	"teapot/model/logs"
)

// jsonReport writes an object for every line that has a code.
type jsonReport struct {
	out  *bufio.Writer
	file string // that the last object named
	key  string // and how it did
}

func (j *jsonReport) line(at place, _ string, found logs.Found) error {
	if len(found) == 0 {
		return nil
	}
	if at.file != j.file {
		j.file, j.key = at.file, ""
		if at.file != "" {
			j.key = `"file":` + quote(at.file) + ","
		}
	}
	fmt.Fprintf(j.out, `{%s"line":%d`, j.key, at.line)
	for _, key := range [...]struct {
		name string
		kind model.Kind
	}{{"http", model.Status}, {"smtp", model.Reply}, {"enhanced", model.Enhanced}} {
		separator := fmt.Sprintf(`,"%s":[`, key.name)
		for _, c := range found {
			if c.Kind == key.kind {
				fmt.Fprintf(j.out, `%s"%s"`, separator, c.Text)
				separator = ","
			}
		}
		if separator == "," {
			fmt.Fprint(j.out, "]")
		}
	}
	_, err := j.out.WriteString("}\n")
	return err
}

func (j *jsonReport) end() error { return nil }

// quote makes a string of JSON that a terminal may show: the name of a file can
// hold anything.
func quote(s string) string {
	plain, _ := json.Marshal(s) // of a string, it cannot fail
	var b strings.Builder
	for _, r := range string(plain) {
		if unicode.IsPrint(r) {
			b.WriteRune(r)
			continue
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	return b.String()
}
