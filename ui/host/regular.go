package host

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// openRegular opens a regular file for reading. For every other kind of file it returns an
// error without opening it, because opening a named pipe waits for a writer, and opening a
// device may change the state of the device.
func openRegular(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if err := checkRegular(path, info); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_RDONLY|noWait, 0)
	if err != nil {
		return nil, err
	}
	// Another file may have been renamed to this path since the first check.
	if info, err = f.Stat(); err == nil {
		err = checkRegular(path, info)
	}
	if err != nil {
		_ = f.Close() // nothing was written to the file
		return nil, err
	}
	return f, nil
}

// checkRegular returns an error if a file is not a regular file. The error says what kind of
// file it is.
func checkRegular(path string, info fs.FileInfo) error {
	kind := "a device"
	switch mode := info.Mode(); {
	case mode.IsRegular():
		return nil
	case mode.IsDir():
		kind = "a folder"
	case mode&fs.ModeNamedPipe != 0:
		kind = "a named pipe"
	case mode&fs.ModeSocket != 0:
		kind = "a socket"
	}
	return &fs.PathError{Op: "open", Path: path, Err: errors.New("not a file, but " + kind)}
}

// readRegular reads a regular file, but no more than its first limit bytes.
func readRegular(path string, limit int64) ([]byte, error) {
	f, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(f, limit))
	return content, errors.Join(err, f.Close())
}

// folder is the file system below a folder of this machine. Unlike os.DirFS, it opens only
// regular files and folders.
type folder struct {
	fileSystem
	path string
}

// fileSystem has the methods that os.DirFS documents for its result.
type fileSystem interface {
	fs.StatFS
	fs.ReadDirFS
	fs.ReadLinkFS
}

// newFolder returns the file system below the folder at a path. The folder need not exist.
func newFolder(path string) fs.FS {
	dir, ok := os.DirFS(path).(fileSystem)
	if !ok {
		return os.DirFS(path) // impossible: os.DirFS documents these methods
	}
	return folder{dir, path}
}

// Open opens a regular file or a folder.
func (f folder) Open(name string) (fs.File, error) {
	info, err := f.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return f.fileSystem.Open(name)
	}
	if err := checkRegular(name, info); err != nil {
		return nil, err
	}
	local, err := filepath.Localize(name)
	if err != nil {
		return nil, err
	}
	return openRegular(filepath.Join(f.path, local))
}
