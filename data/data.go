// Package data holds the reference itself, one readable file for each entry, and
// loads folders of such files into a [model.Catalog].
//
// It knows the format of the files and which rules a file must follow. It must not
// know how entries are found or shown.
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

// Embedded returns the folder of entries that is part of the program.
func Embedded() fs.FS { return embedded }

// RegistryDate is the day when the embedded entries were last compared with the IANA
// registries.
const RegistryDate = "2026-10-05"

// Load reads folders, each laid out like this package's folder, into one catalog. A
// file of a later folder replaces the file with the same path in an earlier one. Load
// leaves out files that it cannot use, and reports them in an error of type
// [Problems]; the catalog holds the rest.
//
// Load checks each file by itself. [Check] also checks the links between entries.
func Load(folders ...fs.FS) (*model.Catalog, error) {
	return load(listAll(folders))
}

// LoadFor is like [Load], but reads only what the pages of a few codes need. For HTTP
// status codes that is their entries and those that are linked with them in either
// direction; for other codes it is the entries of their protocols; for anything else
// it is every entry.
func LoadFor(codes []string, folders ...fs.FS) (*model.Catalog, error) {
	sources := listAll(folders)
	var needed [2]bool
	for _, code := range codes {
		for p, has := range protocolsWith(code, sources) {
			needed[p] = needed[p] || has
		}
	}
	if needed == [2]bool{model.HTTP: true} {
		return loadStatuses(codes, sources)
	}
	return load(slices.DeleteFunc(sources, func(s source) bool { return !needed[s.protocol] }))
}

// loadStatuses reads the HTTP status codes, all classes, and the entries that are
// linked with the codes in either direction.
func loadStatuses(codes []string, sources []source) (*model.Catalog, error) {
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
		if targets[s.stem] || s.kind == model.Class || r.mayLinkTo(s, codes) {
			r.read(s)
		}
	}
	return r.catalog()
}

// protocolsWith returns which protocols may have the code. They are those with a file
// whose name begins with the number, and both for a text that is not a code.
func protocolsWith(code string, sources []source) [2]bool {
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

func load(sources []source) (*model.Catalog, error) {
	var r reader
	r.grow(len(sources))
	for _, s := range sources {
		r.read(s)
	}
	return r.catalog()
}

// catalog returns the catalog of everything that was read, and the problems.
func (r *reader) catalog() (*model.Catalog, error) {
	c := model.NewCatalog(r.entries)
	if len(r.problems) > 0 {
		return c, r.problems
	}
	return c, nil
}

// source is the file of an entry, or a folder that cannot be listed.
type source struct {
	folder   fs.FS
	protocol model.Protocol
	kind     model.Kind
	path     string
	stem     string
	err      error // why the folder at path cannot be listed
}

func listAll(folders []fs.FS) []source {
	var sources []source
	for i, f := range folders {
		sources = list(sources, f, folders[i+1:])
	}
	return sources
}

// list appends the entry files of a folder, protocol/kind/stem.md, without those that
// one of the later folders replaces.
func list(sources []source, folder fs.FS, later []fs.FS) []source {
	for _, p := range model.Protocols() {
		for _, k := range model.Kinds(p) {
			dir := p.String() + "/" + k.Folder()
			files, err := fs.ReadDir(folder, dir)
			if err != nil && !errors.Is(err, fs.ErrNotExist) { // a user's folder need not have all of them
				sources = append(sources, source{protocol: p, kind: k, path: dir, err: err})
			}
			sources = slices.Grow(sources, len(files))
			for _, f := range files {
				path := dir + "/" + f.Name()
				stem, ok := strings.CutSuffix(f.Name(), ".md")
				if ok && !f.IsDir() && !existsInAny(later, path) {
					sources = append(sources, source{folder: folder, protocol: p, kind: k, path: path, stem: strings.ToLower(stem)})
				}
			}
		}
	}
	return sources
}

// existsInAny reports whether one of the folders has a file at the path.
func existsInAny(folders []fs.FS, path string) bool {
	for _, f := range folders {
		if _, err := fs.Stat(f, path); err == nil {
			return true
		}
	}
	return false
}

// Count returns the number of entry files in a folder.
func Count(folder fs.FS) int {
	sources := list(nil, folder, nil)
	return len(slices.DeleteFunc(sources, func(s source) bool { return s.err != nil }))
}
