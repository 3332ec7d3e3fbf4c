package data

import (
	"io/fs"
	"path"
	"strings"

	"teapot/model"
)

// Unread returns the files of a folder that look as if they were meant to be
// entries and are not read: in a folder whose name is none, or with a name that
// does not end as it must. Elsewhere there may be what its owner likes.
func Unread(layer fs.FS) Problems {
	u := unread{layer: layer, read: map[string]bool{}}
	for _, s := range list(nil, layer, nil) {
		u.read[s.path] = true
	}
	top, _ := fs.ReadDir(layer, ".") // who cannot read it has no entries
	for _, f := range top {
		switch name := f.Name(); {
		case isHidden(name):
		case u.isFolder(name, f) && isProtocol(name):
			u.walk(name, maxDepth, func(string) bool { return true })
		case u.isFolder(name, f):
			u.walk(name, 1, isMarkdown)
		case isMarkdown(name) && name[0] >= '0' && name[0] <= '9':
			u.add(name)
		}
	}
	return u.problems
}

// maxDepth is how many folders below a protocol's are looked into.
const maxDepth = 3

type unread struct {
	layer    fs.FS
	read     map[string]bool
	problems Problems
}

// walk looks for files that are meant, and into so many levels of folders.
func (u *unread) walk(dir string, levels int, meant func(name string) bool) {
	files, _ := fs.ReadDir(u.layer, dir) // as above
	for _, f := range files {
		switch name := f.Name(); {
		case isHidden(name):
		case u.isFolder(dir+"/"+name, f):
			if levels > 0 {
				u.walk(dir+"/"+name, levels-1, meant)
			}
		case meant(name):
			u.add(dir + "/" + name)
		}
	}
}

// isFolder follows links, as reading does.
func (u *unread) isFolder(name string, f fs.DirEntry) bool {
	if f.Type()&fs.ModeSymlink == 0 {
		return f.IsDir()
	}
	info, err := fs.Stat(u.layer, name)
	return err == nil && info.IsDir()
}

// add reports a file, unless it is read. Where upper and lower case are the same
// a folder may be called otherwise.
func (u *unread) add(file string) {
	dir, name := path.Split(file)
	if u.read[strings.ToLower(dir)+name] {
		return
	}
	why := "not read: want a folder such as http/status"
	if !strings.HasSuffix(name, ".md") {
		why = "not read: want a name that ends in .md"
	}
	u.problems = append(u.problems, Problem{File: file, Reason: why})
}

func isMarkdown(name string) bool { return strings.EqualFold(path.Ext(name), ".md") }

// isHidden reports whether a file is none of those that people look at: a
// hidden one, or an editor's copy.
func isHidden(name string) bool { return name[0] == '.' || strings.HasSuffix(name, "~") }

func isProtocol(name string) bool {
	for _, p := range model.Protocols() {
		if strings.EqualFold(name, p.String()) {
			return true
		}
	}
	return false
}
