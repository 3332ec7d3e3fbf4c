// Package data holds the reference itself, one readable file per entry, and
// reads such folders into a [model.Catalog].
//
// It knows the form of a file and what must be true of one. It must not know
// how entries are found or shown.
package data

import (
	"embed"
	"errors"
	"io/fs"
	"slices"
	"strings"

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
	return load(listAll(layers))
}

// LoadFor is Load for who asks for a few codes and leaves. For HTTP status codes
// the catalogue holds just these, what they link to and what links to them; for
// other codes, the protocols that have them; for anything else, everything.
func LoadFor(asked []string, layers ...fs.FS) (*model.Catalog, error) {
	sources := listAll(layers)
	var has [2]bool
	for _, a := range asked {
		for p, found := range protocols(a, sources) {
			has[p] = has[p] || found
		}
	}
	if has == [2]bool{model.HTTP: true} {
		return loadCodes(asked, sources)
	}
	return load(slices.DeleteFunc(sources, func(s source) bool { return !has[s.protocol] }))
}

// loadCodes reads the HTTP status codes, then the classes and the entries that
// are linked with the codes, in either direction.
func loadCodes(codes []string, sources []source) (*model.Catalog, error) {
	var r reader
	rest := sources[:0]
	for _, s := range sources {
		number, _, _ := strings.Cut(s.stem, "-")
		switch {
		case s.protocol == model.HTTP && s.kind == model.Status && slices.Contains(codes, number):
			r.read(s)
		case s.protocol == model.HTTP:
			rest = append(rest, s)
		}
	}
	targets := map[string]bool{}
	for _, l := range r.links {
		targets[l.Target] = true
	}
	for _, s := range rest {
		if targets[s.stem] || s.kind == model.Class || r.mentions(s, codes) {
			r.read(s)
		}
	}
	return r.catalog()
}

// protocols says which protocols have the code: those with a file that is named
// after it.
func protocols(code string, sources []source) [2]bool {
	if _, ok := model.ParseEnhanced(code); ok {
		return [2]bool{model.SMTP: true}
	}
	if len(code) != 3 || !model.IsNumber(code) {
		return [2]bool{true, true}
	}
	var has [2]bool
	for _, s := range sources {
		if s.kind.IsCode() && strings.HasPrefix(s.stem, code) {
			has[s.protocol] = true
		}
	}
	return has
}

func listAll(layers []fs.FS) []source {
	var sources []source
	for i, l := range layers {
		sources = list(sources, l, layers[i+1:])
	}
	return sources
}

func load(sources []source) (*model.Catalog, error) {
	var r reader
	r.grow(len(sources))
	for _, s := range sources {
		r.read(s)
	}
	return r.catalog()
}

// catalog makes the catalogue of what was read.
func (r *reader) catalog() (*model.Catalog, error) {
	c := model.NewCatalog(r.entries)
	if len(r.problems) > 0 {
		return c, r.problems
	}
	return c, nil
}

// source is a file that is to be read.
type source struct {
	layer    fs.FS
	protocol model.Protocol
	kind     model.Kind
	path     string
	stem     string
	err      error // why the folder of that path cannot be read
}

// list adds the entry files of a layer, protocol/kind/stem.md, without those
// that a later layer replaces.
func list(sources []source, layer fs.FS, later []fs.FS) []source {
	for _, p := range model.Protocols() {
		for _, k := range model.Kinds(p) {
			dir := p.String() + "/" + k.Folder()
			files, err := fs.ReadDir(layer, dir)
			if err != nil && !errors.Is(err, fs.ErrNotExist) { // a layer need not have every folder
				sources = append(sources, source{protocol: p, kind: k, path: dir, err: err})
			}
			sources = slices.Grow(sources, len(files))
			for _, f := range files {
				path := dir + "/" + f.Name()
				stem, ok := strings.CutSuffix(f.Name(), ".md")
				if ok && !f.IsDir() && !replaced(later, path) {
					sources = append(sources, source{layer: layer, protocol: p, kind: k, path: path, stem: strings.ToLower(stem)})
				}
			}
		}
	}
	return sources
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

// Count returns the number of entry files in a folder.
func Count(layer fs.FS) int {
	files := list(nil, layer, nil)
	return len(slices.DeleteFunc(files, func(s source) bool { return s.err != nil }))
}
