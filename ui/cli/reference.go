package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"teapot/data"
	"teapot/model"
)

// loader loads the reference: the embedded entries, the entries in the user's folder, and
// the entries in the folder of --data. Later ones override earlier ones.
type loader struct {
	loaded    *Reference // a reference that is already loaded; if it is nil, the folders are read
	host      Host       // the machine that has the folders; if it is nil, only embedded entries are read
	configDir string     // the path of the user's folder; "" if the path is unknown
	dataDir   string     // the value of --data

	full    *model.Catalog // the full reference; nil until it is loaded
	fullErr error          // the problems of the files of the full reference
}

// load returns a catalog with all entries that are needed to show the codes in args. It
// is the full reference if an argument is not a code, or if there are no arguments. If
// files have problems, the error lists them, and the catalog has all entries but those.
func (l *loader) load(args []string) (*model.Catalog, error) {
	if l.loaded != nil || len(args) == 0 || slices.ContainsFunc(args, isNotCode) {
		return l.loadFull()
	}
	return data.LoadFor(args, l.folders()...)
}

// isNotCode reports whether a word does not have the form of a code.
func isNotCode(word string) bool {
	return !isEnhanced(word) && (len(word) != 3 || !model.IsNumber(word))
}

// loadFull returns the full reference. It reads the files only on the first call. If files
// have problems, the error lists them, and the catalog has all entries but those.
func (l *loader) loadFull() (*model.Catalog, error) {
	if l.loaded != nil {
		return l.loaded.Catalog, nil
	}
	if l.full == nil {
		l.full, l.fullErr = data.Load(l.folders()...)
	}
	return l.full, l.fullErr
}

// folders returns the folders that have entries. Files of a later folder override files
// with the same path in the folders before it.
func (l *loader) folders() []fs.FS {
	folders := []fs.FS{data.Embedded()}
	if l.host == nil {
		return folders
	}
	if l.configDir != "" {
		if f := l.host.Dir(l.configDir); checkFolder(f) == nil {
			folders = append(folders, f)
		}
	}
	if l.dataDir != "" {
		folders = append(folders, l.host.Dir(l.dataDir))
	}
	return folders
}

// checkDataDir returns an error if --data does not name a folder of this machine.
func (l *loader) checkDataDir() error {
	if l.dataDir == "" {
		return nil
	}
	if l.host == nil {
		return errors.New("--data needs files of this machine, which are not served here")
	}
	if err := checkFolder(l.host.Dir(l.dataDir)); err != nil {
		return failed(fmt.Errorf("--data %s: %w", l.dataDir, err))
	}
	return nil
}

// checkFolder returns an error if the folder does not exist or is a file.
func checkFolder(folder fs.FS) error {
	info, err := fs.Stat(folder, ".")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errNoFolder
	case errors.Is(err, fs.ErrPermission):
		return errors.New("permission denied")
	case err != nil || !info.IsDir():
		return errors.New("not a folder")
	}
	return nil
}

var errNoFolder = errors.New("no such folder")

// noEntries is the message for a folder without entries. It shows the expected path,
// because users often name a folder that is one level too high or too low.
const noEntries = "no entries there: want files such as http/status/599-acme.md"

// configProblem returns an error if the user's folder cannot be read or has no entries. It
// returns nil if the folder does not exist or is empty. The caller prints the error but
// does not fail, because the user has not named the folder in this call.
func (l *loader) configProblem() error {
	if l.loaded != nil || l.host == nil || l.configDir == "" {
		return nil
	}
	_, err := fs.Lstat(l.host.Dir(filepath.Dir(l.configDir)), filepath.Base(l.configDir))
	if err != nil && !errors.Is(err, fs.ErrPermission) {
		return nil // the folder or its parent does not exist
	}
	folder := l.host.Dir(l.configDir)
	if err := checkFolder(folder); errors.Is(err, errNoFolder) {
		return errors.New("a link to no folder; left out")
	} else if err != nil {
		return fmt.Errorf("%w; left out", err)
	}
	if files, err := fs.ReadDir(folder, "."); err == nil && len(files) == 0 || data.Count(folder) > 0 {
		return nil
	}
	return errors.New(noEntries)
}

// problems returns a message for each file with a problem in err, a message if the user's
// folder cannot be used, and a message if the folder of --data has no entries. The paths
// of files in the folder of --data begin with the name of that folder.
func (l *loader) problems(err error) []string {
	var messages []string
	if err := l.configProblem(); err != nil {
		messages = append(messages, l.configDir+": "+err.Error())
	}
	var dataFolder fs.FS
	if l.dataDir != "" {
		dataFolder = l.host.Dir(l.dataDir)
		if data.Count(dataFolder) == 0 {
			messages = append(messages, "--data "+l.dataDir+": "+noEntries)
		}
	}
	problems, _ := errors.AsType[data.Problems](err)
	for _, p := range problems {
		message := p.Error() + "; left out"
		if dataFolder != nil {
			// If the folder of --data has the file, the problem is that file's: it
			// overrides files with the same path in other folders.
			if _, err := fs.Lstat(dataFolder, p.File); !errors.Is(err, fs.ErrNotExist) {
				message = strings.TrimSuffix(l.dataDir, "/") + "/" + message
			}
		}
		messages = append(messages, message)
	}
	return messages
}

// catalog checks the flags, and loads the catalog for the given arguments (see
// [loader.load]). It prints the problems of bad files, and leaves out those files.
func (r *runner) catalog(args ...string) (*model.Catalog, error) {
	if err := r.checkFlags(); err != nil {
		return nil, err
	}
	c, err := r.loader.load(args)
	r.report(err)
	return c, nil
}

// fullCatalog loads the full reference and does not report bad files. Use it after catalog
// has reported them, and for completion, where messages would appear in the user's input.
func (r *runner) fullCatalog() *model.Catalog {
	c, _ := r.loader.loadFull()
	return c
}

// report prints the problems of bad files. It prints each message only once, although a
// command may load some of the entries first and the full reference later.
func (r *runner) report(err error) {
	for _, message := range r.loader.problems(err) {
		if !slices.Contains(r.reported, message) {
			r.reported = append(r.reported, message)
			r.complain(errors.New(message))
		}
	}
}
