package cli

import (
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
