package cli

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"teapot/data"
)

// layers are the folders of entries, in the order in which they override each
// other: teapot's own, the user's if there is one, and the one that --data names.
func (r *runner) layers() []fs.FS {
	layers := []fs.FS{data.Embedded()}
	if r.Host == nil {
		return layers
	}
	if dir := r.configDir(); dir != "" {
		if own := r.Host.Dir(dir); exists(own) {
			layers = append(layers, own)
		}
	}
	if r.flags.data != "" {
		layers = append(layers, r.Host.Dir(r.flags.data))
	}
	return layers
}

// noEntries is what is wrong with a folder that has none, which is most often
// one level too deep or too high.
const noEntries = "no entries there: want files such as http/status/599-acme.md"

// notFolder says why there is no folder, nil if there is one.
func notFolder(dir fs.FS) error {
	info, err := fs.Stat(dir, ".")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("no such folder")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("permission denied")
	case err != nil || !info.IsDir():
		return errors.New("not a folder")
	}
	return nil
}

// problems are what is wrong with the layers, in one text each: the folder that
// --data names, and files, with that folder if they stand in it.
func (r *runner) problems(err error) []string {
	var texts []string
	dir, own := strings.TrimSuffix(r.flags.data, "/"), fs.FS(nil)
	if dir != "" {
		own = r.Host.Dir(r.flags.data)
		if data.Count(own) == 0 {
			texts = append(texts, "--data "+r.flags.data+": "+noEntries)
		}
	}
	found, _ := errors.AsType[data.Problems](err)
	for _, p := range found {
		text := p.Error()
		if own != nil {
			if _, err := fs.Lstat(own, p.File); !errors.Is(err, fs.ErrNotExist) {
				text = dir + "/" + text // it replaces all others of that path
			}
		}
		texts = append(texts, text+"; left out")
	}
	return texts
}

// exists reports whether the folder itself is there.
func exists(dir fs.FS) bool {
	_, err := fs.Stat(dir, ".")
	return err == nil
}

// configDir is where a user's own entries stand: $XDG_CONFIG_HOME/teapot, or
// teapot in ~/.config. It is "" if neither is known.
func (r *runner) configDir() string {
	if dir := r.Getenv("XDG_CONFIG_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "teapot")
	}
	if home := r.Getenv("HOME"); home != "" {
		return filepath.Join(home, ".config", "teapot")
	}
	return ""
}
