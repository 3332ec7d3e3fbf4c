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

// kindFields are the names that the kinds of codes have in the output.
func kindFields() [3]struct {
	name string
	kind model.Kind
} {
	return [...]struct {
		name string
		kind model.Kind
	}{{"http", model.Status}, {"smtp", model.Reply}, {"enhanced", model.Enhanced}}
}

// printLine prints the object of a line: one array for each kind of code, and one object for
// each code, which says more about it.
func (j *jsonPrinter) printLine(at position, text string, found logs.Reading) error {
	if len(found.Codes) == 0 {
		return nil
	}
	if at.file != j.file {
		j.file, j.fileField = at.file, ""
		if at.file != "" {
			j.fileField = `"file":` + quote(at.file) + ","
		}
	}
	fmt.Fprintf(j.out, `{%s"line":%d`, j.fileField, at.line)
	for _, field := range kindFields() {
		separator := fmt.Sprintf(`,"%s":[`, field.name)
		for _, c := range found.Codes {
			if c.Kind == field.kind {
				fmt.Fprintf(j.out, `%s"%s"`, separator, c.Text)
				separator = ","
			}
		}
		if separator == "," {
			fmt.Fprint(j.out, "]")
		}
	}
	j.printSubStatuses(found.Codes)
	parts := partFields(text, found)
	separator := `,"findings":[`
	for _, c := range found.Codes {
		fmt.Fprint(j.out, separator)
		j.printFinding(c, parts)
		separator = ","
	}
	_, err := j.out.WriteString("]}\n")
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

// printFinding prints the object of a code. parts are the fields for the parts of its line.
func (j *jsonPrinter) printFinding(c logs.Code, parts string) {
	name := ""
	for _, field := range kindFields() {
		if c.Kind == field.kind {
			name = field.name
		}
	}
	fmt.Fprintf(j.out, `{"kind":"%s","code":"%s","role":"%s","start":%d,"end":%d`, name, c.Text, c.Role, c.Start, c.End)
	if c.SubStatus != "" {
		fmt.Fprintf(j.out, `,"substatus":"%s"`, c.SubStatus)
	}
	if c.Count > 1 {
		fmt.Fprintf(j.out, `,"count":%d`, c.Count)
	}
	if c.Format != "" {
		fmt.Fprintf(j.out, `,"format":%s`, quote(c.Format))
	}
	fmt.Fprint(j.out, parts, "}")
}

// partFields returns the parts of a line as a field of a finding, or "" if there are none. Of
// several parts with the same name, it has the longest.
func partFields(text string, found logs.Reading) string {
	var names []logs.PartName
	parts := map[logs.PartName]string{}
	for _, p := range found.Parts {
		part := text[p.Start:p.End]
		if len(part) <= len(parts[p.Name]) {
			continue
		}
		if parts[p.Name] == "" {
			names = append(names, p.Name)
		}
		parts[p.Name] = part
	}
	if names == nil {
		return ""
	}
	var b strings.Builder
	separator := `,"parts":{`
	for _, name := range names {
		fmt.Fprintf(&b, `%s"%s":%s`, separator, name, quote(parts[name]))
		separator = ","
	}
	b.WriteString("}")
	return b.String()
}

// finish does nothing, because every line has been printed already.
func (j *jsonPrinter) finish(context.Context) error { return nil }

// quote returns s as a JSON string in which unprintable characters are escaped. A file name
// or a line may contain control sequences, which must not reach a terminal.
func quote(s string) string {
	var encoded strings.Builder
	e := json.NewEncoder(&encoded)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // cannot fail for a string
	var b strings.Builder
	for _, r := range strings.TrimSuffix(encoded.String(), "\n") {
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
