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

// inputs reads one input after the other. An input that cannot be read does not
// keep it from reading the rest.
func (x *explainer) inputs(ctx context.Context, files []string) error {
	if len(files) == 0 {
		files = []string{Stdin}
	}
	for _, name := range files {
		err := x.input(ctx, name)
		inputErr, ok := errors.AsType[InputError](err)
		switch {
		case err != nil && !ok:
			return err
		case ok && len(files) > 1:
			_ = x.out.Flush() // a failure is reported at the next line
			x.Warn(inputErr)
			x.inputErr = fmt.Errorf("not all of the %d inputs could be read", len(files))
		case ok:
			x.inputErr = inputErr.Err
		}
	}
	return nil
}

// input reads one input.
func (x *explainer) input(ctx context.Context, name string) error {
	if name == Stdin {
		return x.read(ctx, "", x.In, nil)
	}
	f, err := x.Open(name)
	if err != nil {
		return InputError{err}
	}
	err = x.read(ctx, name, f, newProgress(x.Progress, name))
	if closeErr := f.Close(); err == nil && closeErr != nil {
		return InputError{closeErr}
	}
	return err
}

// read hands every line of one input to the printer. It begins with line 1 and a
// fresh log reader, because an input says nothing about the one before it.
func (x *explainer) read(ctx context.Context, file string, in io.Reader, p *progress) error {
	defer p.clear()
	b, err := decode(ctx, in, x.MaxDecompressed)
	if err != nil {
		return readError(ctx, file, err)
	}
	reader := x.reader.Fresh()
	for n := 1; ; n++ {
		line, err := b.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			line, err = bytes.Clone(line), skipLine(b)
		}
		if len(line) > 0 {
			// The text shares the buffer's memory. That is safe because the buffer is
			// not written to before the next read, and no printer keeps the text.
			text := logs.Plain(trimEnd(unsafe.String(unsafe.SliceData(line), len(line))))
			found := reader.Line(text)
			x.codes += len(found)
			if err := x.printer.line(position{file, n}, text, found); err != nil {
				return err
			}
			p.add(len(line))
		}
		if b.Buffered() == 0 { // the next read may wait, so show what there is
			if err := x.out.Flush(); err != nil {
				return err
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return readError(ctx, file, err)
		}
	}
}

// readError returns the error of an input that names the input, or the context's
// error if that is why reading ended.
func readError(ctx context.Context, file string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if _, ok := errors.AsType[*fs.PathError](err); ok { // it names the file
		return InputError{err}
	}
	return InputError{fmt.Errorf("%s: %w", cmp.Or(file, "standard input"), err)}
}

// skipLine reads to the end of the line.
func skipLine(b *bufio.Reader) error {
	for {
		if _, err := b.ReadSlice('\n'); !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}

// trimEnd returns the line without its line break.
func trimEnd(s string) string {
	for len(s) > 0 && (s[len(s)-1] == '\n' || s[len(s)-1] == '\r') {
		s = s[:len(s)-1]
	}
	return s
}
