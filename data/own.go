package data

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// maxOwn is how long a file may be, in bytes: a hundred times as long as any
// that is embedded, and little enough to be read by mistake.
const maxOwn = 1 << 20

// readOwn reads a file that is not embedded. It need not be what its name says:
// a pipe would be waited for, and a device has no end.
func readOwn(layer fs.FS, path string) ([]byte, error) {
	info, err := fs.Stat(layer, path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a regular file")
	}
	f, err := layer.Open(path)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(io.LimitReader(f, maxOwn+1))
	if len(text) > maxOwn {
		err = fmt.Errorf("longer than %d bytes", maxOwn)
	}
	return text, errors.Join(err, f.Close())
}
