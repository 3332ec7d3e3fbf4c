package host

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"teapot/ui/state"
)

// State returns the folder in which state is kept. The folder need not exist.
func (Host) State(dir string) state.Files { return stateDir(dir) }

// stateDir is a folder of small files. It implements state.Files. A file may be a
// symbolic link: then the file that the link leads to is read and replaced, and the link
// stays.
type stateDir string

// Read returns the first bytes of a file, at most limit.
func (d stateDir) Read(name string, limit int64) ([]byte, error) {
	return readRegular(filepath.Join(string(d), name), limit)
}

// Write replaces a file atomically: it writes a new file beside it and renames that. It
// creates the folder if there is none, and removes new files that earlier calls have left
// because their process was killed. The caller must have the lock.
func (d stateDir) Write(name string, content []byte) (err error) {
	if err := os.MkdirAll(string(d), 0o700); err != nil {
		return err
	}
	path, err := followLinks(filepath.Join(string(d), name))
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err == nil {
		err = checkRegular(path, info)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	removeLeftovers(path)
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	_, err = f.Write(content)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// Rename renames a file, or the file that a link leads to.
func (d stateDir) Rename(from, to string) error {
	path, err := followLinks(filepath.Join(string(d), from))
	if err != nil {
		return err
	}
	return os.Rename(path, filepath.Join(filepath.Dir(path), to))
}

// maxLinks is how many links are followed one after the other.
const maxLinks = 40

// followLinks returns the path of the file that a path leads to. That file need not
// exist.
func followLinks(path string) (string, error) {
	for range maxLinks {
		info, err := os.Lstat(path)
		if errors.Is(err, fs.ErrNotExist) {
			return path, nil
		}
		if err != nil || info.Mode()&fs.ModeSymlink == 0 {
			return path, err
		}
		target, err := os.Readlink(path)
		if err != nil {
			return "", err
		}
		if !filepath.IsAbs(target) {
			dir, err := filepath.EvalSymlinks(filepath.Dir(path)) // ".." is meant from there
			if err != nil {
				return "", err
			}
			target = filepath.Join(dir, target)
		}
		path = target
	}
	return "", fmt.Errorf("%s: too many links", path)
}

// removeLeftovers removes the new files for a path that were not renamed. They have the
// names that os.CreateTemp gives: that of the file, a dot and a number.
func removeLeftovers(path string) {
	dir := filepath.Dir(path)
	files, _ := os.ReadDir(dir) // leftovers do no harm
	for _, f := range files {
		number, ok := strings.CutPrefix(f.Name(), filepath.Base(path)+".")
		if ok && f.Type().IsRegular() && number != "" && strings.Trim(number, "0123456789") == "" {
			_ = os.Remove(filepath.Join(dir, f.Name()))
		}
	}
}

// A process that has the lock writes one small file. That takes some milliseconds, and on
// a slow disk up to a second.
const (
	maxLockWait  = 10 * time.Second
	lockInterval = 5 * time.Millisecond
)

// errLocked says that another process has the lock.
var errLocked = errors.New("another process is writing to this folder")

// Lock waits until no other process has the lock of the folder, and takes it. It creates
// the folder if there is none. The lock is on a file of its own, which stays.
func (d stateDir) Lock() (release func(), err error) {
	if err := os.MkdirAll(string(d), 0o700); err != nil {
		return nil, err
	}
	path := filepath.Join(string(d), "lock")
	for giveUp := time.Now().Add(maxLockWait); ; time.Sleep(lockInterval) {
		release, err := tryLock(path)
		if !errors.Is(err, errLocked) || time.Now().After(giveUp) {
			return release, err
		}
	}
}
