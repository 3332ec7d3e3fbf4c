package data

import (
	"bytes"
	"embed"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"unsafe"

	"teapot/model"
)

// reader collects the entries of all layers. The headers of one kind share one
// backing array, which saves an allocation for each header of each file.
type reader struct {
	entries   []model.Entry
	problems  Problems
	facts     []model.Fact
	links     []model.Link
	constants []model.Constant
	specs     []model.Spec
	aliases   []string
	text      arena
}

// grow makes room for the headers of so many files, as many as they have on
// average.
func (r *reader) grow(files int) {
	r.entries = make([]model.Entry, 0, files)
	r.facts = make([]model.Fact, 0, 3*files)
	r.links = make([]model.Link, 0, 5*files)
	r.constants = make([]model.Constant, 0, files)
	r.specs = make([]model.Spec, 0, 2*files)
	r.aliases = make([]string, 0, files)
}

// read reads one file. Of an embedded one only the headers are kept: its page
// can be had again at any time, and few are shown. Nor is it checked for what
// the tests of this package have checked.
func (r *reader) read(s source) {
	if s.err != nil {
		r.problem(s, s.err)
		return
	}
	entry := model.Entry{Protocol: s.protocol, Kind: s.kind, Stem: s.stem}
	if own, ok := s.layer.(embed.FS); ok {
		text, err := r.text.load(own, s.path)
		if err != nil {
			r.problem(s, err)
			return
		}
		body := r.entry(s.path, entry, text, false)
		r.text.keep(len(text) - len(body))
		return
	}
	text, err := readOwn(s.layer, s.path)
	if err != nil {
		r.problem(s, err)
		return
	}
	if want := Path(&entry); want != s.path {
		r.problem(s, errors.New("the name of the file is not in lower case: "+want))
		return
	}
	r.entry(s.path, entry, string(text), true)
}

// mentions reports whether the headers of a file may link to one of the codes.
// Embedded status codes that do are linked back, so they need not be looked at;
// files that are not embedded are few, and always read.
func (r *reader) mentions(s source, codes []string) bool {
	own, ok := s.layer.(embed.FS)
	if !ok {
		return true
	}
	if s.kind == model.Status {
		return false
	}
	text, err := r.text.load(own, s.path)
	if err != nil {
		return true // to have the error reported
	}
	headers, _, _ := strings.Cut(text, "\n\n")
	return slices.ContainsFunc(codes, func(code string) bool { return strings.Contains(headers, ": "+code) })
}

func (r *reader) problem(s source, err error) {
	r.problems = append(r.problems, Problem{File: s.path, Reason: err.Error()})
}

// embeddedPages reads the bodies of embedded files when they are shown.
type embeddedPages struct{}

// AppendBody implements [model.BodySource].
func (embeddedPages) AppendBody(text []byte, e *model.Entry) []byte {
	f, size, err := open(embedded, Path(e))
	if err != nil {
		return text // cannot be: the file was there when it was loaded
	}
	from := len(text)
	text = slices.Grow(text, size)
	n, _ := f.Read(text[from : from+size]) // as above
	_, body, _ := bytes.Cut(text[from:from+n], []byte("\n\n"))
	return append(text[:from], bytes.TrimSpace(body)...)
}

// open opens a file and says how many bytes it has.
func open(fsys embed.FS, path string) (fs.File, int, error) {
	f, err := fsys.Open(path)
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, 0, err
	}
	return f, int(info.Size()), nil
}

// arena holds the headers of many files in a few large pieces of memory.
type arena struct {
	free []byte // what is left of the newest piece
}

// pieceSize is how much memory an arena takes at once, in bytes.
const pieceSize = 64 << 10

// load reads a file into the arena's free memory. The text is overwritten by
// the next call, but for the beginning that is kept.
func (a *arena) load(fsys embed.FS, path string) (string, error) {
	f, size, err := open(fsys, path)
	if err != nil {
		return "", err
	}
	if size > len(a.free) {
		a.free = make([]byte, max(size, pieceSize))
	}
	n, err := f.Read(a.free[:size])
	if err != nil {
		return "", err
	}
	// Nobody writes to the beginning of the text once it is kept, so strings may
	// point into it.
	return unsafe.String(unsafe.SliceData(a.free), n), nil
}

// keep takes the first n bytes of the text that was loaded out of what the next
// load may overwrite.
func (a *arena) keep(n int) { a.free = a.free[n:] }
