package data

import (
	"io/fs"
	"path"
	"strings"

	"teapot/model"
)

// Misplaced returns the files of a folder that look like entries but are not loaded,
// because they are in a wrong folder or their names do not end in ".md". It says
// nothing about other files, which the user may put anywhere.
func Misplaced(folder fs.FS) Problems {
	f := misplacedFinder{folder: folder, loaded: map[string]bool{}}
	for _, s := range list(nil, folder, nil) {
		f.loaded[s.path] = true
	}
	top, _ := fs.ReadDir(folder, ".") // a folder that cannot be read has no entries
	for _, file := range top {
		switch name := file.Name(); {
		case isIgnored(name):
		case f.isFolder(name, file) && isProtocol(name):
			f.walk(name, maxDepth, func(string) bool { return true })
		case f.isFolder(name, file):
			f.walk(name, 1, isMarkdown)
		case isMarkdown(name) && name[0] >= '0' && name[0] <= '9':
			f.add(name)
		}
	}
	return f.problems
}

// maxDepth is how many levels of folders below that of a protocol are searched.
const maxDepth = 3

type misplacedFinder struct {
	folder   fs.FS
	loaded   map[string]bool // paths of the files that are loaded
	problems Problems
}

// walk adds the files of a folder that look like entries, and those of its
// subfolders down to the given number of levels.
func (f *misplacedFinder) walk(dir string, levels int, isEntry func(name string) bool) {
	files, _ := fs.ReadDir(f.folder, dir) // one that cannot be read has no entries
	for _, file := range files {
		switch name := file.Name(); {
		case isIgnored(name):
		case f.isFolder(dir+"/"+name, file):
			if levels > 0 {
				f.walk(dir+"/"+name, levels-1, isEntry)
			}
		case isEntry(name):
			f.add(dir + "/" + name)
		}
	}
}

// isFolder reports whether the file is a folder. It follows symbolic links, because
// loading follows them too.
func (f *misplacedFinder) isFolder(name string, file fs.DirEntry) bool {
	if file.Type()&fs.ModeSymlink == 0 {
		return file.IsDir()
	}
	info, err := fs.Stat(f.folder, name)
	return err == nil && info.IsDir()
}

// add adds a file, unless it is loaded. On file systems that ignore case, a file is
// loaded even if its folder has another case.
func (f *misplacedFinder) add(file string) {
	dir, name := path.Split(file)
	if f.loaded[strings.ToLower(dir)+name] {
		return
	}
	reason := "not read: want a folder such as http/status"
	if !strings.HasSuffix(name, ".md") {
		reason = "not read: want a name that ends in .md"
	}
	f.problems = append(f.problems, Problem{File: file, Reason: reason})
}

func isMarkdown(name string) bool { return strings.EqualFold(path.Ext(name), ".md") }

// isIgnored reports whether the name is one of a hidden file or of an editor's
// backup.
func isIgnored(name string) bool { return name[0] == '.' || strings.HasSuffix(name, "~") }

func isProtocol(name string) bool {
	for _, p := range model.Protocols() {
		if strings.EqualFold(name, p.String()) {
			return true
		}
	}
	return false
}
