package host

import (
	"errors"
	"os"
	"path/filepath"

	"teapot/ui/state"
)

// State returns the folder in which state is kept. The folder need not exist.
func (Host) State(dir string) state.Files { return stateDir(dir) }

// stateDir is a folder of small files. It implements state.Files.
type stateDir string

// Read returns the content of a file.
func (d stateDir) Read(name string) ([]byte, error) {
	return os.ReadFile(filepath.Join(string(d), name))
}

// Write replaces a file atomically: it writes a new file beside it and renames that. It
// creates the folder if there is none.
func (d stateDir) Write(name string, content []byte) (err error) {
	if err := os.MkdirAll(string(d), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(string(d), name+".*")
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
	return os.Rename(f.Name(), filepath.Join(string(d), name))
}

// Rename renames a file.
func (d stateDir) Rename(from, to string) error {
	return os.Rename(filepath.Join(string(d), from), filepath.Join(string(d), to))
}
