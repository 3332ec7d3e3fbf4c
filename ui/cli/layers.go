package cli

import (
	"io/fs"
	"path/filepath"

	"teapot/data"
)

// layers are the folders of entries, in the order in which they override each
// other: teapot's own, the user's, and the one that --data names.
func (r *runner) layers() []fs.FS {
	layers := []fs.FS{data.Embedded()}
	if r.Host == nil {
		return layers
	}
	if dir := r.configDir(); dir != "" {
		layers = append(layers, r.Host.Dir(dir))
	}
	if r.flags.data != "" {
		layers = append(layers, r.Host.Dir(r.flags.data))
	}
	return layers
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
