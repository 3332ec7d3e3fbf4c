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

// loader loads the reference: the embedded entries, overridden by those of the
// user's folder, overridden by those of the folder that --data names.
type loader struct {
	loaded    *Reference // a reference that is already loaded; nil: read the folders
	host      Host       // the machine that has the folders; nil: there are none
	configDir string     // path of the user's folder, "" if unknown
	dataDir   string     // value of --data

	full    *model.Catalog // the full reference, once it has been loaded
	fullErr error          // the problems of its files
}

// load returns a catalog that has everything about the codes in args. That is the
// full reference if an argument is not a code, or if there are no arguments. The
// catalog is usable in any case; an error tells which files were left out.
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

// loadFull returns the full reference as load does. It reads the files only once.
func (l *loader) loadFull() (*model.Catalog, error) {
	if l.loaded != nil {
		return l.loaded.Catalog, nil
	}
	if l.full == nil {
		l.full, l.fullErr = data.Load(l.folders()...)
	}
	return l.full, l.fullErr
}

// folders returns the folders of entries. A later one overrides those before it.
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

// noEntries is the error for a folder without entries. Most often the user named a
// folder one level too deep or too high.
const noEntries = "no entries there: want files such as http/status/599-acme.md"

// configProblem returns why the user's folder cannot be read or has no entries. It
// returns nil if there is no such folder, or if it is empty. The user has not asked for
// the folder in this call, so that its problem is no reason to fail.
func (l *loader) configProblem() error {
	if l.loaded != nil || l.host == nil || l.configDir == "" {
		return nil
	}
	_, err := fs.Lstat(l.host.Dir(filepath.Dir(l.configDir)), filepath.Base(l.configDir))
	if err != nil && !errors.Is(err, fs.ErrPermission) {
		return nil // there is no folder in which it could be, or it does not exist
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

// problems returns a message for each problem of the files that were loaded, one if
// the user's folder cannot be used, and one if the folder of --data has no entries.
// Files of that folder get its name in front.
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
			// A file of that folder overrides all others of the same path.
			if _, err := fs.Lstat(dataFolder, p.File); !errors.Is(err, fs.ErrNotExist) {
				message = strings.TrimSuffix(l.dataDir, "/") + "/" + message
			}
		}
		messages = append(messages, message)
	}
	return messages
}

// catalog loads what a command needs for the given arguments, as [loader.load] does.
// It reports files with problems to the user and goes on without them.
func (r *runner) catalog(args ...string) (*model.Catalog, error) {
	if err := r.checkFlags(); err != nil {
		return nil, err
	}
	c, err := r.loader.load(args)
	r.report(err)
	return c, nil
}

// fullCatalog loads the full reference without reporting problems: they have been
// reported before, or would disturb the completion of a shell.
func (r *runner) fullCatalog() *model.Catalog {
	c, _ := r.loader.loadFull()
	return c
}

// report reports the problems of the reference to the user, each of them once: a
// command may load the codes it needs first, and then the full reference.
func (r *runner) report(err error) {
	for _, message := range r.loader.problems(err) {
		if !slices.Contains(r.reported, message) {
			r.reported = append(r.reported, message)
			r.complain(errors.New(message))
		}
	}
}
