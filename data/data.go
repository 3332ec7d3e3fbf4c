// Package data has the files of the reference, one for each entry, and loads folders of
// such files into a [model.Catalog].
//
// It knows the format of the files and the rules that a file must follow. It must not
// know how entries are searched or shown.
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

// Load reads the entries of all folders into one catalog. The folders have subfolders like
// this package: http/status, smtp/replies and so on. A file in a later folder replaces the
// file with the same path in an earlier folder. If Load cannot use a file, it leaves out
// the file and reports it in an error of type [Problems]; the catalog has all other entries.
//
// Load checks each file by itself. [Check] also checks the links between entries.
func Load(folders ...fs.FS) (*model.Catalog, error) {
	return load(listAll(folders))
}

// LoadFor is like [Load], but reads only the entries that the pages of the codes need, which
// takes less time:
//
//   - For HTTP status codes, these are their entries, the entries that they link to, and
//     the entries that link to them.
//   - For other codes, these are all entries of their protocols.
//   - If one of the texts is not a code, or if no file is named after the code, these are
//     all entries. The code may be in a range, and the page of a code that nobody has
//     registered links to the nearest codes.
func LoadFor(codes []string, folders ...fs.FS) (*model.Catalog, error) {
	sources := listAll(folders)
	var needed [2]bool
	for _, code := range codes {
		for p, has := range protocolsOf(code, sources) {
			needed[p] = needed[p] || has
		}
	}
	if needed == [2]bool{model.HTTP: true} {
		return loadStatuses(codes, sources)
	}
	return load(slices.DeleteFunc(sources, func(s source) bool { return !needed[s.protocol] }))
}

// loadStatuses reads the entries of the HTTP status codes, all classes of HTTP, the entries
// that the codes link to, and the entries that link to the codes.
func loadStatuses(codes []string, sources []source) (*model.Catalog, error) {
	var r reader
	others := sources[:0]
	for _, s := range sources {
		number, _, _ := strings.Cut(s.stem, "-")
		switch {
		case s.protocol == model.HTTP && s.kind == model.Status && slices.Contains(codes, number):
			r.read(s)
		case s.protocol == model.HTTP:
			others = append(others, s)
		}
	}
	targets := map[string]bool{}
	for _, l := range r.links {
		targets[l.Target] = true
	}
	for _, s := range others {
		if targets[s.stem] || s.kind == model.Class || r.mayLinkTo(s, codes) {
			r.read(s)
		}
	}
	return r.catalog()
}

// protocolsOf reports for each protocol whether it may have the code. A code of three digits
// may belong to every protocol that has a file whose name begins with the code. If there is
// no such file, the code may belong to both protocols. Enhanced codes belong to SMTP. A
// text that is not a code may belong to both protocols.
func protocolsOf(code string, sources []source) [2]bool {
	if _, ok := model.ParseEnhanced(code); ok {
		return [2]bool{model.SMTP: true}
	}
	if len(code) != 3 || !model.IsNumber(code) {
		return [2]bool{true, true}
	}
	var has [2]bool
	for _, s := range sources {
		if s.kind.IsCode() && (strings.HasPrefix(s.stem, code) || s.mayBeRange(code)) {
			has[s.protocol] = true
		}
	}
	if has == [2]bool{} {
		return [2]bool{true, true}
	}
	return has
}

// mayBeRange reports whether the entry in the file may be a range with the code, which has three
// digits. The name of the file has only the first code of a range. Of the embedded entries,
// no status code or reply code is a range; a test of this package makes sure of that.
func (s source) mayBeRange(code string) bool {
	_, isEmbedded := s.folder.(embed.FS)
	return !isEmbedded && s.kind != model.Enhanced && s.stem < code && strings.HasPrefix(s.stem, code[:1])
}

// load reads all sources into a catalog.
func load(sources []source) (*model.Catalog, error) {
	var r reader
	r.grow(len(sources))
	for _, s := range sources {
		r.read(s)
	}
	return r.catalog()
}

// catalog returns a catalog of the entries that have been read. The error has the problems.
func (r *reader) catalog() (*model.Catalog, error) {
	c := model.NewCatalog(r.entries)
	if len(r.problems) > 0 {
		return c, r.problems
	}
	return c, nil
}

// source is the file of an entry. If err is set, it is a folder that cannot be listed.
type source struct {
	folder   fs.FS
	protocol model.Protocol
	kind     model.Kind
	path     string // path of the file in the folder: "http/status/404.md"
	stem     string // file name without ".md", in lower case
	err      error  // why the folder at path cannot be listed; nil for a file
}

// listAll returns the entry files of all folders, without replaced ones.
func listAll(folders []fs.FS) []source {
	var sources []source
	for i, f := range folders {
		sources = listFolder(sources, f, folders[i+1:])
	}
	return sources
}

// listFolder appends the entry files of a folder to sources, and returns the result. An entry
// file has a path such as http/status/404.md. Files that a later folder replaces are left
// out.
func listFolder(sources []source, folder fs.FS, later []fs.FS) []source {
	for _, p := range model.Protocols() {
		for _, k := range model.Kinds(p) {
			dir := p.String() + "/" + k.Folder()
			files, err := fs.ReadDir(folder, dir)
			if err != nil && !errors.Is(err, fs.ErrNotExist) { // a user's folder need not have every subfolder
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

// existsInAny reports whether at least one of the folders has a file with the path.
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
	sources := listFolder(nil, folder, nil)
	return len(slices.DeleteFunc(sources, func(s source) bool { return s.err != nil }))
}
