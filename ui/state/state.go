// Package state holds what the browser remembers between runs: the favorites, and
// the tab that was shown last.
//
// It knows the format of the state file. It must not know the browser, and it does
// no I/O itself: a [Files] does that.
package state

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// State is the saved state of the browser.
type State struct {
	// Tab is the protocol that the browser showed last, "http" or "smtp". It is "" if the
	// protocol is unknown.
	Tab string
	// Favorites are the names of the favorite entries, such as "http/status/404", oldest
	// favorite first.
	Favorites []string
	// Other are lines of the state file with unknown keys: a later version has written
	// them. They are written back unchanged.
	Other []string
}

// Change is a change to the state. Values that it does not mention stay as they are in
// the file, because another browser may have changed them.
type Change struct {
	Tab            string // the tab that the browser shows now; "" if it has not changed
	Added, Removed string // the entry that became a favorite, and the one that was removed; "" for none
}

// apply returns the state after a change.
func (s State) apply(c Change) State {
	if c.Tab != "" {
		s.Tab = c.Tab
	}
	if c.Added != "" && !slices.Contains(s.Favorites, c.Added) {
		s.Favorites = append(s.Favorites, c.Added)
	}
	s.Favorites = slices.DeleteFunc(s.Favorites, func(f string) bool { return f == c.Removed })
	return s
}

// Files is the folder of the state file, usually $XDG_STATE_HOME/teapot.
type Files interface {
	// Read returns the first limit bytes of a file, or the whole file if it is shorter.
	// The error is fs.ErrNotExist if there is no such file.
	Read(name string, limit int64) ([]byte, error)
	// Lock waits until no other process has the lock, and takes it. It creates the
	// folder if that does not exist. Write and Rename need the lock.
	Lock() (release func(), err error)
	// Write replaces a file atomically.
	Write(name string, content []byte) error
	// Rename renames a file, and replaces the file that has the new name.
	Rename(from, to string) error
}

// favoriteKey is the key of a line with a favorite. It has the British spelling of the
// first versions, because with a new key users would lose the favorites in their files.
const favoriteKey = "favourite"

const (
	file        = "state"         // the name of the state file
	damagedFile = "state.damaged" // the name that a state file gets if it cannot be parsed
	// maxSize is the largest size of a state file, in bytes. A larger file counts as
	// damaged.
	maxSize = 1 << 20
)

// Store reads and writes the state. It is safe for concurrent use.
type Store struct {
	files Files

	mu      sync.Mutex
	last    State    // the state that was read or written last
	pending []Change // the changes that have not been written yet, oldest first
}

// NewStore returns a store that uses the files in f.
func NewStore(f Files) *Store { return &Store{files: f} }

// Load reads the state from the file. If the file cannot be parsed, Load renames it, and
// returns an empty state and an error with the new name.
func (s *Store) Load() (State, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	state, readErr, parseErr := s.read()
	if parseErr != nil {
		state, readErr = s.readLocked()
	}
	s.last = state
	return state, readErr
}

// read reads and parses the file. A missing file is an empty state.
func (s *Store) read() (state State, readErr, parseErr error) {
	content, err := s.files.Read(file, maxSize+1)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return State{}, err, nil
	}
	state, err = Parse(string(content))
	return state, nil, err
}

// readLocked takes the lock, and calls load.
func (s *Store) readLocked() (State, error) {
	release, err := s.files.Lock()
	if err != nil {
		return State{}, err
	}
	defer release()
	return s.load()
}

// load reads the file, and renames it if it cannot be parsed. It needs the lock: without
// it, another process could replace the damaged file before the renaming, and load would
// rename the good file.
func (s *Store) load() (State, error) {
	state, readErr, parseErr := s.read()
	if readErr != nil || parseErr == nil {
		return state, readErr
	}
	if err := s.files.Rename(file, damagedFile); err != nil {
		return State{}, errors.Join(parseErr, err)
	}
	return State{}, &damagedError{parseErr}
}

// damagedError says that the state file could not be parsed and was renamed.
type damagedError struct{ error }

func (e *damagedError) Error() string {
	return fmt.Sprintf("%v; the file was renamed to %s", e.error, damagedFile)
}

// Saver returns a function that saves a change. The functions of several changes may be
// called in any order, also concurrently: the first call writes all changes, in the order
// in which Saver was called. If the write fails, the next call tries it again.
//
// Each call locks the file and reads it again, so that browsers which run at the same
// time do not overwrite each other's favorites. A file that cannot be read is not replaced.
func (s *Store) Saver(c Change) func() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pending = append(s.pending, c)
	return s.save
}

// save writes all pending changes.
func (s *Store) save() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.pending) == 0 {
		return nil
	}
	release, err := s.files.Lock()
	if err != nil {
		return err
	}
	defer release()
	last := s.last
	state, loadErr := s.load()
	if _, damaged := errors.AsType[*damagedError](loadErr); damaged {
		state = State{last.Tab, slices.Clone(last.Favorites), last.Other} // the state that the browser still shows
	} else if loadErr != nil {
		return loadErr
	}
	for _, c := range s.pending {
		state = state.apply(c)
	}
	if err := s.files.Write(file, []byte(state.String())); err != nil {
		return err
	}
	s.last, s.pending = state, nil
	return loadErr
}

// String formats the state as [Parse] reads it, with one line for each value.
func (s State) String() string {
	var b strings.Builder
	if s.Tab != "" {
		fmt.Fprintf(&b, "tab: %s\n", s.Tab)
	}
	for _, f := range s.Favorites {
		fmt.Fprintf(&b, favoriteKey+": %s\n", (&url.URL{Path: f}).EscapedPath()) // the name of an entry's file may have any characters
	}
	for _, l := range s.Other {
		b.WriteString(l + "\n")
	}
	return b.String()
}

// Parse parses a state file. Lines with an unknown key are kept: a later version may
// have written them.
func Parse(text string) (State, error) {
	var s State
	if len(text) > maxSize {
		return s, fmt.Errorf("the state file has more than the %d bytes that are read", maxSize)
	}
	for n, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		line = strings.TrimSuffix(line, "\r")
		if line == "" {
			continue
		}
		if !s.parseLine(line) {
			return State{}, fmt.Errorf("line %d of the state file is damaged", n+1)
		}
	}
	return s, nil
}

// parseLine parses a line, and reports whether String could have written it.
func (s *State) parseLine(line string) bool {
	name, value, ok := strings.Cut(line, ": ")
	switch {
	case !ok || !isWord(name):
		return false
	case name == "tab" && isWord(value):
		s.Tab = value
	case name == favoriteKey && isWord(value):
		f, err := url.PathUnescape(value)
		if err != nil || len(f) > maxName {
			return false
		}
		if !slices.Contains(s.Favorites, f) {
			s.Favorites = append(s.Favorites, f)
		}
	case name == "tab" || name == favoriteKey || strings.ContainsFunc(value, unicode.IsControl) || !utf8.ValidString(value):
		return false
	default:
		s.Other = append(s.Other, line)
	}
	return true
}

// maxName is the maximum length of an entry's name, in bytes.
const maxName = 1000

// isWord reports whether a key or a value is not empty and has only visible ASCII
// characters.
func isWord(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}
