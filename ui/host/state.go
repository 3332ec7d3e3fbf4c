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

// State returns the files of the folder in which the program keeps its state between runs. The
// folder need not exist.
func (Host) State(dir string) state.Files { return stateDir(dir) }

// stateDir is the path of a folder of small files. It implements state.Files. If a file in the
// folder is a symbolic link, stateDir reads and replaces the target of the link, and keeps the
// link.
type stateDir string

// Read returns the content of a file, but no more than its first limit bytes.
func (d stateDir) Read(name string, limit int64) ([]byte, error) {
	return readRegular(filepath.Join(string(d), name), limit)
}

// Write replaces a file atomically: it writes a temporary file in the same folder, and renames
// the temporary file. It creates the folder if necessary. It also removes temporary files of
// processes that were killed during a Write. The caller must have the lock.
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

// Rename renames a file. If the file is a symbolic link, Rename renames the target of the link
// within the target's folder.
func (d stateDir) Rename(from, to string) error {
	path, err := followLinks(filepath.Join(string(d), from))
	if err != nil {
		return err
	}
	return os.Rename(path, filepath.Join(filepath.Dir(path), to))
}

// maxLinks is the length of the longest chain of symbolic links that is followed.
const maxLinks = 40

// followLinks returns the path of the file to which a chain of symbolic links leads, or the
// given path if it is not a link. The file need not exist.
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
			dir, err := filepath.EvalSymlinks(filepath.Dir(path)) // a ".." in the target starts from the real folder
			if err != nil {
				return "", err
			}
			target = filepath.Join(dir, target)
		}
		path = target
	}
	return "", fmt.Errorf("%s: too many links", path)
}

// removeLeftovers removes the temporary files that earlier calls of Write for the same path have
// not renamed. Their names are those that os.CreateTemp gives: the name of the file, a dot and a
// number.
func removeLeftovers(path string) {
	dir := filepath.Dir(path)
	files, _ := os.ReadDir(dir) // if this fails, the leftovers stay, which does no harm
	for _, f := range files {
		number, ok := strings.CutPrefix(f.Name(), filepath.Base(path)+".")
		if ok && f.Type().IsRegular() && number != "" && strings.Trim(number, "0123456789") == "" {
			_ = os.Remove(filepath.Join(dir, f.Name()))
		}
	}
}

// A process that has the lock writes one small file. That takes some milliseconds, and up to a
// second on a slow disk.
const (
	maxLockWait  = 10 * time.Second     // how long Lock waits for another process to release the lock
	lockInterval = 5 * time.Millisecond // how long Lock waits between two attempts
)

// errLocked is the error of tryLock when another process has the lock.
var errLocked = errors.New("another process is writing to this folder")

// Lock takes the lock of the folder. If another process has the lock, it waits up to
// maxLockWait. It creates the folder if necessary. The lock is on a file named "lock", which
// remains in the folder.
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
