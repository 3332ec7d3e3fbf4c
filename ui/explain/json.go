package explain

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"

	"teapot/model"
	"teapot/model/logs"
)

// jsonPrinter prints a JSON object for every line that has a code. Scripts rely on the
// names of the fields, which "teapot schema" describes.
type jsonPrinter struct {
	out       *bufio.Writer
	file      string // the file of the object that was printed last
	fileField string // the "file" field of that object in JSON; "" for standard input
}

// printLine prints the object of a line, with one array for each kind of code.
func (j *jsonPrinter) printLine(at position, _ string, codes logs.Codes) error {
	if len(codes) == 0 {
		return nil
	}
	if at.file != j.file {
		j.file, j.fileField = at.file, ""
		if at.file != "" {
			j.fileField = `"file":` + quote(at.file) + ","
		}
	}
	fmt.Fprintf(j.out, `{%s"line":%d`, j.fileField, at.line)
	for _, field := range [...]struct {
		name string
		kind model.Kind
	}{{"http", model.Status}, {"smtp", model.Reply}, {"enhanced", model.Enhanced}} {
		separator := fmt.Sprintf(`,"%s":[`, field.name)
		for _, c := range codes {
			if c.Kind == field.kind {
				fmt.Fprintf(j.out, `%s"%s"`, separator, c.Text)
				separator = ","
			}
		}
		if separator == "," {
			fmt.Fprint(j.out, "]")
		}
	}
	j.printSubStatuses(codes)
	_, err := j.out.WriteString("}\n")
	return err
}

// printSubStatuses prints an array of the status codes that have a sub-status of IIS, such as
// 404.3, if there are any. The array "http" has them without the sub-status.
func (j *jsonPrinter) printSubStatuses(codes logs.Codes) {
	separator := `,"substatus":[`
	for _, c := range codes {
		if c.SubStatus != "" {
			fmt.Fprintf(j.out, `%s"%s"`, separator, c.Full())
			separator = ","
		}
	}
	if separator == "," {
		fmt.Fprint(j.out, "]")
	}
}

// finish does nothing, because every line has been printed already.
func (j *jsonPrinter) finish(context.Context) error { return nil }

// quote returns s as a JSON string in which unprintable characters are escaped. A file name
// may contain control sequences, which must not reach a terminal.
func quote(s string) string {
	encoded, _ := json.Marshal(s) // cannot fail for a string
	var b strings.Builder
	for _, r := range string(encoded) {
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
