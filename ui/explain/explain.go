// Package explain finds the status codes in logs, bounces and client output, and
// says what they mean: as a summary, below every line, or as JSON.
//
// It knows how inputs are decoded and how results look. It must not know flags,
// exit codes or the process: streams, catalog, theme and width come in [Options].
package explain

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"teapot/model"
	"teapot/model/logs"
	"teapot/ui/theme"
)

// Form is a form of output.
type Form uint8

// The forms. Summary prints each code once, with its count; Lines prints every
// line with the meaning of its codes below; JSON prints an object for every line
// that has a code.
const (
	Summary Form = iota
	Lines
	JSON
)

// Stdin is the file name that stands for standard input.
const Stdin = "-"

// Options are what [Run] works with.
type Options struct {
	Catalog *model.Catalog
	Form    Form
	Theme   theme.Theme
	// Width is the width in cells to which the summary cuts sample lines; 0 leaves
	// them as they are.
	Width int

	In  io.Reader // standard input
	Out io.Writer
	// Progress is the terminal that shows how much of a long file has been read;
	// nil shows nothing.
	Progress io.Writer
	// Open opens a file. It may be nil if [Stdin] is the only name.
	Open func(name string) (io.ReadCloser, error)
	// Warn reports an input that cannot be read while there are others. It may be nil
	// if there is only one input.
	Warn func(error)
	// MaxDecompressed limits the size of a gzip input after decompression, in
	// bytes; 0 is no limit.
	MaxDecompressed int64
}

// ErrNotFound says that all inputs were read and have no status code.
var ErrNotFound = errors.New("no status code found")

// InputError says that an input could not be read to its end. All other errors of
// [Run] except [ErrNotFound] have stopped it: the output failed, or the context ended.
type InputError struct{ Err error }

// Error returns the reason.
func (e InputError) Error() string { return e.Err.Error() }

// Unwrap returns the reason.
func (e InputError) Unwrap() error { return e.Err }

// Run reads the files, or standard input if there are none, and writes what their
// codes mean. It explains what it can read, even if it returns an [InputError].
// If the context ends, Run returns the context's error.
func Run(ctx context.Context, o Options, files []string) error {
	out := bufio.NewWriter(o.Out)
	x := &explainer{Options: o, reader: logs.NewReader(o.Catalog), out: out, printer: newPrinter(o, out)}
	if err := x.inputs(ctx, files); err != nil {
		return err
	}
	if err := x.printer.finish(ctx); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if x.inputErr != nil {
		return InputError{x.inputErr}
	}
	if x.codes == 0 {
		return fmt.Errorf("%w%s", ErrNotFound, inFiles(files))
	}
	return nil
}

// inFiles returns " in a.log, b.log" for an error message, with the first few of
// many names. It returns "" if the only input is standard input.
func inFiles(files []string) string {
	const maxNames = 3
	names := strings.Join(files[:min(len(files), maxNames)], ", ")
	switch more := len(files) - maxNames; {
	case names == "" || names == Stdin:
		return ""
	case more > 0:
		return fmt.Sprintf(" in %s and %d more", names, more)
	}
	return " in " + names
}

// printer writes the output in one form.
type printer interface {
	// line takes the next line and its codes, which are only valid during the call.
	line(at position, text string, found logs.Codes) error
	// finish is called once after the last line of the last input.
	finish(ctx context.Context) error
}

// position is where a line stands. The file is "" for standard input; lines are
// counted from 1.
type position struct {
	file string
	line int
}

func newPrinter(o Options, out *bufio.Writer) printer {
	switch o.Form {
	case Lines:
		return &linePrinter{catalog: o.Catalog, theme: o.Theme, out: out}
	case JSON:
		return &jsonPrinter{out: out}
	case Summary:
	}
	return &summaryPrinter{catalog: o.Catalog, theme: o.Theme, width: o.Width, out: out}
}

// explainer is one call of [Run].
type explainer struct {
	Options
	reader   *logs.Reader
	out      *bufio.Writer
	printer  printer
	codes    int   // number of codes found so far
	inputErr error // why inputs could not be read
}
