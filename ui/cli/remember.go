package cli

import (
	"path/filepath"

	"teapot/ui/browse"
	"teapot/ui/state"
)

// background is what --theme says of the terminal.
func (r *runner) background() browse.Background {
	switch r.flags.theme {
	case "dark":
		return browse.Dark
	case "light":
		return browse.Light
	}
	return browse.Ask
}

// useHost gives the browser what it may use of the machine: what it remembers,
// and what opens addresses. In somebody's SSH session the machine is not the one
// that they sit at.
func (r *runner) useHost(c *browse.Config) {
	if r.Host == nil {
		return
	}
	if r.Getenv("SSH_CONNECTION") == "" && r.Getenv("SSH_TTY") == "" {
		c.Open = r.Host.Browse
	}
	dir := r.stateDir()
	if dir == "" {
		return
	}
	store := state.NewStore(r.Host.State(dir))
	kept, err := store.Load()
	if err != nil && c.Notice == "" {
		c.Notice = err.Error()
	}
	c.Kept = browse.Kept{Tab: kept.Tab, Favorites: kept.Favorites}
	c.Keep = func(k browse.Change) func() error { return store.Saver(state.Change(k)) }
}

// stateDir is where the browser remembers things: $XDG_STATE_HOME/teapot, or
// teapot in ~/.local/state. It is "" if neither is known.
func (r *runner) stateDir() string {
	if dir := r.Getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "teapot")
	}
	if home := r.Getenv("HOME"); home != "" {
		return filepath.Join(home, ".local", "state", "teapot")
	}
	return ""
}
