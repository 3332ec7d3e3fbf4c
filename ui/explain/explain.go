// Package explain finds the status codes in logs, bounces and client output, and says
// what they mean: as a summary, below every line, or as JSON.
//
// It knows how inputs are decoded and how results are printed. It must not know flags,
// exit codes or the process: streams, catalog, theme and width come in [Options].
package explain

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"teapot/model"
	"teapot/model/logs"
	"teapot/model/triage"
	"teapot/ui/theme"
)

// Form says how the results are printed.
type Form uint8

// The forms of output.
const (
	Summary Form = iota // each code once, with its count, after all input has been read
	Lines               // every line of the input, with the meaning of its codes below it
	JSON                // a JSON object for every line of the input that has a code
)

// Stdin is the file name by which users mean standard input.
const Stdin = "-"

// Options holds what [Run] needs, except the files.
type Options struct {
	Catalog *model.Catalog
	// Reader knows the codes of the catalog. Many calls of Run may share it. If it is nil, Run
	// creates one.
	Reader *logs.Reader
	Form   Form
	Theme  theme.Theme
	// Width is how wide the lines of a summary and of [Lines] may be, in cells. A
	// summary cuts longer lines; Lines breaks them, because the text of a log matters to
	// its end. If Width is 0, lines stay as long as they are.
	Width int

	In  io.Reader // standard input
	Out io.Writer // gets the results
	// Progress is a terminal on which Run shows how much of a long file it has read. If
	// it is nil, no progress is shown.
	Progress io.Writer
	// Open opens a file. It may be nil if Run gets no file names except [Stdin].
	Open func(name string) (io.ReadCloser, error)
	// Warn is called with the error of each input that cannot be read, if there are
	// several inputs. It may be nil if there is only one input.
	Warn func(error)
	// MaxDecompressed limits the size of a compressed input after decompression, in
	// bytes; 0 is no limit.
	MaxDecompressed int64
	// MaxLine is how much of a line is read, in bytes, at least 16 KB; 0 means 256 KB.
	// The rest of a longer line is skipped: a status code is near the beginning of its
	// line.
	MaxLine int
	// MaxCodes is how many different codes a summary counts; 0 means
	// [triage.MaxCodes].
	MaxCodes int
	// Yield is called before each part of the input is read or decompressed, if it is not
	// nil. It may let other work run.
	Yield func()
}

// defaultMaxLine is the default of MaxLine.
const defaultMaxLine = 256 << 10

// ErrNotFound says that all inputs were read and have no status code.
var ErrNotFound = errors.New("no status code found")

// InputError says that [Run] could not read an input to its end, but has printed the
// results of everything else. For all other errors except [ErrNotFound], Run has stopped
// early: writing the output failed, or the context ended.
type InputError struct{ Err error }

// Error returns the text of the error that reading has returned.
func (e InputError) Error() string { return e.Err.Error() }

// Unwrap returns the error that reading has returned.
func (e InputError) Unwrap() error { return e.Err }

// Run reads the files, or standard input if there are no file names, and writes what the
// codes in them mean. If a file cannot be read, Run goes on with the next file, and
// returns an [InputError] at the end. If the context ends, Run returns the context's error.
func Run(ctx context.Context, o Options, files []string) error {
	out := bufio.NewWriter(o.Out)
	o.MaxLine = cmp.Or(o.MaxLine, defaultMaxLine)
	if o.Reader == nil {
		o.Reader = logs.NewReader(o.Catalog)
	}
	x := &explainer{Options: o, out: out, printer: newPrinter(o, out)}
	if err := x.readInputs(ctx, files); err != nil {
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
		return fmt.Errorf("%w in %s%s", ErrNotFound, countLines(x.lines), ofFiles(files))
	}
	return nil
}

// countLines returns the number with the word "line" or "lines".
func countLines(n int) string {
	if n == 1 {
		return "1 line"
	}
	return fmt.Sprintf("%d lines", n)
}

// ofFiles returns the names of the files as part of an error message, such as " of a.log,
// b.log". After three names it only says how many more there are. If the only input is
// standard input, it returns "".
func ofFiles(files []string) string {
	const maxNames = 3
	names := strings.Join(files[:min(len(files), maxNames)], ", ")
	switch omitted := len(files) - maxNames; {
	case names == "" || names == Stdin:
		return ""
	case omitted > 0:
		return fmt.Sprintf(" of %s and %d more", names, omitted)
	}
	return " of " + names
}

// printer prints the results in one [Form].
type printer interface {
	// printLine is called for every line of the inputs, with what was found in it. The text
	// and what was found are valid until printLine returns.
	printLine(at position, text string, found logs.Reading) error
	// finish is called once, after the last line of the last input.
	finish(ctx context.Context) error
}

// position says where a line is in the inputs.
type position struct {
	file string // the name of the file; "" for standard input
	line int    // the number of the line in the file, counted from 1
}

// newPrinter returns the printer for the form in the options.
func newPrinter(o Options, out *bufio.Writer) printer {
	switch o.Form {
	case Lines:
		return &linePrinter{catalog: o.Catalog, theme: o.Theme, width: o.Width, out: out}
	case JSON:
		return &jsonPrinter{out: out}
	case Summary:
	}
	return &summaryPrinter{catalog: o.Catalog, theme: o.Theme, width: o.Width, out: out, tally: triage.Tally{MaxCodes: o.MaxCodes}}
}

// explainer holds the state of one call of [Run].
type explainer struct {
	Options
	out      *bufio.Writer
	printer  printer
	codes    int   // number of codes found so far
	lines    int   // number of lines read so far
	inputErr error // says which input, or how many inputs, could not be read; nil if none
}
