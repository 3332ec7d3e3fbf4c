package cli

import (
	"io/fs"
	"path/filepath"

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
