package data

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// maxUserFile is the maximum size of a user's file in bytes. Embedded files are at least a
// hundred times smaller. Reading a wrong file of this size does no harm.
const maxUserFile = 1 << 20

// readUserFile reads a file that is not embedded. It returns an error if the file is not a
// regular file: reading a pipe could wait forever, and reading a device may never end.
func readUserFile(folder fs.FS, path string) ([]byte, error) {
	info, err := fs.Stat(folder, path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a regular file")
	}
	f, err := folder.Open(path)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(io.LimitReader(f, maxUserFile+1))
	if len(text) > maxUserFile {
		err = fmt.Errorf("longer than %d bytes", maxUserFile)
	}
	return text, errors.Join(err, f.Close())
}
