// Package data holds the reference itself, one readable file per entry, and
// reads such folders into a [model.Catalog].
//
// It knows the form of a file and what must be true of one. It must not know
// how entries are found or shown.
package data

import (
	"embed"
	"io/fs"
	"runtime"
	"strings"
	"sync"
	"unsafe"

	"teapot/model"
)

//go:embed http smtp
var embedded embed.FS

// Embedded returns the reference that is part of the program.
func Embedded() fs.FS { return embedded }

// Load reads the layers, each laid out like this package's folder, into one
// catalogue. A file of a later layer replaces the file of the same path in an
// earlier one. Files that cannot be used are left out and reported: the error,
// if there is one, is of type [Problems], and the catalogue holds the rest.
//
// Load checks each file by itself; [Check] also checks how entries hang
// together.
func Load(layers ...fs.FS) (*model.Catalog, error) {
	var sources []source
	for i, l := range layers {
		sources = append(sources, list(l, layers[i+1:])...)
	}
	parts, problems := readAll(sources)
	c := model.NewCatalog(parts...)
	if len(problems) > 0 {
		return c, problems
	}
	return c, nil
}

// readAll reads the files, a share of them on each processor.
func readAll(sources []source) (parts [][]model.Entry, problems Problems) {
	readers := make([]reader, min(runtime.GOMAXPROCS(0), maxReaders))
	var wg sync.WaitGroup
	for i := range readers {
		share := sources[i*len(sources)/len(readers) : (i+1)*len(sources)/len(readers)]
		wg.Go(func() { readers[i].readShare(share) })
	}
	wg.Wait()
	for _, r := range readers {
		parts = append(parts, r.entries)
		problems = append(problems, r.problems...)
	}
	return parts, problems
}

// maxReaders bounds the shares: smaller ones cost more than they save.
const maxReaders = 4

// source is a file that is to be read.
type source struct {
	layer    fs.FS
	protocol model.Protocol
	kind     model.Kind
	path     string
}

// list returns the entry files of a layer, protocol/kind/stem.md, without those
// that a later layer replaces.
func list(layer fs.FS, later []fs.FS) []source {
	var sources []source
	for _, p := range model.Protocols() {
		for _, k := range model.Kinds(p) {
			dir := p.String() + "/" + k.Folder()
			files, _ := fs.ReadDir(layer, dir) // a layer need not have every folder
			for _, f := range files {
				path := dir + "/" + f.Name()
				if strings.HasSuffix(path, ext) && !f.IsDir() && !replaced(later, path) {
					sources = append(sources, source{layer, p, k, path})
				}
			}
		}
	}
	return sources
}

// ext ends the name of every entry's file.
const ext = ".md"

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
}

func (r *reader) readShare(sources []source) {
	r.grow(len(sources))
	for _, s := range sources {
		r.read(s)
	}
}

// grow makes room for the headers of so many files, as many as they have on
// average.
func (r *reader) grow(files int) {
	r.entries = make([]model.Entry, 0, files)
	r.facts = make([]model.Fact, 0, 4*files)
	r.links = make([]model.Link, 0, 7*files)
	r.constants = make([]model.Constant, 0, 2*files)
	r.specs = make([]model.Spec, 0, 2*files)
	r.aliases = make([]string, 0, 2*files)
}

// read reads one file. What is embedded in the program was checked by its tests
// for characters that must not reach a terminal.
func (r *reader) read(s source) {
	data, err := fs.ReadFile(s.layer, s.path)
	if err != nil {
		r.problems = append(r.problems, Problem{File: s.path, Reason: err.Error()})
		return
	}
	// The bytes are ours alone and nobody writes to them again: the entry may
	// hold parts of them without a copy.
	text := unsafe.String(unsafe.SliceData(data), len(data))
	_, tested := s.layer.(embed.FS)
	stem := strings.TrimSuffix(s.path[strings.LastIndexByte(s.path, '/')+1:], ext)
	r.entry(s.path, model.Entry{Protocol: s.protocol, Kind: s.kind, Stem: strings.ToLower(stem)}, text, !tested)
}

// replaced reports whether a later layer has the file too.
func replaced(later []fs.FS, file string) bool {
	for _, l := range later {
		if _, err := fs.Stat(l, file); err == nil {
			return true
		}
	}
	return false
}

// RegistryDate is the day on which the embedded entries were last compared with
// the IANA registries.
const RegistryDate = "2026-10-05"
