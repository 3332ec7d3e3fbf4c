package explain

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"unsafe"

	"teapot/model/logs"
)

// readInputs reads one input after the other, or standard input if there are no files. If
// an input cannot be read, it warns the user and goes on with the next one.
func (x *explainer) readInputs(ctx context.Context, files []string) error {
	if len(files) == 0 {
		files = []string{Stdin}
	}
	for _, name := range files {
		err := x.readInput(ctx, name)
		inputErr, ok := errors.AsType[InputError](err)
		switch {
		case err != nil && !ok:
			return err
		case ok && len(files) > 1:
			_ = x.out.Flush() // the next line returns the error, if there is one
			x.Warn(inputErr)
			x.inputErr = fmt.Errorf("not all of the %d inputs could be read", len(files))
		case ok:
			x.inputErr = inputErr.Err
		}
	}
	return nil
}

// readInput reads the input with the name, which is a file or standard input.
func (x *explainer) readInput(ctx context.Context, name string) error {
	if name == Stdin {
		return x.readLines(ctx, "", x.In, nil)
	}
	f, err := x.Open(name)
	if err != nil {
		return InputError{err}
	}
	err = x.readLines(ctx, name, f, newProgress(x.Progress, name))
	if closeErr := f.Close(); err == nil && closeErr != nil {
		return InputError{closeErr}
	}
	return err
}

// readLines passes every line of one input to the printer. It starts at line 1 with a new
// log reader, which must not remember anything about the previous input.
func (x *explainer) readLines(ctx context.Context, file string, in io.Reader, p *progress) error {
	defer p.clear()
	b, err := decode(ctx, in, x.Options)
	if err != nil {
		return readError(ctx, file, err)
	}
	reader := x.Reader.Fresh()
	var parts partDecoder
	for n, last := 1, 0; ; n++ {
		line, err := b.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			line, err = bytes.Clone(line), skipLine(b)
		}
		if len(line) > 0 {
			// The text shares the memory of the buffer. That is safe, because the next
			// read is the first to overwrite the buffer, and no printer keeps the text.
			text := trimLineBreak(unsafe.String(unsafe.SliceData(line), len(line)))
			if err := x.explainLine(reader, &parts, position{file, n}, text); err != nil {
				return err
			}
			x.lines, last = x.lines+1, n
			p.add(len(line))
		}
		if b.Buffered() == 0 { // the next read may wait for input, so show what has been printed
			if err := x.out.Flush(); err != nil {
				return err
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return x.explainTexts(reader, position{file, last}, parts.flush())
		case err != nil:
			return readError(ctx, file, err)
		}
	}
}

// explainLine explains a line, or the lines of text that end in it if it is in an encoded part
// of a mail.
func (x *explainer) explainLine(reader *logs.Reader, parts *partDecoder, at position, line string) error {
	if parts.isPlain(line) {
		return x.explainText(reader, at, line)
	}
	return x.explainTexts(reader, at, parts.decode(line, x.MaxLine))
}

// explainTexts explains lines of text.
func (x *explainer) explainTexts(reader *logs.Reader, at position, texts []string) error {
	for _, text := range texts {
		if err := x.explainText(reader, at, text); err != nil {
			return err
		}
	}
	return nil
}

// explainText explains a line of text.
func (x *explainer) explainText(reader *logs.Reader, at position, text string) error {
	text = logs.Plain(text)
	found := reader.Read(text)
	x.codes += len(found.Codes)
	return x.printer.printLine(at, text, found)
}

// readError returns the error to report when reading an input has failed with err. It is
// the context's error if the context has ended. Otherwise it is an [InputError] that names
// the input.
func readError(ctx context.Context, file string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if _, ok := errors.AsType[*fs.PathError](err); ok { // err names the file already
		return InputError{err}
	}
	return InputError{fmt.Errorf("%s: %w", cmp.Or(file, "standard input"), err)}
}

// skipLine reads the rest of the current line, and drops it.
func skipLine(b *bufio.Reader) error {
	for {
		if _, err := b.ReadSlice('\n'); !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}

// trimLineBreak returns the line without its line break.
func trimLineBreak(s string) string {
	for len(s) > 0 && (s[len(s)-1] == '\n' || s[len(s)-1] == '\r') {
		s = s[:len(s)-1]
	}
	return s
}
