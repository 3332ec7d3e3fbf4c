package data

import (
	"io/fs"
	"path"
	"strings"

	"teapot/model"
)

// Misplaced returns a problem for each file that looks like an entry but is not loaded. Such
// a file is in a wrong subfolder, or its name does not end in ".md". Other files that are
// not entries are no problem, wherever the user puts them.
func Misplaced(folder fs.FS) Problems {
	f := misplacedFinder{folder: folder, loaded: map[string]bool{}}
	for _, s := range listFolder(nil, folder, nil) {
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

// maxDepth is how many levels of subfolders are searched for misplaced files, counted from the
// folder of a protocol.
const maxDepth = 3

// misplacedFinder collects the problems of one folder.
type misplacedFinder struct {
	folder   fs.FS
	loaded   map[string]bool // has the paths of the files that [Load] reads
	problems Problems
}

// walk adds the files in dir for which isEntry is true, and those in its subfolders. levels is
// how many levels of subfolders are searched; 0 searches only dir itself.
func (f *misplacedFinder) walk(dir string, levels int, isEntry func(name string) bool) {
	files, _ := fs.ReadDir(f.folder, dir) // a folder that cannot be read has no entries
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

// isFolder reports whether the file is a folder or a symbolic link to one. [Load] follows
// symbolic links too.
func (f *misplacedFinder) isFolder(name string, file fs.DirEntry) bool {
	if file.Type()&fs.ModeSymlink == 0 {
		return file.IsDir()
	}
	info, err := fs.Stat(f.folder, name)
	return err == nil && info.IsDir()
}

// add adds a problem for the file, unless [Load] reads the file. On file systems that ignore
// case, Load reads a file in HTTP/Status as http/status, so add compares the folders in lower
// case.
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

// isMarkdown reports whether the name ends in ".md" in upper or lower case.
func isMarkdown(name string) bool { return strings.EqualFold(path.Ext(name), ".md") }

// isIgnored reports whether the name is that of a hidden file, or of a backup that an editor
// has made.
func isIgnored(name string) bool { return name[0] == '.' || strings.HasSuffix(name, "~") }

// isProtocol reports whether the name is "http" or "smtp" in upper or lower case.
func isProtocol(name string) bool {
	for _, p := range model.Protocols() {
		if strings.EqualFold(name, p.String()) {
			return true
		}
	}
	return false
}
