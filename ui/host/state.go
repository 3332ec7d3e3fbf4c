package host

import (
	"errors"
	"os"
	"path/filepath"

	"teapot/ui/state"
)

// State is the folder of that path. It need not exist.
func (Host) State(dir string) state.Files { return folder(dir) }

// folder keeps small files.
type folder string

// Read returns a file's content.
func (f folder) Read(name string) ([]byte, error) { return os.ReadFile(filepath.Join(string(f), name)) }

// Write replaces a file: the new one is written beside it and takes its place
// whole.
func (f folder) Write(name string, content []byte) (err error) {
	if err := os.MkdirAll(string(f), 0o700); err != nil {
		return err
	}
	t, err := os.CreateTemp(string(f), name+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(t.Name())
		}
	}()
	_, err = t.Write(content)
	if err = errors.Join(err, t.Sync(), t.Close()); err != nil {
		return err
	}
	return os.Rename(t.Name(), filepath.Join(string(f), name))
}

// Rename gives a file another name.
func (f folder) Rename(from, to string) error {
	return os.Rename(filepath.Join(string(f), from), filepath.Join(string(f), to))
}
