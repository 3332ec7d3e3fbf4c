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
	// Tab is the protocol that was shown last, "http" or "smtp". It is "" if that is
	// not known.
	Tab string
	// Favorites are entries, as "http/status/404", in the order in which they were
	// added.
	Favorites []string
	// Other are the lines that a later version has written. They are kept as they are.
	Other []string
}

// Change is a change to the state. It changes only what it names: another browser
// may have changed the rest of the file.
type Change struct {
	Tab            string // the tab that is shown now; "" if it is the same
	Added, Removed string // a new favorite, and one that was removed; "" for none
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
	// Read returns the first bytes of a file, at most limit. The error is
	// fs.ErrNotExist if there is no such file.
	Read(name string, limit int64) ([]byte, error)
	// Lock waits until no other process has the lock, and takes it. It creates the
	// folder if that does not exist. Write and Rename need the lock.
	Lock() (release func(), err error)
	// Write replaces a file atomically.
	Write(name string, content []byte) error
	// Rename renames a file, and replaces the file that has the new name.
	Rename(from, to string) error
}

// favoriteKey is the key of a favorite's line. The first versions spelled it so, and
// another spelling would lose the favorites of their users.
const favoriteKey = "favourite"

const (
	file        = "state"
	damagedFile = "state.damaged" // the new name of a file that cannot be parsed
	// maxSize is the size above which a file is not taken for a state file, in bytes.
	maxSize = 1 << 20
)

// Store reads and writes the state. It is safe for concurrent use.
type Store struct {
	files Files

	mu      sync.Mutex
	last    State    // what was read or written last
	pending []Change // what has not been written yet, oldest first
}

// NewStore makes a store.
func NewStore(f Files) *Store { return &Store{files: f} }

// Load returns the state. If the file cannot be parsed, it is renamed, the error
// says so, and the state is empty.
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

// read reads and parses the file.
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

// load reads the file, and renames it if it cannot be parsed. It needs the lock:
// otherwise another process could replace the damaged file in between, and its file
// would be renamed.
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

// Saver returns a function that saves a change. Such functions may be called in any
// order, also concurrently: the first call writes all changes, in the order in which
// Saver was called. If that fails, the next call writes them too.
//
// The file is locked and read again each time, so that browsers which run at the same
// time do not overwrite one another's favorites. A file that cannot be read is not replaced.
func (s *Store) Saver(c Change) func() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pending = append(s.pending, c)
	return s.save
}

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
		state = State{last.Tab, slices.Clone(last.Favorites), last.Other} // what the user still sees
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
		fmt.Fprintf(&b, favoriteKey+": %s\n", (&url.URL{Path: f}).EscapedPath()) // the file of an entry may have any name
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

// maxName is the longest name of an entry, in bytes.
const maxName = 1000

// isWord reports whether a key or a value consists of visible ASCII characters.
func isWord(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}
