package cli

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unsafe"

	"github.com/spf13/cobra"

	"teapot/model"
	"teapot/model/logs"
)

func (r *runner) explainCommand() *cobra.Command {
	lines := false
	cmd := &cobra.Command{
		Use:   "explain [FILE]...",
		Short: "Find the codes in logs, bounces and client output, and say what they mean",
		Long: `Reads files, or standard input, and says what every status code in them means:
access logs, mail logs, bounce messages, the output of HTTP and SMTP clients.
Codes are found by the shape of a line; other numbers are left alone.
Input may be compressed with gzip, and UTF-16 that begins with its mark.`,
		Example: "  teapot explain access.log\n  tail -f access.log | teapot explain --lines\n  teapot explain --json < bounce.eml",
		RunE: func(_ *cobra.Command, args []string) error {
			if lines && r.flags.json {
				return errors.New("--lines and --json are two forms of output; choose one")
			}
			return r.explain(args, lines)
		},
	}
	cmd.Flags().BoolVar(&lines, "lines", false, "print every line as it comes, with its codes explained below")
	cmd.Flags().BoolVar(&r.flags.json, "json", false, "print a JSON object for every line that has a code")
	return cmd
}

// report takes the codes of the lines of one input after the other.
type report interface {
	// line is called for each line. Line and codes are only valid during the
	// call.
	line(at place, line string, found logs.Found) error
	// end is called once after the last line.
	end() error
}

// place is where a line stands: lines are counted from 1, and standard input is
// no file.
type place struct {
	file string
	line int
}

// explain reads the inputs and reports their codes.
func (r *runner) explain(files []string, lines bool) error {
	if r.Host == nil && slices.ContainsFunc(files, func(f string) bool { return f != "-" }) {
		return errors.New("files of this machine are not served here; send them to standard input")
	}
	c, err := r.catalog()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(r.Out)
	x := &explainer{runner: r, reader: logs.NewReader(c), out: out, report: r.newReport(c, out, lines)}
	if err := x.inputs(files); err != nil {
		return err
	}
	if err := x.report.end(); err != nil {
		return outputError(err)
	}
	if err := out.Flush(); err != nil {
		return outputError(err)
	}
	if x.unread != nil {
		return failed(x.unread)
	}
	if x.codes == 0 {
		return &exit{ExitNotFound, fmt.Errorf("no status code found%s", inFiles(files))}
	}
	return nil
}

// inFiles names the inputs that were named, the first ones of many.
func inFiles(files []string) string {
	const most = 3
	list := strings.Join(files[:min(len(files), most)], ", ")
	switch n := len(files) - most; {
	case list == "" || list == "-":
		return ""
	case n > 0:
		return fmt.Sprintf(" in %s and %d more", list, n)
	}
	return " in " + list
}

// newReport makes the form of output that was asked for.
func (r *runner) newReport(c *model.Catalog, out *bufio.Writer, lines bool) report {
	switch {
	case r.flags.json:
		return &jsonReport{out: out}
	case lines:
		return &lineReport{runner: r, catalog: c, out: out, theme: r.theme()}
	}
	return &summary{runner: r, catalog: c, out: out, theme: r.theme(), counts: map[codeKey]*count{}}
}

// explainer reads inputs line by line.
type explainer struct {
	*runner
	reader *logs.Reader
	report report
	out    *bufio.Writer
	codes  int
	unread error // if something could not be read
}

// inputs reads the files, or standard input if there are none; "-" is standard
// input too. What cannot be read does not keep us from the rest.
func (x *explainer) inputs(files []string) error {
	if len(files) == 0 {
		files = []string{"-"}
	}
	for _, name := range files {
		err := x.input(name)
		bad, ok := errors.AsType[unreadable](err)
		switch {
		case err != nil && !ok:
			return err
		case ok && len(files) > 1:
			_ = x.out.Flush() // or it says so at the next line
			x.complain(bad)
			x.unread = fmt.Errorf("not all of the %d inputs could be read", len(files))
		case ok:
			x.unread = bad
		}
	}
	return nil
}

// input reads one input.
func (x *explainer) input(name string) error {
	if name == "-" {
		return x.read("", x.In, nil)
	}
	f, err := x.Host.Open(name)
	if err != nil {
		return unreadable{err}
	}
	return errors.Join(x.read(name, f, x.newProgress(name)), f.Close())
}

// unreadable is an error that other inputs do not have.
type unreadable struct{ error }

// read reports every line of one input. Lines begin anew with 1, and what the
// reader remembers of another input is forgotten.
func (x *explainer) read(file string, in io.Reader, p *progress) error {
	defer p.done()
	b, err := x.decode(in)
	if err != nil {
		return notRead(file, err)
	}
	reader := x.reader.Fresh()
	for n := 1; ; n++ {
		line, err := b.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			line, err = bytes.Clone(line), skipLine(b)
		}
		if len(line) > 0 {
			// The buffer is not written to before the next read, and nobody keeps
			// the line longer: it need not be copied.
			text := logs.Plain(trimEnd(unsafe.String(unsafe.SliceData(line), len(line))))
			found := reader.Line(text)
			x.codes += len(found)
			if err := x.report.line(place{file, n}, text, found); err != nil {
				return outputError(err)
			}
			p.add(len(line))
		}
		if b.Buffered() == 0 { // whoever waits for us sees what there is
			if err := x.out.Flush(); err != nil {
				return outputError(err)
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return notRead(file, err)
		}
	}
}

// notRead says which input cannot be read.
func notRead(file string, err error) error {
	if errors.Is(err, errInterrupted) {
		return err
	}
	if _, named := errors.AsType[*fs.PathError](err); named {
		return unreadable{err}
	}
	return unreadable{fmt.Errorf("%s: %w", cmp.Or(file, "standard input"), err)}
}

// skipLine reads to the end of the line.
func skipLine(b *bufio.Reader) error {
	for {
		if _, err := b.ReadSlice('\n'); !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}

// trimEnd takes the line's end off.
func trimEnd(s string) string {
	for len(s) > 0 && (s[len(s)-1] == '\n' || s[len(s)-1] == '\r') {
		s = s[:len(s)-1]
	}
	return s
}

// classesOf returns the pages that say something about a code that the catalog
// does not have: its class, or the class and the subject of an enhanced code.
func classesOf(c *model.Catalog, k model.Kind, code string) []*model.Entry {
	if k == model.Enhanced {
		return c.EnhancedParts(code)
	}
	if class := c.ClassOfCode(k, code); class != nil {
		return []*model.Entry{class}
	}
	return nil
}
