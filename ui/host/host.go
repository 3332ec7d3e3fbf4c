// Package host gives commands access to the machine on which teapot runs: folders, files, the
// terminal, the pager, sockets and signals. The commands of an SSH session get no Host, so that
// an SSH client cannot reach the machine.
//
// The package must not know what the files contain.
package host

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"teapot/ui/paint"
)

// Host gives access to this machine. It implements cli.Host.
type Host struct{}

// Dir returns the folder at a path as a file system, in which only regular files and folders
// can be opened. The folder need not exist.
func (Host) Dir(path string) fs.FS { return newFolder(path) }

// Open opens a file for reading. It returns an error if the file is a folder.
func (Host) Open(path string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		_ = f.Close() // nothing was written to it
		return nil, errors.New("open " + path + ": is a folder")
	}
	return f, nil
}

// Terminal returns the terminal of the process, prepared for the browser. The caller must call
// release to restore the terminal.
func (Host) Terminal(env []string) (t paint.Terminal, release func(), err error) {
	return paint.Local(os.Stdin, os.Stdout, env)
}
