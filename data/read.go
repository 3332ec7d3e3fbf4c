package data

import (
	"bytes"
	"embed"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"
	"unsafe"

	"teapot/model"
)

// reader collects the entries of all folders. Headers of one type are in one list for all
// entries, and each entry has a part of the list. This saves an allocation for each header
// of each file.
type reader struct {
	entries   []model.Entry
	problems  Problems
	facts     []model.Fact
	links     []model.Link
	constants []model.Constant
	specs     []model.Spec
	aliases   []string
	arena     arena // holds the texts of embedded files
}

// grow allocates the lists for n files. The factors are the average number of headers that a
// file has, rounded up.
func (r *reader) grow(n int) {
	r.entries = make([]model.Entry, 0, n)
	r.facts = make([]model.Fact, 0, 4*n)
	r.links = make([]model.Link, 0, 5*n)
	r.constants = make([]model.Constant, 0, n)
	r.specs = make([]model.Spec, 0, 2*n)
	r.aliases = make([]string, 0, n)
}

// read reads a file and adds its entry. Of an embedded file, it keeps only the headers in
// memory. Few bodies are ever shown, and they can be read again at any time.
func (r *reader) read(s source) {
	if s.err != nil {
		r.problem(s, s.err)
		return
	}
	entry := model.Entry{Protocol: s.protocol, Kind: s.kind, Stem: s.stem}
	if folder, ok := s.folder.(embed.FS); ok {
		text, err := r.arena.load(folder, s.path)
		if err != nil {
			r.problem(s, err)
			return
		}
		body := r.parse(s.path, entry, text, false)
		r.arena.keep(len(text) - len(body))
		return
	}
	if strings.ContainsFunc(s.path, isControl) || !utf8.ValidString(s.path) {
		r.problem(s, errors.New("the name of the file has a control character or is not UTF-8"))
		return
	}
	text, err := readUserFile(s.folder, s.path)
	if err != nil {
		r.problem(s, err)
		return
	}
	if want := Path(&entry); want != s.path {
		r.problem(s, errors.New("the name of the file is not in lower case: "+want))
		return
	}
	r.parse(s.path, entry, string(text), true)
}

// mayLinkTo reports whether the entry in the file may have a link to one of the codes. For an
// embedded file of a status code it returns false, even if the entry has such a link: the
// tests of this package make sure that the linked code has a link back, so the entry is
// loaded as a target. For files of the user it always returns true, because they are few.
func (r *reader) mayLinkTo(s source, codes []string) bool {
	folder, ok := s.folder.(embed.FS)
	if !ok {
		return true
	}
	if s.kind == model.Status {
		return false
	}
	text, err := r.arena.load(folder, s.path)
	if err != nil {
		return true // reading it will report the error
	}
	headers, _, _ := strings.Cut(text, "\n\n")
	return slices.ContainsFunc(codes, func(code string) bool { return strings.Contains(headers, ": "+code) })
}

// problem adds a problem of the whole file or folder.
func (r *reader) problem(s source, err error) {
	r.problems = append(r.problems, Problem{File: s.path, Reason: err.Error()})
}

// embeddedBodies is the [model.BodySource] of embedded entries. It reads a body from its file
// each time.
type embeddedBodies struct{}

// AppendBody reads the body of the entry from its file, and appends it to text.
func (embeddedBodies) AppendBody(text []byte, e *model.Entry) []byte {
	f, size, err := open(embedded, Path(e))
	if err != nil {
		return text // impossible: the entry was loaded from this file
	}
	from := len(text)
	text = slices.Grow(text, size)
	n, _ := f.Read(text[from : from+size]) // reading an embedded file cannot fail
	_, body, _ := bytes.Cut(text[from:from+n], []byte("\n\n"))
	return append(text[:from], bytes.TrimSpace(body)...)
}

// open opens a file, and returns it with its size in bytes.
func open(folder embed.FS, path string) (fs.File, int, error) {
	f, err := folder.Open(path)
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, 0, err
	}
	return f, int(info.Size()), nil
}

// arena stores the headers of many files in a few large blocks of memory, because one
// allocation for each file would take longer.
type arena struct {
	free []byte // the unused rest of the last block
}

// blockSize is the size of a block of an arena in bytes. A longer file gets a longer block.
const blockSize = 64 << 10

// load reads a file into the free memory, and returns its text. The next call overwrites the
// text, except for the part at its start that the caller reserves with [arena.keep].
func (a *arena) load(folder embed.FS, path string) (string, error) {
	f, size, err := open(folder, path)
	if err != nil {
		return "", err
	}
	if size > len(a.free) {
		a.free = make([]byte, max(size, blockSize))
	}
	n, err := f.Read(a.free[:size])
	if err != nil {
		return "", err
	}
	// The string shares the memory. That is safe, because the part that is reserved
	// is never written again.
	return unsafe.String(unsafe.SliceData(a.free), n), nil
}

// keep reserves the first n bytes of the text that load has returned last.
func (a *arena) keep(n int) { a.free = a.free[n:] }
